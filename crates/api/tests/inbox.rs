//! The inbox by the API, and the events of whoever watches it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use futures_core::Stream as _;
use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, on_both_engines};
use serde_json::{Value, json};
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use tower::ServiceExt as _;

async fn enter(router: &Router, company: &Company, login: &str) -> Http {
    Http::signed_in(router.clone(), company, login).await
}

/// Somebody shares a customer of theirs.
async fn share(from: &mut Http, company: &Company, to: &str, name: &str) {
    let body = json!({ "kind": "organization", "name": name });
    let made = from.post("/customers", body).await.expect(201).body;
    let path = format!("/customers/{}/shares", made["id"].as_str().unwrap());
    let share = json!({ "person_id": company.id(to), "until": "2026-12-20", "reason": "协助" });
    let _ = from.post(&path, share).await.expect(201);
}

/// A stream of events.
struct Events(BodyDataStream);

impl Events {
    async fn open(router: &Router, cookie: &str, last: Option<&str>) -> (u16, Self) {
        let mut request = Request::get("/api/v1/events")
            .header(header::COOKIE, cookie)
            .extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 10], 40_000))));
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let reply = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        (reply.status().as_u16(), Self(reply.into_body().into_data_stream()))
    }

    /// The next event: its id and data. `None` when the stream is over.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            let bytes = poll_fn(|cx| Pin::new(&mut self.0).poll_next(cx)).await?.unwrap();
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            let line = |name: &str| {
                let found = text.lines().find_map(|line| line.strip_prefix(name));
                found.map(|value| value.trim().to_owned())
            };
            // Heartbeats have no data.
            if let (Some(id), Some(data)) = (line("id:"), line("data:")) {
                assert_eq!(line("event:").as_deref(), Some("inbox"));
                return Some((id, serde_json::from_str(&data).unwrap()));
            }
        }
    }
}

on_both_engines! {
    async fn the_inbox_fills_and_is_read(world: World) {
        let company = world.company().await;
        let router = router(world.app.clone(), Options::default());
        let mut owner = enter(&router, &company, "wangmin").await;
        let mut other = enter(&router, &company, "lixiang").await;
        for name in ["甲公司", "乙公司", "丙公司"] {
            share(&mut owner, &company, "lixiang", name).await;
            world.clock.advance(1_000);
        }
        let inbox = other.get("/inbox?limit=2").await.expect(200).body;
        let titles: Vec<_> =
            inbox["items"].as_array().unwrap().iter().map(|one| one["title"].clone()).collect();
        assert_eq!(titles[0], "王敏 与您共享 丙公司，至 12月21日 00:00");
        assert_eq!(inbox["items"][0]["group"], "customer");
        let cursor = inbox["next_cursor"].as_str().unwrap();
        let rest = other.get(&format!("/inbox?cursor={cursor}")).await.expect(200).body;
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        assert_eq!(other.get("/inbox/unread").await.body["count"], 3);
        let id = inbox["items"][1]["id"].as_str().unwrap();
        let _ = other.post(&format!("/inbox/{id}/reading"), Value::Null).await.expect(204);
        let _ = owner.post(&format!("/inbox/{id}/reading"), Value::Null).await.expect(404);
        let left = other.get("/inbox?state=unread").await.expect(200).body;
        assert_eq!(left["items"].as_array().unwrap().len(), 2);
        let read = other.post("/inbox/reading", json!({ "up_to": id })).await.expect(200).body;
        assert_eq!(read["read"], 1);
        assert_eq!(other.get("/inbox/unread").await.body["count"], 1);
        for bad in ["/inbox?state=new", "/inbox?cursor=x", "/inbox?limit=0", "/inbox?x=1"] {
            assert!([400, 422].contains(&other.get(bad).await.status.as_u16()), "{bad}");
        }
    }

    async fn who_watches_is_told_at_once(world: World) {
        let company = world.company().await;
        let router = router(world.app.clone(), Options::default());
        let mut owner = enter(&router, &company, "wangmin").await;
        let mut other = enter(&router, &company, "lixiang").await;
        let cookie = other.cookie.clone().unwrap();
        let (status, mut events) = Events::open(&router, &cookie, None).await;
        assert_eq!(status, 200);
        assert_eq!(events.next().await.unwrap().1["count"], 0);
        share(&mut owner, &company, "lixiang", "甲公司").await;
        let (first, told) = events.next().await.unwrap();
        assert_eq!(told["count"], 1);
        drop(events);
        // Whoever comes back is told only what they do not know.
        let (_, mut events) = Events::open(&router, &cookie, Some(&first)).await;
        share(&mut owner, &company, "lixiang", "乙公司").await;
        assert_eq!(events.next().await.unwrap().1["count"], 2);
        let (_, mut again) = Events::open(&router, &cookie, Some(&first)).await;
        assert_eq!(again.next().await.unwrap().1["count"], 2);
        // It ends with the session, and says nothing more.
        let _ = other.delete("/session").await.expect(204);
        share(&mut owner, &company, "lixiang", "丙公司").await;
        assert!(events.next().await.is_none());
        let (status, _) = Events::open(&router, &cookie, None).await;
        assert_eq!(status, 401);
    }

    async fn so_many_watch_and_no_more(world: World) {
        let company = world.company().await;
        let router = router(world.app.clone(), Options::default());
        let cookie = enter(&router, &company, "lixiang").await.cookie.unwrap();
        let mut open = Vec::new();
        for _ in 0..6 {
            let (status, events) = Events::open(&router, &cookie, None).await;
            assert_eq!(status, 200);
            open.push(events);
        }
        assert_eq!(Events::open(&router, &cookie, None).await.0, 429);
        let another = enter(&router, &company, "wangmin").await.cookie.unwrap();
        assert_eq!(Events::open(&router, &another, None).await.0, 200, "each on their own");
        open.pop();
        let (status, mut events) = Events::open(&router, &cookie, None).await;
        assert_eq!(status, 200, "who goes makes room");
        assert!(events.next().await.is_some());
        // The server stops: every stream ends.
        world.app.end_watches();
        assert!(events.next().await.is_none());
    }

    async fn what_a_person_wants_is_theirs(world: World) {
        let company = world.company().await;
        let router = router(world.app.clone(), Options::default());
        let mut me = enter(&router, &company, "wangmin").await;
        let found = me.get("/account/notices").await.expect(200);
        assert_eq!(found.version(), 1);
        assert_eq!(found.body["choices"]["obligation"]["mail"], "now");
        let change = json!({
            "choices": { "clash": { "mail": "never" } },
            "digest_at": "17:45",
            "quiet": { "from": "12:00", "until": "14:00" },
        });
        let changed = me.patch("/account/notices", 1, change).await.expect(200).body;
        assert_eq!(changed["choices"]["clash"]["mail"], "never");
        assert_eq!((&changed["digest_at"], &changed["quiet"]["until"]), (&json!("17:45"), &json!("14:00")));
        let stale = me.patch("/account/notices", 1, json!({ "working_days": false })).await;
        assert_eq!(stale.status.as_u16(), 412);
        let own = me.patch("/account/notices", 2, json!({ "quiet": null })).await.expect(200).body;
        assert_eq!(own["quiet"], Value::Null);
        let other = enter(&router, &company, "lixiang").await.get("/account/notices").await.body;
        assert_eq!(other["choices"]["clash"]["mail"], "digest");
        for bad in [json!({ "x": 1 }), json!({ "choices": { "clash": { "mail": "later" } } })] {
            assert_eq!(me.patch("/account/notices", 3, bad).await.status.as_u16(), 400);
        }
    }
}
