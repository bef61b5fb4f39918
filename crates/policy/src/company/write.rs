//! Writing a company's pack.

mod chain;
mod duty;
mod watch;

use super::CompanyPack;
use crate::pack::{Chapter, Clause, Rule, Words, matter_of};
use std::fmt::Write as _;

pub(super) fn company(pack: &CompanyPack) -> String {
    let mut text = Text(String::new());
    let own = &pack.own;
    text.0.push_str("[pack]\n");
    text.member("code", &own.code);
    text.member("version", &own.version);
    text.words("title", &own.title);
    let bases: Vec<_> = pack.base.iter().map(|base| quoted(&base.to_string())).collect();
    text.line("base", &format!("[{}]", bases.join(", ")));
    for set in &pack.set {
        text.table("set");
        text.member("pack", &set.pack);
        text.member("key", &set.key);
        text.member("value", &set.value);
        text.words("reason", &set.reason);
    }
    for drop in &pack.drop {
        text.table("drop");
        text.member("clause", &drop.clause.to_string());
        text.words("reason", &drop.reason);
    }
    for hold in &pack.hold {
        text.table("hold");
        text.member("matter", &hold.matter);
        text.member("pack", &hold.pack);
        if let Some(reason) = &hold.reason {
            text.words("reason", reason);
        }
    }
    own.chapters.iter().for_each(|chapter| text.chapter(chapter));
    own.clauses.iter().for_each(|clause| text.clause(clause));
    own.rules.iter().for_each(|rule| text.rule(rule));
    own.duties.iter().for_each(|duty| text.duty(duty));
    own.chains.iter().for_each(|chain| text.chain(chain));
    own.watches.iter().for_each(|watch| text.watch(watch));
    text.0
}

/// The text as far as it is written.
struct Text(String);

impl Text {
    fn table(&mut self, name: &str) {
        let _ = write!(self.0, "\n[[{name}]]\n");
    }

    /// A member whose value is written as TOML already.
    fn line(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn member(&mut self, key: &str, value: &str) {
        self.line(key, &quoted(value));
    }

    fn words(&mut self, key: &str, words: &Words) {
        let (zh, en) = (quoted(&words.zh), quoted(&words.en));
        self.line(key, &format!("{{ zh = {zh}, en = {en} }}"));
    }

    fn chapter(&mut self, chapter: &Chapter) {
        self.table("chapter");
        self.member("from", chapter.from.as_str());
        self.words("title", &chapter.title);
    }

    fn clause(&mut self, clause: &Clause) {
        self.table("clause");
        self.member("number", clause.number.as_str());
        self.member("zh", &clause.text.zh);
        self.member("en", &clause.text.en);
        self.member("met", clause.met.as_str());
        if let Some(will) = clause.will {
            self.member("will", will.as_str());
        }
        let by: Vec<_> = clause.by.iter().map(|known| quoted(&known.key)).collect();
        self.line("by", &format!("[{}]", by.join(", ")));
    }

    fn rule(&mut self, rule: &Rule) {
        self.table("rule");
        self.member("key", &rule.key);
        if rule.matter != matter_of(&rule.key) {
            self.member("matter", &rule.matter);
        }
        self.member("clause", rule.clause.as_str());
        self.member("type", rule.kind.as_str());
        self.member("value", &rule.value.to_string());
        self.words("label", &rule.label);
    }
}

/// A basic string of TOML, on one line.
fn quoted(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 2);
    safe.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push_str("\\t"),
            c if c.is_ascii_control() => {
                let _ = write!(safe, "\\u{:04X}", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    safe.push('"');
    safe
}
