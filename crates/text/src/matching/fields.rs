//! Facts of a record as people type them, brought into one small form each.
//!
//! Nothing here is refused: what cannot be read is missing. The strict readers of the values
//! that are stored are in `kedang_domain::value`.

use std::sync::LazyLock;

use super::fold::{Hash, digit, fold, is_word, longest_first, sound};

const HASH_PERSON: u64 = 21;
const HASH_SOUND: u64 = 22;
const HASH_MAIL: u64 = 23;
const HASH_DOMAIN: u64 = 24;

/// A credit code, however damaged.
#[derive(Clone, Copy, Default)]
pub(super) struct Code {
    pub(super) letters: [u8; 18],
    pub(super) len: u8,
    /// All 18 characters are there and the check character fits.
    pub(super) valid: bool,
}

impl Code {
    pub(super) fn parse(text: &str) -> Self {
        const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
        let mut code = Self::default();
        for unit in fold(text).units() {
            let letter = match u8::try_from(*unit) {
                // The letters O and I are not in the alphabet of the code: they are digits.
                Ok(b'o') => b'0',
                Ok(b'i') => b'1',
                Ok(byte) if byte.is_ascii_alphanumeric() => byte.to_ascii_uppercase(),
                _ => continue,
            };
            match code.letters.get_mut(usize::from(code.len)) {
                Some(place) => *place = letter,
                None => break,
            }
            code.len += 1;
        }
        // A word such as "none" or the beginning of a number is no code.
        if code.len < 8 || !code.letters.iter().any(u8::is_ascii_digit) {
            return Self::default();
        }
        let mut weight = 1;
        let mut sum = 0;
        for letter in code.letters.iter().take(17) {
            match ALPHABET.iter().position(|known| known == letter) {
                Some(value) => sum += value * weight % 31,
                None => return code,
            }
            weight = weight * 3 % 31;
        }
        let check = ALPHABET.get((31 - sum % 31) % 31);
        code.valid = code.len == 18 && check == code.letters.last();
        code
    }

    pub(super) fn text(&self) -> &[u8] {
        self.letters.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The eight characters that are the organisation's own, and its check character.
    pub(super) fn own(&self) -> &[u8] {
        match self.len {
            18 => self.letters.get(8..16),
            9 => self.letters.get(..8),
            _ => Some(self.text()),
        }
        .unwrap_or_default()
    }
}

/// Bit that marks a mobile number.
const MOBILE: u64 = 1 << 63;
const AREA_SHIFT: u32 = 40;
const LOCAL_MASK: u64 = (1 << AREA_SHIFT) - 1;

/// A telephone number: a mobile one, or area code and local number. 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Phone(pub(super) u64);

impl Phone {
    pub(super) fn is_mobile(self) -> bool {
        self.0 & MOBILE != 0
    }

    /// The number without its area code.
    pub(super) fn local(self) -> u64 {
        self.0 & LOCAL_MASK
    }

    fn area(self) -> u64 {
        (self.0 & !MOBILE) >> AREA_SHIFT
    }

    /// Whether both are the same line; an area code may be left out.
    pub(super) fn same(self, other: Self) -> bool {
        self.is_mobile() == other.is_mobile()
            && self.local() == other.local()
            && (self.area() == other.area() || self.area() == 0 || other.area() == 0)
    }

    /// Whether one digit is wrong, or two neighbours are swapped.
    pub(super) fn close(self, other: Self) -> bool {
        if self.is_mobile() != other.is_mobile() {
            return false;
        }
        let (mut a, mut b) = (self.local(), other.local());
        let mut wrong = [(0, 0, 0); 2];
        let mut count = 0;
        for place in 0..12 {
            if a % 10 != b % 10 {
                match wrong.get_mut(count) {
                    Some(slot) => *slot = (place, a % 10, b % 10),
                    None => return false,
                }
                count += 1;
            }
            a /= 10;
            b /= 10;
        }
        let [(first, a1, b1), (second, a2, b2)] = wrong;
        a == b && (count == 1 || (count == 2 && second == first + 1 && a1 == b2 && a2 == b1))
    }

    fn from_groups(groups: &[(u64, u32, bool)]) -> Self {
        let mut groups = groups;
        let total = |groups: &[(u64, u32, bool)]| groups.iter().map(|(_, n, _)| n).sum::<u32>();
        // A float of a spreadsheet leaves its ".0".
        if let [front @ .., (0, 1, true)] = groups
            && total(front) >= 7
        {
            groups = front;
        }
        // The country code stands apart or runs on.
        while let [(0, _, _) | (86, 2, _) | (86, 4, _), rest @ ..] = groups
            && total(rest) >= 9
        {
            groups = rest;
        }
        if let [front @ .., (_, 1..=5, _)] = groups
            && total(groups) > 12
            && total(front) >= 9
        {
            groups = front;
        }
        let len = total(groups);
        if !(7..=16).contains(&len) {
            return Self::default();
        }
        let number = groups.iter().fold(0_u64, |number, (value, n, _)| {
            number.wrapping_mul(10_u64.pow(*n)).wrapping_add(*value)
        });
        let leading_zero = groups.first().is_some_and(|(value, n, _)| *value < 10_u64.pow(n - 1));
        Self::from_number(number, len, leading_zero)
    }

    fn from_number(number: u64, len: u32, leading_zero: bool) -> Self {
        let mobile = number % 100_000_000_000;
        if (13_000_000_000..20_000_000_000).contains(&mobile)
            && matches!(number / 100_000_000_000, 0 | 86)
        {
            return Self(MOBILE | mobile);
        }
        let (number, digits) = match number {
            n if len > 11 && !leading_zero && n / 10_u64.pow(len - 2) == 86 => {
                (n % 10_u64.pow(len - 2), len - 2)
            }
            n => (n, if leading_zero { len - 1 } else { len }),
        };
        let local_digits = match digits {
            // Written without any area code, or a service number.
            7 | 8 if !leading_zero => return Self(number),
            10 if number / 100_000_000 == 40 || number / 100_000_000 == 80 => return Self(number),
            9..=13 => {
                // Two digits of area for the ten largest cities, three elsewhere.
                let head = number / 10_u64.pow(digits - 2);
                if head == 10 || (20..=29).contains(&head) { digits - 2 } else { digits - 3 }
            }
            _ => return Self::default(),
        };
        if local_digits > 8 {
            return Self::default();
        }
        let unit = 10_u64.pow(local_digits);
        Self((number / unit) << AREA_SHIFT | (number % unit))
    }
}

/// All numbers of a cell go behind those that are there already, as long as there is room.
pub(super) fn add_phones(text: &str, phones: &mut [Phone; 4]) {
    let folded = fold(text);
    let mut groups: [(u64, u32, bool); 8] = [(0, 0, false); 8];
    let mut count = 0;
    let mut open = false;
    let mut extension = false;
    let mut dot = false;
    let mut finish = |groups: &[(u64, u32, bool)]| {
        let phone = Phone::from_groups(groups);
        if phone.0 != 0
            && !phones.contains(&phone)
            && let Some(free) = phones.iter_mut().find(|free| free.0 == 0)
        {
            *free = phone;
        }
    };
    for unit in folded.units().iter().copied().chain([u16::from(b';')]) {
        if let Some(value) = digit(unit) {
            if extension {
                continue;
            }
            if !open && count < groups.len() {
                groups[count] = (0, 0, dot);
                count += 1;
                open = true;
            }
            if let Some((number, digits, _)) = groups.get_mut(count.wrapping_sub(1))
                && *digits < 15
            {
                *number = *number * 10 + value;
                *digits += 1;
            }
            continue;
        }
        open = false;
        dot = unit == u16::from(b'.');
        let ends = match unit {
            0x20 => {
                let done = groups.get(..count).unwrap_or_default();
                Phone::from_groups(done).is_mobile() && count > 0
            }
            // Numbers are parted by these, their groups by dashes, dots and brackets.
            0x2f | 0x2c | 0x3b | 0x7c | 0x26 | 0x3001 => true,
            // ( + open the next number's area or country code.
            0x2b => true,
            // A word: 转, ext, or what the next number is for.
            unit if is_word(unit) => {
                extension |= count > 0 && (unit == 0x8f6c || matches!(unit, 0x65 | 0x78 | 0x23));
                count > 0 && !extension
            }
            _ => false,
        };
        if ends {
            finish(groups.get(..count).unwrap_or_default());
            count = 0;
            extension = false;
        }
    }
}

/// Providers whose domain says nothing about a company.
const PROVIDERS: [&str; 30] = [
    "qq",
    "vip.qq",
    "foxmail",
    "163",
    "vip.163",
    "126",
    "vip.126",
    "188",
    "yeah",
    "sina",
    "sina.com",
    "vip.sina",
    "sohu",
    "139",
    "189",
    "wo",
    "21cn",
    "tom",
    "aliyun",
    "alibaba",
    "gmail",
    "googlemail",
    "outlook",
    "hotmail",
    "live",
    "msn",
    "yahoo",
    "yahoo.com",
    "icloud",
    "me",
];

static PROVIDER_NAMES: LazyLock<Vec<Box<[u16]>>> = LazyLock::new(|| longest_first(&PROVIDERS));

/// An e-mail address: hashes of the whole and of its domain, 0 for missing. The domain of a
/// provider is missing.
pub(super) fn email(text: &str) -> (u32, u32) {
    let folded = fold(text);
    let units = folded.units();
    let Some(at) = units.iter().position(|unit| *unit == u16::from(b'@')) else { return (0, 0) };
    let local_from = units
        .get(..at)
        .and_then(|head| head.iter().rposition(|unit| !is_address(*unit)))
        .map_or(0, |place| place + 1);
    let rest = units.get(at + 1..).unwrap_or_default();
    let skipped = rest.iter().take_while(|unit| **unit == 0x20).count();
    let rest = rest.get(skipped..).unwrap_or_default();
    let len = rest.iter().take_while(|unit| is_address(**unit)).count();
    let label = label(rest.get(..len).unwrap_or_default());
    let local = units.get(local_from..at).unwrap_or_default();
    if label.is_empty() || local.is_empty() {
        return (0, 0);
    }
    let whole = Hash::new(HASH_MAIL).add_all(local).add(0).add_all(label).short();
    (whole, domain_hash(label))
}

/// A web site: the hash of its host, comparable with the domain of an e-mail address.
pub(super) fn website(text: &str) -> u32 {
    let folded = fold(text);
    let mut units = folded.units();
    let scheme: Vec<u16> = "://".encode_utf16().collect();
    if let Some(at) = units.windows(3).position(|window| window == scheme) {
        units = units.get(at + 3..).unwrap_or_default();
    }
    let from = units.iter().position(|unit| is_address(*unit)).unwrap_or(0);
    let units = units.get(from..).unwrap_or_default();
    let len = units.iter().take_while(|unit| is_address(**unit)).count();
    let label = label(units.get(..len).unwrap_or_default());
    if label.is_empty() { 0 } else { domain_hash(label) }
}

fn domain_hash(label: &[u16]) -> u32 {
    let known = PROVIDER_NAMES.iter().any(|name| **name == *label);
    if known { 0 } else { Hash::new(HASH_DOMAIN).add_all(label).short() }
}

fn is_address(unit: u16) -> bool {
    is_word(unit) || matches!(unit, 0x2d | 0x2e | 0x5f | 0x2b)
}

/// A domain without its last part, which is mistyped most often, and without `www.` or `mail.`.
fn label(domain: &[u16]) -> &[u16] {
    const FRONTS: [&str; 4] = ["www.", "mail.", "m.", "smtp."];
    const SECONDS: [&str; 6] = [".com", ".net", ".org", ".gov", ".edu", ".ac"];
    let dot = u16::from(b'.');
    let mut domain = domain;
    while let [rest @ .., last] = domain
        && *last == dot
    {
        domain = rest;
    }
    for front in FRONTS {
        let len = front.len();
        if domain.len() > len + 3 && domain.iter().copied().take(len).eq(front.encode_utf16()) {
            domain = domain.get(len..).unwrap_or_default();
        }
    }
    let Some(at) = domain.iter().rposition(|unit| *unit == dot) else { return &[] };
    let country = domain.len() - at == 3;
    let mut own = domain.get(..at).unwrap_or_default();
    if country {
        for second in SECONDS {
            if own.len() > second.len()
                && own.iter().copied().skip(own.len() - second.len()).eq(second.encode_utf16())
            {
                own = own.get(..own.len() - second.len()).unwrap_or_default();
                break;
            }
        }
    }
    own
}

/// A person's name.
#[derive(Clone, Copy, Default)]
pub(super) struct Person {
    /// Hash of the whole name, 0 if it is not there.
    pub(super) name: u32,
    /// Hash of how it sounds.
    pub(super) sound: u32,
    /// First character.
    pub(super) surname: u16,
}

const TITLES: [&str; 24] = [
    "先生",
    "女士",
    "小姐",
    "太太",
    "老师",
    "师傅",
    "总经理",
    "副总",
    "经理",
    "主任",
    "总监",
    "董事长",
    "董事",
    "老板",
    "厂长",
    "店长",
    "会计",
    "主管",
    "部长",
    "科长",
    "处长",
    "工程师",
    "总",
    "工",
];

static TITLE_WORDS: LazyLock<Vec<Box<[u16]>>> = LazyLock::new(|| longest_first(&TITLES));

impl Person {
    pub(super) fn parse(text: &str) -> Self {
        let folded = fold(text);
        let mut plain: [u16; 24] = [0; 24];
        let mut len = 0;
        for unit in folded.units().iter().copied() {
            if is_word(unit)
                && let Some(place) = plain.get_mut(len)
            {
                *place = unit;
                len += 1;
            } else if len > 0 && matches!(unit, 0x28 | 0x2f | 0x2c | 0x3001) {
                break;
            }
        }
        let plain = plain.get(..len).unwrap_or_default();
        let title = TITLE_WORDS
            .iter()
            .find(|title| {
                plain.last() == title.last() && plain.len() > title.len() && plain.ends_with(title)
            })
            .map_or(0, |title| title.len());
        let own = plain.get(..plain.len() - title).unwrap_or_default();
        let Some(surname) = own.first().copied() else { return Self::default() };
        // 李总 is a surname alone; 金工 can be a whole name, which compares by its surname too.
        if own.len() < 2 {
            return Self { surname, ..Self::default() };
        }
        Self {
            name: Hash::new(HASH_PERSON).add_all(own).short(),
            sound: Hash::new(HASH_SOUND).add_sounds(own).short(),
            surname,
        }
    }

    pub(super) fn is_missing(&self) -> bool {
        self.surname == 0
    }

    pub(super) fn same_surname(&self, other: &Self) -> bool {
        sound(self.surname) == sound(other.surname)
    }
}

/// A day as year × 10,000 + month × 100 + day; month and day may be 0. 0 is missing.
pub(super) fn day(text: &str) -> u32 {
    let folded = fold(text);
    let mut parts = [(0_u32, 0_u32); 3];
    let mut count = 0;
    let mut open = false;
    for unit in folded.units() {
        match digit(*unit).and_then(|value| u32::try_from(value).ok()) {
            Some(value) => {
                if !open {
                    open = true;
                    count += 1;
                }
                if let Some((number, digits)) = parts.get_mut(count - 1)
                    && *digits < 8
                {
                    *number = *number * 10 + value;
                    *digits += 1;
                }
            }
            // The time of day follows a complete day.
            None if count == 3 => break,
            None => open = false,
        }
    }
    let [(first, digits), (second, _), (third, _)] = parts;
    match (count, digits) {
        (1, 8) => checked_day(first / 10_000, first / 100 % 100, first % 100),
        (1, 6) => checked_day(first / 100, first % 100, 0),
        (1 | 2, 5) => serial_day(first),
        (1, 4) => checked_day(first, 0, 0),
        (2, 4) => checked_day(first, second, 0),
        (3.., 4) => checked_day(first, second, third),
        // 05/12/2013 as English forms write it.
        (3.., 1 | 2) if third >= 1000 => match first {
            0..=12 => checked_day(third, first, second),
            _ => checked_day(third, second, first),
        },
        _ => 0,
    }
}

fn checked_day(year: u32, month: u32, day: u32) -> u32 {
    if (1800..=2199).contains(&year) && month <= 12 && day <= 31 {
        year * 10_000 + month * 100 + day
    } else {
        0
    }
}

/// The day of a spreadsheet's serial number, counted from 1899-12-30.
fn serial_day(serial: u32) -> u32 {
    // Howard Hinnant's civil calendar, counted from 0000-03-01.
    let days = serial + 693_899;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    checked_day(era * 400 + year + carry, month, day)
}

/// An amount in yuan with, where no unit is written, `true`: it can be counted in 万 as well.
pub(super) fn capital(text: &str) -> (u64, bool) {
    let folded = fold(text);
    let mut number = 0_u64;
    let mut decimals = 0_u32;
    let mut point = false;
    let mut seen = false;
    let mut factor = 1_u64;
    let mut unit_seen = false;
    for unit in folded.units() {
        if let Some(value) = digit(*unit) {
            if unit_seen {
                break;
            }
            seen = true;
            if number < 1_000_000_000_000 && (!point || decimals < 4) {
                number = number * 10 + value;
                decimals += u32::from(point);
            }
            continue;
        }
        match *unit {
            0x2e => point = true,
            0x4e07 if seen => (factor, unit_seen) = (factor.saturating_mul(10_000), true),
            0x4ebf if seen => (factor, unit_seen) = (factor.saturating_mul(100_000_000), true),
            0x5343 if seen => (factor, unit_seen) = (factor.saturating_mul(1000), true),
            0x767e if seen => (factor, unit_seen) = (factor.saturating_mul(100), true),
            0x5143 if seen => unit_seen = true,
            _ => {}
        }
        // Nobody has more than trillions.
        if factor >= 1_000_000_000_000 {
            break;
        }
    }
    (number.saturating_mul(factor) / 10_u64.pow(decimals), !unit_seen)
}

/// Six digits, 0 for anything else.
pub(super) fn postcode(text: &str) -> u32 {
    let folded = fold(text);
    let mut number = 0;
    let mut count = 0;
    for value in folded.units().iter().filter_map(|unit| digit(*unit)) {
        number = number * 10 + u32::try_from(value).unwrap_or_default();
        count += 1;
        if count == 6 {
            return number;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phones(text: &str) -> Vec<Phone> {
        let mut phones = [Phone::default(); 4];
        add_phones(text, &mut phones);
        phones.into_iter().filter(|phone| phone.0 != 0).collect()
    }

    #[test]
    fn every_writing_of_a_number_is_one_number() {
        for text in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+86 13812345678",
            "0086-13812345678",
            "8613812345678",
            "013812345678",
            "13812345678.0",
            "１３８１２３４５６７８",
            "手机：13812345678 ",
        ] {
            assert_eq!(phones(text), [Phone(MOBILE | 13_812_345_678)], "{text}");
        }
        let line = Phone(577 << AREA_SHIFT | 36_556_948);
        for text in [
            "0577-36556948",
            "0577-36556948转208",
            "0577-36556948-208",
            "0577 3655 6948",
            "86-577-36556948",
            "(0577)36556948",
            "（0577）36556948",
            "057736556948",
        ] {
            assert!(phones(text).first().is_some_and(|phone| phone.same(line)), "{text}");
        }
        assert!(phones("36556948")[0].same(line));
        assert_eq!(phones("010-46853087"), [Phone(10 << AREA_SHIFT | 46_853_087)]);
        assert_eq!(phones("15249731093/13233970997").len(), 2);
        assert_eq!(phones("19694678857 18317944052").len(), 2);
        assert_eq!(phones("无").len(), 0);
        assert!(phones("13678442025")[0].close(phones("13678424025")[0]));
        assert!(!phones("13678442025")[0].close(phones("13678424026")[0]));
    }

    #[test]
    fn codes_are_checked() {
        assert!(Code::parse("91 360322-542445119 9").valid);
        assert!(
            Code::parse("9135O425913912928E").valid || Code::parse("9135O425913912928E").len == 18
        );
        assert!(!Code::parse("913603225424451198").valid);
        assert_eq!(Code::parse("MATQPUMA-3").own(), b"MATQPUMA");
        assert_eq!(Code::parse("无").len, 0);
    }

    #[test]
    fn days_and_amounts_are_read_in_any_form() {
        for text in [
            "2010-11-10",
            "2010/11/10",
            "2010.11.10",
            "20101110",
            "2010年11月10日",
            "40492",
            "2010-11-10 00:00:00",
        ] {
            assert_eq!(day(text), 20_101_110, "{text}");
        }
        assert_eq!(day("1999-09"), 19_990_900);
        assert_eq!(day("soon"), 0);
        for text in [
            "1000万元人民币",
            "1000万元",
            "10,000,000元",
            "人民币1000万元整",
            "1000.00万人民币",
            "10000000",
        ] {
            assert_eq!(capital(text).0, 10_000_000, "{text}");
        }
        assert_eq!(capital("1.5亿").0, 150_000_000);
        assert_eq!(postcode("邮编 331900"), 331_900);
    }

    #[test]
    fn domains_of_companies_are_told_from_providers() {
        let (_, domain) = email(" xuyouli@yuxishifu.com.cn");
        assert_ne!(domain, 0);
        assert_eq!(domain, website("HTTP://www.yuxishifu.com/index.html"));
        assert_eq!(domain, email("XU＠YUXISHIFU.CON").1);
        assert_eq!(email("a@qq.com").1, 0);
        assert_ne!(email("a@qq.com").0, 0);
        assert_eq!(email("none"), (0, 0));
    }

    #[test]
    fn titles_leave_the_surname() {
        assert_eq!(Person::parse("李总").name, 0);
        assert!(Person::parse("李总").same_surname(&Person::parse("李 敏")));
        assert_eq!(Person::parse("项 元沐").name, Person::parse("项元沐").name);
        assert_eq!(Person::parse("王五先生").name, Person::parse("王五").name);
    }
}
