//! Levels of secrecy 密级 (L4-5, M 5.1.5).

use crate::org::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// How secret something is. The later, the more so; what each is called a policy pack says.
    Level {
        /// 内部
        Internal = "internal",
        /// 秘密
        Secret = "secret",
        /// 机密
        Confidential = "confidential",
        /// 绝密
        TopSecret = "top_secret",
    }
}
