//! What of a record is compared.

use std::{collections::HashMap, sync::LazyLock};

use kedang_domain::reference::Industries;

use super::{
    Record,
    address::{self, Address},
    fields::{self, Code, Person, Phone},
    fold::{Hash, fold, is_word, sound},
    key::{Key, KeyClass, Keys},
    name::Name,
    words::Form,
};

const HASH_BODY: u64 = 42;
const HASH_CORE: u64 = 43;
const HASH_INDUSTRY: u64 = 44;
const HASH_KEY: u64 = 45;

/// Longest name whose characters are left out one at a time for keys.
const MOST_VARIANTS: usize = 14;

/// A record prepared for comparing: about 250 bytes, without the texts of the record.
pub struct Profile {
    /// Short places and body of the name.
    pub(super) name: Box<[u16]>,
    pub(super) body_at: u8,
    pub(super) core_len: u8,
    pub(super) groups: u8,
    pub(super) form: Form,
    pub(super) places: [u32; 2],
    pub(super) place_code: u32,
    pub(super) branch: u32,
    /// Hash of the sounds of the body.
    pub(super) body: u32,
    pub(super) core: u32,
    pub(super) code: Code,
    pub(super) phones: [Phone; 4],
    pub(super) email: u32,
    pub(super) email_domain: u32,
    pub(super) website: u32,
    pub(super) legal: Person,
    pub(super) contact: Person,
    pub(super) region: [u32; 3],
    pub(super) street: u32,
    pub(super) detail: u32,
    pub(super) postcode: u32,
    pub(super) founded: u32,
    pub(super) capital: u64,
    pub(super) capital_bare: bool,
    pub(super) industry: u32,
}

impl Profile {
    /// Reads a record. Fields that cannot be read count as missing.
    #[must_use]
    pub fn new(record: &Record<'_>) -> Self {
        let name = Name::parse(record.name);
        let units = name.full.units();
        let body = units.get(name.body_at..).unwrap_or_default();
        let hash = |seed, text: &[u16]| match text {
            [] => 0,
            text => Hash::new(seed).add_sounds(text).short(),
        };
        let mut phones = [Phone::default(); 4];
        fields::add_phones(record.mobiles, &mut phones);
        fields::add_phones(record.phones, &mut phones);
        let (email, email_domain) = fields::email(record.emails);
        let place = Address::parse(record.address);
        let mut region = address::region(record.province, record.city, record.county);
        for (own, of_address) in region.iter_mut().zip(place.region) {
            if *own == 0 {
                *own = of_address;
            }
        }
        let (capital, capital_bare) = fields::capital(record.capital);
        Self {
            body_at: u8::try_from(name.body_at).unwrap_or(u8::MAX),
            core_len: u8::try_from(name.core_len).unwrap_or(u8::MAX),
            groups: name.groups,
            form: name.form,
            places: name.places,
            place_code: name.place_code,
            branch: name.branch,
            body: hash(HASH_BODY, body),
            core: hash(HASH_CORE, body.get(..name.core_len).unwrap_or_default()),
            name: units.into(),
            code: Code::parse(record.credit_code),
            phones,
            email,
            email_domain,
            website: fields::website(record.website),
            legal: Person::parse(record.legal_representative),
            contact: Person::parse(record.contacts),
            region,
            street: place.street,
            detail: place.detail,
            postcode: fields::postcode(record.postcode),
            founded: fields::day(record.founded),
            capital,
            capital_bare,
            industry: industry(record.industry),
        }
    }

    pub(super) fn body(&self) -> &[u16] {
        self.name.get(usize::from(self.body_at)..).unwrap_or_default()
    }

    pub(super) fn core(&self) -> &[u16] {
        self.body().get(..usize::from(self.core_len)).unwrap_or_default()
    }

    /// All keys of the record: those to be stored with it, and to be looked up for a draft.
    ///
    /// Two records that are one company share at least one of them, whatever of their fields
    /// agree; sharing one says little. At most forty.
    #[must_use]
    pub fn keys(&self) -> Keys {
        let mut keys = self.batch_keys();
        if self.core != 0 {
            keys.push(key(KeyClass::Core, &[u64::from(self.core)]));
        }
        if self.email != 0 {
            keys.push(key(KeyClass::Email, &[u64::from(self.email)]));
        }
        let body = self.body();
        if (3..=MOST_VARIANTS).contains(&body.len()) {
            for left_out in 0..body.len() {
                let hash = body
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != left_out)
                    .fold(Hash::new(HASH_BODY), |hash, (_, unit)| {
                        hash.add(u64::from(sound(*unit)))
                    });
                keys.push(key(KeyClass::Name, &[u64::from(hash.short())]));
            }
        }
        keys
    }

    pub(super) fn name_key(&self) -> Key {
        key(KeyClass::Name, &[u64::from(self.body)])
    }

    pub(super) fn domain_key(domain: u32) -> Key {
        key(KeyClass::Domain, &[u64::from(domain)])
    }

    pub(super) fn phone_key(phone: Phone) -> Key {
        key(KeyClass::Phone, &[phone.local()])
    }

    /// The keys that a batch needs: few, for each costs time a million times over.
    pub(super) fn batch_keys(&self) -> Keys {
        let mut keys = Keys::new();
        let [_, city, county] = self.region.map(u64::from);
        let own = self.code.own();
        if !own.is_empty() {
            let packed =
                own.iter().fold(0_u64, |sum, letter| sum.wrapping_mul(37) ^ u64::from(*letter));
            keys.push(key(KeyClass::CreditCode, &[packed]));
        }
        for phone in self.phones.iter().filter(|phone| phone.0 != 0) {
            keys.push(Self::phone_key(*phone));
        }
        for domain in [self.email_domain, self.website] {
            if domain != 0 {
                keys.push(Self::domain_key(domain));
            }
        }
        if self.body != 0 {
            keys.push(self.name_key());
        }
        if let [first, second, ..] = self.body()
            && city != 0
        {
            let begin = [u64::from(sound(*first)), u64::from(sound(*second)), city];
            keys.push(key(KeyClass::Begin, &begin));
        }
        if self.street != 0 {
            keys.push(key(KeyClass::Address, &[u64::from(self.street), county]));
        }
        if self.legal.sound != 0 {
            let legal = u64::from(self.legal.sound);
            if self.founded != 0 {
                keys.push(key(KeyClass::Person, &[legal, u64::from(self.founded / 100)]));
            }
            if county != 0 {
                keys.push(key(KeyClass::Person, &[legal, county, 1]));
            }
        }
        if !self.founded.is_multiple_of(100) && city != 0 {
            keys.push(key(KeyClass::Founding, &[u64::from(self.founded), city]));
        }
        keys
    }

    /// What divides a block that is too large, each 0 if missing.
    pub(super) fn dividers(&self) -> [u64; 4] {
        [
            u64::from(self.street),
            u64::from(self.legal.sound),
            self.phones.first().map_or(0, |phone| phone.0),
            u64::from(self.founded),
        ]
    }
}

fn key(class: KeyClass, parts: &[u64]) -> Key {
    Key::new(class, parts.iter().fold(Hash::new(HASH_KEY), |hash, part| hash.add(*part)).long())
}

/// Names of industries with the digits of their codes, packed by [`packed_industry`].
static INDUSTRIES: LazyLock<HashMap<u32, u32>> = LazyLock::new(|| {
    let mut names: HashMap<u32, u32> = HashMap::new();
    for industry in Industries::builtin().iter() {
        let packed = packed_industry(industry.code);
        if packed != 0 {
            // A group and its only class have one name: the wider of the two stands for both.
            let known = names.entry(industry_hash(industry.name)).or_insert(packed);
            if packed >> 16 < *known >> 16 {
                *known = packed;
            }
        }
    }
    names
});

/// Number of digits × 65,536 + digits; 0 for no code.
fn packed_industry(text: &str) -> u32 {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    match (letters, digits.len(), digits.parse::<u32>()) {
        (0 | 1, 2..=4, Ok(value)) => u32::try_from(digits.len()).unwrap_or_default() << 16 | value,
        _ => 0,
    }
}

fn industry_hash(text: &str) -> u32 {
    let folded = fold(text);
    folded
        .units()
        .iter()
        .filter(|unit| is_word(**unit))
        .fold(Hash::new(HASH_INDUSTRY), |hash, unit| hash.add(u64::from(*unit)))
        .short()
}

fn industry(text: &str) -> u32 {
    let text = text.trim();
    match packed_industry(text) {
        0 if text.is_empty() => 0,
        0 => INDUSTRIES.get(&industry_hash(text)).copied().unwrap_or_default(),
        packed => packed,
    }
}

/// Whether two packed industries are one, or one is part of the other.
pub(super) fn same_industry(a: u32, b: u32) -> (bool, bool) {
    let (a_len, b_len) = (a >> 16, b >> 16);
    let len = a_len.min(b_len);
    let cut = |packed: u32| (packed & 0xffff) / 10_u32.pow((packed >> 16) - len);
    (a == b, cut(a) == cut(b))
}
