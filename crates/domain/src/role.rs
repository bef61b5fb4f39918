//! Roles as sets of permissions (design: "who may", S 8, H-4).

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! permissions {
    ($($(#[$doc:meta])* $variant:ident = $code:literal;)*) => {
        /// Something a role may allow. Whether it is allowed *on this customer now* is decided by
        /// [`crate::permission`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Permission {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)*
        }

        impl Permission {
            /// Every permission, in the order in which a page lists them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable code, as stored in roles and tokens.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The permission of this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

permissions! {
    /// Change the company's name, time zone and regulation.
    CompanyManage = "company.manage";
    /// Make, move and close departments and posts.
    DepartmentManage = "department.manage";
    /// Make, change, deactivate people and their accounts.
    PersonManage = "person.manage";
    /// Define roles.
    RoleManage = "role.manage";
    /// Change every card template and custom field.
    TemplateManage = "template.manage";
    /// Change the card templates and custom fields of one's own department (A5).
    TemplateDepartment = "template.department";
    /// See customers: one's own, those of the departments one heads, those shared with one (D1).
    CustomerView = "customer.view";
    /// Register a customer.
    CustomerCreate = "customer.create";
    /// Change a customer's facts.
    CustomerEdit = "customer.edit";
    /// Give a customer another owner (D2).
    CustomerAssign = "customer.assign";
    /// Let another person see a customer (D3).
    CustomerShare = "customer.share";
    /// Change many customers at once.
    CustomerBulk = "customer.bulk";
    /// Make one customer of two, and two of one again (E7).
    CustomerMerge = "customer.merge";
    /// Take a list of customers out of the system.
    CustomerExport = "customer.export";
    /// Confirm a fact that was marked uncertain (A7).
    CustomerVerify = "customer.verify";
    /// See every customer: custodian and leaders.
    CustomerViewAll = "customer.view_all";
    /// Propose the level of secrecy of a customer (F1): the custodian.
    SecrecyPropose = "secrecy.propose";
    /// Clear people for levels of secrecy, and name the keepers of classified files (F2, F3).
    ClearanceManage = "clearance.manage";
    /// Rule who keeps a customer that two people want (D2).
    ClashRule = "clash.rule";
    /// Put a contact with a customer on file (A10).
    InteractionCreate = "interaction.create";
    /// Put the state of a customer's payments on file at month end (E3): the customer's file code and
    /// name are shown for it, nothing else.
    PaymentRecord = "payment.record";
    /// Bring in a workbook (I4).
    ImportRun = "import.run";
    /// Handle leaks and suspected leaks: see all that are reported, remedy and close them (F10).
    IncidentManage = "incident.manage";
    /// Draft and propose another version of the regulation (I2).
    PolicyManage = "policy.manage";
    /// Search the evidence log (I3).
    EvidenceRead = "evidence.read";
    /// Verify the evidence log.
    EvidenceVerify = "evidence.verify";
    /// Read what was found unusual about the reading of files, and look into it.
    WatchRead = "watch.read";
    /// Stage honey customers, whose opening is an incident.
    WatchStage = "watch.stage";
}

impl Permission {
    /// Whether it is about customers, and of no use to whoever sees none.
    #[must_use]
    pub fn concerns_customers(self) -> bool {
        matches!(
            self,
            Self::CustomerView
                | Self::CustomerCreate
                | Self::CustomerEdit
                | Self::CustomerAssign
                | Self::CustomerShare
                | Self::CustomerBulk
                | Self::CustomerMerge
                | Self::CustomerExport
                | Self::CustomerVerify
                | Self::CustomerViewAll
                | Self::SecrecyPropose
                | Self::ClashRule
                | Self::InteractionCreate
                | Self::PaymentRecord
                | Self::ImportRun
        )
    }

    /// Whether it is about the house itself (company, departments, people, roles) and not about
    /// customers.
    #[must_use]
    pub fn keeps_house(self) -> bool {
        matches!(
            self,
            Self::CompanyManage | Self::DepartmentManage | Self::PersonManage | Self::RoleManage
        )
    }
}

/// The code of the role that no company can be without.
pub const SYSTEM_ADMINISTRATOR: &str = "system_administrator";

/// A set of permissions.
pub type PermissionSet = BTreeSet<Permission>;

/// A role that every company starts with. Its names live in the message catalogues.
#[derive(Clone, Copy, Debug)]
pub struct BuiltinRole {
    /// Stable code.
    pub code: &'static str,
    /// Chinese name, as first stored.
    pub name: &'static str,
    /// What it allows.
    pub permissions: &'static [Permission],
}

use Permission as P;

const WORK: &[Permission] =
    &[P::CustomerView, P::CustomerCreate, P::CustomerEdit, P::CustomerVerify, P::InteractionCreate];

/// The eleven roles of the foundation. The system administrator keeps the house but is not
/// thereby a reader of customers (the sources' H lets it read all; the design decides against).
pub const BUILTIN_ROLES: &[BuiltinRole] = &[
    BuiltinRole {
        code: "system_administrator",
        name: "系统管理员",
        permissions: &[
            P::CompanyManage,
            P::DepartmentManage,
            P::PersonManage,
            P::RoleManage,
            P::TemplateManage,
            P::WatchStage,
        ],
    },
    BuiltinRole {
        code: "general_manager",
        name: "总经理",
        permissions: &[
            P::CustomerView,
            P::CustomerViewAll,
            P::IncidentManage,
            P::PolicyManage,
            P::CustomerAssign,
            P::CustomerShare,
            P::CustomerExport,
            P::ClearanceManage,
            P::ClashRule,
            P::InteractionCreate,
            P::EvidenceRead,
        ],
    },
    BuiltinRole {
        code: "marketing_director",
        name: "营销总监",
        permissions: &[
            P::CustomerView,
            P::CustomerViewAll,
            P::PolicyManage,
            P::CustomerAssign,
            P::CustomerShare,
            P::CustomerExport,
            P::ClearanceManage,
            P::ClashRule,
            P::InteractionCreate,
        ],
    },
    BuiltinRole {
        code: "sales_director",
        name: "销售总监",
        permissions: &[
            P::CustomerView,
            P::CustomerCreate,
            P::CustomerEdit,
            P::CustomerVerify,
            P::InteractionCreate,
            P::CustomerAssign,
            P::CustomerShare,
            P::CustomerBulk,
            P::CustomerMerge,
            P::CustomerExport,
            P::ImportRun,
            P::TemplateDepartment,
        ],
    },
    BuiltinRole {
        code: "department_head",
        name: "部门负责人",
        permissions: &[
            P::CustomerView,
            P::CustomerCreate,
            P::CustomerEdit,
            P::CustomerVerify,
            P::InteractionCreate,
            P::CustomerAssign,
            P::CustomerShare,
            P::CustomerBulk,
            P::CustomerMerge,
            P::ImportRun,
            P::TemplateDepartment,
        ],
    },
    BuiltinRole { code: "salesperson", name: "销售人员", permissions: WORK },
    BuiltinRole {
        code: "service_manager",
        name: "客服经理",
        permissions: &[
            P::CustomerView,
            P::CustomerCreate,
            P::CustomerEdit,
            P::CustomerVerify,
            P::InteractionCreate,
            P::CustomerViewAll,
            P::IncidentManage,
            P::PolicyManage,
            P::CustomerAssign,
            P::CustomerShare,
            P::CustomerBulk,
            P::CustomerMerge,
            P::CustomerExport,
            P::SecrecyPropose,
            P::ClashRule,
            P::ImportRun,
            P::TemplateManage,
            P::EvidenceRead,
            P::EvidenceVerify,
        ],
    },
    BuiltinRole {
        code: "information_specialist",
        name: "信息管理专员",
        permissions: &[
            P::CustomerView,
            P::CustomerCreate,
            P::CustomerEdit,
            P::CustomerVerify,
            P::InteractionCreate,
            P::CustomerViewAll,
            P::IncidentManage,
            P::PolicyManage,
            P::CustomerBulk,
            P::SecrecyPropose,
            P::ClashRule,
            P::CustomerMerge,
            P::ImportRun,
            P::TemplateManage,
        ],
    },
    BuiltinRole {
        code: "finance",
        name: "财务人员",
        permissions: &[P::CustomerView, P::InteractionCreate, P::PaymentRecord],
    },
    BuiltinRole {
        code: "archivist",
        name: "档案管理员",
        permissions: &[P::CustomerView, P::InteractionCreate],
    },
    BuiltinRole {
        code: "auditor",
        name: "审计员",
        permissions: &[P::EvidenceRead, P::EvidenceVerify, P::WatchRead, P::WatchStage],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back() {
        for permission in Permission::ALL {
            assert_eq!(Permission::from_code(permission.code()), Some(*permission));
            let json = serde_json::to_value(permission).unwrap();
            assert_eq!(json, permission.code());
        }
        assert_eq!(Permission::from_code("customer.everything"), None);
    }

    #[test]
    fn the_administrator_reads_no_customer() {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == "system_administrator").unwrap();
        assert!(role.permissions.iter().all(|p| !p.code().starts_with("customer.")
            && !p.code().starts_with("interaction.")
            && !p.code().starts_with("evidence.")
            && !p.code().starts_with("import.")));
    }
}
