//! Reading a company's pack.

use super::{Base, CompanyPack, DropClause, HoldMatter, SetValue};
use crate::chain::ChainTable;
use crate::duty::DutyTable;
use crate::fault::{Fault, FaultKind};
use crate::number::{ClauseNumber, ClauseRef};
use crate::pack::Words;
use crate::pack::read::{Body, ChapterTable, ClauseTable, Head, Reading, RuleTable, form};
use crate::watch::WatchTable;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pack: CompanyHead,
    #[serde(default)]
    set: Vec<SetTable>,
    #[serde(default)]
    drop: Vec<DropTable>,
    #[serde(default)]
    hold: Vec<HoldTable>,
    #[serde(default)]
    chapter: Vec<ChapterTable>,
    #[serde(default)]
    clause: Vec<ClauseTable>,
    #[serde(default)]
    rule: Vec<RuleTable>,
    #[serde(default)]
    duty: Vec<DutyTable>,
    #[serde(default)]
    chain: Vec<ChainTable>,
    #[serde(default)]
    watch: Vec<WatchTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompanyHead {
    code: Spanned<String>,
    version: Spanned<String>,
    title: Words,
    base: Spanned<Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetTable {
    pack: Spanned<String>,
    key: Spanned<String>,
    value: Spanned<String>,
    reason: Spanned<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DropTable {
    clause: Spanned<String>,
    reason: Spanned<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldTable {
    matter: Spanned<String>,
    pack: Spanned<String>,
    reason: Option<Spanned<Words>>,
}

/// Whether a text is TOML whose `[pack]` has a member `base`.
pub(super) fn is_meant(text: &str) -> bool {
    let table: Option<toml::Table> = toml::from_str(text).ok();
    table.and_then(|table| table.get("pack")?.get("base").map(|_| ())).is_some()
}

pub(super) fn company(text: &str) -> Result<CompanyPack, Vec<Fault>> {
    let File { pack: head, set, drop, hold, chapter, clause, rule, duty, chain, watch } =
        form(text)?;
    let mut reading = Reading::of_company(text);
    let base = reading.bases(&head);
    if head.base.get_ref().is_empty() && clause.is_empty() {
        reading.fault(&head.base.span(), FaultKind::Empty("base"));
    }
    let company = CompanyPack {
        set: reading.set(set),
        drop: reading.drop(drop),
        hold: reading.hold(hold),
        own: reading.pack(
            Head { code: head.code, version: head.version, title: head.title },
            Body { chapter, clause, rule, duty, chain, watch },
        ),
        base,
    };
    reading.end(company)
}

impl Reading<'_> {
    fn bases(&mut self, head: &CompanyHead) -> Vec<Base> {
        let mut codes = HashSet::from([head.code.get_ref().as_str()]);
        let mut bases = Vec::with_capacity(head.base.get_ref().len());
        for named in head.base.get_ref() {
            let place = self.place(&named.span());
            match named.get_ref().split_once('@') {
                Some((code, version)) if !code.is_empty() && !version.is_empty() => {
                    if !codes.insert(code) {
                        self.fault(&named.span(), FaultKind::BaseTwice(code.to_owned()));
                    }
                    let (code, version) = (code.to_owned(), version.to_owned());
                    bases.push(Base { code, version, place });
                }
                _ => self.fault(&named.span(), FaultKind::Base(named.get_ref().clone())),
            }
        }
        bases
    }

    fn set(&mut self, tables: Vec<SetTable>) -> Vec<SetValue> {
        let mut known = HashSet::new();
        let mut set = Vec::with_capacity(tables.len());
        for table in tables {
            self.reason(&table.reason);
            let at = table.key.span();
            let (place, value_place) = (self.place(&at), self.place(&table.value.span()));
            let (pack, key) = (table.pack.into_inner(), table.key.into_inner());
            if !known.insert((pack.clone(), key.clone())) {
                self.fault(&at, FaultKind::SetTwice(key.clone()));
            }
            let (value, reason) = (table.value.into_inner(), table.reason.into_inner());
            set.push(SetValue { pack, key, value, reason, place, value_place });
        }
        set
    }

    fn drop(&mut self, tables: Vec<DropTable>) -> Vec<DropClause> {
        let mut known = HashSet::new();
        let mut drop = Vec::with_capacity(tables.len());
        for table in tables {
            self.reason(&table.reason);
            let at = table.clause.span();
            let clause = self.quoted(table.clause.get_ref(), &at);
            if !known.insert(clause.clone()) {
                self.fault(&at, FaultKind::DropTwice(clause.to_string()));
            }
            let reason = table.reason.into_inner();
            drop.push(DropClause { clause, reason, place: self.place(&at) });
        }
        drop
    }

    fn hold(&mut self, tables: Vec<HoldTable>) -> Vec<HoldMatter> {
        let mut known = HashSet::new();
        let mut hold = Vec::with_capacity(tables.len());
        for table in tables {
            if let Some(reason) = &table.reason {
                self.reason(reason);
            }
            let at = table.matter.span();
            let matter = table.matter.into_inner();
            if !known.insert(matter.clone()) {
                self.fault(&at, FaultKind::HoldTwice(matter.clone()));
            }
            let (pack, place) = (table.pack.into_inner(), self.place(&at));
            let reason = table.reason.map(Spanned::into_inner);
            hold.push(HoldMatter { matter, pack, reason, place });
        }
        hold
    }

    /// A quoted clause; a bad one is told of and stands in for itself.
    fn quoted(&mut self, text: &str, at: &Range<usize>) -> ClauseRef {
        ClauseRef::parse(text).unwrap_or_else(|| {
            let why = format!("{text:?} is no clause: code and number, as in \"M 5.1.6a\"");
            self.fault(at, FaultKind::Form(why));
            ClauseRef { pack: text.to_owned(), number: ClauseNumber::unread() }
        })
    }

    /// Whoever changes a regulation says why.
    fn reason(&mut self, reason: &Spanned<Words>) {
        let Words { zh, en } = reason.get_ref();
        if zh.trim().is_empty() || en.trim().is_empty() {
            self.fault(&reason.span(), FaultKind::Empty("reason"));
        }
    }
}
