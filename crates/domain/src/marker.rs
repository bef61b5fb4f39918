//! Marker customers 标记客户: invented firms that stand in one export only, so that a leaked sheet
//! tells from which export it comes.
//!
//! A marker is no customer: it is in no table of customers, so no list, count, search, statistic,
//! duty, campaign or month check can come upon it. It is made from a seed of its export.
//!
//! What it shows must look like a firm and be nobody's:
//!
//! * **Name**: a city, four characters that are coined by chance out of a million, a trade.
//! * **File code**: a number is taken from the sequence of customers and given to nobody else. Whoever
//!   looks it up finds what they find for a customer that is not for them: nothing.
//! * **Credit code**: both check characters are right, since a wrong one is seen by every
//!   spreadsheet that checks. It is nobody's because its registration authority does not exist: a
//!   district 66 to 69 of a real city. GB/T 2260 counts districts from 01 and from 51, and no city
//!   has so many.
//! * **Mobile number**: of 154, which is given to no operator. China has no numbers reserved for
//!   fiction; a number of an operator could be somebody's today or tomorrow.
//! * **Fixed line**: begins with 9 behind the area code. Subscribers' numbers begin with 2 to 8.
//! * **Address**: a street that is coined like the name. No e-mail address and no site: every name
//!   that looks real could be registered by somebody.
//!
//! What else stands in its row (owner, region, stage, amounts) is that of the row beside it, as far as
//! it tells nobody apart; texts are left empty, since they would say of the marker what is true of
//! another.

use crate::reference::Divisions;
use crate::value::CreditCode;

/// Fewer customers than this get no marker: in a short list it would be seen at once.
pub const ROWS_MIN: i64 = 20;
/// One marker for so many customers.
const ROWS_EACH: i64 = 100;
/// Markers in one export, at most.
const MAX: i64 = 8;

const COINED: [char; 32] = [
    '澄', '禾', '锦', '岳', '桐', '泓', '砚', '苍', '澜', '峰', '黎', '曦', '瑾', '昀', '琅', '棠',
    '翊', '岚', '皓', '芃', '煜', '蔚', '霁', '璟', '溪', '屿', '牧', '栩', '钧', '骋', '朔', '衡',
];
const TRADES: [&str; 12] = [
    "机电设备",
    "包装材料",
    "五金制品",
    "自动化科技",
    "建材贸易",
    "仪器仪表",
    "新材料",
    "供应链管理",
    "电气工程",
    "环保科技",
    "纺织品",
    "食品配料",
];

/// How many markers an export of so many customers gets.
#[must_use]
pub fn count(customers: i64) -> i64 {
    if customers < ROWS_MIN { 0 } else { (1 + customers / ROWS_EACH).min(MAX) }
}

/// What a marker shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invented {
    /// Full name.
    pub name: String,
    /// Credit code of a registration authority that does not exist.
    pub credit_code: String,
    /// Mobile number of no operator.
    pub mobile: String,
    /// Fixed line that no subscriber has.
    pub office_phone: String,
    /// Street that does not exist.
    pub address: String,
    /// Which of so many rows it stands before.
    pub place: usize,
}

/// Draws from a seed, byte by byte.
struct Seed<'a>(std::iter::Cycle<std::slice::Iter<'a, u8>>);

impl Seed<'_> {
    fn below(&mut self, bound: usize) -> usize {
        // Four bytes: the remainder favours nothing that anybody would notice.
        let drawn = (0..4).fold(0_usize, |sum, _| {
            sum << 8 | usize::from(self.0.next().copied().unwrap_or_default())
        });
        drawn % bound.max(1)
    }

    fn one<T: Copy>(&mut self, of: &[T], fallback: T) -> T {
        of.get(self.below(of.len())).copied().unwrap_or(fallback)
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| self.one(&DIGITS, '0')).collect()
    }

    fn coined(&mut self, count: usize) -> String {
        (0..count).map(|_| self.one(&COINED, '澄')).collect()
    }
}

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// The marker of a seed (32 bytes of a keyed hash), in a region (a code of six digits; Nanjing when
/// it is none), with the area code of a fixed line beside it, among `rows` rows.
#[must_use]
pub fn invent(seed: &[u8; 64], region: &str, area: &str, rows: usize) -> Invented {
    let mut seed = Seed(seed.iter().cycle());
    let divisions = Divisions::builtin();
    let known = divisions.by_code(region).map(|found| found.code).unwrap_or("320100");
    let city = known.get(..4).filter(|city| !city.ends_with("00")).unwrap_or("3201");
    let named = divisions.by_code(&format!("{city}00")).map_or("南京市", |found| found.name);
    let (coined, trade) = (seed.coined(4), seed.one(&TRADES, "机电设备"));
    Invented {
        name: format!("{}{coined}{trade}有限公司", named.trim_end_matches('市')),
        credit_code: credit_code(&mut seed, divisions, city),
        mobile: format!("154{}", seed.digits(8)),
        office_phone: format!("{}-9{}", if area.is_empty() { "025" } else { area }, seed.digits(7)),
        address: format!("{named}{}路{}号", seed.coined(2), 10 + seed.below(480)),
        place: seed.below(rows),
    }
}

fn credit_code(seed: &mut Seed<'_>, divisions: &Divisions, city: &str) -> String {
    let district = (66..70).map(|number| format!("{city}{number}"));
    let district = district.into_iter().find(|code| divisions.by_code(code).is_none());
    let firm = format!("MA{}", seed.digits(6));
    let district = district.unwrap_or_else(|| format!("{city}69"));
    let body = format!("91{district}{firm}{}", organisation_check(&firm));
    CreditCode::complete(&body).map_or(body, |code| code.as_str().to_owned())
}

/// The check character of an organisation code (GB 11714).
fn organisation_check(body: &str) -> char {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(36).unwrap_or(0) * w).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(start: u8) -> [u8; 64] {
        std::array::from_fn(|at| start.wrapping_mul(31).wrapping_add((at as u8).wrapping_mul(57)))
    }

    #[test]
    fn it_passes_checks_and_is_nobodys() {
        for start in 0..200 {
            let one = invent(&seed(start), "320102", "025", 90);
            let code = CreditCode::parse(&one.credit_code).unwrap();
            let authority = &code.as_str()[2..8];
            assert!(authority.starts_with("32016"), "{authority}");
            assert!(Divisions::builtin().by_code(authority).is_none(), "no such authority");
            assert!(one.mobile.starts_with("154") && one.mobile.len() == 11);
            assert!(one.office_phone.starts_with("025-9"));
            assert!(one.name.starts_with("南京") && one.name.ends_with("有限公司"));
            assert!(one.place < 90);
        }
    }

    #[test]
    fn no_city_has_a_district_of_its_codes() {
        for division in Divisions::builtin().iter() {
            let district = &division.code[4..];
            assert!(!["66", "67", "68", "69"].contains(&district), "{}", division.code);
        }
    }

    #[test]
    fn a_seed_makes_one_and_another_makes_another() {
        let one = invent(&seed(1), "", "", 500);
        assert_eq!(one, invent(&seed(1), "", "", 500));
        let other = invent(&seed(2), "", "", 500);
        assert!(one.name != other.name && one.mobile != other.mobile, "{one:?} {other:?}");
        assert_eq!((count(19), count(20), count(450), count(90_000)), (0, 1, 5, 8));
    }
}
