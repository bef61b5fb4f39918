//! Urgent news 紧急动态 (M 5.1.6c, C9.5, L3-26): what must reach the head and the custodian at once.

use crate::org::codes;
use serde::{Deserialize, Serialize};

/// Longest news, in characters.
pub const NEWS_MAX: usize = 2_000;

codes! {
    /// What the news is about.
    NewsKind {
        /// 重大市场信息 (M 5.1.6c)
        Market = "market",
        /// 重大产品信息 (M 5.1.6c)
        Product = "product",
        /// 与客户间的重大事项 (C9.5.1, L3-26.1)
        MajorMatter = "major_matter",
    }
}

codes! {
    /// Why the news reaches somebody.
    NewsPart {
        /// They head the department of whoever reported.
        Head = "head",
        /// They head the custodian's department.
        Custodian = "custodian",
    }
}
