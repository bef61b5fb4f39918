//! Two profiles weighed against each other.

use super::{
    distance::{Distance, distance, ends_alike},
    frequencies::Frequencies,
    places::related,
    profile::{Profile, same_industry},
    weights::{BIAS, WEIGHTS},
    words::Form,
};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Name without legal form and branch.
    Name,
    /// What makes a branch of the same parent.
    Branch,
    /// Whether the name is that of a group.
    Group,
    /// Legal form, as far as the name says it.
    LegalForm,
    /// Unified social credit code.
    CreditCode,
    /// Mobile numbers.
    Mobile,
    /// Other telephone numbers.
    Phone,
    /// Legal representative.
    LegalRepresentative,
    /// Contact.
    Contact,
    /// E-mail address, or its domain.
    Email,
    /// Web site.
    Website,
    /// Province, city, county.
    Region,
    /// Street, number and what follows.
    Address,
    /// Postcode.
    Postcode,
    /// Day of founding.
    Founded,
    /// Registered capital.
    Capital,
    /// Industry.
    Industry,
}

/// How a field of two records agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// One value, perhaps in two writings.
    Same,
    /// As if one of them were mistyped, shortened or partly left out.
    Close,
    /// Two values.
    Different,
    /// One of the records does not have it.
    Missing,
}

/// One field's share in the judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldEvidence {
    /// Which field.
    pub field: Field,
    /// How it agrees.
    pub agreement: Agreement,
    /// Weight of evidence in hundredths of a nat: above 0 for one company, below 0 for two.
    pub weight: i16,
}

/// The judgement on two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// One company.
    Same,
    /// A person must look.
    Unsure,
    /// Two companies that belong together: branch and parent, members of a group, the same
    /// name in two places. They are kept apart.
    Related,
    /// Two companies.
    Different,
}

const FIELDS: usize = 17;

/// A judgement with its reasons.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    /// Probability that both records are one company, 0 to 1.
    pub probability: f32,
    /// What follows from it.
    pub verdict: Verdict,
    /// Sum of all weights and of the weight that any pair begins with, in hundredths of a nat.
    pub weight: i32,
    evidence: [FieldEvidence; FIELDS],
    len: u8,
}

impl Comparison {
    /// Fields that both records have, in the order of [`Field`].
    #[must_use]
    pub fn evidence(&self) -> &[FieldEvidence] {
        self.evidence.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// How the field agrees.
    #[must_use]
    pub fn agreement(&self, field: Field) -> Agreement {
        self.evidence()
            .iter()
            .find(|evidence| evidence.field == field)
            .map_or(Agreement::Missing, |evidence| evidence.agreement)
    }
}

macro_rules! features {
    ($($name:ident: $field:ident $agreement:ident,)*) => {
        /// One way in which a field can agree; each has a weight of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Feature { $($name,)* }

        const TABLE: &[(Field, Agreement)] = &[$((Field::$field, Agreement::$agreement),)*];

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

const fn bit(feature: Feature) -> u64 {
    1 << feature as u8
}

use Feature as F;

/// Any agreement beside the name.
const SUPPORT: u64 = bit(F::CodeSame)
    | bit(F::CodeOwn)
    | bit(F::CodeClose)
    | bit(F::MobileSame)
    | bit(F::MobileClose)
    | bit(F::PhoneSame)
    | bit(F::LegalSame)
    | bit(F::LegalSound)
    | bit(F::EmailSame)
    | bit(F::EmailDomain)
    | bit(F::WebsiteSame)
    | bit(F::AddressSame)
    | bit(F::AddressStreet)
    | bit(F::FoundedSame);
const CODE_AGREES: u64 = bit(F::CodeSame) | bit(F::CodeOwn);
/// Any difference.
const DIFFERENCES: u64 = {
    let mut mask = 0;
    let mut at = 0;
    while at < TABLE.len() {
        if matches!(TABLE[at].1, Agreement::Different) {
            mask |= 1 << at;
        }
        at += 1;
    }
    mask
};
/// Both names are known.
const NAME_KNOWN: u64 = (1 << F::BranchSame as u8) - 1;
/// Names that would be one but for a place, a branch or a trade.
const NAME_NEAR: u64 = bit(F::NameSame)
    | bit(F::NameOnePlace)
    | bit(F::NameSound)
    | bit(F::NameOne)
    | bit(F::NamePart)
    | bit(F::NameOtherTrade)
    | bit(F::NameOtherPlace);
const NAME_OF_RELATIVE: u64 = bit(F::NameOtherTrade) | bit(F::NameOtherPlace);
const SET_APART: u64 = bit(F::BranchOne) | bit(F::BranchOther) | bit(F::GroupOther);
/// What a company and its relative often have in common.
const SHARED: u64 = bit(F::MobileSame)
    | bit(F::PhoneSame)
    | bit(F::LegalSame)
    | bit(F::ContactSame)
    | bit(F::EmailDomain)
    | bit(F::WebsiteSame);

/// Probability from which on two records are one company.
pub(super) const SAME_FROM: f32 = 0.5;
/// Probability up to which they are two.
const DIFFERENT_TO: f32 = 0.02;

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

/// Weighs two records against each other.
#[must_use]
pub fn compare(a: &Profile, b: &Profile, frequencies: &Frequencies) -> Comparison {
    let bits = features(a, b);
    let empty = FieldEvidence { field: Field::Name, agreement: Agreement::Missing, weight: 0 };
    let mut evidence = [empty; FIELDS];
    let mut len = 0;
    let mut total = BIAS;
    for (at, (field, agreement)) in TABLE.iter().enumerate() {
        if bits >> at & 1 == 0 {
            continue;
        }
        let weight = weight(at, *field, a, b, frequencies);
        total += weight;
        if let Some(place) = evidence.get_mut(usize::from(len)) {
            let weight = i16::try_from(weight).unwrap_or(i16::MAX);
            *place = FieldEvidence { field: *field, agreement: *agreement, weight };
            len += 1;
        }
    }
    let probability = probability(total);
    Comparison { probability, verdict: verdict(bits, probability), weight: total, evidence, len }
}

/// Probability and verdict alone.
pub(super) fn judge(a: &Profile, b: &Profile, frequencies: &Frequencies) -> (f32, Verdict) {
    let bits = features(a, b);
    let mut total = BIAS;
    let mut left = bits;
    while left != 0 {
        let at = left.trailing_zeros();
        left &= left - 1;
        let at = usize::try_from(at).unwrap_or_default();
        if let Some((field, _)) = TABLE.get(at) {
            total += weight(at, *field, a, b, frequencies);
        }
    }
    let probability = probability(total);
    (probability, verdict(bits, probability))
}

fn weight(at: usize, field: Field, a: &Profile, b: &Profile, frequencies: &Frequencies) -> i32 {
    let weight = WEIGHTS.get(at).copied().map_or(0, i32::from);
    if weight <= 0 {
        return weight;
    }
    let discount = match field {
        Field::Name => frequencies.discount(|| a.name_key()),
        Field::Email if a.email_domain != 0 => {
            frequencies.discount(|| Profile::domain_key(a.email_domain))
        }
        Field::Website => frequencies.discount(|| Profile::domain_key(a.website)),
        Field::Mobile | Field::Phone => shared_phone(a, b, field == Field::Mobile)
            .map_or(0, |phone| frequencies.discount(|| Profile::phone_key(phone))),
        _ => 0,
    };
    (weight - discount).max(0)
}

fn probability(total: i32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "sums of weights stay far below 2^24")]
    let nats = total as f32 / 100.0;
    1.0 / (1.0 + (-nats).exp())
}

fn verdict(bits: u64, probability: f32) -> Verdict {
    let has = |mask: u64| bits & mask != 0;
    let apart = has(bit(F::CodeOtherValid)) || (has(bit(F::BranchOne)) && !has(CODE_AGREES));
    let related = has(NAME_NEAR)
        && (has(SET_APART) || (has(NAME_OF_RELATIVE) && has(SHARED)) || (apart && has(SHARED)));
    if probability >= SAME_FROM && !apart {
        // Neither a name alone nor a telephone alone tells a company.
        let enough = has(CODE_AGREES) || (has(NAME_KNOWN) && has(SUPPORT));
        return if enough { Verdict::Same } else { Verdict::Unsure };
    }
    if related && (apart || probability < SAME_FROM) {
        return Verdict::Related;
    }
    // Where nothing differs nobody knows that it is another company, however little agrees.
    if has(bit(F::CodeOtherValid)) || (probability <= DIFFERENT_TO && has(DIFFERENCES)) {
        return Verdict::Different;
    }
    if apart {
        return if probability >= SAME_FROM { Verdict::Unsure } else { Verdict::Different };
    }
    if has(bit(F::NameOther)) && !has(SUPPORT) { Verdict::Different } else { Verdict::Unsure }
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

fn shared_phone(a: &Profile, b: &Profile, mobile: bool) -> Option<super::fields::Phone> {
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
    let of_kind = |phone: &&super::fields::Phone| phone.0 != 0 && phone.is_mobile() == mobile;
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
