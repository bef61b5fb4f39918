//! Weights of evidence, in hundredths of a nat.
//!
//! Fitted by logistic regression to the tuning part of the synthetic table (`--fit` of the
//! example `matching` prints this file); `docs/matching.md` says how.

/// What any two records with a blocking key in common begin with.
pub(super) const BIAS: i32 = -202;

/// One weight for each feature, in their order.
pub(super) const WEIGHTS: [i16; 54] = [
    395, // NameSame
    346, // NameOnePlace
    356, // NameSound
    260, // NameOne
    94, // NameTwo
    102, // NamePart
    -101, // NameOtherTrade
    -200, // NameOtherPlace
    -607, // NameOther
    108, // BranchSame
    -601, // BranchOne
    -200, // BranchOther
    -345, // GroupOther
    -147, // FormOther
    1200, // CodeSame
    800, // CodeOwn
    403, // CodeClose
    -226, // CodeOther
    -901, // CodeOtherValid
    160, // MobileSame
    204, // MobileClose
    0, // MobileOther
    236, // PhoneSame
    150, // PhoneClose
    -213, // PhoneOther
    133, // LegalSame
    150, // LegalSound
    -134, // LegalOther
    78, // ContactSame
    80, // ContactSurname
    0, // ContactOther
    419, // EmailSame
    80, // EmailDomain
    -130, // EmailOther
    159, // WebsiteSame
    -111, // WebsiteOther
    111, // RegionSame
    -31, // RegionCity
    -234, // RegionOther
    212, // AddressSame
    259, // AddressStreet
    100, // AddressRoomOther
    -124, // AddressOther
    116, // PostcodeSame
    -175, // PostcodeOther
    395, // FoundedSame
    215, // FoundedMonth
    44, // FoundedClose
    -388, // FoundedOther
    204, // CapitalSame
    -230, // CapitalOther
    256, // IndustrySame
    132, // IndustryPart
    -259, // IndustryOther
];
