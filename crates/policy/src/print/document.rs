//! What a book says, whatever the manner in which it is written down.

use super::{Book, tables};
use crate::pack::{Part as Piece, parts};
use crate::regulation::{ClauseInForce, PackInForce, Regulation, RuleInForce};
use crate::value::Language;

pub(super) struct Document {
    pub(super) language: Language,
    pub(super) cover: Cover,
    /// What the table of contents is called.
    pub(super) contents: &'static str,
    pub(super) parts: Vec<Part>,
    pub(super) appendices: Vec<Appendix>,
}

/// The title page.
pub(super) struct Cover {
    pub(super) company: String,
    pub(super) title: String,
    /// Label and text, line by line.
    pub(super) lines: Vec<(&'static str, String)>,
}

/// The clauses of one pack.
pub(super) struct Part {
    /// The title of the pack, when there are several.
    pub(super) heading: Option<Heading>,
    pub(super) sections: Vec<Section>,
}

/// Clauses under a heading.
pub(super) struct Section {
    pub(super) heading: Option<Heading>,
    pub(super) articles: Vec<Article>,
}

pub(super) struct Heading {
    /// 1 to 2.
    pub(super) level: u8,
    /// By which the table of contents finds it.
    pub(super) id: String,
    pub(super) text: String,
}

/// A clause.
pub(super) struct Article {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) runs: Vec<Run>,
    /// What the company changed of it, and what does not hold of it.
    pub(super) notes: Vec<String>,
}

/// A piece of a clause's text.
pub(super) struct Run {
    pub(super) text: String,
    /// Whether it is a value that the company changed.
    pub(super) changed: bool,
}

/// A table at the end.
pub(super) struct Appendix {
    pub(super) heading: Heading,
    /// Names of the columns, each with its share of the width in percent.
    pub(super) columns: Vec<(&'static str, u8)>,
    /// As many cells as columns. No row at all: `nothing` says so.
    pub(super) rows: Vec<Vec<String>>,
    pub(super) nothing: &'static str,
}

impl Document {
    pub(super) fn of(book: &Book<'_>) -> Self {
        let (regulation, language) = (book.regulation, book.language);
        let several = regulation.packs().len() > 1;
        let part = |(at, pack): (usize, &PackInForce)| Part {
            heading: several.then(|| Heading {
                level: 1,
                id: format!("part-{}", at + 1),
                text: format!("{} {}", pack.code, pack.title.of(language)),
            }),
            sections: sections(regulation, pack, several, language),
        };
        Self {
            language,
            cover: cover(book),
            contents: if language == Language::Zh { "目录" } else { "Contents" },
            parts: regulation.packs().iter().enumerate().map(part).collect(),
            appendices: tables::appendices(book),
        }
    }

    /// All headings, in the order of the book.
    pub(super) fn headings(&self) -> Vec<&Heading> {
        let mut found = Vec::new();
        for part in &self.parts {
            found.extend(&part.heading);
            found.extend(part.sections.iter().filter_map(|section| section.heading.as_ref()));
        }
        found.extend(self.appendices.iter().map(|appendix| &appendix.heading));
        found
    }
}

fn cover(book: &Book<'_>) -> Cover {
    let (regulation, issue, language) = (book.regulation, &book.issue, book.language);
    let zh = language == Language::Zh;
    let [version, based, from, approved] = if zh {
        ["版本", "依据", "生效日期", "批准"]
    } else {
        ["Version", "Based on", "In force from", "Approved"]
    };
    let mut lines = vec![(version, regulation.version().to_owned())];
    for pack in regulation.packs().iter().filter(|pack| !pack.own) {
        let title = pack.title.of(language);
        let text = if zh {
            format!("{}《{title}》第{}版", pack.code, pack.version)
        } else {
            format!("{} {title}, version {}", pack.code, pack.version)
        };
        lines.push((based, text));
    }
    if !issue.from.is_empty() {
        lines.push((from, issue.from.clone()));
    }
    for approval in &issue.approvals {
        lines.push((approved, format!("{} {}", approval.by, approval.on).trim().to_owned()));
    }
    let title = regulation.title().of(language).to_owned();
    Cover { company: issue.company.clone(), title, lines }
}

fn sections(
    regulation: &Regulation,
    pack: &PackInForce,
    several: bool,
    language: Language,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let of_pack = |clause: &&ClauseInForce| clause.clause.pack == pack.code;
    for clause in regulation.clauses().iter().filter(of_pack) {
        let article = article(regulation, clause, several, language);
        let heading = clause.heading.as_ref().map(|words| Heading {
            level: if several { 2 } else { 1 },
            id: format!("chapter-{}", article.id),
            text: words.of(language).to_owned(),
        });
        match sections.last_mut() {
            Some(section) if heading.is_none() => section.articles.push(article),
            _ => sections.push(Section { heading, articles: vec![article] }),
        }
    }
    sections
}

fn article(
    regulation: &Regulation,
    clause: &ClauseInForce,
    several: bool,
    language: Language,
) -> Article {
    let pack = &clause.clause.pack;
    let run = |piece| match piece {
        Piece::Text(text) => Run { text: text.to_owned(), changed: false },
        Piece::Key(key) => {
            let rule = regulation.rule_of(pack, key);
            Run {
                text: rule.map(|rule| rule.value.words(language)).unwrap_or_default(),
                changed: rule.is_some_and(|rule| rule.changed),
            }
        }
    };
    let number = &clause.clause.number;
    Article {
        id: if several { format!("{pack}-{number}") } else { number.to_string() },
        number: if several { clause.clause.to_string() } else { number.to_string() },
        runs: parts(clause.text.of(language)).into_iter().map(run).collect(),
        notes: regulation
            .rules()
            .iter()
            .filter(|rule| rule.clause == clause.clause)
            .flat_map(|rule| notes(regulation, rule, language))
            .collect(),
    }
}

/// What must be said under a clause about a rule of it.
fn notes(regulation: &Regulation, rule: &RuleInForce, language: Language) -> Vec<String> {
    let zh = language == Language::Zh;
    let label = rule.label.of(language);
    let mut notes = Vec::new();
    if rule.changed {
        let (was, is) = (rule.shipped.words(language), rule.value.words(language));
        let reason = rule.reason.as_ref().map_or("", |reason| reason.of(language));
        notes.push(match (zh, reason.is_empty()) {
            (true, true) => format!("{label}：原为{was}，本公司定为{is}。"),
            (true, false) => format!("{label}：原为{was}，本公司定为{is}。理由：{reason}。"),
            (false, true) => format!("{label}: was {was}, here {is}."),
            (false, false) => format!("{label}: was {was}, here {is}. Reason: {reason}."),
        });
    }
    if let Some(other) = regulation.rule(&rule.key).filter(|_| !rule.holds) {
        let (clause, value) = (&other.clause, other.value.words(language));
        notes.push(if zh {
            format!("{label}：以{clause}为准，即{value}。")
        } else {
            format!("{label}: {clause} holds instead, {value}.")
        });
    }
    notes
}
