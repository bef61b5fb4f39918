//! Clashes (撞单, D2): who registers a customer learns at once that it may be on file.
//!
//! Whoever may not see the other file learns that there is one, in which department, and in what
//! the two agree, and nothing more; and only where they agree in what was typed in full: the name,
//! the credit code or a telephone number. Otherwise the check would answer guesses. What is told of
//! a hidden customer is in the log, as part of that customer's history, and bounded.
//!
//! Who meets a customer of another owner asks for a share or a ruling ([`ask`]); the other side and
//! the custodian are told ([`case`]), and it ends with a decision ([`decide`]).

pub mod ask;
pub mod case;
pub mod decide;

pub(crate) mod individual;
pub(crate) mod many;

use crate::customer::Draft;
use crate::seal::keyed;
use crate::{App, AppError, Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_db::Conn;
use kedang_domain::field::{CustomerKind, FieldIssue, Values, wrong_type};
use kedang_domain::id::{ClashId, CustomerId};
use kedang_domain::permission::{CreateCustomer, Standing};
use kedang_domain::role::Permission;
use kedang_domain::value::CreditCode;
use kedang_evidence::Draft as Entry;
use kedang_storage::clash::{self, Alike};
use kedang_text::matching::{
    Agreement, Comparison, Field, Frequencies, KeyClass, Profile, Record, Verdict, compare,
};
use kedang_text::normal;
use serde_json::Value;

/// Customers named to whoever sees them, at most.
const KNOWN: usize = 5;
/// Hidden customers told of at once, at most.
const HIDDEN: usize = 3;
/// Hidden customers told of to one person within [`DAY_MS`], at most.
const TOLD: i64 = 60;
const DAY_MS: i64 = 24 * 3_600_000;
/// What two files can agree in, as far as somebody who sees only one of them is told.
const TOLD_FIELDS: [Field; 4] = [Field::Name, Field::CreditCode, Field::Mobile, Field::Phone];

/// How a customer on file is like the one to be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// It is the same.
    Same,
    /// It may be: somebody must look.
    Unsure,
    /// It belongs to it: branch and parent, members of a group.
    Related,
}

/// A customer on file that is like the one to be registered.
#[derive(Debug)]
pub struct Clash {
    /// The customer, where the person sees it.
    pub known: Option<Known>,
    /// Name of the department that it belongs to.
    pub department: String,
    /// How like.
    pub likeness: Likeness,
    /// In what both agree, as names of fields; of a hidden customer only what was typed in full.
    pub agrees: Vec<&'static str>,
    /// By this the person who asked names it, together with what they typed: see [`ask`].
    pub reference: String,
    id: CustomerId,
}

/// What identifies a customer to who sees it.
#[derive(Debug)]
pub struct Known {
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name of its owner.
    pub owner: String,
    /// That is the person who asks.
    pub own: bool,
}

/// The profile of a customer as it is compared; `None` for who is no organisation.
pub(crate) fn profile(
    kind: CustomerKind,
    name: &str,
    values: &Values,
    contacts: &[(String, Values)],
) -> Option<Profile> {
    if kind != CustomerKind::Organization {
        return None;
    }
    let text = |values: &Values, key: &str| match values.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let own = |key| text(values, key);
    let all = |keys: &[&str]| {
        let files = [values].into_iter().chain(contacts.iter().map(|(_, values)| values));
        let texts = files.flat_map(|file| keys.iter().map(move |key| text(file, key)));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ; ")
    };
    // Kept in fen, compared in yuan.
    let capital = values.get("registered_capital").and_then(Value::as_i64);
    Some(Profile::new(&Record {
        name,
        credit_code: &own("credit_code"),
        legal_representative: &own("legal_representative"),
        contacts: contacts.first().map_or("", |(name, _)| name),
        mobiles: &all(&["mobile"]),
        phones: &all(&["office_phone", "home_phone"]),
        emails: &all(&["email"]),
        website: &own("website"),
        province: &own("region"),
        city: "",
        county: "",
        address: &own("address"),
        postcode: &own("postcode"),
        founded: &own("founding_date"),
        capital: &capital.map(|fen| (fen / 100).to_string()).unwrap_or_default(),
        industry: &own("industry"),
    }))
}

/// The tokens by which a customer is found when another like it is about to be registered.
pub(crate) fn tokens(
    kind: CustomerKind,
    name: &str,
    values: &Values,
    contacts: &[(String, Values)],
) -> Vec<String> {
    if kind == CustomerKind::Individual {
        return individual::tokens(&individual::facts(name, values));
    }
    let profile = profile(kind, name, values, contacts);
    profile.iter().flat_map(Profile::keys).map(|key| clash::token(&key.token())).collect()
}

fn agrees(comparison: &Comparison, field: Field) -> bool {
    comparison.agreement(field) == Agreement::Same
}

/// What a person is told of a company like theirs. The rule, without anything around it.
fn told(one: Alike, comparison: &Comparison) -> Option<Clash> {
    let same = |fields: &[Field]| -> Vec<&'static str> {
        let same = fields.iter().filter(|field| agrees(comparison, **field));
        same.map(|field| field_name(*field)).collect()
    };
    let likeness = match comparison.verdict {
        Verdict::Same => Likeness::Same,
        // One code is one company, whatever else was typed.
        _ if agrees(comparison, Field::CreditCode) => Likeness::Same,
        Verdict::Unsure => Likeness::Unsure,
        Verdict::Related => Likeness::Related,
        Verdict::Different => return None,
    };
    // What is locked is not told by what agrees with it.
    let agrees = if one.standing.is_some_and(|standing| standing != Standing::Named) {
        let fields: Vec<Field> = comparison.evidence().iter().map(|e| e.field).collect();
        same(&fields)
    } else {
        same(&TOLD_FIELDS)
    };
    let clash = Clash::new(one, likeness, agrees);
    let hidden = clash.known.is_none();
    let too_little = clash.agrees.is_empty() || likeness == Likeness::Related;
    (!hidden || !too_little).then_some(clash)
}

impl Clash {
    fn new(one: Alike, likeness: Likeness, agrees: Vec<&'static str>) -> Self {
        let Alike { id, code, name, owner_name: owner, department_name: department, .. } = one;
        let own = one.standing == Some(Standing::Owner);
        let known = one.standing.is_some().then_some(Known { id, code, name, owner, own });
        Self { known, department, likeness, agrees, reference: String::new(), id }
    }
}

/// The name of a field of the comparison, as the log and the page have it.
pub(crate) fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Branch => "branch",
        Field::Group => "group",
        Field::LegalForm => "legal_form",
        Field::CreditCode => "credit_code",
        Field::Mobile => "mobile",
        Field::Phone => "phone",
        Field::LegalRepresentative => "legal_representative",
        Field::Contact => "contact",
        Field::Email => "email",
        Field::Website => "website",
        Field::Region => "region",
        Field::Address => "address",
        Field::Postcode => "postcode",
        Field::Founded => "founding_date",
        Field::Capital => "registered_capital",
        Field::Industry => "industry",
    }
}

impl App {
    /// Customers on file that are like the one to be registered, the likest first. That somebody
    /// was told of one they may not see is on record before they are.
    ///
    /// # Errors
    /// Refusals; [`AppError::RateLimited`] when somebody was told of too many hidden customers.
    pub async fn clashes(&self, ctx: &Context, draft: &Draft) -> Result<Vec<Clash>> {
        ctx.ask::<CreateCustomer>(&())?;
        let misshapen = misshapen(draft);
        if !misshapen.is_empty() {
            return Err(AppError::Invalid(misshapen));
        }
        let found = self.referred(ctx, draft).await?;
        self.put_on_record(ctx, &found).await?;
        Ok(found)
    }

    /// What is like a draft, each with its reference. The reference is worth something only together
    /// with this person and this draft, so two of them never tell that two drafts are like one file.
    async fn referred(&self, ctx: &Context, draft: &Draft) -> Result<Vec<Clash>> {
        let mut found = {
            let mut conn = self.db().read().await?;
            find(&mut conn, ctx, draft, |_| true).await?
        };
        let key = self.derived("clash");
        let typed = serde_json::to_string(draft).map_err(AppError::internal)?;
        let person = ctx.actor.person.to_string();
        for clash in &mut found {
            let bytes = keyed(&key, &[&person, &clash.id.to_string(), &typed]);
            clash.reference = BASE64_URL_SAFE_NO_PAD.encode(&bytes[..18]);
        }
        Ok(found)
    }

    /// What the check says where a customer is on file with somebody else, out of this person's
    /// sight.
    pub(crate) async fn refuse_hidden_twin(&self, ctx: &Context, draft: &Draft) -> Result<()> {
        let twin = {
            let mut conn = self.db().read().await?;
            hidden_twin(&mut conn, ctx, draft).await?
        };
        match twin {
            Some(twin) => Err(self.told_of(ctx, draft, twin).await?),
            None => Ok(()),
        }
    }

    /// The refusal that tells of a hidden customer; that it was told is on record. Must not be
    /// awaited while holding a [`crate::Work`].
    pub(crate) async fn told_of(
        &self,
        ctx: &Context,
        draft: &Draft,
        twin: Clash,
    ) -> Result<AppError> {
        self.put_on_record(ctx, std::slice::from_ref(&twin)).await?;
        let code = credit_code(&draft.values);
        let error = match code.filter(|_| twin.agrees.contains(&field_name(Field::CreditCode))) {
            Some(code) => {
                AppError::conflict("customer_on_file_elsewhere").with("credit_code", code)
            }
            None => {
                AppError::conflict("customer_alike_elsewhere").with("name", draft.name.as_str())
            }
        };
        Ok(error.with("department", twin.department))
    }

    /// Records, before anything is told, of which hidden customers somebody is told; what they were
    /// told a moment ago is on record already.
    async fn put_on_record(&self, ctx: &Context, clashes: &[Clash]) -> Result<()> {
        let told = &self.inner.clashes;
        let person = ctx.actor.person;
        let hidden = clashes.iter().filter(|clash| clash.known.is_none());
        let news: Vec<_> = hidden.filter(|c| !told.covers(person, c.id, ctx.now)).collect();
        if news.is_empty() {
            return Ok(());
        }
        let before = {
            let mut conn = self.db().read().await?;
            clash::told_since(&mut conn, person, ctx.now - DAY_MS).await?
        };
        if before >= TOLD {
            return Err(AppError::RateLimited { retry_after: 3_600 });
        }
        for clash in news {
            self.recorder().record(entry(ctx, clash)).await?;
            told.note(person, clash.id, ctx.now);
        }
        Ok(())
    }
}

/// Values that are no facts at all. Half-typed ones are none the worse for it here: they are
/// compared, not kept.
fn misshapen(draft: &Draft) -> Vec<FieldIssue> {
    let is_fact = |value: &Value| match value {
        Value::Null | Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => number.is_i64(),
        Value::Array(all) => all.iter().all(Value::is_string),
        Value::Object(_) => false,
    };
    let wrong = |parent: String, values: &Values| -> Vec<FieldIssue> {
        let wrong = values.iter().filter(|(_, value)| !is_fact(value));
        wrong
            .map(|(key, value)| {
                FieldIssue::in_values(key, wrong_type(value, "string")).under(&parent)
            })
            .collect()
    };
    let contacts = draft.contacts.iter().enumerate();
    let of_contacts = contacts.flat_map(|(at, c)| wrong(format!("/contacts/{at}"), &c.values));
    wrong(String::new(), &draft.values).into_iter().chain(of_contacts).collect()
}

/// What on file is like a draft, looking where the keys of these classes lead.
async fn find(
    conn: &mut Conn,
    ctx: &Context,
    draft: &Draft,
    leads: fn(KeyClass) -> bool,
) -> Result<Vec<Clash>> {
    let mut found = match draft.kind {
        CustomerKind::Organization => companies(conn, ctx, draft, leads).await?,
        CustomerKind::Individual => individual::individuals(conn, ctx, draft).await?,
    };
    if found.iter().any(|clash| clash.known.is_none()) {
        // Of which it was ruled that they are others.
        let (name, code) = identity(&draft.name, credit_code(&draft.values));
        let passed = clash::case::passed(conn, ctx.actor.person, &name, &code).await?;
        found.retain(|clash| clash.known.is_some() || !passed.contains(&clash.id));
    }
    let (mut known, mut hidden) = (KNOWN, HIDDEN);
    found.retain(|clash| {
        let left = if clash.known.is_some() { &mut known } else { &mut hidden };
        let shown = *left > 0;
        *left = left.saturating_sub(1);
        shown
    });
    Ok(found)
}

/// Companies on file that are like a draft, the likest first.
async fn companies(
    conn: &mut Conn,
    ctx: &Context,
    draft: &Draft,
    leads: fn(KeyClass) -> bool,
) -> Result<Vec<Clash>> {
    let contacts: Vec<_> =
        draft.contacts.iter().map(|c| (c.name.clone(), c.values.clone())).collect();
    let Some(mine) = profile(draft.kind, &draft.name, &draft.values, &contacts) else {
        return Ok(Vec::new());
    };
    let keys = mine.keys().filter(|key| key.class().is_some_and(leads));
    let tokens: Vec<_> = keys.map(|key| clash::token(&key.token())).collect();
    let mut found = Vec::new();
    for one in clash::alike(conn, &ctx.actor, ctx.now, tokens).await? {
        let Some(theirs) = profile(draft.kind, &one.name, &one.values, &one.contacts) else {
            continue;
        };
        // How common a value is only a whole table tells; a person looks at what is found.
        let comparison = compare(&mine, &theirs, &Frequencies::default());
        found.extend(told(one, &comparison).map(|clash| (comparison.weight, clash)));
    }
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    Ok(found.into_iter().map(|(_, clash)| clash).collect())
}

/// The credit code among facts, as typed.
fn credit_code(values: &Values) -> Option<&str> {
    values.get("credit_code").and_then(Value::as_str)
}

/// What a ruling that two customers are two holds on to: name and credit code in one form.
fn identity(name: &str, credit_code: Option<&str>) -> (String, String) {
    let code = credit_code.and_then(|code| CreditCode::parse(code).ok());
    (normal::key(name), code.map(String::from).unwrap_or_default())
}

/// The customer on file that a draft is and that this person does not see, so that they cannot
/// judge for themselves. Asked on the transaction that would register it, two who register one
/// customer at once do not miss each other.
pub(crate) async fn hidden_twin(
    conn: &mut Conn,
    ctx: &Context,
    draft: &Draft,
) -> Result<Option<Clash>> {
    if ctx.actor.has(Permission::CustomerViewAll) {
        return Ok(None);
    }
    let found = find(conn, ctx, draft, proves).await?;
    Ok(found.into_iter().find(|c| c.known.is_none() && c.likeness == Likeness::Same))
}

/// Whether two files with such a key in common can be told to be the same: they then agree in more
/// than a name that looks alike.
fn proves(class: KeyClass) -> bool {
    use KeyClass as K;
    matches!(class, K::CreditCode | K::Phone | K::Email | K::Person | K::Address | K::Core)
}

fn entry(ctx: &Context, clash: &Clash) -> Entry {
    let fields: Vec<_> = clash.agrees.iter().map(|field| (*field).to_owned()).collect();
    ctx.draft("customer.clash")
        .subject("customer", clash.id.to_string())
        .customer(clash.id.to_string())
        .detail("agrees", fields)
}

/// The page of a clash.
fn page(id: ClashId) -> String {
    format!("/clashes/{id}")
}

/// Begins an entry of the log about a clash that somebody asked to settle.
fn entry_of(ctx: &Context, action: &str, case: &clash::case::Case) -> Entry {
    ctx.draft(action)
        .subject("clash", case.id.to_string())
        .customer(case.customer.to_string())
        .detail("applicant", case.applicant.0.to_string())
}
