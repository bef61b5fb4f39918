//! A customer's file over HTTP: forms of requests and replies, headers, problems, and what the
//! rule refuses. What the use cases do is tested where they are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod catalogue;
mod parts;
mod reference;
mod saved_views;

use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, World};
use serde_json::{Value, json};

/// A server, its company, and somebody who has signed in.
async fn signed_in(world: &World, login: &str) -> (Company, Http) {
    let company = world.company().await;
    let http = another(world, &company, login).await;
    (company, http)
}

/// Somebody else who has signed in.
async fn another(world: &World, company: &Company, login: &str) -> Http {
    Http::signed_in(router(world.app.clone(), Options::default()), company, login).await
}

/// Registers a customer and gives its id.
async fn customer(http: &mut Http, name: &str) -> String {
    let body = json!({ "kind": "organization", "name": name });
    let reply = http.post("/customers", body).await.expect(201);
    text(&reply.body["id"])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
