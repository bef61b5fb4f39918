//! Server-sent events: the page learns that its inbox changed without asking again and again.

use crate::auth::Staying;
use crate::extract::{Query, bad};
use crate::inbox::Unread;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_core::Stream;
use kedang_app::notice::{Unread as Counted, Watch};
use kedang_domain::field::FieldError;
use serde::Deserialize;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How often a stream without events shows that it lives: proxies end what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How soon a browser that lost the stream comes back.
const RETRY: Duration = Duration::from_secs(3);
/// Events that can be asked for at most.
const MAX: u64 = 1_000;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(events))
}

/// What was seen last, as an event names it: how many are unread, and the newest of them.
fn name(unread: Counted) -> String {
    let newest = unread.newest.map_or_else(|| "-".to_owned(), |id| id.to_string());
    format!("{}.{newest}", unread.count)
}

fn named(name: &str) -> Option<Counted> {
    let (count, newest) = name.split_once('.')?;
    let newest = if newest == "-" { None } else { Some(newest.parse().ok()?) };
    Some(Counted { count: count.parse().ok()?, newest })
}

type Next = Pin<Box<dyn Future<Output = Option<(Counted, Watch)>> + Send>>;

fn next(mut watch: Watch) -> Next {
    Box::pin(async move { watch.next().await.map(|unread| (unread, watch)) })
}

/// The events of one watch.
struct Events {
    next: Option<Next>,
    left: u64,
}

impl Stream for Events {
    type Item = std::result::Result<Event, Infallible>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(waiting) = self.next.as_mut() else { return Poll::Ready(None) };
        let Some((unread, watch)) = ready!(waiting.as_mut().poll(cx)) else {
            self.next = None;
            return Poll::Ready(None);
        };
        self.left = self.left.saturating_sub(1);
        self.next = (self.left > 0).then(|| next(watch));
        let event = Event::default().event("inbox").id(name(unread)).retry(RETRY);
        let data = serde_json::to_string(&Unread::from(unread)).unwrap_or_default();
        Poll::Ready(Some(Ok(event.data(data))))
    }
}

/// How long to listen.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// The stream ends after so many events, 1 to 1,000; otherwise with the session.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<i64>,
}

/// One event of the stream, member by member as in the stream's lines.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes the stream; axum writes it")]
pub struct ServerEvent {
    /// What happened: `inbox`.
    event: String,
    /// Names the state that this event tells, for `Last-Event-ID`.
    id: String,
    /// How long to wait before coming back, ms.
    retry: Option<u32>,
    /// What is unread, as JSON.
    data: String,
}

/// Events of the caller as they happen: `inbox`, with what is unread as JSON, at first and whenever
/// it changes. A browser that comes back with `Last-Event-ID` is told only what it does not know.
/// The stream ends with the session or token; six can be open at once.
#[utoipa::path(
    get,
    path = "/events",
    tag = "inbox",
    params(EventsQuery, ("Last-Event-ID" = Option<String>, Header)),
    responses(
        (status = 200, description = "A stream of events", body = ServerEvent, content_type = "text/event-stream"),
        (status = 429, description = "Too many are open"),
    )
)]
async fn events(
    State(server): State<Server>,
    staying: Staying,
    Query(query): Query<EventsQuery>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = std::result::Result<Event, Infallible>>>> {
    let limit = query.limit.map_or(Ok(u64::MAX), u64::try_from).ok();
    let Some(left) = limit.filter(|left| (1..=MAX).contains(left) || *left == u64::MAX) else {
        let error = FieldError::new("limit_range").with("min", 1).with("max", MAX);
        return Err(bad("limit", error));
    };
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(named);
    let Staying { signed, secret } = staying;
    let watch = server.app.watch(&signed, secret, last)?;
    let events = Events { next: Some(next(watch)), left };
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_event_says_what_was_seen() {
        let id = "01935c8e-0000-7000-8000-000000000000".parse().ok();
        for unread in [Counted { count: 0, newest: None }, Counted { count: 7, newest: id }] {
            assert_eq!(named(&name(unread)), Some(unread));
        }
        for other in ["", "7", "x.-", "7.x"] {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
