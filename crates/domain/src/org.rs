//! The company: departments and the regulation it starts from.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every one, in the order of a page.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The one with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

pub(crate) use codes;

codes! {
    /// What a department does.
    DepartmentKind {
        /// 销售
        Sales = "sales",
        /// 市场
        Marketing = "marketing",
        /// 客服
        Service = "service",
        /// 财务
        Finance = "finance",
        /// 档案室
        Archive = "archive",
        /// 办公室
        Office = "office",
        /// 其他
        Other = "other",
    }
}

codes! {
    /// One of the five regulations that a company can start from (I2).
    Regulation {
        /// Measures for customer data.
        Measures = "M",
        /// Collection of customer-file regulations.
        Collection = "C",
        /// Handbook for classifying and maintaining customer information.
        Handbook = "H",
        /// Ledger set: information, statistics, archives, confidentiality, information base.
        Ledger = "L",
        /// Sales department customer information policy.
        SalesPolicy = "S",
    }
}

codes! {
    /// Organisation or individual (A1).
    CustomerKind {
        /// 单位
        Organization = "organization",
        /// 个人
        Individual = "individual",
    }
}

codes! {
    /// How somebody dealt with a customer (A10).
    InteractionKind {
        /// 电话
        Call = "call",
        /// 拜访
        Visit = "visit",
        /// 信函
        Letter = "letter",
        /// 传真
        Fax = "fax",
        /// 电子邮件
        Email = "email",
        /// 会面
        Meeting = "meeting",
        /// 投诉
        Complaint = "complaint",
        /// 重大变动
        Change = "change",
        /// 业务往来
        Dealing = "dealing",
        /// 年度业绩与财务
        Results = "results",
        /// 交换名片
        Card = "card",
        /// 其他
        Other = "other",
    }
}

codes! {
    /// Who reached out.
    Direction {
        /// They came to us.
        In = "in",
        /// We went to them.
        Out = "out",
    }
}
