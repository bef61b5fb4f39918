//! The same load on PocketBase, a small backend on SQLite: the neighbour that people would build
//! such a list on. It keeps no evidence, no secrecy and no roles; it is fast at what it does.

use crate::Failure;
use crate::generate::{Row, rows};
use crate::http::{Client, encoded};
use crate::load::{Figure, Maker, run};
use crate::process::Server;
use hyper::{Method, StatusCode};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::Instant;

/// Login and password of everybody here: a bench on the loopback, removed at its end.
const IDENTITY: &str = "bench@example.com";
const PASSWORD: &str = "bench-1234567890";
/// Records in one batch request.
const BATCH: usize = 200;

/// What was measured of PocketBase.
pub struct Peer {
    /// From the start of the process to the first answer.
    pub started: Duration,
    /// Records made per second, in batches.
    pub imported_per_second: f64,
    /// Each kind of work.
    pub figures: Vec<Figure>,
    /// Greatest memory, in KiB.
    pub memory: u64,
}

/// Fills a PocketBase with the same customers and loads it in the same way.
///
/// # Errors
/// When it does not do what its documentation says.
pub async fn measure(
    binary: &Path,
    customers: usize,
    connections: usize,
    duration: Duration,
) -> Result<Peer, Failure> {
    let folder = tempfile::tempdir()?;
    let status = Command::new(binary)
        .args(["superuser", "upsert", IDENTITY, PASSWORD, "--dir"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .await?;
    if !status.success() {
        return Err("PocketBase cannot be set up".into());
    }
    let server = Server::launch(|address| {
        let mut command = Command::new(binary);
        command.arg("serve").arg(format!("--http={address}")).arg("--dir").arg(folder.path());
        command
    })
    .await?;
    let mut admin = Client::connect(&server.address, None).await?;
    admin.authenticate("_superusers", IDENTITY, PASSWORD).await?;
    schema(&mut admin).await?;
    let seller = user(&mut admin, "seller@example.com").await?;
    let other = user(&mut admin, "other@example.com").await?;

    let begun = Instant::now();
    let all: Vec<Row> = rows(customers);
    let owners = customers.div_ceil(1_000).max(2);
    for (chunk, first) in all.chunks(BATCH).zip((0..).step_by(BATCH)) {
        let requests: Vec<Value> = chunk
            .iter()
            .enumerate()
            .map(|(index, row)| {
                let owner = if (first + index) % owners == 0 { &seller } else { &other };
                json!({
                    "method": "POST",
                    "url": "/api/collections/customers/records",
                    "body": record(row, owner),
                })
            })
            .collect();
        admin.post("/api/batch", &json!({"requests": requests})).await?;
    }
    let imported_per_second = customers as f64 / begun.elapsed().as_secs_f64();

    let mut client = Client::connect(&server.address, None).await?;
    let token = client.authenticate("users", "seller@example.com", PASSWORD).await?;
    let own = own_ids(&mut client).await?;
    let figures = loads(&server, &token, &seller, &all, own, connections, duration).await?;
    let memory = server.memory()?;
    let started = server.started;
    server.stop().await?;
    Ok(Peer { started, imported_per_second, figures, memory })
}

fn record(row: &Row, owner: &str) -> Value {
    json!({
        "name": row.name, "code": row.credit_code, "region": row.region, "stage": row.stage,
        "contact": row.contact, "mobile": row.mobile, "owner": owner,
    })
}

async fn schema(admin: &mut Client) -> Result<(), Failure> {
    let settings = json!({
        "batch": {"enabled": true, "maxRequests": BATCH, "timeout": 60},
        "rateLimits": {"enabled": false},
    });
    admin.send_json(Method::PATCH, "/api/settings", &settings).await?;
    let text = |name: &str| json!({"name": name, "type": "text"});
    let own = "owner = @request.auth.id";
    let collection = json!({
        "name": "customers",
        "type": "base",
        "fields": [
            text("name"), text("code"), text("region"), text("stage"), text("contact"),
            text("mobile"), text("owner"),
            {"name": "updated", "type": "autodate", "onCreate": true, "onUpdate": true},
        ],
        "indexes": [
            "CREATE INDEX customers_owner ON customers (owner, updated)",
            "CREATE INDEX customers_name ON customers (name)",
        ],
        "listRule": own, "viewRule": own, "createRule": own, "updateRule": own,
    });
    admin.post("/api/collections", &collection).await?;
    Ok(())
}

async fn user(admin: &mut Client, email: &str) -> Result<String, Failure> {
    let body = json!({"email": email, "password": PASSWORD, "passwordConfirm": PASSWORD});
    let made = admin.post("/api/collections/users/records", &body).await?;
    Ok(made["id"].as_str().ok_or("no id")?.to_owned())
}

async fn own_ids(client: &mut Client) -> Result<Vec<String>, Failure> {
    let path = "/api/collections/customers/records?perPage=500&fields=id&skipTotal=1";
    let page = client.get(path).await?;
    Ok(page["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item["id"].as_str().map(str::to_owned))
        .collect())
}

async fn loads(
    server: &Server,
    token: &str,
    seller: &str,
    all: &[Row],
    own: Vec<String>,
    connections: usize,
    duration: Duration,
) -> Result<Vec<Figure>, Failure> {
    let records = "/api/collections/customers/records";
    let own = Arc::new(own);
    let seller = seller.to_owned();
    let texts: Arc<Vec<String>> = Arc::new(
        all.iter().take(2_000).map(|row| row.name.chars().skip(2).take(2).collect()).collect(),
    );
    let list = format!(
        "{records}?perPage=50&skipTotal=1&sort=-updated&filter={}",
        encoded("stage='potential'")
    );
    let work: Vec<(&'static str, Maker)> = vec![
        (
            "read one",
            Arc::new(move |n| (Method::GET, format!("{records}/{}", own[n % own.len()]), None)),
        ),
        ("list 50, own rows", Arc::new(move |_| (Method::GET, list.clone(), None))),
        (
            "search 2 characters",
            Arc::new(move |n| {
                let filter = encoded(&format!("name~'{}'", texts[n % texts.len()]));
                (Method::GET, format!("{records}?perPage=20&skipTotal=1&filter={filter}"), None)
            }),
        ),
        (
            "create",
            Arc::new(move |n| {
                let body = json!({
                    "name": format!("测试{n}新材料有限公司"), "region": "320102",
                    "stage": "potential", "contact": "何清", "owner": seller,
                });
                (Method::POST, records.to_owned(), Some(body))
            }),
        ),
    ];
    let mut figures = Vec::new();
    for (name, maker) in work {
        figures.push(run(server, name, token, maker, connections, duration).await?);
    }
    Ok(figures)
}

impl Client {
    /// Signs in to PocketBase; the token stays with the client.
    async fn authenticate(
        &mut self,
        collection: &str,
        identity: &str,
        password: &str,
    ) -> Result<String, Failure> {
        let path = format!("/api/collections/{collection}/auth-with-password");
        let body = json!({"identity": identity, "password": password});
        let reply = self.post(&path, &body).await?;
        let token = reply["token"].as_str().ok_or("no token")?.to_owned();
        self.carry(&token);
        Ok(token)
    }

    async fn post(&mut self, path: &str, body: &Value) -> Result<Value, Failure> {
        self.send_json(Method::POST, path, body).await
    }

    async fn send_json(
        &mut self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<Value, Failure> {
        let (status, reply) = self.send(method, path, Some(body)).await?;
        if status != StatusCode::OK {
            return Err(format!("{path}: {status} {}", String::from_utf8_lossy(&reply)).into());
        }
        Ok(serde_json::from_slice(&reply)?)
    }
}
