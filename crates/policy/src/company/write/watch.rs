//! Writing a limit of unusual reading.

use super::{Text, quoted};
use crate::value::Value;
use crate::watch::{Watch, clock};
use kedang_domain::watch::Limit;

impl Text {
    pub(super) fn watch(&mut self, watch: &Watch) {
        self.table("watch");
        self.member("signal", watch.limit.signal().code());
        self.member("clause", watch.clause.as_str());
        match watch.limit {
            Limit::Many { files, minutes } => {
                self.line("files", &files.to_string());
                self.line("minutes", &minutes.to_string());
            }
            Limit::Night { files, from, to } => {
                self.line("files", &files.to_string());
                self.member("hours", &format!("{}-{}", clock(from), clock(to)));
            }
            Limit::Outside { files, share } => {
                self.line("files", &files.to_string());
                self.member("share", &Value::Percent(share).to_string());
            }
            Limit::Leaving { files } => self.line("files", &files.to_string()),
            Limit::Honey => {}
        }
        if !watch.except.is_empty() {
            let roles: Vec<_> = watch.except.iter().map(|role| quoted(role)).collect();
            self.line("except", &format!("[{}]", roles.join(", ")));
        }
    }
}
