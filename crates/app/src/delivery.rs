//! Notices on their way out of the house: by letter, and by chat robots.
//!
//! First it is decided of each notice by which ways it leaves and when ([`plan`]); when its time has
//! come, what is due to one person or robot goes as one message. Before it goes, it is looked at
//! again: what was read meanwhile, or what its reader no longer sees, stays.
//!
//! A message is named before it is handed over, and the name is kept. When the process ends in
//! between, it is handed over again under the same name: nothing is lost, and who gets it twice can
//! tell that it is one.

mod carry;
mod plan;
mod round;

pub use carry::Carrier;
pub use kedang_courier::{Courier, Format, Line, Message, Robot as Speaker};
pub use kedang_courier::{Failure, Letter, MailServer, Security};
pub use kedang_storage::delivery::Delivery;

use crate::notice::Notice;
use crate::{App, AppError, Context, Result};
use kedang_domain::id::{DeliveryId, NoticeId, RobotId};
use kedang_domain::notice::Way;
use kedang_domain::permission::ManageCompany;
use kedang_storage::{delivery, notice, person, robot};

impl App {
    /// Says who carries messages out of the house. Without anybody they wait.
    pub fn set_courier(&self, courier: Courier) {
        // The first one stands.
        let _ = self.inner.courier.set(courier);
    }

    /// Who carries messages out of the house.
    #[must_use]
    pub fn courier(&self) -> Option<&Courier> {
        self.inner.courier.get()
    }

    /// Deliveries, newest first, for whoever keeps the company: that something left, to whom and of
    /// which kind; never what it said.
    ///
    /// # Errors
    /// A refusal, and the database's.
    pub async fn deliveries(
        &self,
        ctx: &Context,
        state: Option<&str>,
        before: Option<DeliveryId>,
        limit: i64,
    ) -> Result<Vec<Delivery>> {
        ctx.ask::<ManageCompany>(&())?;
        let mut conn = self.db().read().await?;
        Ok(delivery::list(&mut conn, state, before, limit).await?)
    }

    /// Sends this person a test message: a letter, or a line by a robot.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`] for a robot that is not there; a clash when letters are
    /// off or this person has no address.
    pub async fn send_test(&self, ctx: &Context, by: Option<RobotId>) -> Result<DeliveryId> {
        ctx.ask::<ManageCompany>(&())?;
        let mut work = self.begin(ctx).await?;
        match by {
            Some(id) => {
                let found = robot::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
                if !found.active {
                    return Err(AppError::conflict("robot_off"));
                }
            }
            None => {
                if !notice::setting(work.tx()).await?.mail_active {
                    return Err(AppError::conflict("mail_off"));
                }
                let me = person::get(work.tx(), ctx.actor.person).await?;
                if me.and_then(|me| me.email).is_none() {
                    return Err(AppError::conflict("mail_no_address"));
                }
            }
        }
        let id = NoticeId::new(self.fresh());
        let told = Notice::new("notice.test", "/account");
        let params = notice::params(&std::collections::BTreeMap::new())?;
        let row = notice::New {
            id,
            person: ctx.actor.person,
            kind: told.kind,
            link: &told.link,
            params: &params,
            customer: None,
            once: None,
        };
        notice::insert(work.tx(), &[row], ctx.now).await?;
        let new = delivery::New {
            id: DeliveryId::new(self.fresh()),
            notice: id,
            person: ctx.actor.person,
            way: if by.is_some() { Way::Robot } else { Way::Mail },
            robot: by,
            urgent: true,
            due_at: ctx.now,
        };
        delivery::plan(work.tx(), &[id], std::slice::from_ref(&new), ctx.now).await?;
        let draft = work.draft("notice.test").subject("delivery", new.id.to_string());
        work.record(draft.detail("way", new.way.code()));
        work.commit().await?;
        self.wake_inboxes();
        Ok(new.id)
    }
}
