//! Who plays in the sample company. All invented; the numbers are of the form only.

use kedang_domain::org::DepartmentKind;

/// What the company is called.
pub(super) const COMPANY: &str = "江北禾木机电设备有限公司";

/// Login and name of the administrator, who sits in the office.
pub(super) const ADMIN: (&str, &str) = ("admin", "沈立");

/// A department of the sample company.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) parent: Option<&'static str>,
    pub(super) kind: DepartmentKind,
    pub(super) custodian: bool,
}

/// What somebody is in their department.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Head,
    Deputy,
    Member,
}

/// Somebody of the sample company.
pub(super) struct Member {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    pub(super) department: &'static str,
    pub(super) part: Role,
    pub(super) phone: &'static str,
}

const fn place(
    name: &'static str,
    parent: Option<&'static str>,
    kind: DepartmentKind,
    custodian: bool,
) -> Place {
    Place { name, parent, kind, custodian }
}

/// Every department but the office, which is there from the beginning; parents first.
pub(super) const DEPARTMENTS: &[Place] = &[
    place("销售部", None, DepartmentKind::Sales, false),
    place("销售一组", Some("销售部"), DepartmentKind::Sales, false),
    place("销售二组", Some("销售部"), DepartmentKind::Sales, false),
    place("市场部", None, DepartmentKind::Marketing, false),
    place("客户服务部", None, DepartmentKind::Service, true),
    place("财务部", None, DepartmentKind::Finance, false),
    place("档案室", None, DepartmentKind::Archive, false),
];

const fn member(
    login: &'static str,
    name: &'static str,
    role: &'static str,
    department: &'static str,
    part: Role,
    phone: &'static str,
) -> Member {
    Member { login, name, role, department, part, phone }
}

/// Everybody but the administrator.
pub(super) const PEOPLE: &[Member] = &[
    member("gaoyuan", "高远", "general_manager", "总经办", Role::Head, "025-55550101"),
    member("heqing", "何清", "auditor", "总经办", Role::Member, "025-55550102"),
    member("luwei", "陆薇", "marketing_director", "市场部", Role::Head, "025-55550201"),
    member("tangbo", "唐博", "salesperson", "市场部", Role::Member, "025-55550202"),
    member("qiaosen", "乔森", "sales_director", "销售部", Role::Head, "025-55550301"),
    member("chenlu", "陈露", "department_head", "销售一组", Role::Head, "025-55550311"),
    member("wangmin", "王敏", "salesperson", "销售一组", Role::Deputy, "025-55550312"),
    member("lixiang", "李想", "salesperson", "销售一组", Role::Member, "025-55550313"),
    member("zhaolei", "赵磊", "department_head", "销售二组", Role::Head, "025-55550321"),
    member("sunjia", "孙佳", "salesperson", "销售二组", Role::Member, "025-55550322"),
    member("zhouyang", "周洋", "salesperson", "销售二组", Role::Member, "025-55550323"),
    member("fangxin", "方欣", "service_manager", "客户服务部", Role::Head, "025-55550401"),
    member("liuyun", "柳芸", "information_specialist", "客户服务部", Role::Deputy, "025-55550402"),
    member("jinhui", "金惠", "finance", "财务部", Role::Head, "025-55550501"),
    member("mozhen", "莫真", "archivist", "档案室", Role::Head, "025-55550601"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::OFFICE;
    use kedang_domain::role::BUILTIN_ROLES;

    #[test]
    fn every_role_has_somebody_in_a_department_that_exists() {
        for role in BUILTIN_ROLES {
            let played = PEOPLE.iter().any(|m| m.role == role.code);
            assert!(played || role.code == "system_administrator", "{}", role.code);
        }
        for member in PEOPLE {
            let known = DEPARTMENTS.iter().any(|d| d.name == member.department);
            assert!(known || member.department == OFFICE, "{}", member.name);
            assert!(BUILTIN_ROLES.iter().any(|r| r.code == member.role), "{}", member.role);
        }
        for team in ["销售一组", "销售二组"] {
            let sellers =
                PEOPLE.iter().filter(|m| m.department == team && m.role == "salesperson").count();
            assert_eq!(sellers, 2, "{team}");
        }
    }
}
