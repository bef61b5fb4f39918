//! Codes of the domain as the OpenAPI document lists them.

use kedang_domain::access::Outside;
use kedang_domain::campaign::{CampaignKind, WalkState};
use kedang_domain::change_list::{ListState, Verdict};
use kedang_domain::clash::{ClashDefault, ClashState, Ground, Ruling, Wish};
use kedang_domain::correction::CorrectionState;
use kedang_domain::incident::{EntryKind, Grade, IncidentKind};
use kedang_domain::loan::LoanState;
use kedang_domain::month_check::{CheckState, NoteKind, PaymentState, ProposalState};
use kedang_domain::org::{DepartmentKind, Direction, InteractionKind, Regulation};
use kedang_domain::request::{
    GroundKind, Mode as RequestMode, RequestKind, RequestState, Verdict as RequestVerdict,
};
use kedang_domain::role::Permission;
use kedang_domain::secrecy::Level;
use kedang_domain::trace::{DepartureKind, Sureness};
use kedang_domain::urgent_news::{NewsKind, NewsPart};
use kedang_domain::watch::{Outcome, Signal, State as WatchState};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident($inner:ty) as $title:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let codes = <$inner>::ALL.iter().map(|one| one.code());
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($title)
            }
        }
    )*};
}

coded! {
    /// Something a role may allow.
    PermissionCode(Permission) as "Permission";
    /// What a department does.
    KindCode(DepartmentKind) as "DepartmentKind";
    /// What becomes of a sign-in from a foreign network.
    OutsideCode(Outside) as "OutsideCode";
    /// A regulation to start from.
    RegulationCode(Regulation) as "RegulationCode";
    /// How somebody dealt with a customer.
    InteractionCode(InteractionKind) as "InteractionKind";
    /// Who keeps a customer that two people want.
    ClashDefaultCode(ClashDefault) as "ClashDefault";
    /// What somebody asks for who meets a customer of another owner.
    WishCode(Wish) as "ClashWish";
    /// How a clash is ruled.
    RulingCode(Ruling) as "ClashRuling";
    /// How far a clash is.
    ClashStateCode(ClashState) as "ClashState";
    /// Why a ruling is proposed, or none.
    GroundCode(Ground) as "ClashGround";
    /// How far a correction is.
    CorrectionStateCode(CorrectionState) as "CorrectionState";
    /// What somebody asks for.
    RequestKindCode(RequestKind) as "RequestKind";
    /// How far a request is.
    RequestStateCode(RequestState) as "RequestState";
    /// What the holder of a seat says.
    RequestVerdictCode(RequestVerdict) as "RequestVerdict";
    /// How many seats of a step have to agree.
    RequestModeCode(RequestMode) as "RequestMode";
    /// On what a disclosure rests.
    DisclosureGroundCode(GroundKind) as "DisclosureGroundKind";
    /// How secret something is.
    LevelCode(Level) as "SecrecyLevel";
    /// What urgent news is about.
    NewsKindCode(NewsKind) as "NewsKind";
    /// Why urgent news reaches somebody.
    NewsPartCode(NewsPart) as "NewsPart";
    /// What is reported: a leak, or the suspicion of one.
    IncidentKindCode(IncidentKind) as "IncidentKind";
    /// What an entry of a case file says.
    IncidentEntryCode(EntryKind) as "IncidentEntryKind";
    /// How grave a leak was found to be.
    IncidentGradeCode(Grade) as "IncidentGrade";
    /// What is unusual about reading.
    WatchSignalCode(Signal) as "WatchSignal";
    /// What became of unusual reading that was found.
    WatchStateCode(WatchState) as "WatchState";
    /// What the auditor concludes.
    WatchOutcomeCode(Outcome) as "WatchOutcome";
    /// What left: a list, a copy, a disclosure.
    DepartureKindCode(DepartureKind) as "DepartureKind";
    /// How sure it is that a departure is a source of a leak.
    SurenessCode(Sureness) as "LeakSureness";
    /// How far a loan is.
    LoanStateCode(LoanState) as "LoanState";
    /// What a campaign is for.
    CampaignKindCode(CampaignKind) as "CampaignKind";
    /// What became of a customer in a campaign.
    WalkStateCode(WalkState) as "WalkState";
    /// How far the change list of a department and a week is.
    ListStateCode(ListState) as "ChangeListState";
    /// What is said of a change on a list.
    VerdictCode(Verdict) as "ChangeVerdict";
    /// How far the check of a person's customers in a month is.
    CheckStateCode(CheckState) as "MonthCheckState";
    /// How far a change is that was proposed in a check.
    ProposalStateCode(ProposalState) as "ProposalState";
    /// Who adds something for a month: customer service or finance.
    NoteKindCode(NoteKind) as "MonthNoteKind";
    /// How a customer stands with payments.
    PaymentStateCode(PaymentState) as "PaymentState";
    /// Who reached out.
    DirectionCode(Direction) as "Direction";
}
