//! Original files and their loans.

use crate::auth::Signed;
use crate::code::LoanStateCode;
use crate::endpoint::{MakingOn, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, limit, page, place};
use crate::wire::{Answer, Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kedang_app::Context;
use kedang_app::loan::{Checked, Handing, ItemDraft, OpenItem, OpenLoan};
use kedang_domain::id::{CustomerId, ItemId, LoanId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(items))
        .routes(routes!(register))
        .routes(routes!(item, change))
        .routes(routes!(list))
        .routes(routes!(read))
        .routes(routes!(hand_out))
        .routes(routes!(confirm))
        .routes(routes!(take_back))
        .routes(routes!(extend))
        .routes(routes!(report_damage))
        .routes(routes!(report_loss))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Which original files.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhichItems {
    /// Only those of this customer.
    customer: Option<Uuid>,
    /// Only the one with this number on its label.
    number: Option<String>,
}

/// An original file, and who has it now.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoanItem {
    /// Which.
    pub id: Uuid,
    /// Of which customer.
    pub customer: Named,
    /// The number on its label.
    #[schema(example = "YJ000001")]
    pub number: String,
    /// What it is.
    pub title: String,
    /// How many pages it has.
    pub pages: i64,
    /// How many copies there are.
    pub copies: i64,
    /// Where it lies.
    pub place: String,
    /// Anything else.
    pub note: Option<String>,
    /// Who has it; null: it is in its place.
    pub loan: Option<Loan>,
    /// Change it.
    pub change: Answer,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

/// What the register says of an original file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoanItemInput {
    /// What it is, at most 200 characters.
    pub title: String,
    /// How many pages it has.
    #[schema(minimum = 1, maximum = 100_000)]
    pub pages: i64,
    /// How many copies there are.
    #[schema(minimum = 1, maximum = 100_000)]
    pub copies: i64,
    /// Where it lies, at most 200 characters.
    pub place: String,
    /// Anything else, at most 200 characters.
    pub note: Option<String>,
}

/// An item went from hand to hand.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoanHanding {
    /// The keeper.
    pub by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// How it was.
    pub condition: String,
    /// How many pages were counted.
    pub pages: i64,
}

/// Damage or loss.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoanReport {
    /// When it was reported.
    #[schema(format = DateTime)]
    pub at: String,
    /// What.
    pub text: String,
}

/// A loan.
#[derive(Debug, Serialize, ToSchema)]
pub struct Loan {
    /// Which.
    pub id: Uuid,
    /// The item's id and title.
    pub item: Named,
    /// The number on its label.
    pub number: String,
    /// How many pages it has by the register.
    pub pages: i64,
    /// Of which customer; null where the caller does not see it.
    pub customer: Option<Named>,
    /// To whom.
    pub borrower: Named,
    /// By which request.
    pub request_id: Uuid,
    /// What for.
    pub purpose: String,
    /// How far it is.
    pub state: LoanStateCode,
    /// When it was approved.
    #[schema(format = DateTime)]
    pub approved_at: String,
    /// Until when it was asked for.
    #[schema(format = DateTime)]
    pub until: String,
    /// How it was handed out.
    pub handed_out: Option<LoanHanding>,
    /// When the borrower confirmed that.
    #[schema(format = DateTime)]
    pub confirmed_at: Option<String>,
    /// When it is due back.
    #[schema(format = DateTime)]
    pub due_at: Option<String>,
    /// Whether it is out beyond its time.
    pub late: bool,
    /// When more time was given.
    #[schema(format = DateTime)]
    pub extended_at: Option<String>,
    /// How it came back.
    pub returned: Option<LoanHanding>,
    /// When the borrower confirmed that.
    #[schema(format = DateTime)]
    pub closed_at: Option<String>,
    /// Damage that was reported.
    pub damage: Option<LoanReport>,
    /// Loss that was reported.
    pub loss: Option<LoanReport>,
    /// Hand it out, take it back, give more time.
    pub handle: Answer,
    /// Confirm that it is as described.
    pub confirm: Answer,
    /// Report damage or loss.
    pub report: Answer,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

fn named<T: Into<String>>(id: Uuid, name: T) -> Named {
    Named::new(id, name.into())
}

fn handing(one: Handing) -> LoanHanding {
    LoanHanding {
        by: named(one.by.0.uuid(), one.by.1),
        at: instant(one.at),
        condition: one.condition,
        pages: one.pages,
    }
}

fn report((at, text): (i64, String)) -> LoanReport {
    LoanReport { at: instant(at), text }
}

impl Loan {
    fn of(ctx: &Context, open: OpenLoan) -> Self {
        let loan = open.loan;
        let item = loan.item;
        Self {
            id: loan.id.uuid(),
            customer: open.customer.map(|name| named(item.customer.uuid(), name)),
            item: named(item.id.uuid(), item.title),
            number: item.number,
            pages: item.pages,
            borrower: named(loan.borrower.0.uuid(), loan.borrower.1),
            request_id: loan.request.uuid(),
            purpose: loan.purpose,
            state: LoanStateCode(loan.state),
            approved_at: instant(loan.approved_at),
            until: instant(loan.until),
            handed_out: loan.out.map(handing),
            confirmed_at: loan.confirmed_at.map(instant),
            due_at: loan.due.map(instant),
            late: open.late,
            extended_at: loan.extended_at.map(instant),
            returned: loan.back.map(handing),
            closed_at: loan.closed_at.map(instant),
            damage: loan.damage.map(report),
            loss: loan.loss.map(report),
            handle: Answer::of(ctx, open.handle),
            confirm: Answer::of(ctx, open.confirm),
            report: Answer::of(ctx, open.report),
            version: loan.version,
        }
    }
}

impl LoanItem {
    fn of(ctx: &Context, open: OpenItem) -> Self {
        let item = open.item;
        Self {
            id: item.id.uuid(),
            customer: named(item.customer.uuid(), open.customer),
            number: item.number,
            title: item.title,
            pages: item.pages,
            copies: item.copies,
            place: item.place,
            note: item.note,
            loan: open.loan.map(|loan| Loan::of(ctx, loan)),
            change: Answer::of(ctx, open.keep),
            version: item.version,
        }
    }
}

impl From<LoanItemInput> for ItemDraft {
    fn from(input: LoanItemInput) -> Self {
        let LoanItemInput { title, pages, copies, place, note } = input;
        Self { title, pages, copies, place, note }
    }
}

fn reply(ctx: &Context, open: OpenLoan) -> Response {
    now(open.loan.version, Loan::of(ctx, open))
}

/// Original files, by number, and who has each now: 500 at most.
#[utoipa::path(
    get,
    path = "/items",
    tag = "loan",
    params(WhichItems),
    responses((status = 200, description = "Those that are open to the caller", body = Page<LoanItem>))
)]
async fn items(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<WhichItems>,
) -> Result<Json<Page<LoanItem>>> {
    let customer = which.customer.map(CustomerId::new);
    let found = server.app.kept_items(&signed, customer, which.number.as_deref()).await?;
    let items = found.into_iter().map(|one| LoanItem::of(&signed, one)).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// Put an original file of a customer on the register, under the next number.
#[utoipa::path(
    post,
    path = "/customers/{id}/items",
    tag = "loan",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = LoanItemInput,
    responses(
        (status = 201, description = "Registered", body = LoanItem),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 422, description = "Values refused"),
    )
)]
async fn register(
    State(server): State<Server>,
    MakingOn { signed, id, input }: MakingOn<CustomerId, LoanItemInput>,
) -> Result<Response> {
    let open = server.app.register_item(&signed, id, &input.into()).await?;
    let (id, version) = (open.item.id, open.item.version);
    Ok(made("items", id, version, LoanItem::of(&signed, open)))
}

/// An original file, and who has it now.
#[utoipa::path(
    get,
    path = "/items/{id}",
    tag = "loan",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The item", body = LoanItem),
        (status = 404, description = "No such item, or not for the caller"),
    )
)]
async fn item(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ItemId>,
) -> Result<Response> {
    let open = server.app.kept_item(&signed, id).await?;
    Ok(now(open.item.version, LoanItem::of(&signed, open)))
}

/// Change what the register says of an original file.
#[utoipa::path(
    put,
    path = "/items/{id}",
    tag = "loan",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = LoanItemInput,
    responses(
        (status = 200, description = "Changed", body = LoanItem),
        (status = 404, description = "No such item, or not for the caller"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ItemId>,
    Json(input): Json<LoanItemInput>,
) -> Result<Response> {
    let open = server.app.change_item(&signed, id, version, &input.into()).await?;
    Ok(now(open.item.version, LoanItem::of(&signed, open)))
}

/// Which loans.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoanList {
    /// The caller's own.
    Mine,
    /// Those that wait to be handed out.
    Waiting,
    /// Those that are out.
    Out,
    /// Those that are out beyond their time.
    Late,
    /// All that exist for the caller.
    #[default]
    All,
}

impl From<LoanList> for kedang_app::loan::Which {
    fn from(list: LoanList) -> Self {
        match list {
            LoanList::Mine => Self::Mine,
            LoanList::Waiting => Self::Waiting,
            LoanList::Out => Self::Out,
            LoanList::Late => Self::Late,
            LoanList::All => Self::All,
        }
    }
}

/// Which loans.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhichLoans {
    /// All when absent.
    #[param(inline)]
    list: Option<LoanList>,
    /// Only of this item.
    item: Option<Uuid>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// The register of loans: one's own, and those of customers that are open to one.
#[utoipa::path(
    get,
    path = "/loans",
    tag = "loan",
    params(WhichLoans),
    responses((status = 200, description = "The newest first", body = Page<Loan>))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<WhichLoans>,
) -> Result<Json<Page<Loan>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let after = place(which.cursor.as_deref())?;
    let (list, item) = (which.list.unwrap_or_default().into(), which.item.map(ItemId::new));
    let found = server.app.loans(&signed, list, item, after, limit + 1).await?;
    let cursor = |last: &OpenLoan| format!("{}.{}", last.loan.approved_at, last.loan.id);
    Ok(page(found, limit, cursor, |one| Loan::of(&signed, one)))
}

/// A loan.
#[utoipa::path(
    get,
    path = "/loans/{id}",
    tag = "loan",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The loan", body = Loan),
        (status = 404, description = "No such loan, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<LoanId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.loan(&signed, id).await?))
}

/// How an item is found when it goes from hand to hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoanCheck {
    /// How it is, at most 200 characters.
    pub condition: String,
    /// How many pages were counted.
    #[schema(minimum = 1, maximum = 100_000)]
    pub pages: i64,
}

impl From<LoanCheck> for Checked {
    fn from(check: LoanCheck) -> Self {
        Self { condition: check.condition, pages: check.pages }
    }
}

/// Hand an item out. Of many for whom it was approved, one gets it.
#[utoipa::path(
    post,
    path = "/loans/{id}/hand-out",
    tag = "loan",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = LoanCheck,
    responses(
        (status = 200, description = "Handed out", body = Loan),
        (status = 404, description = "No such loan, or not for the caller"),
        (status = 409, description = "The item is out, or the time asked for is over"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn hand_out(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<LoanId>,
    Json(check): Json<LoanCheck>,
) -> Result<Response> {
    let open = server.app.hand_out_loan(&signed, id, version, &check.into()).await?;
    Ok(reply(&signed, open))
}

/// Say, as the borrower, that an item is as the keeper described it.
#[utoipa::path(
    post,
    path = "/loans/{id}/confirmation",
    tag = "loan",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "Confirmed", body = Loan),
        (status = 404, description = "No such loan, or not for the caller"),
        (status = 409, description = "There is nothing to confirm"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn confirm(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<LoanId>,
) -> Result<Response> {
    let open = server.app.confirm_loan(&signed, id, version).await?;
    Ok(reply(&signed, open))
}

/// Take an item back.
#[utoipa::path(
    post,
    path = "/loans/{id}/return",
    tag = "loan",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = LoanCheck,
    responses(
        (status = 200, description = "Taken back", body = Loan),
        (status = 404, description = "No such loan, or not for the caller"),
        (status = 409, description = "It is not out"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn take_back(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<LoanId>,
    Json(check): Json<LoanCheck>,
) -> Result<Response> {
    let open = server.app.take_back_loan(&signed, id, version, &check.into()).await?;
    Ok(reply(&signed, open))
}

/// Until when a loan is extended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoanExtension {
    /// The last day, where the company is.
    #[schema(value_type = String, format = Date)]
    pub until: Date,
}

/// Give more time, once, and never more than the regulation lends from now on.
#[utoipa::path(
    post,
    path = "/loans/{id}/extension",
    tag = "loan",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = LoanExtension,
    responses(
        (status = 200, description = "Extended", body = Loan),
        (status = 404, description = "No such loan, or not for the caller"),
        (status = 409, description = "It is not out, or was extended before"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "No later day, or too late a day"),
    )
)]
async fn extend(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<LoanId>,
    Json(input): Json<LoanExtension>,
) -> Result<Response> {
    let open = server.app.extend_loan(&signed, id, version, input.until).await?;
    Ok(reply(&signed, open))
}

/// What happened to an item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoanReportInput {
    /// At most 200 characters.
    pub text: String,
}

/// Report that an item was damaged. Superiors and keepers are told at once.
#[utoipa::path(
    post,
    path = "/loans/{id}/damage",
    tag = "loan",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = LoanReportInput,
    responses(
        (status = 200, description = "Reported", body = Loan),
        (status = 404, description = "No such loan, or not for the caller"),
        (status = 409, description = "It is not out"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "No text"),
    )
)]
async fn report_damage(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<LoanId>,
    Json(input): Json<LoanReportInput>,
) -> Result<Response> {
    let open = server.app.report_loan_damage(&signed, id, version, &input.text).await?;
    Ok(reply(&signed, open))
}

/// Report that an item cannot be found. Superiors and keepers are told at once.
#[utoipa::path(
    post,
    path = "/loans/{id}/loss",
    tag = "loan",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = LoanReportInput,
    responses(
        (status = 200, description = "Reported", body = Loan),
        (status = 404, description = "No such loan, or not for the caller"),
        (status = 409, description = "It is not out"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "No text"),
    )
)]
async fn report_loss(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<LoanId>,
    Json(input): Json<LoanReportInput>,
) -> Result<Response> {
    let open = server.app.report_loan_loss(&signed, id, version, &input.text).await?;
    Ok(reply(&signed, open))
}
