//! Weights of evidence, in hundredths of a nat.
//!
//! Fitted by logistic regression to the tuning part of the synthetic table (`--fit` of the
//! example `matching` prints this file); `docs/matching.md` says how.

/// What any two records with a blocking key in common begin with.
pub(super) const BIAS: i32 = 175;

/// One weight for each feature, in their order.
pub(super) const WEIGHTS: [i16; 54] = [
    129, // NameSame
    134, // NameOnePlace
    151, // NameSound
    114, // NameOne
    60, // NameTwo
    -18, // NamePart
    -96, // NameOtherTrade
    -167, // NameOtherPlace
    -374, // NameOther
    33, // BranchSame
    -262, // BranchOne
    -32, // BranchOther
    -232, // GroupOther
    -193, // FormOther
    233, // CodeSame
    161, // CodeOwn
    157, // CodeClose
    -195, // CodeOther
    -292, // CodeOtherValid
    0, // MobileSame
    48, // MobileClose
    -47, // MobileOther
    83, // PhoneSame
    0, // PhoneClose
    -264, // PhoneOther
    24, // LegalSame
    -4, // LegalSound
    -141, // LegalOther
    0, // ContactSame
    111, // ContactSurname
    -46, // ContactOther
    214, // EmailSame
    -59, // EmailDomain
    -219, // EmailOther
    54, // WebsiteSame
    -154, // WebsiteOther
    76, // RegionSame
    -269, // RegionCity
    -192, // RegionOther
    101, // AddressSame
    160, // AddressStreet
    0, // AddressRoomOther
    -150, // AddressOther
    116, // PostcodeSame
    -253, // PostcodeOther
    187, // FoundedSame
    200, // FoundedMonth
    -87, // FoundedClose
    -286, // FoundedOther
    174, // CapitalSame
    -271, // CapitalOther
    256, // IndustrySame
    199, // IndustryPart
    -281, // IndustryOther
];
