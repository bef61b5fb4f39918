//! Bringing all that belongs to a customer into the vault, and out of it.

use super::key::{Vault, key_for, vault};
use super::value::{Carrier, Column, SEALED, Sealer, opened};
use super::words::{hide_twins, prepare, settle_index};
use crate::{Result, StorageError};
use kedang_db::{Conn, Sql, Tx, Value};
use kedang_domain::field::Values;
use kedang_domain::id::{CustomerId, new_uuid};
use kedang_domain::secrecy::Level;

/// The job that removes what is left in the database of what was sealed.
pub const FORGET_JOB: &str = "vault.forget";

/// How much of a customer is sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sealing {
    /// Nothing.
    #[default]
    Clear,
    /// Everything but the name.
    Facts,
    /// The name too; the customer goes by another.
    Name,
}

impl Sealing {
    /// What a level asks for (L1-22).
    #[must_use]
    pub fn of(level: Level) -> Self {
        match level {
            Level::Internal | Level::Secret => Self::Clear,
            Level::Confidential => Self::Facts,
            Level::TopSecret => Self::Name,
        }
    }

    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Clear => 0,
            Self::Facts => 1,
            Self::Name => 2,
        }
    }

    pub(crate) fn of_number(number: i64) -> Result<Self> {
        [Self::Clear, Self::Facts, Self::Name]
            .into_iter()
            .find(|sealing| sealing.number() == number)
            .ok_or_else(|| StorageError::corrupt("customer.sealed")(&number))
    }
}

/// How a column holds what may be sealed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    /// A text, or one of the words that the program itself writes and asks for; those stay.
    Said,
    Document,
}

/// A table with rows that belong to one customer each, and those of its columns that are sealed.
struct Part {
    table: &'static str,
    /// The columns that tell its rows apart. Together, divided by `/`, they are the id of a row.
    keys: &'static [&'static str],
    /// Reads keys and columns; `$1` is the customer.
    read: &'static str,
    write: &'static str,
    columns: &'static [(&'static str, Form)],
}

macro_rules! part {
    ($table:literal where $of:literal: $($column:ident $form:ident),+) => {
        part!($table by id where $of: $($column $form),+)
    };
    ($table:literal by $key:ident $(/ $further:ident)* where $of:literal:
        $($column:ident $form:ident),+) => {
        Part {
            table: $table,
            keys: &[stringify!($key) $(, stringify!($further))*],
            read: concat!(
                "SELECT ", stringify!($key), $(", ", stringify!($further),)*
                $(", ", stringify!($column),)+ " FROM ", $table, " WHERE ", $of
            ),
            write: concat!("UPDATE ", $table, " SET "),
            columns: &[$((stringify!($column), Form::$form)),+],
        }
    };
}

/// Everything of a customer that is sealed, but for its own row's name. Whatever is read from these
/// columns has to be opened, whatever is written to them goes through a [`Sealer`].
const PARTS: [Part; 15] = [
    part!("customer" where "id = $1": data Document),
    part!("contact" where "customer_id = $1": name Text, data Document),
    part!("interaction" where "customer_id = $1": summary Text, detail Text),
    part!("uncertain_mark" where "customer_id = $1": note Text, how Said),
    part!("event" where "customer_id = $1": detail Document),
    part!("item" where "customer_id = $1": title Text, place Text, note Text),
    part!("correction" where "customer_id = $1": before Document, after Document, reason Text,
        source Text, finding Text),
    part!("month_check_proposal" where "customer_id = $1": before_value Document,
        after_value Document, found_value Document, reason Text, decision_reason Text),
    part!("month_check_note" by month / customer_id / kind where "customer_id = $1": text Text),
    part!("clash" where "customer_id = $1": reason Text, name Text, draft Text, ruling_reason Text),
    part!("clash_statement" where
        "clash_id IN (SELECT id FROM clash WHERE customer_id = $1)": text Text),
    part!("greeting" where "customer_id = $1": text Text, reason Text),
    part!("urgent_news" where "customer_id = $1": text Text),
    part!("customer_merge" where "survivor_id = $1 OR other_id = $1": record Document, reason Text),
    part!("verified_fact" by subject_id / field where
        "subject_id = $1 OR subject_id IN (SELECT id FROM contact WHERE customer_id = $1)": how Said),
];

/// The name of a customer that goes by another.
pub(crate) const NAME: Column = Column::new("customer", "sealed_name");

/// Tables and columns in which what belongs to sealed customers lies sealed.
pub fn places() -> impl Iterator<Item = (&'static str, &'static str)> {
    PARTS.iter().flat_map(|part| part.columns.iter().map(|(column, _)| (part.table, *column)))
}

/// Brings everything that belongs to a customer into a state, whatever it is in. With
/// [`Sealing::Name`] it goes by `alias` from then on. The caller gives it its words anew
/// ([`crate::search::set_tokens`]) in the same transaction.
///
/// # Errors
/// The database's; when the keys are not there; also when there is no such customer.
pub async fn settle(
    tx: &mut Tx,
    customer: CustomerId,
    wanted: Sealing,
    alias: &str,
    at: i64,
) -> Result<()> {
    let vault = vault(tx)?;
    let id = customer.to_string();
    let sealer = match wanted {
        Sealing::Clear => Sealer::default(),
        Sealing::Facts | Sealing::Name => {
            prepare(tx, &vault, at).await?;
            Sealer::sealing(vault.clone(), key_for(tx, &vault, &id, at).await?)
        }
    };
    for part in &PARTS {
        bring(tx, &vault, part, &id, &sealer).await?;
    }
    settle_index(tx, &id, &sealer).await?;
    if sealer.seals() {
        let job = new_uuid(at, vault.random()).hyphenated().to_string();
        crate::job::enqueue(tx, &job, FORGET_JOB, "", at).await?;
        hide_twins(tx, &id).await?;
        forget_imports(tx, &id).await?;
    }
    name(tx, &vault, &id, wanted, alias, &sealer).await
}

/// How much of a customer is sealed.
///
/// # Errors
/// The database's.
pub async fn sealing(conn: &mut Conn, customer: CustomerId) -> Result<Sealing> {
    let sql = Sql::new("SELECT sealed FROM customer WHERE id = $1").bind(customer.to_string());
    match conn.opt(sql).await? {
        None => Ok(Sealing::Clear),
        Some(mut row) => Sealing::of_number(row.take()?),
    }
}

/// Brings what came to a customer from elsewhere into the state in which the customer is.
///
/// # Errors
/// As [`settle`].
pub async fn resettle(tx: &mut Tx, customer: CustomerId, at: i64) -> Result<()> {
    let sql = Sql::new("SELECT sealed, name FROM customer WHERE id = $1");
    let Some(mut row) = tx.opt(sql.bind(customer.to_string())).await? else { return Ok(()) };
    let (sealed, name): (i64, String) = (row.take()?, row.take()?);
    settle(tx, customer, Sealing::of_number(sealed)?, &name, at).await
}

/// Forgets the rows of files that are on this customer already: that is where its facts are.
async fn forget_imports(tx: &mut Tx, id: &str) -> Result<()> {
    let sql = Sql::new(
        "DELETE FROM import_row WHERE (customer_id = $1 OR target_id = $1) \
         AND verdict IN ('written', 'unchanged', 'undone', 'kept')",
    );
    tx.run(sql.bind(id)).await?;
    Ok(())
}

/// Brings the rows of one table into the state of the sealer.
async fn bring(tx: &mut Tx, vault: &Vault, part: &Part, of: &str, sealer: &Sealer) -> Result<()> {
    for mut row in tx.all(Sql::new(part.read).bind(of)).await? {
        let keys = part.keys.iter().map(|_| row.take::<String>());
        let keys = keys.collect::<kedang_db::Result<Vec<_>>>()?;
        let id = keys.join("/");
        let mut sql = Sql::new(part.write);
        let mut changed = false;
        for (index, (name, form)) in part.columns.iter().enumerate() {
            let column = Column::new(part.table, name);
            let before: Option<String> = row.take()?;
            let after = match &before {
                None => None,
                Some(text) => Some(brought(tx, vault, column, *form, &id, text, sealer).await?),
            };
            changed |= before != after;
            sql.push(if index == 0 { "" } else { ", " }).push(name).push(" = ");
            sql.value(Value::Text(after));
        }
        if !changed {
            continue;
        }
        sql.push(" WHERE 1 = 1");
        for (name, key) in part.keys.iter().zip(keys) {
            sql.push(" AND ").push(name).push(" = ").value(key);
        }
        tx.run_exactly(1, sql).await?;
    }
    Ok(())
}

/// One value in the state of the sealer. What lies sealed by the customer's own key already stays.
async fn brought(
    tx: &mut Tx,
    vault: &Vault,
    column: Column,
    form: Form,
    row: &str,
    text: &str,
    sealer: &Sealer,
) -> Result<String> {
    let sealed = match form {
        Form::Said if is_own(text) => return Ok(text.to_owned()),
        Form::Text | Form::Said => text.to_owned().sealed().map(str::to_owned),
        Form::Document if text.contains(SEALED) => {
            let document: Values = crate::from_json("sealed document", text)?;
            document.sealed().map(str::to_owned)
        }
        Form::Document => None,
    };
    let clear = match sealed {
        Some(sealed) => opened(tx, vault, column, row, &sealed).await?.to_string(),
        None => text.to_owned(),
    };
    match form {
        Form::Text | Form::Said => sealer.text(column, row, &clear),
        Form::Document => sealer.json(column, row, clear),
    }
}

/// A word of the program.
fn is_own(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Gives the customer's row its name, or another in the place of it.
async fn name(
    tx: &mut Tx,
    vault: &Vault,
    id: &str,
    wanted: Sealing,
    alias: &str,
    sealer: &Sealer,
) -> Result<()> {
    let sql = Sql::new("SELECT name, sealed_name FROM customer WHERE id = $1").bind(id);
    let mut row = tx.one(sql).await?;
    let (name, sealed): (String, Option<String>) = (row.take()?, row.take()?);
    let name = match sealed.as_ref().and_then(|sealed| sealed.strip_prefix(super::MARK)) {
        Some(sealed) => opened(tx, vault, NAME, id, sealed).await?.to_string(),
        None => name,
    };
    let (shown, sealed) = match wanted {
        Sealing::Name => (alias.to_owned(), Some(sealer.text(NAME, id, &name)?)),
        Sealing::Clear | Sealing::Facts => (name, None),
    };
    let sql =
        Sql::new("UPDATE customer SET sealed = $1, name = $2, sealed_name = $3 WHERE id = $4")
            .bind(wanted.number())
            .bind(shown)
            .bind(sealed)
            .bind(id);
    Ok(tx.run_exactly(1, sql).await?)
}
