//! Commands that work under somebody's rights: whatever the page would refuse that person is
//! refused here, and on record.

use crate::failure::Failure;
use crate::install::command_line;
use kedang_api::messages::{Language, text};
use kedang_app::{App, AppError, Context};
use kedang_storage::person;

/// The person of this login, at the command line.
pub(crate) async fn context(app: &App, login: &str) -> Result<Context, Failure> {
    let unreadable = |e: AppError| Failure::new("the database cannot be read", e);
    let mut conn = app.db().read().await.map_err(|e| unreadable(e.into()))?;
    let found = person::by_login(&mut conn, login).await.map_err(|e| unreadable(e.into()))?;
    let Some(found) = found else {
        return Err(Failure::plain(format!("nobody signs in as {login}")));
    };
    let bearer = person::bearer(&mut conn, found.id).await.map_err(|e| unreadable(e.into()))?;
    drop(conn);
    let Some(bearer) = bearer else {
        return Err(Failure::plain(format!("{login} is not active")));
    };
    app.context_of(&bearer, command_line(app)).await.map_err(unreadable)
}

/// Why a use case failed, in one line; `what` it was about. A refusal is written into the log
/// first.
pub(crate) async fn failed(app: &App, ctx: &Context, what: &str, error: AppError) -> Failure {
    match error {
        AppError::Invalid(issues) => {
            let all: Vec<_> = issues
                .iter()
                .map(|issue| {
                    let params = issue.error.params.clone().into_iter().collect();
                    let words = text(Language::En, issue.error.code, &params);
                    format!("{} {} ({words})", issue.pointer, issue.error.code)
                })
                .collect();
            Failure::plain(format!("{what} is refused: {}", all.join(", ")))
        }
        AppError::Refused(refused) => {
            if let Err(error) = app.record_refusal(ctx, &refused).await {
                return Failure::new("the log cannot be written", error);
            }
            let clause = refused.clause.map(|clause| format!(" (clause {clause})"));
            let (act, clause) = (refused.act, clause.unwrap_or_default());
            Failure::plain(format!("{act} is not allowed to this person{clause}"))
        }
        AppError::Conflict { code, params } => {
            let words = text(Language::En, code, &params.into_iter().collect());
            Failure::plain(format!("{what} is refused: {code} ({words})"))
        }
        other => Failure::new(format!("{what} failed"), other),
    }
}
