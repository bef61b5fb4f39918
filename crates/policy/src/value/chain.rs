//! Who approves, in which order.

use super::{Language, Value};
use std::fmt;

/// Somebody who approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Head of the applicant's department.
    DepartmentHead,
    /// Head of the department that keeps customer data.
    Custodian,
    /// Who handles customer data there.
    InformationSpecialist,
    /// Who answers for them there.
    InformationSupervisor,
    /// Head of customer service.
    ServiceManager,
    /// Head of sales.
    SalesDirector,
    /// Head of marketing.
    MarketingDirector,
    /// Who answers for customers in the company's lead.
    CustomerDirector,
    /// Head of the company.
    GeneralManager,
    /// Deputy head of the company.
    DeputyGeneralManager,
    /// The superior of whoever asks.
    Supervisor,
    /// Head of finance.
    Finance,
    /// The general manager's office.
    Office,
    /// Owner of the customer.
    Owner,
    /// Head of the department that the customer belongs to.
    CustomerHead,
    /// Who keeps what is secret.
    Keeper,
}

const ROLES: [(Role, &str, &str, &str); 16] = [
    (Role::DepartmentHead, "department_head", "部门负责人", "head of the department"),
    (Role::Custodian, "custodian", "客户数据管理部门", "custodian of customer data"),
    (
        Role::InformationSpecialist,
        "information_specialist",
        "信息管理专员",
        "information specialist",
    ),
    (
        Role::InformationSupervisor,
        "information_supervisor",
        "客户信息主管",
        "information supervisor",
    ),
    (Role::ServiceManager, "service_manager", "客户服务部经理", "customer service manager"),
    (Role::SalesDirector, "sales_director", "销售总监", "sales director"),
    (Role::MarketingDirector, "marketing_director", "营销总监", "marketing director"),
    (Role::CustomerDirector, "customer_director", "客户总监", "customer director"),
    (Role::GeneralManager, "general_manager", "总经理", "general manager"),
    (
        Role::DeputyGeneralManager,
        "deputy_general_manager",
        "主管副总经理",
        "deputy general manager",
    ),
    (Role::Supervisor, "supervisor", "上级主管", "superior"),
    (Role::Finance, "finance", "财务部门", "finance"),
    (Role::Office, "office", "总经理办公室", "general manager's office"),
    (Role::Owner, "owner", "客户负责人", "owner of the customer"),
    (
        Role::CustomerHead,
        "customer_head",
        "客户所属部门负责人",
        "head of the customer's department",
    ),
    (Role::Keeper, "keeper", "保密专管人", "keeper of secrets"),
];

/// One step of a chain of approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Everybody named, one at least.
    All(Vec<Role>),
    /// Anybody named, two at least.
    Any(Vec<Role>),
}

impl Step {
    /// Who is named.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        match self {
            Self::All(roles) | Self::Any(roles) => roles,
        }
    }

    pub(super) fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        let between = match (self, zh) {
            (Self::All(_), true) => "和",
            (Self::Any(_), true) => "或",
            (Self::All(_), false) => " and ",
            (Self::Any(_), false) => " or ",
        };
        let names = self.roles().iter().map(|role| role.words(language));
        names.collect::<Vec<_>>().join(between)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if matches!(self, Self::Any(_)) { " | " } else { " & " };
        for (index, role) in self.roles().iter().enumerate() {
            f.write_str(if index == 0 { "" } else { between })?;
            f.write_str(role.key())?;
        }
        Ok(())
    }
}

impl Role {
    /// Its name in packs; that of the role of the house, where there is one.
    #[must_use]
    pub fn key(self) -> &'static str {
        ROLES.iter().find(|role| role.0 == self).map_or("", |role| role.1)
    }

    pub(super) fn words(self, language: Language) -> &'static str {
        let found = ROLES.iter().find(|role| role.0 == self);
        found.map_or("", |role| if language == Language::Zh { role.2 } else { role.3 })
    }
}

pub(super) fn chain(text: &str) -> Result<Value, &str> {
    let role = |text: &'_ str| -> Option<Role> {
        ROLES.iter().find(|role| role.1 == text.trim()).map(|role| role.0)
    };
    let mut steps = Vec::new();
    for part in text.split('>') {
        let any = part.contains('|');
        if any && part.contains('&') {
            return Err(part.trim());
        }
        let mut roles = Vec::new();
        for name in part.split(['&', '|']) {
            roles.push(role(name).ok_or(name.trim())?);
        }
        steps.push(if any { Step::Any(roles) } else { Step::All(roles) });
    }
    Ok(Value::Chain(steps))
}
