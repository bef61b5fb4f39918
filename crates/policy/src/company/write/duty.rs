//! Writing a duty.

use super::{Text, quoted};
use crate::duty::{Duty, Measure, Opening};
use kedang_domain::obligation::Trigger;
use std::collections::BTreeMap;

impl Text {
    pub(super) fn duty(&mut self, duty: &Duty) {
        self.table("duty");
        self.member("key", &duty.key);
        self.member("clause", duty.clause.as_str());
        self.words("title", &duty.title);
        match &duty.opening {
            Opening::On(trigger) => self.trigger(["on", "when", "changed"], trigger),
            Opening::Every { every, ahead, departments } => {
                self.member("every", &measure(every));
                self.optional("ahead", ahead.as_ref());
                let kinds: Vec<_> = departments.iter().map(|kind| kind.code()).collect();
                self.list("departments", &kinds);
            }
        }
        self.member("about", duty.about.code());
        self.optional("due", duty.due.as_ref().map(measure).as_ref());
        self.optional("at_once", duty.at_once.as_ref());
        self.member("who", &duty.who.to_string());
        self.trigger(["closed_by", "closed_when", "closed_changed"], &duty.closing);
        if duty.once {
            self.line("once", "true");
        }
        if duty.singly {
            self.line("singly", "true");
        }
        self.optional("remind", duty.remind.as_ref());
        let told: Vec<_> = duty.escalate.iter().map(ToString::to_string).collect();
        self.list("escalate", &told);
        self.optional("penalty", duty.penalty.as_ref());
        self.optional("reward", duty.reward.as_ref());
    }

    /// Which entries of the log, by the names of the members for actions, details and fields.
    fn trigger(&mut self, [actions, when, changed]: [&str; 3], trigger: &Trigger) {
        self.line(actions, &one_or_many(&trigger.actions));
        if !trigger.when.is_empty() {
            self.line(when, &details(&trigger.when));
        }
        self.list(changed, &trigger.changed);
    }

    pub(super) fn optional(&mut self, key: &str, value: Option<&impl ToString>) {
        if let Some(value) = value {
            self.member(key, &value.to_string());
        }
    }

    /// A list that is left out when it is empty.
    pub(super) fn list<T: AsRef<str>>(&mut self, key: &str, texts: &[T]) {
        if !texts.is_empty() {
            self.line(key, &many(texts));
        }
    }
}

/// As a duty names a length of time: a rule's key or the length itself.
fn measure(measure: &Measure) -> String {
    match measure {
        Measure::Rule(key) => key.clone(),
        Measure::Term(term) => term.to_string(),
    }
}

fn details(when: &BTreeMap<String, Vec<String>>) -> String {
    let bare =
        |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let member = |(key, values): (&String, &Vec<String>)| {
        let name = if bare(key) { key.clone() } else { quoted(key) };
        format!("{name} = {}", one_or_many(values))
    };
    let members: Vec<_> = when.iter().map(member).collect();
    format!("{{ {} }}", members.join(", "))
}

fn one_or_many(texts: &[String]) -> String {
    match texts {
        [one] => quoted(one),
        texts => many(texts),
    }
}

fn many<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}
