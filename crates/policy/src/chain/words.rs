//! A chain in words: for what, in which case, in which time.

use super::{Case, ChainInForce};
use crate::duty::within_words;
use crate::value::Language;
use kedang_domain::request::RequestKind;
use kedang_domain::secrecy::Level;

impl ChainInForce {
    /// For which request, in which case: `查阅（外单位人员，秘密及以上）`.
    #[must_use]
    pub fn case_words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        let Case { level, outsider, other_department } = self.when;
        let said = |yes: (&'static str, &'static str), no: (&'static str, &'static str), is| {
            let (chinese, english) = if is { yes } else { no };
            (if zh { chinese } else { english }).to_owned()
        };
        let outsider = outsider.map(|is| {
            said(("外单位人员", "outsiders"), ("本公司人员", "people of the company"), is)
        });
        let other = other_department.map(|is| {
            said(("其他部门的客户", "other departments"), ("本部门的客户", "own department"), is)
        });
        let level = level.map(|level| match zh {
            true => format!("{}及以上", level_name(level, language)),
            false => format!("{} and above", level_name(level, language)),
        });
        let case: Vec<_> = [outsider, other, level].into_iter().flatten().collect();
        let kind = kind_name(self.kind, language);
        match (case.is_empty(), zh) {
            (true, _) => kind.to_owned(),
            (false, true) => format!("{kind}（{}）", case.join("，")),
            (false, false) => format!("{kind} ({})", case.join(", ")),
        }
    }

    /// In which time each step is to be decided; empty when the regulation does not say.
    #[must_use]
    pub fn due_words(&self, language: Language) -> String {
        self.due.map_or_else(String::new, |due| within_words(due, language))
    }
}

fn level_name(level: Level, language: Language) -> &'static str {
    let (zh, en) = match level {
        Level::Internal => ("内部", "internal"),
        Level::Secret => ("秘密", "secret"),
        Level::Confidential => ("机密", "confidential"),
        Level::TopSecret => ("绝密", "top secret"),
    };
    if language == Language::Zh { zh } else { en }
}

fn kind_name(kind: RequestKind, language: Language) -> &'static str {
    let (zh, en) = match kind {
        RequestKind::View => ("查阅", "Viewing"),
        RequestKind::Copy => ("复制摘抄", "Copies and excerpts"),
        RequestKind::Share => ("跨部门共享", "Sharing across departments"),
        RequestKind::Disclosure => ("对外提供", "Disclosure to outsiders"),
        RequestKind::LevelChange => ("定密与变更密级", "Change of level"),
        RequestKind::Declassify => ("解密", "Declassifying"),
        RequestKind::Loan => ("借阅", "Loan"),
        RequestKind::Correction => ("更正", "Correction"),
        RequestKind::Export => ("导出", "Export"),
        RequestKind::Import => ("导入", "Import"),
    };
    if language == Language::Zh { zh } else { en }
}
