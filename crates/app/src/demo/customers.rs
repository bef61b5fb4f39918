//! Customers of the sample company. Names are composed from the lists in `data/sample`; everything
//! else is made from a running number, so the same sample comes out every time; birthdays lie in the
//! weeks that follow, so that there is somebody to greet.

use super::SamplePerson;
use super::classified::classify;
use crate::customer::{CHUNK, Draft, NewContact};
use crate::interaction::Report;
use crate::{App, Context, Origin, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::org::{Direction, InteractionKind};
use kedang_domain::reference::Industries;
use kedang_domain::value::{CreditCode, MonthDay, ValueError};
use kedang_storage::person;
use serde_json::{Value, json};

pub(super) const COMPANIES: &str = include_str!("../../../../data/sample/companies.tsv");
pub(super) const PEOPLE: &str = include_str!("../../../../data/sample/people.txt");

/// Customers of the sample.
pub(super) const COUNT: usize = 300;
/// Every so many customers is an individual.
const INDIVIDUAL: usize = 12;
/// A day, in ms.
const DAY: i64 = 86_400_000;

/// A small generator that gives the same numbers every time (SplitMix64).
#[derive(Clone, Copy, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one thing of its number.
    #[must_use]
    pub fn of(number: usize) -> Self {
        Self((number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bound = bound.max(1) as u64;
        usize::try_from((z ^ (z >> 31)) % bound).unwrap_or(0)
    }

    /// One of these.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T
    where
        &'a T: Default,
    {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }

    /// Digits in a row.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap_or(0))).collect()
    }
}

/// A company of a list of names: its name and the code of its county.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// Full name.
    pub name: &'a str,
    /// Division code.
    pub region: &'a str,
}

/// The companies of a tab-separated list: name, province, city, division code.
pub fn names(list: &str) -> impl Iterator<Item = Name<'_>> {
    list.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let name = columns.next()?;
        let region = columns.nth(2)?;
        Some(Name { name, region })
    })
}

/// A credit code of this county that passes the check. It can coincide with a real one.
fn credit_code(region: &str, dice: &mut Dice) -> String {
    let body = format!("91{region}{}", dice.digits(9));
    match CreditCode::parse(&format!("{body}0")) {
        Err(ValueError::CreditCodeChecksum { expected, .. }) => format!("{body}{expected}"),
        _ => format!("{body}0"),
    }
}

/// A number of the form of a mobile; they are random and can belong to somebody.
fn mobile(dice: &mut Dice) -> String {
    format!("1{}{}", dice.one::<str>(&["38", "39", "58", "77", "86", "99"]), dice.digits(8))
}

/// A company as somebody would register it.
#[must_use]
pub fn company(number: usize, name: Name<'_>, people: &[&str], owner: PersonId) -> Draft {
    let mut dice = Dice::of(number);
    let industries: Vec<&str> =
        Industries::builtin().iter().filter(|i| i.is_leaf()).map(|i| i.code).collect();
    let mut values = Values::new();
    let mut set = |key: &str, value: Value| {
        values.insert(key.to_owned(), value);
    };
    set("credit_code", credit_code(name.region, &mut dice).into());
    set("region", name.region.into());
    let street = dice.one::<str>(&["中山路", "人民路", "建设路", "滨江路", "创新大道", "兴业路"]);
    set("address", format!("{street}{}号", 1 + dice.below(990)).into());
    set("legal_representative", dice.one::<str>(people).into());
    set("industry", dice.one::<str>(&industries).into());
    set(
        "stage",
        dice.one::<str>(&["potential", "potential", "intent", "cooperating", "lost"]).into(),
    );
    set(
        "relation",
        json!([dice.one::<str>(&["dealer", "end_customer", "end_customer", "supplier"])]),
    );
    set("source", dice.one::<str>(&["exhibition", "referral", "web", "street_canvass"]).into());
    set("lawful_basis", dice.one::<str>(&["contract", "public_information", "consent"]).into());
    if dice.below(3) > 0 {
        let wan = dice.one::<str>(&["50", "100", "200", "500", "1000", "5000"]);
        set("registered_capital", wan.parse::<i64>().map_or(Value::Null, |w| json!(w * 1_000_000)));
        let founded = (1995 + dice.below(29), 1 + dice.below(12), 1 + dice.below(28));
        set("founding_date", format!("{}-{:02}-{:02}", founded.0, founded.1, founded.2).into());
    }
    if dice.below(2) == 0 {
        set("headcount", (10 + dice.below(800)).to_string().into());
        set(
            "enterprise_nature",
            dice.one::<str>(&["private", "private", "state_owned", "foreign"]).into(),
        );
        set("website", format!("https://www.c{number}.example.com").into());
    }
    if dice.below(8) == 0 {
        set("strategic_partner", true.into());
    }
    if dice.below(9) == 0 {
        set("risk_hint", json!(["slow_payer"]));
    }
    let contacts = (0..1 + dice.below(2))
        .map(|index| NewContact {
            name: dice.one::<str>(people).to_owned(),
            values: [
                ("post", dice.one::<str>(&["采购经理", "总经理", "技术主管", "财务主管"]).into()),
                (
                    "decision_role",
                    json!([dice.one::<str>(&["decision_maker", "purchaser", "technical"])]),
                ),
                ("mobile", mobile(&mut dice).into()),
                ("email", format!("c{number}.{index}@example.com").into()),
                ("preferred_channel", dice.one::<str>(&["phone", "wechat", "email"]).into()),
            ]
            .into_iter()
            .map(|(key, value): (&str, Value)| (key.to_owned(), value))
            .collect(),
            primary: index == 0,
        })
        .collect();
    Draft {
        kind: CustomerKind::Organization,
        name: name.name.to_owned(),
        template: "company".to_owned(),
        owner: Some(owner),
        values,
        contacts,
    }
}

fn individual(number: usize, people: &[&str], owner: PersonId) -> Draft {
    let mut dice = Dice::of(number);
    let values = [
        ("mobile", mobile(&mut dice).into()),
        ("sex", dice.one::<str>(&["male", "female"]).into()),
        ("age_band", dice.one::<str>(&["25_34", "35_44", "45_54"]).into()),
        ("stage", dice.one::<str>(&["potential", "intent"]).into()),
        ("source", "walk_in".into()),
        ("lawful_basis", "consent".into()),
    ];
    Draft {
        kind: CustomerKind::Individual,
        name: dice.one::<str>(people).to_owned(),
        template: "individual".to_owned(),
        owner: Some(owner),
        values: values
            .into_iter()
            .map(|(key, value): (&str, Value)| (key.to_owned(), value))
            .collect(),
        contacts: Vec::new(),
    }
}

/// Gives the sample company its customers, and its salespeople something to have done.
///
/// # Errors
/// The database's.
pub async fn customers(app: &App, people: &[SamplePerson], origin: &Origin) -> Result<()> {
    let names_of_people: Vec<&str> = PEOPLE.lines().collect();
    let sellers: Vec<&SamplePerson> = people.iter().filter(|p| p.role == "salesperson").collect();
    if sellers.is_empty() {
        return Ok(());
    }
    let mut conn = app.db().read().await?;
    let today = app.date_at(&mut conn, app.now()).await?;
    drop(conn);
    for (turn, seller) in sellers.iter().enumerate() {
        let ctx = context(app, seller, origin).await?;
        let drafts: Vec<Draft> = names(COMPANIES)
            .take(COUNT)
            .enumerate()
            .filter(|(number, _)| number % sellers.len() == turn)
            .map(|(number, name)| match number % INDIVIDUAL {
                0 => individual(number, &names_of_people, seller.id),
                _ => company(number, name, &names_of_people, seller.id),
            })
            .enumerate()
            .map(|(number, draft)| acquainted(number, draft, today))
            .collect();
        for chunk in drafts.chunks(CHUNK) {
            let made = app.register_customers(&ctx, chunk.to_vec()).await?;
            for (number, id) in made.into_iter().enumerate() {
                let Ok(id) = id else { continue };
                talk(app, &ctx, number, id).await?;
            }
        }
    }
    classify(app, people, origin, today).await
}

/// What one knows of people whom one has met: how, and when to greet them.
fn acquainted(number: usize, mut draft: Draft, today: Date) -> Draft {
    let mut dice = Dice::of(number + 104_729);
    for contact in &mut draft.contacts {
        let ahead = i64::try_from(dice.below(90)).unwrap_or(0);
        let born = MonthDay::of(today.saturating_add(ahead.days()));
        let ago = i64::try_from(30 + dice.below(700)).unwrap_or(0);
        let met = today.saturating_sub(ago.days());
        let occasion = dice.one::<str>(&["华东水展", "经销商年会", "上门拜访", "技术交流会"]);
        let place = dice.one::<str>(&["上海", "南京", "客户会议室", "广州"]);
        contact.values.extend([
            ("sex".to_owned(), dice.one::<str>(&["male", "female"]).into()),
            ("birth_month_day".to_owned(), born.to_string().into()),
            ("card_met_on".to_owned(), met.to_string().into()),
            ("card_met_at".to_owned(), place.into()),
            ("card_occasion".to_owned(), occasion.into()),
        ]);
        if dice.below(4) == 0 {
            contact.values.insert(
                "greet_on".to_owned(),
                json!(["new_year", "spring_festival", "mid_autumn"]),
            );
        }
    }
    draft
}

pub(super) async fn context(app: &App, person: &SamplePerson, origin: &Origin) -> Result<Context> {
    let bearer = {
        let mut conn = app.db().read().await?;
        person::bearer(&mut conn, person.id).await?
    };
    match bearer {
        Some(bearer) => app.context_of(&bearer, origin.clone()).await,
        None => Err(crate::AppError::NotFound),
    }
}

/// Every other customer was called or visited in the last weeks.
async fn talk(app: &App, ctx: &Context, number: usize, customer: CustomerId) -> Result<()> {
    let mut dice = Dice::of(number + 7_919);
    if dice.below(2) == 0 {
        return Ok(());
    }
    let kind =
        [InteractionKind::Call, InteractionKind::Visit, InteractionKind::Meeting][dice.below(3)];
    let summary = dice.one::<str>(&[
        "介绍了新产品，客户希望看样品",
        "核对了开票信息与收货地址",
        "客户询问交货期，答应本周内回复",
        "回访使用情况，反映良好",
    ]);
    let days = i64::try_from(dice.below(40)).unwrap_or(0);
    let report = Report {
        kind,
        direction: Some(Direction::Out),
        at: ctx.now - days * DAY,
        contact: None,
        summary: summary.to_owned(),
        detail: None,
    };
    app.create_interaction(ctx, customer, report).await?;
    Ok(())
}
