//! The tables at the end of a book.

use super::Book;
use super::document::{Appendix, Heading};
use crate::combine::Why;
use crate::difference::difference;
use crate::regulation::RuleInForce;
use crate::value::Language;
use kedang_domain::watch::Signal;

/// A table before it has its number.
struct Table {
    title: &'static str,
    columns: Vec<(&'static str, u8)>,
    rows: Vec<Vec<String>>,
    nothing: &'static str,
}

/// Those that have something to say; the table of changes is there whenever it was asked for.
pub(super) fn appendices(book: &Book<'_>) -> Vec<Appendix> {
    let tables = [
        changes(book),
        Some(values(book)),
        Some(duties(book)),
        Some(chains(book)),
        Some(watches(book)),
        Some(disagreements(book)),
        Some(dropped(book)),
    ];
    let said = tables.into_iter().flatten();
    let said = said.filter(|table| !table.rows.is_empty() || !table.nothing.is_empty());
    said.enumerate().map(|(at, table)| numbered(at + 1, table, book.language)).collect()
}

fn numbered(number: usize, table: Table, language: Language) -> Appendix {
    let text = match language {
        Language::Zh => {
            let count = ["一", "二", "三", "四", "五", "六", "七"].get(number - 1).unwrap_or(&"");
            format!("附录{count} {}", table.title)
        }
        Language::En => format!("Appendix {number}: {}", table.title),
    };
    Appendix {
        heading: Heading { level: 1, id: format!("appendix-{number}"), text },
        columns: table.columns,
        rows: table.rows,
        nothing: table.nothing,
    }
}

fn changes(book: &Book<'_>) -> Option<Table> {
    let previous = book.previous?;
    let zh = book.language == Language::Zh;
    let row = |line: crate::difference::Line| {
        let first = format!("{}\n{}", line.clause, line.what);
        vec![first, line.before, line.after, line.reason]
    };
    let found = difference(previous, book.regulation);
    Some(Table {
        title: if zh { "与上一版本的差异" } else { "Changes against the version before" },
        columns: if zh {
            vec![("条款", 18), ("原规定", 32), ("现规定", 32), ("理由", 18)]
        } else {
            vec![("Clause", 18), ("Before", 32), ("Now", 32), ("Reason", 18)]
        },
        rows: found.iter().map(|known| row(known.line(book.language))).collect(),
        nothing: if zh { "与上一版本相同。" } else { "The same as the version before." },
    })
}

fn values(book: &Book<'_>) -> Table {
    let zh = book.language == Language::Zh;
    let row = |rule: &RuleInForce| {
        let value = rule.value.words(book.language);
        let mark = match (rule.changed, zh) {
            (false, _) => String::new(),
            (true, true) => format!("（原为{}）", rule.shipped.words(book.language)),
            (true, false) => format!(" (was {})", rule.shipped.words(book.language)),
        };
        let label = rule.label.of(book.language).to_owned();
        vec![rule.clause.to_string(), label, format!("{value}{mark}")]
    };
    Table {
        title: if zh { "本制度设定的数值" } else { "Values of this regulation" },
        columns: if zh {
            vec![("条款", 18), ("事项", 42), ("数值", 40)]
        } else {
            vec![("Clause", 18), ("Matter", 42), ("Value", 40)]
        },
        rows: book.regulation.rules().iter().filter(|rule| rule.holds).map(row).collect(),
        nothing: "",
    }
}

fn duties(book: &Book<'_>) -> Table {
    let zh = book.language == Language::Zh;
    let language = book.language;
    let row = |duty: &crate::duty::DutyInForce| {
        let title = duty.title.of(language).to_owned();
        vec![duty.clause.clone(), title, duty.who_words(language), duty.due_words(language)]
    };
    Table {
        title: if zh { "义务一览" } else { "Duties" },
        columns: if zh {
            vec![("条款", 18), ("义务", 38), ("责任人", 22), ("时限", 22)]
        } else {
            vec![("Clause", 18), ("Duty", 38), ("Who", 22), ("By when", 22)]
        },
        rows: book.regulation.duties().all().iter().map(row).collect(),
        nothing: "",
    }
}

fn chains(book: &Book<'_>) -> Table {
    let zh = book.language == Language::Zh;
    let language = book.language;
    let row = |chain: &crate::chain::ChainInForce| {
        let case = chain.case_words(language);
        let due = chain.due_words(language);
        vec![chain.clause.clone(), case, chain.words(language), due]
    };
    Table {
        title: if zh { "审批程序一览" } else { "Chains of approval" },
        columns: if zh {
            vec![("条款", 18), ("申请事项", 32), ("依次由谁审批", 34), ("每步时限", 16)]
        } else {
            vec![("Clause", 18), ("Request", 32), ("Who decides, in order", 34), ("Each step", 16)]
        },
        rows: book.regulation.chains().all().iter().map(row).collect(),
        nothing: "",
    }
}

/// From which point on reading is unusual.
fn watches(book: &Book<'_>) -> Table {
    let zh = book.language == Language::Zh;
    let row = |watch: &crate::watch::WatchInForce| {
        let signal = match (watch.limit.signal(), zh) {
            (Signal::Many, true) => "短时间内打开大量客户档案",
            (Signal::Many, false) => "Many files in a short time",
            (Signal::Night, true) => "非工作时间查阅",
            (Signal::Night, false) => "Reading outside office hours",
            (Signal::Outside, true) => "查阅既非本人也非本部门的客户",
            (Signal::Outside, false) => "Reading customers of others",
            (Signal::Leaving, true) => "离职前查阅",
            (Signal::Leaving, false) => "Reading before leaving",
            (Signal::Honey, true) => "打开诱饵客户",
            (Signal::Honey, false) => "Opening a honey customer",
        };
        vec![watch.clause.clone(), signal.to_owned(), watch.words(book.language)]
    };
    Table {
        title: if zh { "异常查阅的界限" } else { "When reading is unusual" },
        columns: if zh {
            vec![("条款", 18), ("情形", 40), ("从何时起", 42)]
        } else {
            vec![("Clause", 18), ("Case", 40), ("From", 42)]
        },
        rows: book.regulation.watches().all().iter().map(row).collect(),
        nothing: "",
    }
}

/// Where one pack had to give way to another. Cases of one pack are no disagreement.
fn disagreements(book: &Book<'_>) -> Table {
    let zh = book.language == Language::Zh;
    let found = book.regulation.contradictions().iter().filter(|found| found.why != Why::Alone);
    let row = |found: &crate::combine::Contradiction| {
        let position = found.position();
        let label = position.map_or("", |said| said.label.of(book.language)).to_owned();
        vec![label, found.words(book.language)]
    };
    Table {
        title: if zh { "各制度不一致之处" } else { "Where the packs disagree" },
        columns: if zh {
            vec![("事项", 24), ("各自规定与取舍", 76)]
        } else {
            vec![("Matter", 24), ("What each says, and which holds", 76)]
        },
        rows: found.map(row).collect(),
        nothing: "",
    }
}

fn dropped(book: &Book<'_>) -> Table {
    let zh = book.language == Language::Zh;
    let language = book.language;
    let row = |drop: &crate::regulation::Dropped| {
        let text = drop.text.of(language).to_owned();
        vec![drop.clause.to_string(), text, drop.reason.of(language).to_owned()]
    };
    Table {
        title: if zh { "不适用的条款" } else { "Clauses that do not hold" },
        columns: if zh {
            vec![("条款", 18), ("原文", 52), ("理由", 30)]
        } else {
            vec![("Clause", 18), ("Text", 52), ("Reason", 30)]
        },
        rows: book.regulation.dropped().iter().map(row).collect(),
        nothing: "",
    }
}
