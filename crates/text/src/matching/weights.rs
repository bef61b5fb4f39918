//! Weights of evidence, in hundredths of a nat.
//!
//! Fitted by logistic regression to the tuning part of the synthetic table (`--fit` of the
//! example `matching` prints this file); `docs/matching.md` says how.

/// What any two records with a blocking key in common begin with.
pub(super) const BIAS: i32 = -500;

/// One weight for each feature, in their order.
pub(super) const WEIGHTS: [i16; 54] = [
    465,  // NameSame
    384,  // NameOnePlace
    383,  // NameSound
    281,  // NameOne
    97,   // NameTwo
    115,  // NamePart
    -100, // NameOtherTrade
    -199, // NameOtherPlace
    -676, // NameOther
    121,  // BranchSame
    -601, // BranchOne
    -400, // BranchOther
    -346, // GroupOther
    -151, // FormOther
    1200, // CodeSame
    800,  // CodeOwn
    410,  // CodeClose
    -233, // CodeOther
    -905, // CodeOtherValid
    206,  // MobileSame
    214,  // MobileClose
    0,    // MobileOther
    300,  // PhoneSame
    150,  // PhoneClose
    -187, // PhoneOther
    218,  // LegalSame
    150,  // LegalSound
    -85,  // LegalOther
    130,  // ContactSame
    122,  // ContactSurname
    0,    // ContactOther
    455,  // EmailSame
    103,  // EmailDomain
    -123, // EmailOther
    203,  // WebsiteSame
    -108, // WebsiteOther
    212,  // RegionSame
    -6,   // RegionCity
    -230, // RegionOther
    295,  // AddressSame
    278,  // AddressStreet
    100,  // AddressRoomOther
    -78,  // AddressOther
    204,  // PostcodeSame
    -164, // PostcodeOther
    489,  // FoundedSame
    242,  // FoundedMonth
    40,   // FoundedClose
    -439, // FoundedOther
    295,  // CapitalSame
    -230, // CapitalOther
    343,  // IndustrySame
    180,  // IndustryPart
    -295, // IndustryOther
];
