//! What waits: for this person's decision, and what this person asked others for.
//!
//! One line of [`KINDS`] is all that a new kind of waiting needs here: its name, the page that lists
//! it, whose turn it is, and how its lines are read. Each is read by its own capability, with the permissions and the
//! sight of that capability, so nothing is counted here that somebody may not see there.

mod asked;
mod decide;

use crate::request::OpenRequest;
use crate::workbench::Named;
use crate::{App, Context, Result};
use std::future::Future;
use std::pin::Pin;

/// Lines of one kind that are read, at most; more are counted as this many.
pub const COUNTED: usize = 100;
/// As [`COUNTED`], for the database.
const READ: i64 = 101;
/// Lines of one kind that are shown.
pub const SHOWN: usize = 5;

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This person's.
    Mine,
    /// Somebody else's, because this person asked.
    Others,
}

/// What can be done at once, with nothing more to say: a POST below `/api/v1`.
#[derive(Clone, Debug, PartialEq)]
pub struct AtOnce {
    /// Where.
    pub path: String,
    /// The version that is seen, where the act asks for it.
    pub version: Option<i64>,
    /// What is sent, where the act asks for it.
    pub body: Option<serde_json::Value>,
}

/// One thing that waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Path of the page that opens it.
    pub link: String,
    /// Who asked; `None` where the calendar did, or where it is this person.
    pub by: Option<String>,
    /// The customer, where this person sees it.
    pub customer: Option<Named>,
    /// What it is called, in Chinese and in English.
    pub title: Option<(String, String)>,
    /// How much it is about: customers, changes.
    pub amount: Option<i64>,
    /// Since when it waits, ms UTC.
    pub since: i64,
    /// Who has it, as far as this person may know.
    pub with: Vec<String>,
    /// What can be done at once.
    pub at_once: Option<AtOnce>,
}

/// What waits of one kind.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Name of the kind.
    pub kind: &'static str,
    /// Path of the page that lists them.
    pub list: &'static str,
    /// Whose turn it is.
    pub turn: Turn,
    /// How many, at most [`COUNTED`].
    pub count: usize,
    /// There are more.
    pub capped: bool,
    /// Those that have waited longest.
    pub lines: Vec<Line>,
}

type Lines<'a> = Pin<Box<dyn Future<Output = Result<Vec<Line>>> + Send + 'a>>;

/// A kind of waiting.
struct Kind {
    name: &'static str,
    list: &'static str,
    turn: Turn,
    lines: Read,
}

type Read = for<'a> fn(&'a App, &'a Context) -> Lines<'a>;

const fn mine(name: &'static str, list: &'static str, lines: Read) -> Kind {
    Kind { name, list, turn: Turn::Mine, lines }
}

const fn others(name: &'static str, list: &'static str, lines: Read) -> Kind {
    Kind { name, list, turn: Turn::Others, lines }
}

/// Every kind, in the order of the page.
const KINDS: &[Kind] = &[
    mine("urgent_news", "/urgent-news?show=waiting", |app, ctx| {
        Box::pin(app.news_to_acknowledge(ctx))
    }),
    mine("extension", "/obligations?view=others", |app, ctx| {
        Box::pin(app.extensions_to_decide(ctx))
    }),
    mine("incident", "/incidents?show=open", |app, ctx| Box::pin(app.incidents_to_handle(ctx))),
    mine("request", "/requests?list=to_decide", |app, ctx| Box::pin(app.requests_to_decide(ctx))),
    mine("export", "/exports?waiting=true", |app, ctx| Box::pin(app.exports_to_decide(ctx))),
    mine("import", "/imports", |app, ctx| Box::pin(app.imports_waiting(ctx))),
    mine("clash_to_rule", "/clashes?part=ruler", |app, ctx| Box::pin(app.clashes_to_rule(ctx))),
    mine("clash_to_answer", "/clashes?part=owner", |app, ctx| Box::pin(app.clashes_to_answer(ctx))),
    mine("correction_to_check", "/corrections?list=to_check", |app, ctx| {
        Box::pin(app.corrections_to_check(ctx))
    }),
    mine("correction_to_apply", "/corrections", |app, ctx| Box::pin(app.corrections_to_apply(ctx))),
    mine("change_sent_back", "/change-lists", |app, ctx| Box::pin(app.changes_to_answer(ctx))),
    mine("change_list_to_review", "/change-lists?state=marked", |app, ctx| {
        Box::pin(app.lists_to_review(ctx))
    }),
    mine("change_list_to_accept", "/change-lists?state=reviewed", |app, ctx| {
        Box::pin(app.lists_to_accept(ctx))
    }),
    mine("month_check", "/month-checks", |app, ctx| Box::pin(app.checks_to_approve(ctx))),
    mine("policy", "/regulation/versions", |app, ctx| Box::pin(app.policies_to_decide(ctx))),
    others("urgent_news_told", "/urgent-news?show=unacknowledged", |app, ctx| {
        Box::pin(app.news_unacknowledged(ctx))
    }),
    others("extension_asked", "/obligations", |app, ctx| Box::pin(app.extensions_asked(ctx))),
    others("request_asked", "/requests", |app, ctx| Box::pin(app.requests_asked(ctx))),
    others("export_asked", "/exports?waiting=true", |app, ctx| Box::pin(app.exports_asked(ctx))),
    others("import_asked", "/imports", |app, ctx| Box::pin(app.imports_asked(ctx))),
    others("clash_asked", "/clashes?part=applicant", |app, ctx| Box::pin(app.clashes_asked(ctx))),
    others("correction_reported", "/corrections?list=own", |app, ctx| {
        Box::pin(app.corrections_reported(ctx))
    }),
    others("month_check_submitted", "/month-checks", |app, ctx| {
        Box::pin(app.checks_submitted(ctx))
    }),
    others("policy_proposed", "/regulation/versions", |app, ctx| {
        Box::pin(app.policies_proposed(ctx))
    }),
];

impl App {
    /// What waits for this person, and what they wait for, by kind; kinds of which nothing waits
    /// are left out.
    ///
    /// # Errors
    /// The database's.
    pub async fn waiting(&self, ctx: &Context) -> Result<Vec<Waiting>> {
        let mut found = Vec::new();
        for kind in KINDS {
            let mut lines = (kind.lines)(self, ctx).await?;
            if lines.is_empty() {
                continue;
            }
            lines.sort_by(|a, b| (a.since, &a.id).cmp(&(b.since, &b.id)));
            let (count, capped) = (lines.len().min(COUNTED), lines.len() > COUNTED);
            lines.truncate(SHOWN);
            let Kind { name, list, turn, .. } = *kind;
            found.push(Waiting { kind: name, list, turn, count, capped, lines });
        }
        Ok(found)
    }
}

/// A customer that this person sees.
fn named(seen: &kedang_storage::customer::Seen) -> Named {
    Named { id: seen.id, code: seen.code(), name: seen.name.clone() }
}

/// What a request is about; whoever decides reads the rest on its page.
fn request(open: OpenRequest) -> Line {
    let OpenRequest { request, customer, .. } = open;
    Line {
        id: request.id.to_string(),
        link: crate::request::page(request.id),
        customer: customer.as_ref().map(named),
        title: Some(same(&request.purpose)),
        since: request.asked_at,
        ..Line::default()
    }
}

/// The same name in both languages.
fn same(text: &str) -> (String, String) {
    (text.to_owned(), text.to_owned())
}
