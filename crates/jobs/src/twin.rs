//! Suspected twins are looked for in the background.

use crate::runner::{Outcome, Task};
use kedang_app::{App, Result};

/// Parts in one turn: then the lease is written anew.
const TURN: u32 = 40;

pub(crate) async fn find(app: App, task: Task) -> Result<Outcome> {
    for _ in 0..TURN {
        if task.stopping() {
            break;
        }
        if !app.find_twins_part().await? {
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Again(0))
}
