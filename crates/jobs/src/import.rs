//! Imports: writing and undoing rows part by part, and seeing to what was interrupted.

use crate::{Outcome, Task};
use kedang_app::import::{Progress, Reading};
use kedang_app::{App, Channel, Origin, Result};
use kedang_domain::id::TraceId;

/// Parts of one import that are written or undone before another has its turn: one of a hundred thousand
/// rows must not keep one of ten waiting.
const TURN: u32 = 20;
/// How long to wait for somebody who is still busy, in ms.
const LATER: i64 = 60_000;

/// The job itself as the origin of what it does.
fn origin(app: &App) -> Origin {
    Origin {
        channel: Channel::Job,
        address: String::new(),
        agent: String::new(),
        trace: TraceId::new(app.fresh()),
    }
}

pub(crate) async fn write(app: App, task: Task) -> Result<Outcome> {
    let Ok(import) = task.subject().parse() else { return Ok(Outcome::GiveUp("no_import")) };
    let origin = origin(&app);
    let stop = || task.stopping();
    Ok(match app.write_import_parts(import, &origin, TURN, stop).await? {
        Progress::Over => Outcome::Done,
        Progress::Going => Outcome::Again(0),
    })
}

pub(crate) async fn undo(app: App, task: Task) -> Result<Outcome> {
    let Ok(import) = task.subject().parse() else { return Ok(Outcome::GiveUp("no_import")) };
    let origin = origin(&app);
    for _ in 0..TURN {
        if task.stopping() {
            break;
        }
        if app.undo_import_part(import, origin.clone()).await? == Progress::Over {
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Again(0))
}

pub(crate) async fn read(app: App, task: Task) -> Result<Outcome> {
    let Ok(import) = task.subject().parse() else { return Ok(Outcome::GiveUp("no_import")) };
    let origin = origin(&app);
    Ok(match app.take_up_reading(import, origin).await? {
        Reading::Over => Outcome::Done,
        Reading::Busy => Outcome::Again(LATER),
    })
}
