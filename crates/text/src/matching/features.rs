//! In which ways the fields of two profiles agree.

use super::{
    compare::{Agreement, Field},
    distance::{Distance, distance, ends_alike},
    fields::Phone,
    places::related,
    profile::{Profile, same_industry},
    words::Form,
};

macro_rules! features {
    ($($name:ident: $field:ident $agreement:ident,)*) => {
        /// One way in which a field can agree; each has a weight of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Feature { $($name,)* }

        pub(super) const TABLE: &[(Field, Agreement)] = &[$((Field::$field, Agreement::$agreement),)*];

        /// Names of the features, in the order of their bits.
        #[doc(hidden)]
        pub const FEATURES: &[&str] = &[$(stringify!($name),)*];
    };
}

features! {
    NameSame: Name Same,
    NameOnePlace: Name Same,
    NameSound: Name Close,
    NameOne: Name Close,
    NameTwo: Name Close,
    NamePart: Name Close,
    NameOtherTrade: Name Different,
    NameOtherPlace: Name Different,
    NameOther: Name Different,
    BranchSame: Branch Same,
    BranchOne: Branch Different,
    BranchOther: Branch Different,
    GroupOther: Group Different,
    FormOther: LegalForm Different,
    CodeSame: CreditCode Same,
    CodeOwn: CreditCode Same,
    CodeClose: CreditCode Close,
    CodeOther: CreditCode Different,
    CodeOtherValid: CreditCode Different,
    MobileSame: Mobile Same,
    MobileClose: Mobile Close,
    MobileOther: Mobile Different,
    PhoneSame: Phone Same,
    PhoneClose: Phone Close,
    PhoneOther: Phone Different,
    LegalSame: LegalRepresentative Same,
    LegalSound: LegalRepresentative Close,
    LegalOther: LegalRepresentative Different,
    ContactSame: Contact Same,
    ContactSurname: Contact Close,
    ContactOther: Contact Different,
    EmailSame: Email Same,
    EmailDomain: Email Close,
    EmailOther: Email Different,
    WebsiteSame: Website Same,
    WebsiteOther: Website Different,
    RegionSame: Region Same,
    RegionCity: Region Close,
    RegionOther: Region Different,
    AddressSame: Address Same,
    AddressStreet: Address Close,
    AddressRoomOther: Address Close,
    AddressOther: Address Different,
    PostcodeSame: Postcode Same,
    PostcodeOther: Postcode Different,
    FoundedSame: Founded Same,
    FoundedMonth: Founded Close,
    FoundedClose: Founded Close,
    FoundedOther: Founded Different,
    CapitalSame: Capital Same,
    CapitalOther: Capital Different,
    IndustrySame: Industry Same,
    IndustryPart: Industry Close,
    IndustryOther: Industry Different,
}

/// Which field a feature is of, and how the field agrees.
#[doc(hidden)]
#[must_use]
pub fn feature(at: usize) -> Option<(Field, Agreement)> {
    TABLE.get(at).copied()
}

pub(super) const fn bit(feature: Feature) -> u64 {
    1 << feature as u8
}

use Feature as F;

/// Which ways of agreement hold for two profiles, as bits in the order of [`FEATURES`].
#[doc(hidden)]
#[must_use]
pub fn features(a: &Profile, b: &Profile) -> u64 {
    let found = [
        name(a, b),
        branch(a, b),
        group(a, b),
        form(a, b),
        code(a, b),
        numbers(a, b, true),
        numbers(a, b, false),
        legal(a, b),
        contact(a, b),
        email(a, b),
        website(a, b),
        region(a, b),
        address(a, b),
        either(a.postcode, b.postcode, F::PostcodeSame, F::PostcodeOther),
        founded(a, b),
        capital(a, b),
        industry(a, b),
    ];
    found.into_iter().flatten().fold(0, |bits, feature| bits | bit(feature))
}

fn either<T: Copy + PartialEq + Default>(a: T, b: T, same: F, other: F) -> Option<F> {
    let missing = T::default();
    (a != missing && b != missing).then_some(if a == b { same } else { other })
}

fn name(a: &Profile, b: &Profile) -> Option<F> {
    let (a_body, b_body) = (a.body(), b.body());
    if a_body.is_empty() || b_body.is_empty() {
        return None;
    }
    let shared = a.places.iter().any(|place| *place != 0 && b.places.contains(place))
        || related(a.place_code, b.place_code);
    let conflict = a.places[0] != 0 && b.places[0] != 0 && !shared;
    if a_body == b_body {
        return Some(match (conflict, shared || a.body_at == b.body_at) {
            (true, _) => F::NameOtherPlace,
            (_, true) => F::NameSame,
            _ => F::NameOnePlace,
        });
    }
    let of_bodies = distance(a_body, b_body);
    if conflict {
        let near = matches!(of_bodies, Distance::Sound | Distance::One);
        return Some(if near { F::NameOtherPlace } else { F::NameOther });
    }
    // Where trade is all that differs the rest of the name decides nothing.
    let (a_core, b_core) = (a.core(), b.core());
    let same_core = a.core == b.core && a_core.len() >= 2;
    if same_core && a_core.len() < a_body.len() && b_core.len() < b_body.len() {
        return Some(match of_bodies {
            Distance::Sound => F::NameSound,
            _ => F::NameOtherTrade,
        });
    }
    let whole = match of_bodies {
        Distance::Far | Distance::Two => of_bodies.min(distance(&a.name, &b.name)),
        near => near,
    };
    Some(match whole {
        Distance::Equal | Distance::Sound => F::NameSound,
        Distance::One => F::NameOne,
        _ if same_core || ends_alike(a_body, b_body) || begins(a_body, b_body) => F::NamePart,
        Distance::Two => F::NameTwo,
        Distance::Far => F::NameOther,
    })
}

/// Whether the shorter text begins the longer one.
fn begins(a: &[u16], b: &[u16]) -> bool {
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    shorter.len() >= 3 && longer.starts_with(shorter)
}

fn branch(a: &Profile, b: &Profile) -> Option<F> {
    // Nothing is known of a record without a name.
    if a.body == 0 || b.body == 0 {
        return None;
    }
    match (a.branch, b.branch) {
        (0, 0) => None,
        (0, _) | (_, 0) => Some(F::BranchOne),
        (a, b) => Some(if a == b { F::BranchSame } else { F::BranchOther }),
    }
}

fn group(a: &Profile, b: &Profile) -> Option<F> {
    let known = a.form != Form::Unknown && b.form != Form::Unknown;
    (known && a.groups != b.groups).then_some(F::GroupOther)
}

fn form(a: &Profile, b: &Profile) -> Option<F> {
    let known = a.form != Form::Unknown && b.form != Form::Unknown;
    (known && a.form != b.form).then_some(F::FormOther)
}

fn code(a: &Profile, b: &Profile) -> Option<F> {
    let (x, y) = (&a.code, &b.code);
    if x.len == 0 || y.len == 0 {
        return None;
    }
    if x.text() == y.text() {
        return Some(F::CodeSame);
    }
    if x.valid && y.valid {
        return Some(F::CodeOtherValid);
    }
    if x.own() == y.own() {
        return Some(F::CodeOwn);
    }
    Some(if close_codes(x.text(), y.text()) { F::CodeClose } else { F::CodeOther })
}

/// Whether one character is wrong, missing or swapped with its neighbour.
fn close_codes(a: &[u8], b: &[u8]) -> bool {
    let mut x = [0_u16; 18];
    let mut y = [0_u16; 18];
    for (to, from) in x.iter_mut().zip(a).chain(y.iter_mut().zip(b)) {
        *to = u16::from(*from);
    }
    a.len() >= 9
        && b.len() >= 9
        && distance(x.get(..a.len()).unwrap_or_default(), y.get(..b.len()).unwrap_or_default())
            <= Distance::One
}

pub(super) fn shared_phone(a: &Profile, b: &Profile, mobile: bool) -> Option<Phone> {
    a.phones
        .iter()
        .filter(|phone| phone.0 != 0 && phone.is_mobile() == mobile)
        .find(|phone| b.phones.iter().any(|other| other.0 != 0 && phone.same(*other)))
        .copied()
}

fn numbers(a: &Profile, b: &Profile, mobile: bool) -> Option<F> {
    let (same, close, other) = match mobile {
        true => (F::MobileSame, F::MobileClose, F::MobileOther),
        false => (F::PhoneSame, F::PhoneClose, F::PhoneOther),
    };
    let of_kind = |phone: &&Phone| phone.0 != 0 && phone.is_mobile() == mobile;
    a.phones.iter().find(of_kind)?;
    b.phones.iter().find(of_kind)?;
    if shared_phone(a, b, mobile).is_some() {
        return Some(same);
    }
    let any_close = a
        .phones
        .iter()
        .filter(of_kind)
        .any(|phone| b.phones.iter().filter(of_kind).any(|other| phone.close(*other)));
    Some(if any_close { close } else { other })
}

fn legal(a: &Profile, b: &Profile) -> Option<F> {
    if a.legal.is_missing() || b.legal.is_missing() {
        return None;
    }
    if a.legal.name == 0 || b.legal.name == 0 {
        return Some(if a.legal.same_surname(&b.legal) { F::LegalSound } else { F::LegalOther });
    }
    Some(if a.legal.name == b.legal.name {
        F::LegalSame
    } else if a.legal.sound == b.legal.sound {
        F::LegalSound
    } else {
        F::LegalOther
    })
}

fn contact(a: &Profile, b: &Profile) -> Option<F> {
    if a.contact.is_missing() || b.contact.is_missing() {
        return None;
    }
    let whole = a.contact.name != 0 && b.contact.name != 0;
    Some(match (whole, whole && a.contact.sound == b.contact.sound) {
        (true, true) => F::ContactSame,
        (true, false) => F::ContactOther,
        _ if a.contact.same_surname(&b.contact) => F::ContactSurname,
        _ => F::ContactOther,
    })
}

fn email(a: &Profile, b: &Profile) -> Option<F> {
    if a.email != 0 && b.email != 0 {
        let domain = a.email_domain != 0 && a.email_domain == b.email_domain;
        return Some(match (a.email == b.email, domain) {
            (true, _) => F::EmailSame,
            (_, true) => F::EmailDomain,
            _ => F::EmailOther,
        });
    }
    // One has the address, the other the site: they agree, or nothing is known.
    let crossed = (a.email_domain != 0 && a.email_domain == b.website)
        || (b.email_domain != 0 && b.email_domain == a.website);
    (crossed && (a.website == 0 || b.website == 0)).then_some(F::EmailDomain)
}

fn website(a: &Profile, b: &Profile) -> Option<F> {
    either(a.website, b.website, F::WebsiteSame, F::WebsiteOther)
}

fn region(a: &Profile, b: &Profile) -> Option<F> {
    let [a_province, a_city, a_county] = a.region;
    let [b_province, b_city, b_county] = b.region;
    let same = |x: u32, y: u32| (x != 0 && y != 0).then_some(x == y);
    match (same(a_province, b_province), same(a_city, b_city), same(a_county, b_county)) {
        (Some(false), ..) | (_, Some(false), _) => Some(F::RegionOther),
        (_, _, Some(true)) => Some(F::RegionSame),
        (_, Some(true), _) => Some(F::RegionCity),
        (_, _, Some(false)) => Some(F::RegionOther),
        _ => None,
    }
}

fn address(a: &Profile, b: &Profile) -> Option<F> {
    if a.street == 0 || b.street == 0 {
        return None;
    }
    if a.street != b.street {
        return Some(F::AddressOther);
    }
    Some(match (a.detail, b.detail) {
        (x, y) if x == y => F::AddressSame,
        (0, _) | (_, 0) => F::AddressStreet,
        _ => F::AddressRoomOther,
    })
}

fn founded(a: &Profile, b: &Profile) -> Option<F> {
    if a.founded == 0 || b.founded == 0 {
        return None;
    }
    if a.founded == b.founded {
        return Some(if a.founded.is_multiple_of(100) { F::FoundedMonth } else { F::FoundedSame });
    }
    let parts = |day: u32| [day / 10_000, day / 100 % 100, day % 100];
    let mut wrong = 0;
    let mut left_out = 0;
    for (x, y) in parts(a.founded).into_iter().zip(parts(b.founded)) {
        match (x, y) {
            (x, y) if x == y => {}
            (0, _) | (_, 0) => left_out += 1,
            _ => wrong += 1,
        }
    }
    Some(match (wrong, left_out) {
        (0, _) => F::FoundedMonth,
        (1, 0) => F::FoundedClose,
        _ => F::FoundedOther,
    })
}

fn capital(a: &Profile, b: &Profile) -> Option<F> {
    if a.capital == 0 || b.capital == 0 {
        return None;
    }
    let in_wan = |bare: &Profile, other: &Profile| {
        bare.capital_bare && bare.capital.checked_mul(10_000) == Some(other.capital)
    };
    let same = a.capital == b.capital || in_wan(a, b) || in_wan(b, a);
    Some(if same { F::CapitalSame } else { F::CapitalOther })
}

fn industry(a: &Profile, b: &Profile) -> Option<F> {
    if a.industry == 0 || b.industry == 0 {
        return None;
    }
    Some(match same_industry(a.industry, b.industry) {
        (true, _) => F::IndustrySame,
        (_, true) => F::IndustryPart,
        _ => F::IndustryOther,
    })
}
