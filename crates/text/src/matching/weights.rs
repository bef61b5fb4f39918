//! Weights of evidence, in hundredths of a nat.
//!
//! Fitted by logistic regression to the tuning part of the synthetic table (`--fit` of the
//! example `matching` prints this file); `docs/matching.md` says how.

/// What any two records with a blocking key in common begin with.
pub(super) const BIAS: i32 = -500;

/// One weight for each feature, in their order.
pub(super) const WEIGHTS: [i16; 54] = [
    467,  // NameSame
    384,  // NameOnePlace
    383,  // NameSound
    281,  // NameOne
    97,   // NameTwo
    115,  // NamePart
    -100, // NameOtherTrade
    -199, // NameOtherPlace
    -683, // NameOther
    121,  // BranchSame
    -601, // BranchOne
    -400, // BranchOther
    -603, // GroupOther
    -152, // FormOther
    1200, // CodeSame
    800,  // CodeOwn
    410,  // CodeClose
    -233, // CodeOther
    -905, // CodeOtherValid
    208,  // MobileSame
    213,  // MobileClose
    0,    // MobileOther
    300,  // PhoneSame
    150,  // PhoneClose
    -186, // PhoneOther
    217,  // LegalSame
    150,  // LegalSound
    -84,  // LegalOther
    131,  // ContactSame
    117,  // ContactSurname
    0,    // ContactOther
    453,  // EmailSame
    106,  // EmailDomain
    -122, // EmailOther
    204,  // WebsiteSame
    -108, // WebsiteOther
    212,  // RegionSame
    -6,   // RegionCity
    -230, // RegionOther
    295,  // AddressSame
    278,  // AddressStreet
    100,  // AddressRoomOther
    -75,  // AddressOther
    202,  // PostcodeSame
    -162, // PostcodeOther
    488,  // FoundedSame
    242,  // FoundedMonth
    40,   // FoundedClose
    -436, // FoundedOther
    294,  // CapitalSame
    -229, // CapitalOther
    342,  // IndustrySame
    178,  // IndustryPart
    -292, // IndustryOther
];
