//! Takes work from the list and runs it, each kind in a lane of its own: a long import holds up
//! other imports, but not the signing of the log.

use kedang_app::job::{End, LEASE_MS, Lease};
use kedang_app::{App, AppError, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How often a lane looks for work, and how long it rests at most when the database is away.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// A lease is written anew so often: three times may fail before it is lost.
const RENEWAL: Duration = Duration::from_millis(LEASE_MS.unsigned_abs() / 4);
/// The first pause after a failure, in ms; it doubles up to the longest.
const RETRY_MS: i64 = 5_000;
const LONGEST_RETRY_MS: i64 = 3_600_000;
/// Work that was taken so often without getting on is given up.
const ATTEMPTS: i64 = 8;
/// Work on demand is never put off by more than a day, see [`kedang_app::App::take_job`].
const AHEAD_MS: i64 = 24 * 3_600_000;

/// How a handler ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is done.
    Done,
    /// It got on, and wants to go on after so many ms (at most a day).
    Again(i64),
    /// It will never succeed; the code says why.
    GiveUp(&'static str),
}

/// What a handler is to do.
#[derive(Clone, Debug)]
pub struct Task {
    lease: Lease,
    stopping: watch::Receiver<bool>,
}

impl Task {
    /// With what: the id that was put on the list; empty for work that comes by the clock.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.lease.subject
    }

    /// Whether the server is about to end. Long work then ends with [`Outcome::Again`] at the next
    /// good place, and is gone on with by whoever runs next.
    #[must_use]
    pub fn stopping(&self) -> bool {
        *self.stopping.borrow()
    }
}

type Handling = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;
type Handler = Arc<dyn Fn(App, Task) -> Handling + Send + Sync>;

struct Kind {
    name: &'static str,
    /// How often it comes by the clock, in ms; `None` on demand.
    period: Option<i64>,
    handler: Handler,
}

impl Kind {
    fn ahead(&self) -> i64 {
        self.period.unwrap_or(AHEAD_MS)
    }

    /// When to try again after so many attempts.
    fn retry(&self, now: i64, attempts: i64) -> i64 {
        let doublings = (attempts - 1).clamp(0, 20);
        now + (RETRY_MS << doublings).min(LONGEST_RETRY_MS).min(self.ahead())
    }

    fn end(&self, now: i64, attempts: i64, result: Result<Outcome, String>) -> End {
        match (result, self.period) {
            (Ok(Outcome::Done), Some(period)) => End::Again(now + period),
            (Ok(Outcome::Done), None) => End::Finished,
            (Ok(Outcome::Again(after)), _) => End::Again(now + after.clamp(0, self.ahead())),
            (Ok(Outcome::GiveUp(why)), None) => End::GivenUp(why.to_owned()),
            (Ok(Outcome::GiveUp(why)), Some(period)) => End::Retry(now + period, why.to_owned()),
            (Err(why), None) if attempts >= ATTEMPTS => End::GivenUp(why),
            (Err(why), _) => End::Retry(self.retry(now, attempts), why),
        }
    }
}

/// Runs work of the kinds that were registered.
pub struct Runner {
    app: App,
    holder: String,
    kinds: Vec<Kind>,
}

impl Runner {
    /// A runner that does nothing yet.
    #[must_use]
    pub fn new(app: App) -> Self {
        let holder = app.fresh().to_string();
        Self { app, holder, kinds: Vec::new() }
    }

    /// Registers what comes by the clock, every so many ms (at most a day), in one process at a
    /// time. What was missed while no server ran is done once.
    #[must_use]
    pub fn every<F, R>(self, kind: &'static str, period: i64, handler: F) -> Self
    where
        F: Fn(App, Task) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Outcome>> + Send + 'static,
    {
        self.with(kind, Some(period), handler)
    }

    /// Registers the handler of work that is put on the list.
    #[must_use]
    pub fn register<F, R>(self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(App, Task) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Outcome>> + Send + 'static,
    {
        self.with(kind, None, handler)
    }

    fn with<F, R>(mut self, name: &'static str, period: Option<i64>, handler: F) -> Self
    where
        F: Fn(App, Task) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Outcome>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |app, task| Box::pin(handler(app, task)));
        self.kinds.push(Kind { name, period, handler });
        self
    }

    /// Runs everything that is due by the application's clock, and says how much that was. For
    /// tests and commands; a server uses [`Runner::start`].
    ///
    /// # Errors
    /// When the list cannot be read or written. A handler that fails is put off, see the list.
    pub async fn tick(&self) -> Result<usize> {
        let (_stop, stopping) = watch::channel(false);
        let mut ran = 0;
        for kind in &self.kinds {
            self.ensure(kind).await?;
            while self.run_one(kind, &stopping).await? {
                ran += 1;
            }
        }
        Ok(ran)
    }

    /// Runs until it is told to stop. Must be called inside a tokio runtime.
    #[must_use]
    pub fn start(self) -> Running {
        let (stop, stopping) = watch::channel(false);
        let runner = Arc::new(self);
        let mut lanes = JoinSet::new();
        for index in 0..runner.kinds.len() {
            let (runner, stopping) = (Arc::clone(&runner), stopping.clone());
            lanes.spawn(async move {
                if let Some(kind) = runner.kinds.get(index) {
                    runner.lane(kind, stopping).await;
                }
            });
        }
        Running { stop, lanes }
    }

    async fn lane(&self, kind: &Kind, mut stopping: watch::Receiver<bool>) {
        let mut pause = PAUSE;
        let mut ensured = false;
        while !*stopping.borrow() {
            let ran = async {
                if !ensured {
                    self.ensure(kind).await?;
                }
                self.run_one(kind, &stopping).await
            }
            .await;
            match ran {
                Ok(ran) => {
                    ensured = true;
                    pause = PAUSE;
                    if ran {
                        continue;
                    }
                }
                Err(error) => {
                    tracing::error!(kind = kind.name, %error, "the list of work cannot be used");
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.app.jobs_added() => {}
                // Told to stop, or nobody is left who could tell.
                _ = stopping.changed() => break,
            }
        }
    }

    async fn ensure(&self, kind: &Kind) -> Result<()> {
        if kind.period.is_some() { self.app.ensure_job(kind.name).await } else { Ok(()) }
    }

    /// Takes and runs one piece of work; `false` when none was due.
    async fn run_one(&self, kind: &Kind, stopping: &watch::Receiver<bool>) -> Result<bool> {
        let Some(lease) = self.app.take_job(kind.name, &self.holder, kind.ahead()).await? else {
            return Ok(false);
        };
        let result = if kind.period.is_none() && lease.attempts > ATTEMPTS {
            // It was taken again and again, and never came to an end of any kind.
            Err("abandoned".to_owned())
        } else {
            match self.run(kind, &lease, stopping).await {
                Some(result) => result,
                None => {
                    tracing::warn!(kind = kind.name, subject = lease.subject, "a lease was lost");
                    return Ok(true);
                }
            }
        };
        let end = kind.end(self.app.now(), lease.attempts, result);
        if !self.app.end_job(&lease, &end).await? {
            tracing::warn!(kind = kind.name, subject = lease.subject, "a lease was lost");
        }
        Ok(true)
    }

    /// Runs a handler while its lease is kept; `None` when the lease was lost. An error is given as
    /// its code: its text may hold what belongs in no table.
    async fn run(
        &self,
        kind: &Kind,
        lease: &Lease,
        stopping: &watch::Receiver<bool>,
    ) -> Option<Result<Outcome, String>> {
        let task = Task { lease: lease.clone(), stopping: stopping.clone() };
        // A task of its own, so that a handler that panics takes nothing with it; ended when this
        // future is dropped.
        let mut running = JoinSet::new();
        running.spawn((kind.handler)(self.app.clone(), task));
        let mut renewal = tokio::time::interval(RENEWAL);
        renewal.tick().await;
        loop {
            tokio::select! {
                ended = running.join_next() => return Some(match ended {
                    Some(Ok(Ok(outcome))) => Ok(outcome),
                    Some(Ok(Err(error))) => {
                        let (kind, subject) = (kind.name, &lease.subject);
                        let attempt = lease.attempts;
                        tracing::error!(kind, subject, attempt, %error, "work failed");
                        Err(code(&error).to_owned())
                    }
                    Some(Err(error)) => {
                        tracing::error!(kind = kind.name, subject = lease.subject, %error, "work panicked");
                        Err("panicked".to_owned())
                    }
                    None => Err("lost".to_owned()),
                }),
                _ = renewal.tick() => match self.app.renew_job(lease).await {
                    Ok(true) => {}
                    Ok(false) => return None,
                    // There will be another try before the lease is over.
                    Err(error) => tracing::warn!(kind = kind.name, %error, "a lease was not renewed"),
                },
            }
        }
    }
}

/// A stable word for an error.
fn code(error: &AppError) -> &'static str {
    match error {
        AppError::NotFound => "not_found",
        AppError::Refused(_) => "refused",
        AppError::Invalid(_) => "validation",
        AppError::Conflict { code, .. } => code,
        AppError::Stale { .. } => "precondition_failed",
        _ => "internal",
    }
}

/// A runner at work.
pub struct Running {
    stop: watch::Sender<bool>,
    lanes: JoinSet<()>,
}

impl Running {
    /// Takes no new work and returns when what is under way has ended.
    pub async fn stop(mut self) {
        // Without lanes nobody listens, and nothing is under way.
        let _ = self.stop.send(true);
        while self.lanes.join_next().await.is_some() {}
    }
}
