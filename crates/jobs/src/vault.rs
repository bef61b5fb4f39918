//! What the vault leaves to be done behind the scenes.

use crate::{MINUTE, Outcome, Task};
use kedang_app::vault::Forgotten;
use kedang_app::{App, Result};

/// Parts in one turn: then the lease is written anew.
const TURN: u32 = 40;

/// Wraps the keys of customers by the newest master key, after another one was added.
pub(crate) async fn rewrap(app: App, task: Task) -> Result<Outcome> {
    for _ in 0..TURN {
        if task.stopping() {
            break;
        }
        if !app.rewrap_part().await? {
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Again(0))
}

/// Removes what is left in the database file of what was sealed.
pub(crate) async fn forget(app: App, task: Task) -> Result<Outcome> {
    for _ in 0..TURN {
        if task.stopping() {
            break;
        }
        match app.forget_part().await? {
            Forgotten::All => return Ok(Outcome::Done),
            Forgotten::Some => {}
            // A long reading, such as an export, holds on to it.
            Forgotten::InUse => return Ok(Outcome::Again(MINUTE)),
        }
    }
    Ok(Outcome::Again(0))
}
