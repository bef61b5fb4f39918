//! What the clock starts: signing the log, clearing up, preparing greetings, watching what is due,
//! and long work that somebody asked for.
//! What the clock starts: signing the log, clearing up, preparing greetings, gathering the changes of
//! a week, beginning the checks of a month, and long work that somebody asked for.
//!
//! Work stands in a table, is taken by a lease and is run by a [`Runner`]; several processes may
//! run one each. A lease can be lost (a process that stood still, a clock that jumped), so every
//! handler must bear being run twice.
//!
//! To add long work: put it on the list with [`kedang_app::App::enqueue`] in the transaction that
//! asks for it, and register its handler in [`standard`].

mod import;
mod month_check;
mod runner;
mod twin;
mod vault;
mod watch;

pub use runner::{Outcome, Runner, Running, Task};

use kedang_app::App;
use kedang_app::import::{READ_JOB, UNDO_JOB, WRITE_JOB};
use kedang_app::month_check::APPLY_JOB;
use kedang_app::vault::FORGET_JOB;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Urgent notices leave within this time.
const DELIVERY: i64 = 10_000;

/// Signs the head of the evidence log.
pub const CHECKPOINT: &str = "evidence.checkpoint";

/// The runner of a server, with everything that it runs.
#[must_use]
pub fn standard(app: App) -> Runner {
    Runner::new(app)
        .every(CHECKPOINT, MINUTE, |app, _| async move {
            app.checkpoint().await?;
            Ok(Outcome::Done)
        })
        .every("idempotency.clear", HOUR, |app, _| async move {
            app.clear_idempotency().await?;
            Ok(Outcome::Done)
        })
        .every("session.clear", DAY, |app, _| async move {
            app.clear_sessions().await?;
            app.clear_devices().await?;
            Ok(Outcome::Done)
        })
        .every("sign_in.clear", DAY, |app, _| async move {
            app.clear_sign_ins().await?;
            Ok(Outcome::Done)
        })
        .register(WRITE_JOB, import::write)
        .register(READ_JOB, import::read)
        .register(UNDO_JOB, import::undo)
        .every("import.take_up", 10 * MINUTE, |app, _| async move {
            app.take_up_imports().await?;
            Ok(Outcome::Done)
        })
        .every("import.clear", DAY, |app, _| async move {
            app.clear_imports().await?;
            Ok(Outcome::Done)
        })
        .every("greeting.prepare", HOUR, |app, _| async move {
            app.prepare_greetings().await?;
            Ok(Outcome::Done)
        })
        .every("policy.activate", MINUTE, |app, _| async move {
            if app.note_activations().await? > 0 {
                // What the new version asks for again and again begins with it.
                app.open_cycles().await?;
            }
            Ok(Outcome::Done)
        })
        .every("obligation.cycle", HOUR, |app, _| async move {
            app.open_cycles().await?;
            Ok(Outcome::Done)
        })
        .every("obligation.watch", MINUTE, |app, _| async move {
            app.watch_obligations().await?;
            app.watch_requests().await?;
            Ok(Outcome::Done)
        })
        .every("watch.read", MINUTE, watch::read)
        .every("secrecy.end", 10 * MINUTE, |app, _| async move {
            app.declassify_ended().await?;
            Ok(Outcome::Done)
        })
        .every("campaign.turn", HOUR, |app, _| async move {
            app.turn_campaigns().await?;
            Ok(Outcome::Done)
        })
        .every("quality.keep", 6 * HOUR, |app, _| async move {
            app.keep_quality().await?;
            Ok(Outcome::Done)
        })
        .every("change_list.gather", 10 * MINUTE, |app, _| async move {
            app.gather_changes().await?;
            Ok(Outcome::Done)
        })
        .every("month_check.open", HOUR, |app, _| async move {
            app.open_month_checks().await?;
            Ok(Outcome::Done)
        })
        .register(APPLY_JOB, month_check::apply)
        .every("export.end", 10 * MINUTE, |app, _| async move {
            app.end_stuck_exports().await?;
            Ok(Outcome::Done)
        })
        .every("twin.find", MINUTE, twin::find)
        .every("notice.deliver", DELIVERY, |app, _| async move {
            if let Some(courier) = app.courier() {
                app.deliver(courier).await?;
            }
            Ok(Outcome::Done)
        })
        .every("notice.clear", DAY, |app, _| async move {
            app.clear_notices().await?;
            Ok(Outcome::Done)
        })
        .register(FORGET_JOB, vault::forget)
        .every("vault.rewrap", 10 * MINUTE, vault::rewrap)
        .every("job.clear", DAY, |app, _| async move {
            app.clear_jobs().await?;
            Ok(Outcome::Done)
        })
}
