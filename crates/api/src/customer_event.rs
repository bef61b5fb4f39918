//! What happened to a customer outside the system.

use crate::endpoint::MakingOn;
use crate::extract::{Json, Page, bad};
use crate::obligation::{Obligation, all};
use crate::wire::present;
use crate::{Result, Server};
use axum::extract::State;
use kedang_app::customer_event::CustomerEvent;
use kedang_app::obligation::Filter;
use kedang_domain::field::FieldError;
use kedang_domain::id::CustomerId;
use kedang_domain::obligation::{CustomerEventKind, ObligationState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Obligations given back, at most.
const SHOWN: i64 = 50;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(report))
}

/// What happened.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerEventWord {
    /// 首次接洽
    FirstContact,
    /// 拜访
    Visit,
    /// 签订合同
    ContractSigned,
    /// 对接人更换
    ContactReplaced,
    /// 地址变更
    AddressChanged,
    /// 新的合作
    NewDeal,
    /// 合作终止
    DealEnded,
    /// 投诉
    Complaint,
    /// 合作变动
    CooperationChanged,
    /// 经营异常
    BadNews,
}

impl From<CustomerEventWord> for CustomerEventKind {
    fn from(word: CustomerEventWord) -> Self {
        match word {
            CustomerEventWord::FirstContact => Self::FirstContact,
            CustomerEventWord::Visit => Self::Visit,
            CustomerEventWord::ContractSigned => Self::ContractSigned,
            CustomerEventWord::ContactReplaced => Self::ContactReplaced,
            CustomerEventWord::AddressChanged => Self::AddressChanged,
            CustomerEventWord::NewDeal => Self::NewDeal,
            CustomerEventWord::DealEnded => Self::DealEnded,
            CustomerEventWord::Complaint => Self::Complaint,
            CustomerEventWord::CooperationChanged => Self::CooperationChanged,
            CustomerEventWord::BadNews => Self::BadNews,
        }
    }
}

/// Something that happened.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerEventInput {
    /// What.
    pub kind: CustomerEventWord,
    /// When; times run from then.
    #[schema(format = DateTime)]
    pub happened_at: String,
    /// In the caller's words, at most 500 characters.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub note: Option<String>,
}

/// Note that something happened to a customer: it opens what the regulation asks for. Entering the
/// facts fulfils it.
#[utoipa::path(
    post,
    path = "/customers/{id}/events",
    tag = "obligation",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = CustomerEventInput,
    responses(
        (status = 200, description = "Noted; what is to be done about the customer now", body = Page<Obligation>),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 422, description = "Values refused"),
    )
)]
async fn report(
    State(server): State<Server>,
    MakingOn { signed, id, input }: MakingOn<CustomerId, CustomerEventInput>,
) -> Result<Json<Page<Obligation>>> {
    let happened_at: jiff::Timestamp = input.happened_at.parse().map_err(|_| {
        let shown: String = input.happened_at.chars().take(64).collect();
        bad("happened_at", FieldError::new("date_impossible").with("value", shown))
    })?;
    let event = CustomerEvent {
        kind: input.kind.into(),
        happened_at: happened_at.as_millisecond(),
        note: input.note,
    };
    server.app.report_customer_event(&signed, id, &event).await?;
    let filter = Filter {
        customer: Some(id),
        states: vec![ObligationState::Open, ObligationState::Breached],
        ..Filter::default()
    };
    let found = server.app.obligations(&signed, &filter, None, SHOWN).await?;
    Ok(Json(Page { items: all(&server, &signed, found).await?, next_cursor: None }))
}
