//! Applying what was approved in a check at month end, customer by customer.

use crate::import::origin;
use crate::{Outcome, Task};
use kedang_app::{App, Result};

/// Customers in one turn: then the lease is written anew.
const TURN: u32 = 50;

pub(crate) async fn apply(app: App, task: Task) -> Result<Outcome> {
    let Ok(check) = task.subject().parse() else { return Ok(Outcome::GiveUp("no_month_check")) };
    let origin = origin(&app);
    for _ in 0..TURN {
        if task.stopping() {
            break;
        }
        if !app.apply_month_check_part(check, origin.clone()).await? {
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Again(0))
}
