//! A closed loop over HTTP: every connection sends its next request when the reply is there.

use crate::Failure;
use crate::bare::{Bare, per_second};
use crate::generate::{Company, SEALED, open, varied};
use crate::http::{Client, encoded};
use crate::process::{Place, Server};
use hyper::{Method, StatusCode};
use kedang_app::demo::Dice;
use kedang_db::{Db, Sql};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// What was measured of one kind of work.
#[derive(Clone, Debug)]
pub struct Figure {
    name: &'static str,
    per_second: f64,
    p50: Duration,
    p99: Duration,
    cpu: Duration,
    bare: Option<f64>,
}

impl Figure {
    /// As a line of the table.
    #[must_use]
    pub fn line(&self) -> String {
        let ms = |d: Duration| d.as_secs_f64() * 1e3;
        let bare = self.bare.map_or_else(|| "-".to_owned(), |b| format!("{b:.0}"));
        let ratio =
            self.bare.map_or_else(|| "-".to_owned(), |b| format!("{:.2}", self.per_second / b));
        format!(
            "{:<26} {:>9.0} {:>9.2} {:>9.2} {:>11} {bare:>10} {ratio:>7}",
            self.name,
            self.per_second,
            ms(self.p50),
            ms(self.p99),
            self.cpu.as_micros(),
        )
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "name": self.name,
            "per_second": self.per_second,
            "p50_ms": self.p50.as_secs_f64() * 1e3,
            "p99_ms": self.p99.as_secs_f64() * 1e3,
            "cpu_us": u64::try_from(self.cpu.as_micros()).unwrap_or(u64::MAX),
            "bare_per_second": self.bare,
        })
    }
}

/// A request of a kind of work.
pub(crate) type Request = (Method, String, Option<Value>);
/// Makes the request of a turn.
pub(crate) type Maker = Arc<dyn Fn(usize) -> Request + Send + Sync>;

/// How to measure.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// Connections in a closed loop.
    pub connections: usize,
    /// For each kind of work.
    pub duration: Duration,
    /// Only kinds of work whose name contains this.
    pub only: &'a str,
}

/// Measures every kind of work, after comparing counts with a plain scan.
///
/// # Errors
/// When a reply is wrong or the server is gone.
pub async fn measure(
    server: &Server,
    company: &Company,
    place: &Place,
    plan: &Plan<'_>,
) -> Result<Vec<Figure>, Failure> {
    let Plan { connections, duration, only } = *plan;
    let mut seller = Client::connect(&server.address, None).await?;
    let seller_token = seller.sign_in(&company.seller.login, &company.seller.password).await?;
    let mut custodian = Client::connect(&server.address, None).await?;
    let custodian_token =
        custodian.sign_in(&company.custodian.login, &company.custodian.password).await?;
    let db = open(place).await?;
    let mut own = ids(&db, &company.seller.id).await?;
    let sealed = own.drain(..own.len().min(SEALED as usize)).collect::<Vec<_>>();
    let two = Arc::new(fragments(&db, 2).await?);
    let four = Arc::new(fragments(&db, 4).await?);
    compare(&db, &mut seller, &mut custodian, &company.seller.id, &two).await?;
    db.close().await;

    let own = Arc::new(own);
    let list = "/api/v1/customers?limit=50&filter=stage:eq:potential&sort=-updated_at";
    let get = |path: String| (Method::GET, path, None);
    let search = |texts: &Arc<Vec<String>>| -> Maker {
        let texts = Arc::clone(texts);
        Arc::new(move |n| {
            let text = &texts[n % texts.len()];
            (Method::GET, format!("/api/v1/search?q={}", encoded(text)), None)
        })
    };
    let reading = Arc::clone(&own);
    let mut figures = Vec::new();
    let work: Vec<(&'static str, &String, Maker, Option<Bare>)> = vec![
        (
            "read one",
            &seller_token,
            Arc::new(move |n| {
                (Method::GET, format!("/api/v1/customers/{}", reading[n % reading.len()]), None)
            }),
            Some(Bare::Read(Arc::clone(&own))),
        ),
        (
            "read one, sealed",
            &seller_token,
            Arc::new(move |n| {
                (Method::GET, format!("/api/v1/customers/{}", sealed[n % sealed.len()]), None)
            }),
            None,
        ),
        (
            "list 50, salesperson",
            &seller_token,
            Arc::new(move |_| get(list.to_owned())),
            Some(Bare::List(company.seller.id.clone())),
        ),
        ("list 50, custodian", &custodian_token, Arc::new(move |_| get(list.to_owned())), None),
        ("search 2 characters", &custodian_token, search(&two), Some(Bare::Scan(Arc::clone(&two)))),
        (
            "search 4 characters",
            &custodian_token,
            search(&four),
            Some(Bare::Scan(Arc::clone(&four))),
        ),
        ("search 2, salesperson", &seller_token, search(&two), None),
        (
            "create",
            &seller_token,
            Arc::new(|n| (Method::POST, "/api/v1/customers".to_owned(), Some(new_customer(n)))),
            Some(Bare::Create(company.seller.id.clone())),
        ),
    ];
    for (name, token, maker, bare) in work.into_iter().filter(|w| w.0.contains(only)) {
        let mut figure = run(server, name, token, maker, connections, duration).await?;
        if let Some(bare) = bare {
            figure.bare = Some(per_second(place, &bare, connections, duration).await?);
        }
        figures.push(figure);
    }
    Ok(figures)
}

/// A customer that nobody has registered yet.
fn new_customer(number: usize) -> Value {
    let mut dice = Dice::of(number.wrapping_mul(31).wrapping_add(std::process::id() as usize));
    // Somebody's own name and number, as customers have them: a new one is looked for on file.
    let brand = varied("南京某某某某新材料有限公司", &mut dice, 2..6);
    json!({
        "kind": "organization",
        "name": brand,
        "values": {
            "region": "320102",
            "stage": "potential",
            "source": "web",
            "lawful_basis": "public_information",
            "office_phone": format!("025-5{}", dice.digits(7)),
        },
        "contacts": [{"name": "何清", "values": {"post": "采购经理"}}],
    })
}

async fn ids(db: &Db, owner: &str) -> Result<Vec<String>, Failure> {
    let mut conn = db.read().await?;
    let sql = Sql::new("SELECT id FROM customer WHERE owner_id = $1 ORDER BY no LIMIT 1000");
    Ok(conn
        .all(sql.bind(owner))
        .await?
        .into_iter()
        .map(|mut r| r.take())
        .collect::<Result<_, _>>()?)
}

/// Parts of names that are there, of this length.
async fn fragments(db: &Db, length: usize) -> Result<Vec<String>, Failure> {
    let mut conn = db.read().await?;
    let mut found = Vec::new();
    for mut row in conn.all(Sql::new("SELECT name FROM customer ORDER BY no LIMIT 2000")).await? {
        let name: Vec<char> = row.take::<String>()?.chars().collect();
        let mut dice = Dice::of(found.len());
        let at = dice.below(name.len().saturating_sub(length + 4));
        let text: String = name.iter().skip(at).take(length).collect();
        let usual = ["有限", "公司", "限公", "责任", "股份", "集团"];
        let plain = text.chars().all(|c| !c.is_ascii() && !"（）".contains(c));
        if plain && text.chars().count() == length && !usual.iter().any(|u| text.contains(u)) {
            found.push(text);
        }
    }
    Ok(found)
}

/// What the API shows is what a plain scan finds.
async fn compare(
    db: &Db,
    seller: &mut Client,
    custodian: &mut Client,
    seller_id: &str,
    texts: &[String],
) -> Result<(), Failure> {
    let mut conn = db.read().await?;
    let stage = "%\"stage\":\"potential\"%";
    let of_seller: i64 = conn
        .one(
            Sql::new("SELECT count(*) FROM customer WHERE owner_id = $1 AND data LIKE $2")
                .bind(seller_id)
                .bind(stage),
        )
        .await?
        .take()?;
    let of_all: i64 = conn
        .one(Sql::new("SELECT count(*) FROM customer WHERE data LIKE $1").bind(stage))
        .await?
        .take()?;
    let path = "/api/v1/customers/count?filter=stage:eq:potential";
    for (client, expected) in [(seller, of_seller), (&mut *custodian, of_all)] {
        let count = client.get(path).await?;
        if count["count"] != json!(expected.min(10_000)) {
            return Err(format!("{path}: {count} instead of {expected}").into());
        }
    }
    for text in texts.iter().take(25) {
        let sql = Sql::new("SELECT count(*) FROM customer WHERE name LIKE $1");
        let scanned: i64 = conn.one(sql.bind(format!("%{text}%"))).await?.take()?;
        let path = format!("/api/v1/search?limit=20&q={}", encoded(text));
        let found = custodian.get(&path).await?;
        let items = found["items"].as_array().map_or(0, Vec::len);
        let wrong = found["items"].as_array().into_iter().flatten().any(|item| {
            item["matched"]["field"] == "name"
                && !item["customer"]["name"].as_str().is_some_and(|n| n.contains(text.as_str()))
        });
        if wrong || (items as i64) < scanned.min(20) {
            return Err(format!("search {text}: {items} hits, a scan finds {scanned}").into());
        }
    }
    Ok(())
}

/// Loads a server with one kind of work.
///
/// # Errors
/// When a reply is wrong or the server is gone.
pub(crate) async fn run(
    server: &Server,
    name: &'static str,
    token: &str,
    maker: Maker,
    connections: usize,
    duration: Duration,
) -> Result<Figure, Failure> {
    let cpu = server.cpu()?;
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for connection in 0..connections {
        let (maker, token) = (Arc::clone(&maker), token.to_owned());
        let address = server.address.clone();
        tasks.push(tokio::spawn(async move {
            let mut client = Client::connect(&address, Some(token)).await?;
            let mut times = Vec::new();
            let mut turn = connection;
            while begun.elapsed() < duration {
                let (method, path, body) = maker(turn);
                let sent = Instant::now();
                let (status, reply) = client.send(method, &path, body.as_ref()).await?;
                times.push(sent.elapsed());
                if status != StatusCode::OK && status != StatusCode::CREATED {
                    let reply = String::from_utf8_lossy(&reply).into_owned();
                    return Err::<_, Failure>(format!("{path}: {status} {reply}").into());
                }
                turn += connections;
            }
            Ok(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let elapsed = begun.elapsed();
    let used = server.cpu()?.saturating_sub(cpu);
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    Ok(Figure {
        name,
        per_second: times.len() as f64 / elapsed.as_secs_f64(),
        p50: at(50),
        p99: at(99),
        cpu: used / u32::try_from(times.len().max(1))?,
        bare: None,
    })
}
