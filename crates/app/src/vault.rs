//! Bringing a customer into the vault and out of it, as its level of secrecy asks (L1-22, L4-12).
//!
//! How values are sealed, and where, is [`kedang_storage::vault`]'s; here is when, and what follows:
//! a sealed customer is found by other words than one in clear.

use crate::{App, Result, Work};
use kedang_db::Conn;
use kedang_domain::id::CustomerId;
pub use kedang_storage::vault::FORGET_JOB;
use kedang_storage::vault::{self, Count, Sealing};
use kedang_storage::{customer, search};

/// How far what was sealed is removed from where it lay before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// Wholly.
    All,
    /// There is more to do.
    Some,
    /// Somebody still reads from where it lay.
    InUse,
}

/// Data keys wrapped anew in one transaction.
const PART: i64 = 200;

/// Pages of the index of words gathered in one transaction.
const FORGET_PAGES: u32 = 500;

/// How the vault stands.
#[derive(Clone, Debug)]
pub struct VaultState {
    /// The stable name of the cipher for new values.
    pub suite: &'static str,
    /// Versions of the master keys that are held.
    pub held: Vec<u32>,
    /// Data keys by the master keys that wrap them.
    pub wrapped: Vec<Count>,
    /// Customers that lie sealed.
    pub customers: i64,
}

impl VaultState {
    /// Master keys that wrap something and do not open it: lost, or others of the same version.
    pub fn lost(&self) -> impl Iterator<Item = u32> + '_ {
        self.wrapped.iter().filter(|count| !count.opens).map(|count| count.master)
    }

    /// Data keys that an older master key wraps.
    #[must_use]
    pub fn older(&self) -> i64 {
        let newest = self.held.last().copied().unwrap_or_default();
        self.wrapped.iter().filter(|count| count.master < newest).map(|count| count.keys).sum()
    }
}

impl App {
    /// Seals a customer as far as it is to be, or opens it again, in the transaction in which that
    /// is decided: every value that is kept of it, and the words by which it is found. With
    /// [`Sealing::Name`] it goes by `alias` from then on.
    ///
    /// # Errors
    /// The database's; when the keys of the vault are not there.
    pub async fn settle_sealing(
        &self,
        work: &mut Work<'_>,
        customer: CustomerId,
        sealing: Sealing,
        alias: &str,
    ) -> Result<()> {
        let now = work.context().now;
        vault::settle(work.tx(), customer, sealing, alias, now).await?;
        let Some(seen) = customer::whole(work.tx(), customer).await? else { return Ok(()) };
        let tokens = self.tokens_of(work.tx(), &seen).await?;
        Ok(search::set_tokens(work.tx(), seen.no, &tokens).await?)
    }

    /// Removes some more of what is left in the database file of what was sealed: words that are not
    /// used any more, and pages of the write-ahead log.
    ///
    /// # Errors
    /// The database's.
    pub async fn forget_part(&self) -> Result<Forgotten> {
        let mut tx = self.db().begin().await?;
        let more = vault::forget_words(&mut tx, FORGET_PAGES).await?;
        tx.commit().await?;
        Ok(match more {
            true => Forgotten::Some,
            false if self.db().empty_log().await? => Forgotten::All,
            false => Forgotten::InUse,
        })
    }

    /// How the vault stands.
    ///
    /// # Errors
    /// The database's.
    pub async fn vault_state(&self) -> Result<VaultState> {
        let mut conn: Conn = self.db().read().await?;
        let held = vault::vault(&conn)?;
        Ok(VaultState {
            suite: held.suite().code(),
            held: held.versions(),
            wrapped: vault::count(&mut conn).await?,
            customers: vault::sealed_customers(&mut conn).await?,
        })
    }

    /// Wraps some more data keys by the newest master key; `false` when all are.
    ///
    /// # Errors
    /// The database's; when an older master key is lost.
    pub async fn rewrap_part(&self) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        let vault = vault::vault(&tx)?;
        vault.reload();
        let done = vault::rewrap(&mut tx, PART, self.now()).await?;
        tx.commit().await?;
        Ok(done > 0)
    }
}
