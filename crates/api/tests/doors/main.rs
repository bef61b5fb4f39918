//! Every operation of the API's document, tried without a session, with spent ones, by somebody
//! whom it is not for, and by a program whose token does not cover it. An operation that is not
//! in the table fails the test: whoever adds one says here whom it is for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;
mod table;

use axum::http::Method;
use house::{Client, House, SECRETS};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;
use std::collections::BTreeSet;
use table::{DOORS, Door, Foreign, Program};

const DAY: i64 = 24 * 3_600_000;

/// Method and path of every operation, as the document writes them.
fn documented() -> BTreeSet<(String, String)> {
    let document = serde_json::to_value(kedang_api::openapi()).unwrap();
    let mut found = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap();
        for method in item.as_object().unwrap().keys() {
            if let Ok(method) = method.to_uppercase().parse::<Method>() {
                found.insert((method.to_string(), path.to_owned()));
            }
        }
    }
    found
}

#[test]
fn every_operation_has_its_expectation() {
    let expected: BTreeSet<_> = DOORS
        .iter()
        .map(|door| (door.method.to_owned(), door.path.split('?').next().unwrap().to_owned()))
        .collect();
    assert_eq!(expected.len(), DOORS.len(), "an operation stands in the table twice");
    let documented = documented();
    let missing: Vec<_> = documented.difference(&expected).collect();
    assert!(missing.is_empty(), "say in the table whom these are for: {missing:?}");
    let gone: Vec<_> = expected.difference(&documented).collect();
    assert!(gone.is_empty(), "these are no operations any more: {gone:?}");
}

/// Every door but those that stand open to everybody.
fn closed() -> impl Iterator<Item = &'static Door> {
    DOORS.iter().filter(|door| door.foreign != Foreign::Open)
}

/// Nobody is let in by any door, and nobody is told anything.
async fn nobody_enters(house: &House, client: &Client, who: &str) {
    for door in closed() {
        let reply = client.knock(house, door).await;
        let found = (reply.status, reply.code());
        assert_eq!(found, (401, "unauthenticated"), "{who}: {} {}", door.method, door.path);
        reply.tells_nothing(door);
    }
}

on_both_engines! {
    async fn without_a_session(world: World) {
        let house = House::new(&world).await;
        let before = house.kept().await;
        nobody_enters(&house, &Client::nobody(&house), "nobody").await;
        assert_eq!(house.kept().await, before);
    }

    async fn with_what_was_a_session_or_a_token_once(world: World) {
        let house = House::new(&world).await;
        let token = json!({ "name": "x", "scopes": ["customer.edit"], "expires_on": "2026-11-24" });
        let mut keeper = house.enter("fangxin").await;
        let short = keeper.post("/access-tokens", token.clone()).await.expect(201).body;
        let revoked = keeper.post("/access-tokens", token).await.expect(201).body;
        let path = format!("/access-tokens/{}", revoked["id"].as_str().unwrap());
        let _ = keeper.delete(&path).await.expect(204);
        let mut signed_out = house.enter("fangxin").await;
        let old = signed_out.cookie.clone();
        let _ = signed_out.delete("/session").await.expect(204);
        let left = house.enter("liuyun").await.cookie;
        let mut admin = house.enter("admin").await;
        let path = format!("/people/{}/deactivation", house.company.id("liuyun"));
        let _ = admin.act(Method::POST, &path, 1).await.expect(200);
        let idle = house.enter("fangxin").await.cookie;
        let before = house.kept().await;

        let bearer = |made: &serde_json::Value| made["token"].as_str().unwrap().to_owned();
        nobody_enters(&house, &Client::token(&house, bearer(&revoked)), "a revoked token").await;
        nobody_enters(&house, &Client::token(&house, "kd_made_up".to_owned()), "no token").await;
        nobody_enters(&house, &Client::cookie(&house, old.unwrap()), "signed out").await;
        nobody_enters(&house, &Client::cookie(&house, left.unwrap()), "deactivated").await;
        // Both hold until their time.
        let short = Client::token(&house, bearer(&short));
        let idle = Client::cookie(&house, idle.unwrap());
        assert_eq!(short.get("/session").await.status, 200);
        assert_eq!(idle.get("/session").await.status, 200);
        world.clock.advance(2 * DAY);
        nobody_enters(&house, &short, "an expired token").await;
        world.clock.advance(60 * DAY);
        nobody_enters(&house, &idle, "a session that was left").await;
        assert_eq!(house.kept().await, before);
    }

    async fn by_somebody_whom_it_is_not_for(world: World) {
        let house = House::new(&world).await;
        let before = house.kept().await;
        let mut wrong = Vec::new();
        for login in ["jinhui", "mozhen"] {
            // That one is for finance, see the test of month ends.
            let hers = |door: &&Door| login == "jinhui" && door.path.starts_with("/month-notes");
            for door in closed().filter(|door| !hers(door)) {
                // Each on its own: some doors end the session by which they were tried.
                let client = Client::cookie(&house, house.enter(login).await.cookie.unwrap());
                let tried = house.refusals(login).await;
                let reply = client.knock(&house, door).await;
                let at = format!("{login}: {} {} {}", door.method, door.path, reply.text());
                let right = match door.foreign {
                    Foreign::Gone => (reply.status, reply.code()) == (404, "not_found"),
                    Foreign::Denied => (reply.status, reply.code()) == (403, "not_permitted"),
                    Foreign::Bad => reply.status == 422,
                    Foreign::Own => (200..300).contains(&reply.status),
                    Foreign::Open => unreachable!(),
                };
                if !right {
                    wrong.push(at);
                    continue;
                }
                reply.tells_nothing(door);
                let on_record = house.refusals(login).await - tried;
                let expected = match door.foreign {
                    Foreign::Denied => 1,
                    // What is not a customer's is no secret that has to be watched.
                    Foreign::Gone => i64::from(door.is_a_customers()),
                    // A wrong password is on record too.
                    Foreign::Bad => on_record,
                    _ => 0,
                };
                if on_record != expected {
                    wrong.push(format!("{on_record} on record: {at}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(house.kept().await, before);
    }

    async fn by_a_colleague_of_another_team_with_the_same_rights(world: World) {
        let house = House::new(&world).await;
        let before = house.kept().await;
        for door in closed().filter(|door| door.is_a_customers()) {
            let client = Client::cookie(&house, house.enter("sunjia").await.cookie.unwrap());
            let tried = house.refusals("sunjia").await;
            let reply = client.knock(&house, door).await;
            let at = format!("{} {} {}", door.method, door.path, reply.text());
            assert_eq!((reply.status, reply.code()), (404, "not_found"), "{at}");
            // In every letter what is told of a customer who does not exist.
            let nothing = client.knock_at(door, &house.nothing()).await;
            assert_eq!(reply.without_instance(), nothing.without_instance(), "{at}");
            assert_eq!(house.refusals("sunjia").await - tried, 1, "{at}");
        }
        assert_eq!(house.kept().await, before);
    }

    async fn by_a_program_whose_token_does_not_cover_it(world: World) {
        let house = House::new(&world).await;
        let mut wrong = Vec::new();
        // A keeper of all customers and the administrator, each with a right of no use here.
        let keeper = house.program("fangxin", &["customer.view", "interaction.create"]).await;
        let administrator = house.program("admin", &["template.manage"]).await;
        for door in closed() {
            let client = match door.program {
                Program::Administrators => &administrator,
                _ => &keeper,
            };
            let before = house.kept().await;
            let reply = client.knock(&house, door).await;
            let at = format!("{} {} {}", door.method, door.path, reply.text());
            let right = match door.program {
                Program::Denied | Program::Administrators => {
                    reply.status == 403 && ["not_permitted", "not_in_charge", "not_the_author"].contains(&reply.code())
                }
                Program::Gone => (reply.status, reply.code()) == (404, "not_found"),
                Program::Session => (reply.status, reply.code()) == (403, "session_required"),
                Program::Own => (200..300).contains(&reply.status),
                Program::Open => unreachable!(),
            };
            if !right {
                wrong.push(at);
                continue;
            }
            if door.program != Program::Own {
                assert_eq!(house.kept().await, before, "{at}");
                reply.tells_nothing(door);
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

on_both_engines! {
    async fn what_an_owner_does_in_person_is_not_in_every_token(world: World) {
        let house = House::new(&world).await;
        let mut seller = house.enter("wangmin").await;
        let body = json!({ "kind": "organization", "name": "华北泵业" });
        let made = seller.post("/customers", body).await.expect(201).body;
        let path = format!("/customers/{}/shares", made["id"].as_str().unwrap());
        let share = json!({ "person_id": house.company.id("lixiang"), "until": "2026-12-20", "reason": "协助" });
        let program = house.program("wangmin", &["customer.view", "customer.edit"]).await;
        let reply = program.send("POST", &path, Some("application/json"), share.to_string()).await;
        assert_eq!((reply.status, reply.code()), (403, "not_permitted"));
        let given = seller.post(&path, share).await.expect(201).body;
        let path = format!("{path}/{}", given["id"].as_str().unwrap());
        let reply = program.send("DELETE", &path, None, String::new()).await;
        assert_eq!((reply.status, reply.code()), (403, "not_permitted"));
        let _ = seller.delete(&path).await.expect(204);
    }
}

on_both_engines! {
    async fn by_a_program_that_may_not_see_customers(world: World) {
        let house = House::new(&world).await;
        let blind = house.program("fangxin", &["customer.view_all", "customer.edit"]).await;
        let mut told = Vec::new();
        for door in closed().filter(|door| door.method == "GET") {
            let text = blind.knock(&house, door).await.text();
            if SECRETS.iter().any(|secret| text.contains(secret)) {
                told.push(format!("{}: {text}", door.path));
            }
        }
        assert!(told.is_empty(), "{told:#?}");
        let path = format!("/customers/{}", house.ids["/customers"]);
        assert_eq!(blind.send("GET", &path, None, String::new()).await.status, 404);
        let seen = blind.send("GET", "/customers", None, String::new()).await;
        assert!(seen.status == 200 && seen.text().contains("\"items\":[]"), "{}", seen.text());
    }
}

#[test]
fn what_is_secret_is_told_to_those_who_may_see_it() {
    // Otherwise that nothing is told would prove nothing.
    World::run(kedang_testkit::Engine::Sqlite, "doors_secrets", |world| async move {
        let house = House::new(&world).await;
        let client = Client::cookie(&house, house.enter("fangxin").await.cookie.unwrap());
        let mut told = String::new();
        for door in closed().filter(|door| door.method == "GET") {
            told.push_str(&client.knock(&house, door).await.text());
        }
        for secret in SECRETS {
            assert!(told.contains(secret), "{secret}");
        }
    });
}
