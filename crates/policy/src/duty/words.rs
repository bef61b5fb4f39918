//! A duty in words: whom it binds, and by when.

use super::{DutyInForce, Regular};
use crate::pack::Words;
use crate::value::Language;
use kedang_domain::obligation::{AT_ONCE_MINUTES, Cycle, CycleDue, Who, Within};
use kedang_domain::role::BUILTIN_ROLES;

impl DutyInForce {
    /// Whom it binds.
    #[must_use]
    pub fn who_words(&self, language: Language) -> String {
        who(&self.who, language)
    }

    /// Whom it binds, in both languages.
    #[must_use]
    pub fn who_label(&self) -> Words {
        Words { zh: self.who_words(Language::Zh), en: self.who_words(Language::En) }
    }

    /// By when: `24小时内`, `每1周，期末前`.
    #[must_use]
    pub fn due_words(&self, language: Language) -> String {
        match &self.regular {
            None => within(self.within, language),
            Some(Regular { cycle, due, .. }) => {
                let comma = if language == Language::Zh { "，" } else { ", " };
                format!("{}{comma}{}", every(*cycle, language), by(*due, language))
            }
        }
    }
}

fn who(who: &Who, language: Language) -> String {
    let zh = language == Language::Zh;
    let role = |code: &str| {
        let known = BUILTIN_ROLES.iter().find(|role| role.code == code);
        known.filter(|_| zh).map_or_else(|| code.replace('_', " "), |role| role.name.to_owned())
    };
    let (chinese, english) = match who {
        Who::Owner => ("客户负责人", "the customer's owner"),
        Who::Actor => ("经办人", "whoever did it"),
        Who::Head => ("部门负责人", "head of the department"),
        Who::Custodian => ("客户数据管理部门", "custodian"),
        Who::Leader => ("公司负责人", "head of the company"),
        Who::Role(code) => return role(code),
        Who::Post(name) => return name.clone(),
        Who::Each(code) if code == "person" => ("每个人", "everybody"),
        Who::Each(code) if zh => return format!("每名{}", role(code)),
        Who::Each(code) => return format!("every {}", role(code)),
    };
    if zh { chinese.to_owned() } else { english.to_owned() }
}

pub(crate) fn within(within: Within, language: Language) -> String {
    let (count, zh, en) = match within {
        Within::EndOfDay if language == Language::Zh => return "当日".to_owned(),
        Within::EndOfDay => return "the same day".to_owned(),
        Within::Minutes(AT_ONCE_MINUTES) if language == Language::Zh => return "立即".to_owned(),
        Within::Minutes(AT_ONCE_MINUTES) => return "at once".to_owned(),
        Within::Minutes(count) if count % 60 == 0 => (count / 60, "小时", "hour"),
        Within::Minutes(count) => (count, "分钟", "minute"),
        Within::WorkingDays(count) => (count.into(), "个工作日", "working day"),
        Within::Days(count) => (count.into(), "天", "day"),
        Within::Months(count) => (count.into(), "个月", "month"),
    };
    match language {
        Language::Zh => format!("{count}{zh}内"),
        Language::En => format!("within {count} {en}{}", if count == 1 { "" } else { "s" }),
    }
}

fn every(cycle: Cycle, language: Language) -> String {
    let (count, zh, en) = match cycle {
        Cycle::Days(count) => (count, "天", "day"),
        Cycle::Weeks(count) => (count, "周", "week"),
        Cycle::Months(count) => (count, "个月", "month"),
    };
    match language {
        Language::Zh => format!("每{count}{zh}一次"),
        Language::En => format!("every {count} {en}{}", if count == 1 { "" } else { "s" }),
    }
}

fn by(due: CycleDue, language: Language) -> String {
    match (due, language) {
        (CycleDue::End, Language::Zh) => "期内完成".to_owned(),
        (CycleDue::End, Language::En) => "before the period ends".to_owned(),
        (CycleDue::After(time), Language::Zh) => format!("期满后{}", within(time, language)),
        (CycleDue::After(time), Language::En) => {
            format!("{} after the period", within(time, language))
        }
        (CycleDue::DayOfNextMonth(day), Language::Zh) => format!("次月{day}日前"),
        (CycleDue::DayOfNextMonth(day), Language::En) => {
            format!("by day {day} of the next month")
        }
    }
}
