//! What is classified in the sample company: customers that its people proposed a level for and its
//! leaders decided on, and two requests that still wait for somebody.

use super::SamplePerson;
use super::customers::{COMPANIES, COUNT, PEOPLE, company, context, names};
use crate::request::{
    Deciding, Details, NewRequest, OpenRequest, RequestKind, RequestState, Verdict,
};
use crate::{App, AppError, Origin, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use kedang_domain::id::CustomerId;
use kedang_domain::secrecy::Level;

/// What is classified: whose customer, and how far it is to be.
const CLASSIFIED: [(&str, Level); 4] = [
    ("wangmin", Level::Confidential),
    ("tangbo", Level::Confidential),
    ("sunjia", Level::TopSecret),
    ("zhouyang", Level::Secret),
];

/// The sample company at work on what is secret.
struct Secrets<'a> {
    app: &'a App,
    people: &'a [SamplePerson],
    origin: &'a Origin,
}

/// Gives the sample company what is classified.
///
/// # Errors
/// The database's.
pub(super) async fn classify(
    app: &App,
    people: &[SamplePerson],
    origin: &Origin,
    today: Date,
) -> Result<()> {
    let sample = Secrets { app, people, origin };
    let made = sample.register().await?;
    for (id, (owner, level)) in made.iter().zip(CLASSIFIED) {
        let asked = sample.ask(owner, level_of(*id, level, today)).await?;
        sample.agree(asked).await?;
    }
    if let [first, _, _, last] = made.as_slice() {
        sample.ask("chenlu", view(*first, today)).await?;
        let raised = sample.ask("zhouyang", level_of(*last, Level::Confidential, today)).await?;
        // Its first step is done, so that it waits for the leader.
        sample.step(&raised).await?;
    }
    Ok(())
}

fn level_of(customer: CustomerId, level: Level, today: Date) -> NewRequest {
    NewRequest {
        kind: RequestKind::LevelChange,
        customer: Some(customer),
        clash: None,
        purpose: "确定保密级别".to_owned(),
        reason: "报价与合作条件一旦外泄，将影响公司全年订单".to_owned(),
        until: Some(today.saturating_add(2.years())),
        details: Details { level: Some(level), ..Details::default() },
    }
}

fn view(customer: CustomerId, today: Date) -> NewRequest {
    NewRequest {
        kind: RequestKind::View,
        customer: Some(customer),
        clash: None,
        purpose: "准备年度框架合同谈判".to_owned(),
        reason: "需要核对联系人与历史往来".to_owned(),
        until: Some(today.saturating_add(14.days())),
        details: Details::default(),
    }
}

impl Secrets<'_> {
    fn person(&self, login: &str) -> Result<&SamplePerson> {
        self.people.iter().find(|person| person.login == login).ok_or(AppError::NotFound)
    }

    /// The customers, one for each of [`CLASSIFIED`], from the names that come after the others.
    async fn register(&self) -> Result<Vec<CustomerId>> {
        let people: Vec<&str> = PEOPLE.lines().collect();
        let mut made = Vec::with_capacity(CLASSIFIED.len());
        for ((number, name), (login, _)) in names(COMPANIES).enumerate().skip(COUNT).zip(CLASSIFIED)
        {
            let owner = self.person(login)?;
            let ctx = context(self.app, owner, self.origin).await?;
            let draft = company(number, name, &people, owner.id);
            let written = self.app.register_customers(&ctx, vec![draft]).await?;
            made.extend(written.into_iter().flatten());
        }
        Ok(made)
    }

    async fn ask(&self, login: &str, new: NewRequest) -> Result<OpenRequest> {
        let ctx = context(self.app, self.person(login)?, self.origin).await?;
        self.app.ask_request(&ctx, new).await
    }

    /// Somebody whose turn it is agrees.
    async fn step(&self, open: &OpenRequest) -> Result<OpenRequest> {
        let mut seated = open.waits_for.iter().flat_map(|seat| &seat.people);
        let next = seated.find_map(|(id, _)| self.people.iter().find(|person| person.id == *id));
        let ctx = context(self.app, next.ok_or(AppError::NotFound)?, self.origin).await?;
        let yes = Deciding {
            verdict: Verdict::Approve,
            back_to: None,
            reason: "情况属实，同意".to_owned(),
        };
        self.app.decide_request(&ctx, open.request.id, open.request.version, &yes).await
    }

    /// Everybody agrees.
    async fn agree(&self, mut open: OpenRequest) -> Result<()> {
        while open.request.state == RequestState::Open {
            open = self.step(&open).await?;
        }
        Ok(())
    }
}
