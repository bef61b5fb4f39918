//! Finding sealed customers: the words and facts that lead to them are replaced by keyed stand-ins,
//! which are equal for equal words and tell nothing to whoever has not the key.
//!
//! A stand-in finds whole words only. What begins with something, or lies between two values, is not
//! found among sealed facts; and no list narrows by them, or it would tell them bit by bit.

use super::key::{Held, Vault, key_for, key_of};
use super::value::{Column, Sealer, closed, open};
use crate::customer::{IndexRow, code, insert_index};
use crate::search::TOKENS;
use crate::{Result, StorageError, from_json};
use kedang_db::{Conn, Sought, Sql, Tx};
use kedang_domain::id::CustomerId;
use kedang_text::search::{SearchDoc, index_tokens};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Whose the key of the words is, in the place of a customer.
const WORDS: &str = "words";
/// The facts by which somebody is recognised as a customer on file, sealed or not.
const EXACT: [&str; 2] = ["credit_code", "mobile"];

/// The stand-in of a word.
fn stand_in(held: &Held, word: &str) -> String {
    let token = held.key.token(word);
    token[..16].iter().fold(String::from("v"), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The same question, also to sealed customers.
pub(crate) async fn said(conn: &mut Conn, sought: Vec<Sought>) -> Result<Vec<Sought>> {
    let Some(held) = held(conn).await? else { return Ok(sought) };
    Ok(sought.into_iter().map(|one| widened(&held, one)).collect())
}

fn widened(held: &Held, sought: Sought) -> Sought {
    let each = |all: Vec<Sought>| all.into_iter().map(|one| widened(held, one)).collect();
    match sought {
        Sought::Word(word) => {
            let keyed = stand_in(held, &word);
            Sought::Any(vec![Sought::Word(word), Sought::Word(keyed)])
        }
        Sought::All(all) => Sought::All(each(all)),
        Sought::Any(any) => Sought::Any(each(any)),
        beginning @ Sought::Beginning(_) => beginning,
    }
}

/// Words, and behind them their stand-ins.
pub(crate) async fn either(conn: &mut Conn, mut words: Vec<String>) -> Result<Vec<String>> {
    if let Some(held) = held(conn).await? {
        let keyed: Vec<_> = words.iter().map(|word| stand_in(&held, word)).collect();
        words.extend(keyed);
    }
    Ok(words)
}

/// The key of the words, once a customer is sealed.
async fn held(conn: &mut Conn) -> Result<Option<Held>> {
    let Some(vault) = conn.attached::<Vault>() else { return Ok(None) };
    key_of(conn, &vault, WORDS).await
}

/// Makes the key of the words, if there is none yet.
pub(super) async fn prepare(tx: &mut Tx, vault: &Vault, at: i64) -> Result<()> {
    key_for(tx, vault, WORDS, at).await.map(drop)
}

/// The key of the words, where a customer is sealed and it must be there.
async fn surely_held(conn: &mut Conn) -> Result<Held> {
    held(conn).await?.ok_or(StorageError::NoVault)
}

/// How exact facts of sealed customers stand in the index of values, in the order of `values`; none
/// while there is no sealed customer.
pub(crate) async fn keyed_values(
    conn: &mut Conn,
    field: &str,
    values: &[String],
) -> Result<Vec<IndexRow>> {
    let Some(held) = held(conn).await? else { return Ok(Vec::new()) };
    Ok(values.iter().map(|value| row(&held, field, value)).collect())
}

/// No field of the catalogue has such a key, so that nothing but an exact look-up comes upon it.
fn row(held: &Held, field: &str, value: &str) -> IndexRow {
    (format!("#{field}"), stand_in(held, &format!("{field}={value}")))
}

/// The rows by which a sealed customer stands in the index of values.
pub(crate) async fn keyed_index(tx: &mut Tx, index: Vec<IndexRow>) -> Result<Vec<IndexRow>> {
    let held = surely_held(tx).await?;
    let exact = index.into_iter().filter(|(field, _)| EXACT.contains(&field.as_str()));
    Ok(exact.map(|(field, value)| row(&held, &field, &value)).collect())
}

/// The words by which a sealed customer is found: those of the name that it goes by and of its file
/// code in clear, stand-ins for all others.
pub(crate) async fn keyed_words(
    tx: &mut Tx,
    no: i64,
    name: &str,
    words: &[String],
) -> Result<Vec<String>> {
    let held = surely_held(tx).await?;
    let doc = SearchDoc { name: name.to_owned(), code: code(no), ..SearchDoc::default() };
    let clear: BTreeSet<String> = index_tokens(&doc).into_iter().map(String::from).collect();
    let keyed =
        words.iter().filter(|word| !clear.contains(*word)).map(|word| stand_in(&held, word));
    let keyed: Vec<_> = keyed.collect();
    Ok(clear.into_iter().chain(keyed).collect())
}

/// A text that only serves to tell whether something is the same still; a stand-in of it, where one
/// of these customers is sealed.
pub(crate) async fn hidden(tx: &mut Tx, customers: &[CustomerId], text: &str) -> Result<String> {
    if super::sealers(tx, customers).await?.is_empty() {
        return Ok(text.to_owned());
    }
    Ok(stand_in(&surely_held(tx).await?, text))
}

/// The rows of the index of values, while they are sealed.
const INDEX: Column = Column::new("customer", "sealed_index");

/// Takes a customer out of the index of values, but for stand-ins of the exact facts; or puts it
/// back into it as it was.
pub(super) async fn settle_index(tx: &mut Tx, customer: &str, sealer: &Sealer) -> Result<()> {
    let sql = Sql::new("SELECT no, sealed_index FROM customer WHERE id = $1").bind(customer);
    let mut found = tx.one(sql).await?;
    let (no, kept): (i64, Option<String>) = (found.take()?, found.take()?);
    let index = match kept {
        Some(kept) => {
            let mut kept: serde_json::Value = from_json("customer.sealed_index", &kept)?;
            let sealed = closed(INDEX, customer, &mut kept).into_iter().collect();
            open(tx, sealed).await?;
            serde_json::from_value(kept)
                .map_err(|e| StorageError::corrupt("customer.sealed_index")(&e))?
        }
        None => plain_index(tx, no).await?,
    };
    tx.run(Sql::new("DELETE FROM customer_value WHERE no = $1").bind(no)).await?;
    let (shown, kept) = match sealer.seals() {
        true => {
            let kept = sealer.document(INDEX, customer, &index)?;
            (keyed_index(tx, index).await?, Some(kept))
        }
        false => (index, None),
    };
    let rows = shown.into_iter().map(|(field, value)| [field.into(), value.into(), no.into()]);
    insert_index(tx, rows.collect()).await?;
    let sql = Sql::new("UPDATE customer SET sealed_index = $1 WHERE id = $2");
    Ok(tx.run_exactly(1, sql.bind(kept).bind(customer)).await?)
}

async fn plain_index(tx: &mut Tx, no: i64) -> Result<Vec<IndexRow>> {
    let sql = Sql::new("SELECT field, value FROM customer_value WHERE no = $1").bind(no);
    let rows = tx.all(sql).await?.into_iter();
    rows.map(|mut row| Ok((row.take()?, row.take()?))).collect()
}

/// Gives a sealed customer other rows in the index of values.
pub(crate) async fn keep_index(tx: &mut Tx, id: CustomerId, index: &[IndexRow]) -> Result<()> {
    let sealer = super::sealer(tx, id).await?;
    let kept = sealer.document(INDEX, id, &index)?;
    let sql = Sql::new("UPDATE customer SET sealed_index = $1 WHERE id = $2");
    tx.run_exactly(1, sql.bind(kept).bind(id.to_string())).await?;
    settle_index(tx, &id.to_string(), &sealer).await
}

/// Hides what was found of a customer's twins.
pub(super) async fn hide_twins(tx: &mut Tx, customer: &str) -> Result<()> {
    let held = surely_held(tx).await?;
    let sql = Sql::new("SELECT a, b, names FROM twin WHERE a = $1 OR b = $1").bind(customer);
    for mut row in tx.all(sql).await? {
        let (a, b, names): (String, String, String) = (row.take()?, row.take()?, row.take()?);
        if !is_stand_in(&names) {
            let sql = Sql::new("UPDATE twin SET names = $1 WHERE a = $2 AND b = $3");
            tx.run_exactly(1, sql.bind(stand_in(&held, &names)).bind(a).bind(b)).await?;
        }
    }
    Ok(())
}

fn is_stand_in(text: &str) -> bool {
    text.strip_prefix('v')
        .is_some_and(|hex| hex.len() == 32 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Lets nothing be left of words under which customers were found before they were sealed: gathers
/// the index a little further. `false` when nothing is left.
///
/// # Errors
/// The database's.
pub async fn forget_words(tx: &mut Tx, pages: u32) -> Result<bool> {
    Ok(TOKENS.gather(tx, pages).await?)
}
