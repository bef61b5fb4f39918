//! The cover of an export: who took it out, when, what for, what is in it.

use super::table::header;
use super::words::Words;
use super::{Export, plan::Plan};
use kedang_domain::export::ExportFormat;
use kedang_domain::secrecy::Level;
use kedang_exchange::Cover;
use kedang_storage::company::Company;

const TITLE: (&str, &str) = ("客户资料导出", "Customers taken out");
const NOTICE: (&str, &str) = (
    "本文件载有客户资料，属于公司内部信息：只用于上述用途，不转给无关人员，用完即删。\
     导出的人、时间、用途和每一个客户都已登记，并记入不可篡改的日志。",
    "This file holds customer data, which is internal to the company: use it for the purpose above \
     only, pass it to nobody else, delete it when done. Who took it out, when, what for and every \
     customer in it are on register and in the tamper-evident log.",
);

/// The line that says how many customers are in it.
pub(super) const ROWS_LINE: usize = 7;

/// The mark of a level, as it is printed.
pub(super) fn mark(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Internal => ("内部", "Internal"),
        Level::Secret => ("商业秘密·秘密", "Trade secret · secret"),
        Level::Confidential => ("商业秘密·机密", "Trade secret · confidential"),
        Level::TopSecret => ("商业秘密·绝密", "Trade secret · top secret"),
    }
}

/// The cover of a table of so many rows.
pub(super) fn cover(
    export: &Export,
    plan: &Plan,
    rows: i64,
    company: &Company,
    words: &Words,
    at: i64,
) -> Cover {
    let say = |pair| words.speaker.pick(pair).to_owned();
    let nothing = || "—".to_owned();
    let filled = |text: String| if text.is_empty() { nothing() } else { text };
    let definition = &export.definition;
    let filters: Vec<String> = definition.filters.iter().map(|f| words.filter(f)).collect();
    let all = match definition.only {
        Some(_) => say(("指定的一个客户", "One customer")),
        None => say(("看得到的全部客户", "Every customer that they see")),
    };
    let filters = if filters.is_empty() { all } else { filters.join("；") };
    let columns = match definition.format {
        ExportFormat::Vcf => nothing(),
        _ => header(&plan.columns, words.speaker).join("、"),
    };
    let department = export.department.as_ref().map_or_else(nothing, |(_, name)| name.clone());
    let approval = match (&export.decided_by, export.decided_at) {
        (Some((_, name)), Some(at)) => format!("{name}，{}", words.instant(at)),
        _ => say(("不需要（未超过上限）", "Not needed (within the limit)")),
    };
    let level = say(mark(plan.level));
    let lines = [
        (("导出编号", "Number"), export.register.clone()),
        (("导出人", "Taken out by"), export.person.1.clone()),
        (("所属部门", "Department"), department),
        (("导出时间", "When"), words.instant(at)),
        (("用途", "Purpose"), filled(export.purpose.clone())),
        (("筛选条件", "Filter"), filters),
        (("字段", "Columns"), columns),
        (("客户数", "Customers"), rows.to_string()),
        (("密级", "Level"), level.clone()),
        (("审批", "Approved by"), approval),
    ];
    Cover {
        sheet: say(("封面", "Cover")),
        title: format!("{} · {}", company.name, say(TITLE)),
        lines: lines.into_iter().map(|(name, value)| (say(name), value)).collect(),
        notice: say(NOTICE),
        mark: format!("{level} · {}", company.name),
        foot: format!("{} · {} · {}", export.register, export.person.1, words.instant(at)),
    }
}
