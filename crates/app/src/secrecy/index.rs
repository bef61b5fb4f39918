//! The index of classified files, each with its mark (L1-22.1).

use crate::{App, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::CustomerId;
use kedang_storage::secrecy::{self, Classified};

/// Lines of one page.
const PAGE: usize = 100;

/// A page of the index.
#[derive(Debug)]
pub struct ClassifiedPage {
    /// Its lines, in the order of the file codes.
    pub items: Vec<Classified>,
    /// The running number behind which the next page begins.
    pub next: Option<i64>,
}

impl App {
    /// Classified customers that this person knows of, those to which nobody let them in by code
    /// name alone.
    ///
    /// # Errors
    /// The database's.
    pub async fn classified(&self, ctx: &Context, after: i64) -> Result<ClassifiedPage> {
        let mut conn = self.db().read().await?;
        let mut items =
            secrecy::classified(&mut conn, &ctx.actor, ctx.now, after, PAGE + 1).await?;
        let more = items.len() > PAGE;
        items.truncate(PAGE);
        let next = items.last().filter(|_| more).map(|last| last.no);
        Ok(ClassifiedPage { items, next })
    }

    /// Whether this person knows of a customer, be it by its code name.
    pub(crate) async fn knows(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: CustomerId,
    ) -> Result<bool> {
        Ok(secrecy::known(conn, &ctx.actor, ctx.now, id).await?)
    }
}
