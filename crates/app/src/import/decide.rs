//! What is to be done with each row: it becomes a customer, changes one on file, or neither.

use super::draft::{Given, Heard, Judge};
use super::plan::{Key, Mode};
use super::twins::Choice;
use super::write::{conflict, is_verified};
use super::{CellError, ImportLine, tally};
use crate::customer::{Draft, Outcome, Seen};
use crate::{App, AppError, Result};
use kedang_db::Conn;
use kedang_domain::id::{CustomerId, DepartmentId, Uuid};
use kedang_domain::permission::{Act, Decision, EditCustomer};
use kedang_domain::template::Template;
use kedang_exchange::Classifier;
use kedang_storage::contact::{self, Contact};
use kedang_storage::customer;
use kedang_storage::import::Counts;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A row with its verdict, and what is to be written.
pub(super) struct Decided {
    pub(super) line: ImportLine,
    pub(super) becomes: Becomes,
}

/// What a row is written as.
pub(super) enum Becomes {
    /// Nothing.
    Nothing,
    /// A new customer.
    Customer(Box<Draft>),
    /// Changes of a customer, as it was seen.
    Changed(Box<(Seen, Outcome)>),
}

/// The rows that have keys so far: two rows of a file must not change one customer.
#[derive(Debug, Default)]
pub(super) struct Taken(pub(super) HashMap<String, i64>);

/// What is on file under the keys of some rows.
#[derive(Default)]
struct OnFile {
    seen: HashMap<String, Vec<Seen>>,
    /// What is said of those that are out of sight.
    elsewhere: HashMap<String, CellError>,
    templates: HashMap<(String, DepartmentId), Template>,
    /// Customers that somebody wants changed by a row.
    chosen: HashMap<CustomerId, Seen>,
    /// The contacts of all of them.
    contacts: HashMap<CustomerId, Vec<Contact>>,
    /// Verified facts that only a correction changes.
    verified: BTreeSet<(Uuid, String)>,
}

type Cells = Vec<CellError>;

impl App {
    /// Gives rows their verdicts, and says what is to be done with each.
    pub(super) async fn decide(
        &self,
        conn: &mut Conn,
        judge: &Arc<Judge>,
        lines: Vec<ImportLine>,
        taken: &mut Taken,
    ) -> Result<Vec<Decided>> {
        let own = Arc::clone(judge);
        let heard = move || -> Vec<(ImportLine, Heard)> {
            let classifier = Classifier::new(&own.mapping);
            let hear = |mut line: ImportLine| {
                let heard = own.hear(&classifier, &mut line);
                (line, heard)
            };
            lines.into_iter().map(hear).collect()
        };
        let heard = tokio::task::spawn_blocking(heard).await.map_err(AppError::internal)?;
        let mut on_file = match judge.plan.sought() {
            Some(key) => self.on_file(conn, judge, key, &heard).await?,
            None => OnFile::default(),
        };
        self.add_chosen(conn, judge, &heard, &mut on_file).await?;
        let found = on_file.seen.values().flatten().map(|seen| seen.id);
        let ids: Vec<CustomerId> = found.chain(on_file.chosen.keys().copied()).collect();
        on_file.contacts = contact::all_of(conn, &ids).await?;
        self.add_verified(conn, &mut on_file).await?;
        let (own, mut known) = (Arc::clone(judge), std::mem::take(taken));
        let decided = move || {
            let decide = |(line, heard)| own.decide(line, heard, &on_file, &mut known);
            let decided: Vec<Decided> = heard.into_iter().map(decide).collect();
            (decided, known)
        };
        let (decided, known) =
            tokio::task::spawn_blocking(decided).await.map_err(AppError::internal)?;
        *taken = known;
        Ok(decided)
    }

    /// Looks up what is on file under the keys of these rows.
    async fn on_file(
        &self,
        conn: &mut Conn,
        judge: &Judge,
        key: Key,
        heard: &[(ImportLine, Heard)],
    ) -> Result<OnFile> {
        let ctx = &judge.ctx;
        let keys: BTreeSet<String> = heard
            .iter()
            .filter_map(|(_, heard)| match heard {
                Heard::Given(given) => given.key(key),
                _ => None,
            })
            .collect();
        let normal = |text: &String| key.stored().normal(text).is_some();
        let keys: Vec<String> = keys.into_iter().filter(normal).collect();
        let mut found = OnFile::default();
        for (text, seen) in customer::keyed(conn, &ctx.actor, ctx.now, key.stored(), &keys).await? {
            self.add_card(conn, &seen, &mut found).await?;
            found.seen.entry(text).or_default().push(seen);
        }
        if key == Key::CreditCode {
            // Of a code that is out of sight it is told what who registers it is told.
            let codes: Vec<String> = keys
                .iter()
                .filter(|k| !found.seen.contains_key(*k))
                .map(|k| k.to_uppercase())
                .collect();
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            for code in customer::credit_codes_on_file(conn, &codes).await? {
                if let Some(error) = self.clash(conn, ctx, &code).await? {
                    let cells = conflict(&error, &judge.mapping);
                    found.elsewhere.extend(
                        cells
                            .into_iter()
                            .next()
                            .map(|cell| (key.stored().normal(&code).unwrap_or_default(), cell)),
                    );
                }
            }
        }
        Ok(found)
    }

    /// Looks up the customers that somebody wants changed by a row.
    async fn add_chosen(
        &self,
        conn: &mut Conn,
        judge: &Judge,
        heard: &[(ImportLine, Heard)],
        found: &mut OnFile,
    ) -> Result<()> {
        let chosen = heard.iter().filter_map(|(line, _)| match Choice::of(&line.choice) {
            Choice::Update(id) => Some(id),
            _ => None,
        });
        let (ctx, ids) = (&judge.ctx, chosen.collect::<Vec<_>>());
        for seen in customer::visible_many(conn, &ctx.actor, ctx.now, &ids).await? {
            self.add_card(conn, &seen, found).await?;
            found.chosen.insert(seen.id, seen);
        }
        Ok(())
    }

    /// Looks up which facts on file a row must not change.
    async fn add_verified(&self, conn: &mut Conn, found: &mut OnFile) -> Result<()> {
        let seen = found.seen.values().flatten().map(|seen| seen.id);
        let ids: BTreeSet<CustomerId> = seen.chain(found.chosen.keys().copied()).collect();
        if ids.is_empty() || !self.guards_verified(conn).await? {
            return Ok(());
        }
        let contacts = found.contacts.values().flatten().map(|contact| contact.id.uuid());
        let subjects: Vec<_> = ids.into_iter().map(CustomerId::uuid).chain(contacts).collect();
        let facts = kedang_storage::verified::of(conn, &subjects).await?;
        found.verified = facts.into_iter().map(|fact| (fact.subject, fact.field)).collect();
        Ok(())
    }

    async fn add_card(&self, conn: &mut Conn, seen: &Seen, found: &mut OnFile) -> Result<()> {
        let card = (seen.template.clone(), seen.department);
        if let Entry::Vacant(place) = found.templates.entry(card) {
            let (code, department) = place.key();
            let (_, template) = self.card(conn, code, Some(*department)).await?;
            place.insert(template);
        }
        Ok(())
    }
}

impl Judge {
    /// What is to be done with one row. The rule, without anything around it.
    fn decide(
        &self,
        mut line: ImportLine,
        heard: Heard,
        on_file: &OnFile,
        taken: &mut Taken,
    ) -> Decided {
        line.action.clear();
        (line.target, line.target_version) = (None, 0);
        line.changes.clear();
        line.contacts.clear();
        let given = match heard {
            Heard::Aside(verdict) => return settled(line, verdict, Vec::new(), Vec::new()),
            Heard::Bad(errors, warnings) => return settled(line, "invalid", errors, warnings),
            Heard::Given(given) => *given,
        };
        let key = self.plan.sought().and_then(|key| given.key(key));
        let choice = Choice::of(&line.choice);
        let becomes = match self.meant(&key, choice, on_file, taken) {
            Ok(Some(seen)) => match taken.0.get(&seen.id.to_string()) {
                Some(row) => Err((vec![twice(self.plan.sought(), self, *row)], Vec::new())),
                None => self.change(&mut line, given, seen, on_file),
            },
            Ok(None) => self.create(given).map(|(draft, warnings)| {
                "create".clone_into(&mut line.action);
                (Becomes::Customer(Box::new(draft)), warnings)
            }),
            Err(error) => Err((vec![error], Vec::new())),
        };
        match becomes {
            Ok((becomes, warnings)) if choice == Choice::Skip => {
                line.action.clear();
                let reasons = vec![plain("import_left_out")];
                Decided { becomes, ..settled(line, "invalid", reasons, warnings) }
            }
            Ok((becomes, warnings)) => {
                if let Some(key) = key {
                    taken.0.entry(key).or_insert(line.row);
                }
                if let Some(target) = line.target {
                    taken.0.insert(target.to_string(), line.row);
                }
                Decided { becomes, ..settled(line, "valid", Vec::new(), warnings) }
            }
            Err((errors, warnings)) => settled(line, "invalid", errors, warnings),
        }
    }

    fn refused(&self, by: Key, code: &str, name: &str, value: String) -> CellError {
        CellError {
            column: self.column(by.name()),
            field: by.name().to_owned(),
            code: code.to_owned(),
            params: [(name.to_owned(), value), ("key".to_owned(), by.name().to_owned())].into(),
        }
    }

    /// The customer on file that a row is about; `None` when it is a new one.
    fn meant<'a>(
        &self,
        key: &Option<String>,
        choice: Choice,
        on_file: &'a OnFile,
        taken: &Taken,
    ) -> Result<Option<&'a Seen>, CellError> {
        if let Choice::Update(id) = choice {
            let seen = on_file.chosen.get(&id).filter(|seen| self.may_change(seen));
            return seen.map(Some).ok_or_else(|| plain("import_twin_gone"));
        }
        let Some(by) = self.plan.sought() else { return Ok(None) };
        let refused = |code, name, value| self.refused(by, code, name, value);
        let only_known = self.plan.mode == Mode::Update;
        let Some(key) = key else {
            let error = || refused("import_key_empty", "value", String::new());
            return if only_known { Err(error()) } else { Ok(None) };
        };
        if let Some(row) = taken.0.get(key) {
            return Err(twice(Some(by), self, *row));
        }
        if let Some(error) = on_file.elsewhere.get(key) {
            return Err(error.clone());
        }
        match on_file.seen.get(key).map(Vec::as_slice).unwrap_or_default() {
            // A file code is given to a customer, and by nobody else.
            [] if only_known || by == Key::Code => {
                Err(refused("no_such_customer", "value", key.chars().take(64).collect()))
            }
            [] => Ok(None),
            [seen] if self.may_change(seen) => Ok(Some(seen)),
            [seen] => Err(refused("import_may_not_edit", "code", seen.code())),
            several => Err(refused("ambiguous", "count", several.len().to_string())),
        }
    }

    fn may_change(&self, seen: &Seen) -> bool {
        EditCustomer::decide(&self.ctx.actor, &seen.standing) == Decision::Allow
    }

    fn change(
        &self,
        line: &mut ImportLine,
        given: Given,
        seen: &Seen,
        on_file: &OnFile,
    ) -> Result<(Becomes, Cells), (Cells, Cells)> {
        let card = (seen.template.clone(), seen.department);
        let template = on_file.templates.get(&card).unwrap_or(&self.template);
        let contacts = on_file.contacts.get(&seen.id).map(Vec::as_slice).unwrap_or_default();
        let (outcome, contacts, warnings) = self.update(given, (seen, contacts), template)?;
        let own = outcome.changes.iter().map(|change| (seen.id.uuid(), &change.field));
        let theirs = contacts.iter().filter_map(|one| Some((one.contact?.uuid(), &one.changes)));
        let theirs = theirs.flat_map(|(id, all)| all.iter().map(move |c| (id, &c.field)));
        let verified = own.chain(theirs);
        let verified = verified.filter(|(id, f)| on_file.verified.contains(&(*id, (*f).clone())));
        let refused: Cells = verified.map(|(_, f)| is_verified(f, &self.mapping)).collect();
        if !refused.is_empty() {
            return Err((refused, warnings));
        }
        (line.target, line.target_version) = (Some(seen.id), seen.version);
        line.changes.clone_from(&outcome.changes);
        line.contacts = contacts;
        if outcome.changes.is_empty() && line.contacts.is_empty() {
            "none".clone_into(&mut line.action);
            return Ok((Becomes::Nothing, warnings));
        }
        "update".clone_into(&mut line.action);
        Ok((Becomes::Changed(Box::new((seen.clone(), outcome))), warnings))
    }
}

/// Two rows are about one customer.
fn twice(by: Option<Key>, judge: &Judge, other: i64) -> CellError {
    let code = "import_row_twice";
    match by {
        Some(by) => judge.refused(by, code, "row", other.to_string()),
        None => CellError { params: [("row".to_owned(), other.to_string())].into(), ..plain(code) },
    }
}

/// A reason that is no cell's fault.
pub(super) fn plain(code: &str) -> CellError {
    CellError { column: None, field: String::new(), code: code.to_owned(), params: BTreeMap::new() }
}

fn settled(mut line: ImportLine, verdict: &str, reasons: Cells, warnings: Cells) -> Decided {
    verdict.clone_into(&mut line.verdict);
    (line.reasons, line.warnings) = (reasons, warnings);
    Decided { line, becomes: Becomes::Nothing }
}

/// Only the rows.
pub(super) fn rows(decided: Vec<Decided>) -> Vec<ImportLine> {
    decided.into_iter().map(|one| one.line).collect()
}

/// How many rows of each verdict there are.
pub(super) fn counted(counts: &mut Counts, lines: &[ImportLine]) {
    for line in lines {
        tally(counts, line, 1);
    }
}
