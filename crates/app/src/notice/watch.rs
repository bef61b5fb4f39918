//! Watching an inbox, for as long as the session or token holds.

use super::Unread;
use crate::{App, AppError, Context, Origin, Result, Secret};
use kedang_domain::id::PersonId;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often a watch looks by itself: other processes write to the inbox, too.
const POLL: Duration = Duration::from_secs(2);
/// Watches of one person in one process, at most.
const WATCHES: usize = 6;

/// Who watches in this process.
#[derive(Default)]
pub(crate) struct Watched {
    changed: tokio::sync::Notify,
    ended: AtomicBool,
    people: Mutex<HashMap<PersonId, usize>>,
}

/// Somebody who watches their inbox.
pub struct Watch {
    app: App,
    person: PersonId,
    secret: Secret,
    origin: Origin,
    last: Option<Unread>,
}

impl App {
    /// Begins to watch this person's inbox, after what they saw `last`.
    ///
    /// # Errors
    /// [`AppError::RateLimited`] when they watch too often already.
    pub fn watch(&self, ctx: &Context, secret: Secret, last: Option<Unread>) -> Result<Watch> {
        let person = ctx.actor.person;
        let mut people = self.inner.watched.people.lock().unwrap_or_else(PoisonError::into_inner);
        let count = people.entry(person).or_default();
        if *count >= WATCHES {
            return Err(AppError::RateLimited { retry_after: 60 });
        }
        *count += 1;
        drop(people);
        Ok(Watch { app: self.clone(), person, secret, origin: ctx.origin.clone(), last })
    }

    /// Tells those of this process who watch inboxes to look again.
    pub(crate) fn wake_inboxes(&self) {
        self.inner.watched.changed.notify_waiters();
    }

    /// Ends every watch of this process, because it stops.
    pub fn end_watches(&self) {
        self.inner.watched.ended.store(true, Ordering::SeqCst);
        self.wake_inboxes();
    }
}

impl Watch {
    /// What is unread, once it is no longer what was seen last; `None` when the session or token
    /// is over, or the server stops.
    pub async fn next(&mut self) -> Option<Unread> {
        loop {
            let watched = &self.app.inner.watched;
            let changed = watched.changed.notified();
            if watched.ended.load(Ordering::SeqCst) {
                return None;
            }
            // The person may have lost the session, or what they see, meanwhile.
            let (ctx, _) = self.app.recognise(&self.secret, self.origin.clone()).await.ok()?;
            let unread = self.app.unread(&ctx).await.ok()?;
            if self.last != Some(unread) {
                self.last = Some(unread);
                return self.last;
            }
            tokio::select! {
                () = changed => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut people =
            self.app.inner.watched.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = people.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                people.remove(&self.person);
            }
        }
    }
}
