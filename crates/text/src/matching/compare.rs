//! Two profiles weighed against each other.

use serde::{Deserialize, Serialize};

use super::{
    features::{Feature as F, TABLE, bit, features, shared_phone},
    frequencies::Frequencies,
    profile::Profile,
    weights::{BIAS, WEIGHTS},
};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldEvidence {
    /// Which field.
    pub field: Field,
    /// How it agrees.
    pub agreement: Agreement,
    /// Weight of evidence in hundredths of a nat: above 0 for one company, below 0 for two.
    pub weight: i16,
}

/// The judgement on two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
/// Probability from which on a name with several weak agreements is enough.
const SURE_FROM: f32 = 0.99;
/// Probability up to which they are two.
const DIFFERENT_TO: f32 = 0.02;

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
    let apart = has(bit(F::CodeOtherValid))
        || (has(bit(F::BranchOne) | bit(F::GroupOther)) && !has(CODE_AGREES));
    let related = has(NAME_NEAR)
        && (has(SET_APART) || (has(NAME_OF_RELATIVE) && has(SHARED)) || (apart && has(SHARED)));
    if probability >= SAME_FROM && !apart {
        // Neither a name alone nor a telephone alone tells a company.
        let enough =
            has(CODE_AGREES) || (has(NAME_KNOWN) && (has(SUPPORT) || probability >= SURE_FROM));
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
