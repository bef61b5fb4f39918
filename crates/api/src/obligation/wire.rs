//! Obligations as they go out.

use crate::auth::Signed;
use crate::wire::{Answer, Named, instant};
use crate::workbench::CustomerName;
use crate::{Result, Server};
use kedang_app::obligation::{Duties, Entry, Extension, Listed, Nearest};
use kedang_domain::obligation::{ExtensionState, ObligationState};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// How an obligation stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObligationStateWord {
    /// To be done, and there is time.
    Open,
    /// To be done, and the time is over.
    Breached,
    /// Done in time.
    Kept,
    /// Done, but late.
    LateKept,
    /// Nobody has to do it any more.
    Released,
}

impl From<ObligationState> for ObligationStateWord {
    fn from(state: ObligationState) -> Self {
        match state {
            ObligationState::Open => Self::Open,
            ObligationState::Breached => Self::Breached,
            ObligationState::Kept => Self::Kept,
            ObligationState::LateKept => Self::LateKept,
            ObligationState::Released => Self::Released,
        }
    }
}

/// What an obligation is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationSubject {
    /// customer, department, person, company, or the kind of another thing.
    #[schema(example = "customer")]
    pub kind: String,
    /// Its id.
    pub id: String,
    /// What it is called, when it is a department or a person.
    pub name: Option<String>,
}

/// Who has it to do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationAssignee {
    /// person, department, role or post.
    #[schema(example = "person")]
    pub kind: &'static str,
    /// An id; of a role its code.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// The days for which it comes back.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationPeriod {
    /// The first.
    #[schema(format = Date)]
    pub from: String,
    /// The last.
    #[schema(format = Date)]
    pub to: String,
}

/// What somebody must do by a time because of a clause.
#[derive(Debug, Serialize, ToSchema)]
pub struct Obligation {
    /// Which.
    pub id: Uuid,
    /// Key of the duty in the regulation.
    #[schema(example = "new_customer")]
    pub duty: String,
    /// The clause, as everybody quotes it.
    #[schema(example = "H2.2.11")]
    pub clause: String,
    /// Version of the regulation under which it was opened.
    pub policy: String,
    /// What is to be done, in the caller's language.
    pub title: String,
    /// What it is about.
    pub about: ObligationSubject,
    /// The customer concerned.
    pub customer: Option<CustomerName>,
    /// The department whose head answers for it.
    pub department: Option<Named>,
    /// Who has it to do.
    pub assignee: ObligationAssignee,
    /// Where it comes back: for which days.
    pub period: Option<ObligationPeriod>,
    /// From when its time runs.
    #[schema(format = DateTime)]
    pub from_at: String,
    /// The last instant at which it is done in time.
    #[schema(format = DateTime)]
    pub due_at: String,
    /// As it was before any extension.
    #[schema(format = DateTime)]
    pub first_due_at: String,
    /// False where the holidays of some of its days are not known yet.
    pub certain: bool,
    /// Working days from today to the day on which it is due; 0 for today and before.
    pub working_days_left: u32,
    /// How it stands.
    pub state: ObligationStateWord,
    /// When it was found to be late.
    #[schema(format = DateTime)]
    pub breached_at: Option<String>,
    /// When it was done, or let go.
    #[schema(format = DateTime)]
    pub closed_at: Option<String>,
    /// Actions of the log that fulfil it.
    pub fulfilled_by: Vec<String>,
    /// What a breach costs.
    pub penalty: Option<String>,
    /// How keeping it is rewarded.
    pub reward: Option<String>,
    /// Somebody asked for more time, and nobody has decided.
    pub extension_asked: bool,
    /// The caller has it to do, or stands in for who has.
    pub mine: bool,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl Obligation {
    fn new(one: Listed, left: u32, mine: bool, duties: &Duties, zh: bool) -> Self {
        let duty = duties.get(&one.duty);
        let words = |words: &Option<(String, kedang_app::obligation::Words)>| {
            words.as_ref().map(|(_, w)| if zh { w.zh.clone() } else { w.en.clone() })
        };
        Self {
            id: one.id.uuid(),
            duty: one.duty,
            clause: one.clause,
            policy: one.policy,
            title: if zh { one.title.0 } else { one.title.1 },
            about: ObligationSubject {
                kind: one.about.kind,
                id: one.about.id,
                name: one.about_name,
            },
            customer: one.customer.map(|(id, code, name)| CustomerName {
                id: id.uuid(),
                code,
                name,
            }),
            department: one.department.map(|(id, name)| Named::new(id.uuid(), name)),
            assignee: ObligationAssignee {
                kind: one.assignee.kind.code(),
                id: one.assignee.id,
                name: one.assignee_name,
            },
            period: one.period.map(|period| ObligationPeriod {
                from: period.start.to_string(),
                to: period.end.to_string(),
            }),
            from_at: instant(one.from_at),
            due_at: instant(one.due_at),
            first_due_at: instant(one.first_due_at),
            certain: one.certain,
            working_days_left: left,
            state: one.state.into(),
            breached_at: one.breached_at.map(instant),
            closed_at: one.closed_at.map(instant),
            fulfilled_by: duty.map(|d| d.closing.actions.clone()).unwrap_or_default(),
            penalty: duty.and_then(|d| words(&d.penalty)),
            reward: duty.and_then(|d| words(&d.reward)),
            extension_asked: one.extension_asked,
            mine,
            version: one.version,
        }
    }
}

/// Obligations with what the regulation in force says about them.
pub(crate) async fn all(
    server: &Server,
    signed: &Signed,
    found: Vec<Listed>,
) -> Result<Vec<Obligation>> {
    let shown = server.app.obligations_shown(signed, &found).await?;
    let zh = signed.locale == "zh";
    let items = found.into_iter().zip(shown.each);
    Ok(items
        .map(|(one, (left, mine))| {
            Obligation::new(one, left, mine, shown.regulation.regulation().duties(), zh)
        })
        .collect())
}

/// An entry of the log about an obligation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationEntry {
    /// Its place in the log.
    pub index: i64,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// What was done.
    #[schema(example = "customer.create")]
    pub action: String,
    /// Who did it; null where the program did.
    pub person: Option<Named>,
}

impl From<Entry> for ObligationEntry {
    fn from(entry: Entry) -> Self {
        Self {
            index: entry.index,
            at: instant(entry.at),
            action: entry.action,
            person: entry.person.map(|(id, name)| Named::new(id.uuid(), name)),
        }
    }
}

/// A wish for more time.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationExtension {
    /// Which.
    pub id: Uuid,
    /// Who asked.
    pub asked_by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub asked_at: String,
    /// Until when it would be done.
    #[schema(format = DateTime)]
    pub until: String,
    /// Why.
    pub reason: String,
    /// open, granted or refused.
    #[schema(value_type = String, example = "open")]
    pub state: ExtensionState,
    /// Who decided.
    pub decided_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub decided_at: Option<String>,
    /// What they said to it.
    pub decision: Option<String>,
}

impl From<Extension> for ObligationExtension {
    fn from(one: Extension) -> Self {
        Self {
            id: one.id.uuid(),
            asked_by: Named::new(one.asked_by.0.uuid(), one.asked_by.1),
            asked_at: instant(one.asked_at),
            until: instant(one.until_at),
            reason: one.reason,
            state: one.state,
            decided_by: one.decided_by.map(|(id, name)| Named::new(id.uuid(), name)),
            decided_at: one.decided_at.map(instant),
            decision: one.decision,
        }
    }
}

/// An obligation with its history.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationDetail {
    /// The obligation.
    pub obligation: Obligation,
    /// The entry of the log that opened it; null where the calendar did.
    pub opened_by: Option<ObligationEntry>,
    /// The entry that fulfilled it.
    pub closed_by: Option<ObligationEntry>,
    /// Wishes for more time, newest first.
    pub extensions: Vec<ObligationExtension>,
    /// What the caller may do: ask, decide.
    pub actions: BTreeMap<&'static str, Answer>,
}

pub(crate) async fn detail(
    server: &Server,
    signed: &Signed,
    found: Listed,
) -> Result<ObligationDetail> {
    let history = server.app.obligation_history(signed, &found).await?;
    let mut shown = all(server, signed, vec![found]).await?;
    let obligation = shown.pop().ok_or(kedang_app::AppError::NotFound)?;
    Ok(ObligationDetail {
        obligation,
        opened_by: history.opened_by.map(ObligationEntry::from),
        closed_by: history.closed_by.map(ObligationEntry::from),
        extensions: history.extensions.into_iter().map(ObligationExtension::from).collect(),
        actions: history
            .actions
            .into_iter()
            .map(|(name, d)| (name, Answer::of(signed, d)))
            .collect(),
    })
}

/// The next thing to be done about a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextDuty {
    /// The obligation.
    pub id: Uuid,
    /// What is to be done, in the caller's language.
    pub title: String,
    /// The clause, as everybody quotes it.
    pub clause: String,
    /// The last instant at which it is done in time.
    #[schema(format = DateTime)]
    pub due_at: String,
    /// How it stands.
    pub state: ObligationStateWord,
}

impl NextDuty {
    pub(crate) fn new(nearest: Nearest, locale: &str) -> Self {
        let (zh, en) = nearest.title;
        Self {
            id: nearest.id.uuid(),
            title: if locale == "zh" { zh } else { en },
            clause: nearest.clause,
            due_at: instant(nearest.due_at),
            state: nearest.state.into(),
        }
    }
}
