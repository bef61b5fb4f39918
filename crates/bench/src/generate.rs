//! A company with many customers, the same in every run.

use crate::Failure;
use crate::process::Place;
use kedang_app::customer::Prepared;
use kedang_app::demo::{Dice, Name, company as draft, names};
use kedang_app::keys::{Keys, VaultKeys};
use kedang_app::world::{SystemClock, SystemEntropy};
use kedang_app::{App, Channel, Context, Origin};
use kedang_db::{Db, Location, Sql};
use kedang_domain::id::{CustomerId, PersonId, TraceId, new_uuid};
use kedang_evidence::CommitmentKey;
use kedang_storage::person;
use kedang_storage::vault::{self, Sealing};
use kedang_vault::{MasterKeys, Suite};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use tokio::time::Instant;

const COMPANIES: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/names/companies.tsv"));
const PEOPLE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/names/people.txt"));

/// Customers of one owner.
const EACH: usize = 1_000;

/// Who can sign in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Who.
    pub id: String,
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
}

/// The company to be measured.
#[derive(Clone, Debug)]
pub struct Company {
    /// A salesperson, who sees about a thousand customers.
    pub seller: Account,
    /// The custodian, who sees all.
    pub custodian: Account,
    /// Customers registered per second.
    pub generated_per_second: f64,
}

/// Opens the database of a place.
///
/// # Errors
/// The database's.
pub async fn open(place: &Place) -> Result<Db, Failure> {
    let location = match &place.database_url {
        Some(url) => Location::Url(url.clone()),
        None => Location::File(place.folder.join("kedang.db")),
    };
    Ok(Db::open(&location).await?)
}

/// Makes the company, or finds it where an earlier run left it.
///
/// # Errors
/// What the server or the database says.
pub async fn company(server: &Path, place: &Place, customers: usize) -> Result<Company, Failure> {
    let people = place.folder.join("people.json");
    if !people.exists() {
        std::fs::create_dir_all(&place.folder)?;
        let output = place.command(server, "demo").arg("--json").output().await?;
        if !output.status.success() {
            return Err("the sample company cannot be made".into());
        }
        std::fs::write(&people, output.stdout)?;
    }
    let people: serde_json::Value = serde_json::from_slice(&std::fs::read(&people)?)?;
    let db = open(place).await?;
    let mut ids = HashMap::new();
    {
        let mut conn = db.read().await?;
        for mut row in conn.all(Sql::new("SELECT login, id FROM person")).await? {
            ids.insert(row.take::<String>()?, row.take::<String>()?);
        }
    }
    let account = |login: &str| -> Result<Account, Failure> {
        let of = |key: &str| {
            people["people"]
                .as_array()
                .and_then(|all| all.iter().find(|p| p["login"] == login))
                .and_then(|p| p[key].as_str())
                .map(str::to_owned)
        };
        let password = of("password").ok_or("the sample company has other people")?;
        let id = ids.get(login).cloned().ok_or("the sample company has other people")?;
        Ok(Account { id, login: login.to_owned(), password })
    };
    let role = |role: &str| -> Result<String, Failure> {
        people["people"]
            .as_array()
            .and_then(|all| all.iter().find(|p| p["role"] == role))
            .and_then(|p| p["login"].as_str())
            .map(str::to_owned)
            .ok_or_else(|| "the sample company has other people".into())
    };
    let (seller, custodian) = (account("lixiang")?, account(&role("service_manager")?)?);
    let begun = Instant::now();
    let app = app(&db, place);
    let made = fill(&app, &seller, &custodian, customers).await?;
    let generated_per_second = made as f64 / begun.elapsed().as_secs_f64().max(0.001);
    seal(&app, &seller, &custodian).await?;
    if made > 0 {
        // As a nightly job would: the planner should know what is where.
        let mut tx = db.begin().await?;
        tx.run(Sql::new("ANALYZE")).await?;
        tx.commit().await?;
    }
    db.close().await;
    Ok(Company { seller, custodian, generated_per_second })
}

/// Customers of the salesperson that lie in the vault: the first that they have.
pub const SEALED: i64 = 200;

/// Seals them, as confidential ones are.
async fn seal(app: &App, seller: &Account, custodian: &Account) -> Result<(), Failure> {
    let mut conn = app.db().read().await?;
    let sql = Sql::new("SELECT id FROM customer WHERE owner_id = $1 ORDER BY no LIMIT $2");
    let rows = conn.all(sql.bind(&seller.id).bind(SEALED)).await?;
    let ctx = context(app, custodian).await?;
    for mut row in rows {
        let id: CustomerId = row.take::<String>()?.parse()?;
        if vault::sealing(&mut conn, id).await? != Sealing::Clear {
            continue;
        }
        let mut work = app.begin(&ctx).await?;
        app.settle_sealing(&mut work, id, Sealing::Facts, "").await?;
        let draft = work.draft("customer.update");
        work.record(draft);
        work.commit().await?;
    }
    Ok(())
}

async fn fill(
    app: &App,
    seller: &Account,
    custodian: &Account,
    customers: usize,
) -> Result<usize, Failure> {
    let there: i64 = {
        let mut conn = app.db().read().await?;
        conn.one(Sql::new("SELECT value FROM counter WHERE name = 'customer'")).await?.take()?
    };
    let there = usize::try_from(there)?;
    if there >= customers {
        return Ok(0);
    }
    let owners = owners(app.db(), seller, customers.div_ceil(EACH)).await?;
    let ctx = context(app, custodian).await?;
    let people: Vec<&str> = PEOPLE.lines().collect();
    let list: Vec<Name<'_>> = names(COMPANIES).collect();
    let mut made = 0;
    let numbers: Vec<usize> = (there..customers).collect();
    // While some are written, the next are made ready, as an import does.
    let mut ready = None;
    for chunk in numbers.chunks(kedang_app::customer::CHUNK) {
        let drafts: Vec<_> = chunk
            .iter()
            .map(|&number| {
                let mut dice = Dice::of(number);
                let from = list[dice.below(list.len())];
                let name = own_name(from.name, number, &mut dice);
                let name = Name { name: &name, region: from.region };
                draft(number + 1_000, name, &people, owners[number % owners.len()])
            })
            .collect();
        let next = {
            let (app, ctx) = (app.clone(), ctx.clone());
            tokio::spawn(async move { app.prepare_customers(&ctx, drafts).await })
        };
        if let Some(prepared) = ready.take() {
            made += registered(app, &ctx, prepared).await?;
        }
        ready = Some(next.await??);
    }
    if let Some(prepared) = ready {
        made += registered(app, &ctx, prepared).await?;
    }
    Ok(made)
}

async fn registered(app: &App, ctx: &Context, prepared: Prepared) -> Result<usize, Failure> {
    let results = app.register_prepared(ctx, prepared).await?;
    Ok(results.into_iter().filter(Result::is_ok).count())
}

/// The application on this database, in this process. What it seals the server can open.
#[must_use]
pub fn app(db: &Db, place: &Place) -> App {
    let masters = std::fs::read_to_string(place.folder.join("keys/vault"));
    let masters = masters.ok().and_then(|text| MasterKeys::read(&text, None).ok());
    let keys = Keys {
        signing: [1; 32],
        commitment: CommitmentKey::from_bytes([2; 32]),
        sealing: [3; 32],
        origin: "kedang/bench".to_owned(),
        retired: Vec::new(),
        vault: VaultKeys {
            masters: masters.unwrap_or_else(|| MasterKeys::first([4; 32])),
            suite: Suite::default(),
            again: Arc::new(|| None),
        },
    };
    App::new(db.clone(), Arc::new(SystemClock), Arc::new(SystemEntropy), keys)
}

/// A customer as a plain row, for systems that have no more.
#[derive(Clone, Debug)]
pub struct Row {
    /// Full name.
    pub name: String,
    /// Credit code.
    pub credit_code: String,
    /// Division code.
    pub region: String,
    /// Stage.
    pub stage: String,
    /// Name of the first contact.
    pub contact: String,
    /// The contact's number.
    pub mobile: String,
}

/// The same customers as [`company`] makes, as plain rows.
#[must_use]
pub fn rows(customers: usize) -> Vec<Row> {
    let people: Vec<&str> = PEOPLE.lines().collect();
    let list: Vec<Name<'_>> = names(COMPANIES).collect();
    let nobody = PersonId::new(new_uuid(1, [0; 10]));
    (0..customers)
        .map(|number| {
            let mut dice = Dice::of(number);
            let from = list[dice.below(list.len())];
            let name = own_name(from.name, number, &mut dice);
            let name = Name { name: &name, region: from.region };
            let draft = draft(number + 1_000, name, &people, nobody);
            let text = |value: Option<&serde_json::Value>| {
                value.and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
            };
            let contact = draft.contacts.first();
            Row {
                credit_code: text(draft.values.get("credit_code")),
                region: text(draft.values.get("region")),
                stage: text(draft.values.get("stage")),
                contact: contact.map(|c| c.name.clone()).unwrap_or_default(),
                mobile: text(contact.and_then(|c| c.values.get("mobile"))),
                name: draft.name,
            }
        })
        .collect()
}

/// The name, or one like it, so that every customer has its own.
fn own_name(name: &str, number: usize, dice: &mut Dice) -> String {
    match number >= 20_000 && name.chars().count() > 6 {
        true => varied(name, dice, 2..4),
        false => name.to_owned(),
    }
}

/// A name like this one with other characters in these places.
pub(crate) fn varied(name: &str, dice: &mut Dice, places: Range<usize>) -> String {
    const POOL: &str =
        "华北江南东海新远大兴隆泰和安信德利丰源盛昌明正达通顺祥瑞金银天地云山林木水火土风";
    let pool: Vec<char> = POOL.chars().collect();
    let other = |(place, old): (usize, char)| match places.contains(&place) {
        true => pool[dice.below(pool.len())],
        false => old,
    };
    name.chars().enumerate().map(other).collect()
}

/// Colleagues of the seller, so that each owns about a thousand customers.
async fn owners(db: &Db, seller: &Account, count: usize) -> Result<Vec<PersonId>, Failure> {
    let first: PersonId = seller.id.parse()?;
    let mut owners = vec![first];
    let mut tx = db.begin().await?;
    for number in 1..count.max(2) {
        let mut random = [7; 10];
        random[..8].copy_from_slice(&(number as u64).to_be_bytes());
        let id = PersonId::new(new_uuid(1, random));
        tx.run(
            Sql::new(
                "INSERT INTO person (id, login, name, department_id, locale, active, \
                 password_hash, password_changed_at, must_change_password, totp_confirmed, \
                 totp_last_step, search, nonce, created_at, version) \
                 SELECT $1, $2, $2, department_id, 'zh', 1, '', 0, 0, 0, 0, $2, nonce, 0, 1 \
                 FROM person WHERE id = $3 ON CONFLICT DO NOTHING",
            )
            .bind(id.to_string())
            .bind(format!("bench{number}"))
            .bind(&seller.id),
        )
        .await?;
        owners.push(id);
    }
    tx.commit().await?;
    Ok(owners)
}

/// Acts as somebody.
///
/// # Errors
/// When there is no such person, or what the database says.
pub async fn context(app: &App, account: &Account) -> Result<Context, Failure> {
    let origin = Origin {
        channel: Channel::Cli,
        address: String::new(),
        agent: String::new(),
        trace: TraceId::new(new_uuid(1, [1; 10])),
    };
    let bearer = {
        let mut conn = app.db().read().await?;
        person::bearer(&mut conn, account.id.parse()?).await?
    };
    Ok(app.context_of(&bearer.ok_or("the custodian is gone")?, origin).await?)
}
