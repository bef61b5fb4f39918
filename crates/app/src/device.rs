//! Devices: the browsers that somebody signed in from, each known by a cookie of its own.

use crate::sign_in::SESSION_MS;
use crate::{App, AppError, Context, Notice, Result, SessionSecret, Work};
use kedang_domain::id::{DeviceId, PersonId};
use kedang_storage::{device, session};

pub use kedang_storage::device::Device;

/// A device that nobody signs in from for so long is forgotten, in ms.
pub const DEVICE_MS: i64 = 400 * 24 * 3_600_000;

/// The device of a sign-in.
pub(crate) struct Used {
    pub(crate) id: DeviceId,
    /// The secret for its cookie.
    pub(crate) secret: SessionSecret,
    /// The person has not used it before.
    pub(crate) new: bool,
    /// They have used none before.
    pub(crate) first: bool,
}

impl App {
    /// The devices of whoever asks, and which of them they use now.
    ///
    /// # Errors
    /// For an access token.
    pub async fn devices(&self, ctx: &Context) -> Result<(Vec<Device>, Option<DeviceId>)> {
        ctx.in_person()?;
        let mut conn = self.db().read().await?;
        let person = ctx.actor.person;
        let devices = device::list(&mut conn, person).await?;
        let oldest = ctx.now - SESSION_MS;
        let sessions = session::list(&mut conn, person, ctx.now, oldest).await?;
        let own = sessions.into_iter().find(|one| Some(one.id) == ctx.session);
        Ok((devices, own.and_then(|one| one.device)))
    }

    /// Forgets a device of whoever asks, and ends its sessions.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or for an access token.
    pub async fn forget_device(&self, ctx: &Context, id: DeviceId) -> Result<()> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let person = ctx.actor.person;
        if !device::forget(work.tx(), person, id).await? {
            return Err(AppError::NotFound);
        }
        for session in session::end_of_device(work.tx(), person, id).await? {
            let draft = work.draft("session.end").subject("session", session.to_string());
            work.record(draft);
        }
        let draft = work.draft("device.forget").subject("device", id.to_string());
        work.record(draft);
        work.commit().await
    }

    /// Forgets devices that were not used for long.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear_devices(&self) -> Result<()> {
        let mut tx = self.db().begin().await?;
        device::forget_old(&mut tx, self.now() - DEVICE_MS).await?;
        Ok(tx.commit().await?)
    }

    /// The device that shows one of these cookies, or a new one of this person.
    pub(crate) async fn use_device(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        shown: &[SessionSecret],
    ) -> Result<Used> {
        let person = ctx.actor.person;
        let hashes: Vec<_> = shown.iter().map(SessionSecret::hash).collect();
        if let Some((id, hash)) = device::known(work.tx(), person, &hashes).await? {
            device::seen(work.tx(), id, &ctx.origin.agent, &ctx.origin.address, ctx.now).await?;
            let secret = shown.iter().find(|one| one.hash() == hash);
            let secret = secret.ok_or_else(|| AppError::internal("a device without a cookie"))?;
            return Ok(Used { id, secret: secret.clone(), new: false, first: false });
        }
        let first = !device::any(work.tx(), person).await?;
        // Never a cookie that the browser brought: somebody else may have put it there.
        let secret = SessionSecret::new("", self.random());
        let new = Device {
            id: DeviceId::new(self.fresh()),
            agent: ctx.origin.agent.clone(),
            address: ctx.origin.address.clone(),
            first_seen_at: ctx.now,
            last_seen_at: ctx.now,
        };
        device::insert(work.tx(), person, &secret.hash(), &new).await?;
        let draft = work.draft("device.trust").subject("device", new.id.to_string());
        work.record(draft);
        Ok(Used { id: new.id, secret, new: true, first })
    }
}

/// Tells somebody that their account is used on a device that they have not used before, or in two
/// places at once: if it is not they, they end it.
pub(crate) async fn tell_elsewhere(
    work: &mut Work<'_>,
    person: PersonId,
    used: &Used,
) -> Result<()> {
    let ctx = work.context();
    let oldest = ctx.now - ctx.access.idle_ms();
    let others = session::list(work.tx(), person, ctx.now, oldest).await?;
    let elsewhere = others.iter().any(|one| one.device.is_some_and(|id| id != used.id));
    let kind = match (used.new && !used.first, elsewhere) {
        (_, true) => "session.elsewhere",
        (true, false) => "device.new",
        (false, false) => return Ok(()),
    };
    let notice = Notice::new(kind, "/account").to([person]).param("address", &ctx.origin.address);
    // They may not be the one who signs in, so they are told of what "they" do.
    work.notices.push(notice.param("signed_in_at", ctx.now));
    Ok(())
}
