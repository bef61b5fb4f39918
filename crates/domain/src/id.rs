//! Identifiers: UUIDv7 in its canonical text form, one type for each kind of thing.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
pub use uuid::Uuid;

/// Text that is not a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct BadId;

/// Makes the identifier bytes from a time and randomness, both given by the caller.
///
/// `at` is in milliseconds UTC; negative times count as zero.
#[must_use]
pub fn new_uuid(at: i64, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at).unwrap_or(0), &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a fresh identifier, see [`new_uuid`].
            #[must_use]
            pub fn new(uuid: Uuid) -> Self { Self(uuid) }

            /// The identifier without its kind.
            #[must_use]
            pub fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.hyphenated().fmt(f) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                // Only the canonical form, so that text comparison in the database is identity.
                match Uuid::try_parse(text) {
                    Ok(uuid) if uuid.hyphenated().to_string() == text => Ok(Self(uuid)),
                    _ => Err(BadId),
                }
            }
        }
    )*};
}

ids! {
    /// A person of the company: employee and account in one.
    PersonId;
    /// A department 部门.
    DepartmentId;
    /// A post 岗位.
    PostId;
    /// A role: a named set of permissions.
    RoleId;
    /// A signed-in session.
    SessionId;
    /// A device that somebody signs in from.
    DeviceId;
    /// A leak, or the suspicion of one.
    IncidentId;
    /// A personal access token.
    AccessTokenId;
    /// A customer 客户.
    CustomerId;
    /// A clearance 涉密许可 of a person, or a keeper of classified files.
    ClearanceId;
    /// A contact 联系人.
    ContactId;
    /// An interaction 往来记录.
    InteractionId;
    /// A share of one customer with one person.
    ShareId;
    /// A clash 撞单 that somebody asked to settle.
    ClashId;
    /// A correction 更正 that somebody reported.
    CorrectionId;
    /// Urgent news 紧急动态.
    UrgentNewsId;
    /// A campaign 核实活动 of verification, revision or inspection.
    CampaignId;
    /// A mark that a fact is uncertain.
    MarkId;
    /// Something that happened to a customer, on its timeline.
    EventId;
    /// An import.
    ImportId;
    /// A greeting to be sent.
    GreetingId;
    /// An export 导出: customers that leave the system, or that somebody wants to take out.
    ExportId;
    /// An obligation 待办义务.
    ObligationId;
    /// What somebody attested of a clause.
    AttestationId;
    /// A wish for more time to meet an obligation.
    ExtensionId;
    /// A time in which somebody is away, and another stands in.
    AbsenceId;
    /// A merging of two customers.
    MergeId;
    /// What the columns of a kind of file mean, kept under a name.
    ImportTemplateId;
    /// A version of the company's regulation.
    PolicyVersionId;
    /// A notice in somebody's inbox.
    NoticeId;
    /// The sending of a notice out of the house.
    DeliveryId;
    /// A chat robot that notices are sent to.
    RobotId;
    /// A saved view of a list.
    SavedViewId;
    /// A search that somebody made lately.
    RecentSearchId;
    /// The list of a department's changes in a week.
    ChangeListId;
    /// The check of a person's customers at the end of a month.
    MonthCheckId;
    /// A change that was proposed in a check at month end.
    ProposalId;
    /// A request 申请 on which others decide.
    RequestId;
    /// What a request opened 授权.
    GrantId;
    /// A copy or disclosure as it left.
    IssuedCopyId;
    /// A comparison of a leaked sheet with what left.
    LeakTraceId;
    /// An original file 原件.
    ItemId;
    /// A loan 借阅 of an original file.
    LoanId;
    /// A finding of unusual reading.
    WatchFindingId;
    /// A honey customer 诱饵客户, under the id by which those who stage it know it.
    HoneyId;
    /// A request that reached the system; names it in replies, logs and evidence.
    TraceId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_is_an_id() {
        let id = PersonId::new(new_uuid(1_700_000_000_000, [7; 10]));
        let text = id.to_string();
        assert_eq!(text.parse(), Ok(id));
        assert_eq!(text.to_uppercase().parse::<PersonId>(), Err(BadId));
        assert_eq!(text.replace('-', "").parse::<PersonId>(), Err(BadId));
        assert_eq!("".parse::<PersonId>(), Err(BadId));
    }

    #[test]
    fn later_ids_sort_later() {
        assert!(new_uuid(1_000, [255; 10]) < new_uuid(1_001, [0; 10]));
        assert!(new_uuid(-5, [0; 10]) <= new_uuid(0, [0; 10]));
    }
}
