//! Notices: what people are told, in the transaction of what they are told about.

use crate::{App, AppError, Channel, Context, Result, Work};
use jiff::tz::TimeZone;
use kedang_db::Tx;
use kedang_domain::id::{CustomerId, NoticeId, PersonId};
use kedang_domain::notice::{self as words, PARAM_MAX, Told, is_page, kind};
use kedang_storage::notice::{self, New, Which};
use std::collections::{BTreeMap, BTreeSet};

pub use kedang_storage::notice::Notice as Stored;

/// Unread notices are counted up to this.
pub const UNREAD_CAP: i64 = 100;
const DAY: i64 = 24 * 3_600_000;
/// What was read is kept so long, in ms.
const READ_KEPT: i64 = 90 * DAY;
/// What nobody read is kept so long, in ms.
const KEPT: i64 = 400 * DAY;

/// Something that people are to be told.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Name of its kind, an entry of `data/notices.toml`.
    pub kind: &'static str,
    /// Who is told.
    pub to: Vec<PersonId>,
    /// Path of the page that it is about.
    pub link: String,
    /// What is put into its words. Never a customer's facts: they may leave the house.
    pub params: Vec<(&'static str, String)>,
    /// The customer that it is about: who does not see it when they look is not told.
    pub customer: Option<CustomerId>,
    /// Told once to each under the same key.
    pub once: Option<String>,
}

impl Notice {
    /// A notice of this kind about this page.
    #[must_use]
    pub fn new(kind: &'static str, link: impl Into<String>) -> Self {
        let (to, params) = (Vec::new(), Vec::new());
        Self { kind, to, link: link.into(), params, customer: None, once: None }
    }

    /// Also tells these people.
    #[must_use]
    pub fn to(mut self, people: impl IntoIterator<Item = PersonId>) -> Self {
        self.to.extend(people);
        self
    }

    /// Puts something into its words; a name that ends with `_at` is an instant in ms UTC.
    #[must_use]
    pub fn param(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// It is about this customer.
    #[must_use]
    pub fn about(mut self, customer: CustomerId) -> Self {
        self.customer = Some(customer);
        self
    }

    /// Is told once to each under this key.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.once = Some(key.into());
        self
    }
}

/// A notice in the words of its reader.
#[derive(Clone, Debug)]
pub struct Read {
    /// The notice.
    pub notice: Stored,
    /// Its words.
    pub title: String,
    /// What a person chooses the channel by.
    pub group: &'static str,
    /// It breaks through quiet hours.
    pub urgent: bool,
}

/// What a person has not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// How many, at most [`UNREAD_CAP`].
    pub count: i64,
    /// The newest.
    pub newest: Option<NoticeId>,
}

impl Work<'_> {
    /// Tells people something when the work is committed. Nobody is told what they do themselves;
    /// what a job does for them they are told.
    pub fn notify(&mut self, mut notice: Notice) {
        let ctx = self.context();
        if ctx.origin.channel != Channel::Job {
            notice.to.retain(|person| *person != ctx.actor.person);
        }
        self.notices.push(notice);
    }

    /// The name of whoever does the work, for the words of a notice.
    ///
    /// # Errors
    /// The database's.
    pub async fn who(&mut self) -> Result<String> {
        let me = self.context().actor.person;
        Ok(kedang_storage::person::get(self.tx(), me).await?.map(|p| p.name).unwrap_or_default())
    }
}

impl App {
    /// Writes notices in a transaction that has no [`Work`]: what the clock does.
    ///
    /// # Errors
    /// A kind that is not in the catalogue, a link that leads to no page of ours, and the
    /// database's.
    pub async fn write_notices(&self, tx: &mut Tx, at: i64, notices: &[Notice]) -> Result<()> {
        for one in notices {
            if kind(one.kind).is_none() {
                return Err(AppError::internal(format!("a notice of no kind: {}", one.kind)));
            }
            if !is_page(&one.link) {
                return Err(AppError::internal(format!("{}: a link to no page", one.kind)));
            }
            let clipped = |text: &String| text.chars().take(PARAM_MAX).collect::<String>();
            let params: BTreeMap<String, String> =
                one.params.iter().map(|(name, text)| ((*name).to_owned(), clipped(text))).collect();
            let params = notice::params(&params)?;
            let people: BTreeSet<PersonId> = one.to.iter().copied().collect();
            let rows: Vec<New<'_>> = people
                .into_iter()
                .map(|person| New {
                    id: NoticeId::new(self.fresh()),
                    person,
                    kind: one.kind,
                    link: &one.link,
                    params: &params,
                    customer: one.customer,
                    once: one.once.as_deref(),
                })
                .collect();
            notice::insert(tx, &rows, at).await?;
        }
        Ok(())
    }

    /// Notices of this person, newest first, before `before` when given.
    ///
    /// # Errors
    /// The database's.
    pub async fn inbox(
        &self,
        ctx: &Context,
        unread: bool,
        before: Option<NoticeId>,
        limit: i64,
    ) -> Result<Vec<Read>> {
        let mut conn = self.db().read().await?;
        let zone = self.time_zone(&mut conn).await?;
        let person = ctx.actor.person;
        let found = notice::list(&mut conn, person, &ctx.scope(), unread, before, limit).await?;
        Ok(found.into_iter().map(|notice| in_words(notice, &ctx.locale, &zone)).collect())
    }

    /// How much this person has not read.
    ///
    /// # Errors
    /// The database's.
    pub async fn unread(&self, ctx: &Context) -> Result<Unread> {
        let mut conn = self.db().read().await?;
        let person = ctx.actor.person;
        let (count, newest) = notice::unread(&mut conn, person, &ctx.scope(), UNREAD_CAP).await?;
        Ok(Unread { count, newest })
    }

    /// This person has read a notice. Nothing of it is in the log: it is their own convenience.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such notice for them.
    pub async fn read_notice(&self, ctx: &Context, id: NoticeId) -> Result<()> {
        let (person, scope) = (ctx.actor.person, ctx.scope());
        let mut tx = self.db().begin().await?;
        notice::one(&mut tx, person, &scope, id).await?.ok_or(AppError::NotFound)?;
        notice::mark_read(&mut tx, person, &scope, Which::One(id), ctx.now).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(())
    }

    /// This person has read a notice and all that came before it; says how many.
    ///
    /// # Errors
    /// The database's.
    pub async fn read_notices(&self, ctx: &Context, up_to: NoticeId) -> Result<u64> {
        let mut tx = self.db().begin().await?;
        let which = Which::UpTo(up_to);
        let read =
            notice::mark_read(&mut tx, ctx.actor.person, &ctx.scope(), which, ctx.now).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(read)
    }

    /// Forgets old notices.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear_notices(&self) -> Result<u64> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let gone = notice::forget(&mut tx, now - READ_KEPT, now - KEPT).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Tells those of this process who watch inboxes to look again.
    pub(crate) fn wake_inboxes(&self) {
        self.inner.inbox_changed.notify_waiters();
    }

    /// Returns when an inbox may have changed. May be missed, and hears nothing of other
    /// processes: whoever waits looks by itself, too.
    pub async fn inbox_changed(&self) {
        self.inner.inbox_changed.notified().await;
    }
}

/// A notice in the words of its reader. Of a kind that this program no longer has, only the name
/// is left.
fn in_words(notice: Stored, locale: &str, zone: &TimeZone) -> Read {
    let Some(kind) = kind(&notice.kind) else {
        let title = notice.kind.clone();
        return Read { notice, title, group: words::Group::System.code(), urgent: false };
    };
    let customer = notice.customer.as_ref().map(|(_, _, name)| name.as_str());
    let told = Told { params: &notice.params, customer, zone };
    let title = words::title(kind, locale, told);
    Read { notice, title, group: kind.group.code(), urgent: kind.urgent }
}
