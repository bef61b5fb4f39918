//! Unusual reading is looked for in the background.

use crate::runner::{Outcome, Task};
use kedang_app::{App, Result};

/// Parts in one turn: then the lease is written anew.
const TURN: u32 = 20;

pub(crate) async fn read(app: App, task: Task) -> Result<Outcome> {
    for _ in 0..TURN {
        if task.stopping() {
            break;
        }
        if app.watch_reading().await?.openings == 0 {
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Again(0))
}
