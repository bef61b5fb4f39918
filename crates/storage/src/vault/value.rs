//! Single values: how they lie sealed in their columns, and how they are opened.
//!
//! A text is replaced by [`MARK`] and the sealed bytes in base64; a document by one with the single
//! entry [`SEALED`]. So a column keeps its type, rows are copied and moved as they are, and whoever
//! does not open a document finds it empty.

use super::key::{self, Held, Vault, vault};
use crate::{Result, StorageError, from_json, to_json};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::field::Values;
use kedang_domain::id::{CustomerId, Uuid};
use kedang_vault::{KeyId, NONCE, Place, VaultError};
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::Arc;
use zeroize::Zeroizing;

/// What a sealed text begins with: a character that nobody can type.
pub(crate) const MARK: char = '\u{1}';
/// The only entry of a sealed document.
pub(crate) const SEALED: &str = "$sealed";

/// A column whose values may be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    table: &'static str,
    column: &'static str,
}

impl Column {
    pub(crate) const fn new(table: &'static str, column: &'static str) -> Self {
        Self { table, column }
    }

    fn place(self, row: &str) -> Place<'_> {
        Place { table: self.table, column: self.column, row }
    }
}

/// Something read from a column that may be sealed.
pub trait Carrier: Send {
    /// The sealed bytes in base64; `None` when it is in clear.
    fn sealed(&self) -> Option<&str>;
    /// Takes what was opened.
    ///
    /// # Errors
    /// When that is not what belongs there.
    fn take(&mut self, opened: &str) -> Result<()>;
}

impl Carrier for String {
    fn sealed(&self) -> Option<&str> {
        self.strip_prefix(MARK)
    }

    fn take(&mut self, opened: &str) -> Result<()> {
        opened.clone_into(self);
        Ok(())
    }
}

impl Carrier for Values {
    fn sealed(&self) -> Option<&str> {
        self.get(SEALED).and_then(serde_json::Value::as_str)
    }

    fn take(&mut self, opened: &str) -> Result<()> {
        *self = from_json("sealed values", opened)?;
        Ok(())
    }
}

impl Carrier for serde_json::Value {
    fn sealed(&self) -> Option<&str> {
        self.get(SEALED).and_then(Self::as_str)
    }

    fn take(&mut self, opened: &str) -> Result<()> {
        *self = from_json("sealed value", opened)?;
        Ok(())
    }
}

impl<C: Carrier> Carrier for Option<C> {
    fn sealed(&self) -> Option<&str> {
        self.as_ref().and_then(Carrier::sealed)
    }

    fn take(&mut self, opened: &str) -> Result<()> {
        self.as_mut().map_or(Ok(()), |carrier| carrier.take(opened))
    }
}

/// A sealed value with its place.
pub(crate) struct Closed<'a> {
    column: Column,
    row: String,
    carrier: &'a mut dyn Carrier,
}

/// The value with its place, if it is sealed.
pub(crate) fn closed<'a>(
    column: Column,
    row: impl Display,
    carrier: &'a mut dyn Carrier,
) -> Option<Closed<'a>> {
    carrier.sealed()?;
    Some(Closed { column, row: row.to_string(), carrier })
}

/// Opens values where they are.
///
/// # Errors
/// [`StorageError::Vault`] when one does not open: the key is not there, or the value belongs
/// elsewhere.
pub(crate) async fn open(conn: &mut Conn, closed: Vec<Closed<'_>>) -> Result<()> {
    if closed.is_empty() {
        return Ok(());
    }
    let vault = vault(conn)?;
    for Closed { column, row, carrier } in closed {
        let Some(sealed) = carrier.sealed() else { continue };
        let opened = opened(conn, &vault, column, &row, sealed).await?;
        carrier.take(&opened)?;
    }
    Ok(())
}

/// Opens one value that is known to be sealed.
pub(super) async fn opened(
    conn: &mut Conn,
    vault: &Vault,
    column: Column,
    row: &str,
    sealed: &str,
) -> Result<Zeroizing<String>> {
    let broken = |why| StorageError::Vault { what: column.table, why };
    let bytes = BASE64.decode(sealed).map_err(|_| broken(VaultError::Form))?;
    let id = KeyId::of(&bytes).map_err(broken)?;
    let key = key::key(conn, vault, id).await?;
    let plain = key.open(column.place(row), &bytes).map_err(broken)?;
    let text = std::str::from_utf8(&plain).map_err(|_| broken(VaultError::Form))?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// What makes values of one customer ready to be written: it seals them, or leaves them as they are.
#[derive(Clone, Default)]
pub(crate) struct Sealer(Option<(Arc<Vault>, Held)>);

impl Sealer {
    pub(super) fn sealing(vault: Arc<Vault>, held: Held) -> Self {
        Self(Some((vault, held)))
    }

    /// Whether it seals.
    pub(super) fn seals(&self) -> bool {
        self.0.is_some()
    }

    /// A text as it is to be written.
    pub(crate) fn text(&self, column: Column, row: impl Display, text: &str) -> Result<String> {
        Ok(match self.sealed(column, row, text)? {
            None => text.to_owned(),
            Some(sealed) => format!("{MARK}{sealed}"),
        })
    }

    /// As [`Self::text`], for what may be absent.
    pub(crate) fn maybe(
        &self,
        column: Column,
        row: impl Display,
        text: Option<&str>,
    ) -> Result<Option<String>> {
        text.map(|text| self.text(column, row, text)).transpose()
    }

    /// A document as it is to be written.
    pub(crate) fn document<T: serde::Serialize>(
        &self,
        column: Column,
        row: impl Display,
        document: &T,
    ) -> Result<String> {
        self.json(column, row, to_json(column.table, document)?)
    }

    /// As [`Self::document`], for one that is written out already.
    pub(super) fn json(&self, column: Column, row: impl Display, json: String) -> Result<String> {
        match self.sealed(column, row, &json)? {
            None => Ok(json),
            Some(sealed) => to_json(column.table, &HashMap::from([(SEALED, sealed)])),
        }
    }

    fn sealed(&self, column: Column, row: impl Display, text: &str) -> Result<Option<String>> {
        let Some((vault, held)) = &self.0 else { return Ok(None) };
        let row = row.to_string();
        let nonce = vault.random::<NONCE>();
        let place = column.place(&row);
        let sealed = held
            .key
            .seal(vault.suite(), held.id, place, nonce, text.as_bytes())
            .map_err(|why| StorageError::Vault { what: column.table, why })?;
        Ok(Some(BASE64.encode(sealed)))
    }
}

/// The sealer of a customer: one that seals, if its level asks for it.
pub(crate) async fn sealer(tx: &mut Tx, customer: CustomerId) -> Result<Sealer> {
    Ok(sealers(tx, &[customer]).await?.remove(&customer).unwrap_or_default())
}

/// As [`sealers`], by the customers themselves or by contacts of theirs.
pub(crate) async fn sealers_of(tx: &mut Tx, subjects: &[Uuid]) -> Result<HashMap<Uuid, Sealer>> {
    let customers: Vec<_> = subjects.iter().map(|subject| CustomerId::new(*subject)).collect();
    let sealed = sealers(tx, &customers).await?.into_iter();
    let mut found: HashMap<_, _> = sealed.map(|(id, sealer)| (id.uuid(), sealer)).collect();
    for chunk in subjects.chunks(500) {
        let mut sql = Sql::new(
            "SELECT k.id, k.customer_id FROM contact k JOIN customer c ON c.id = k.customer_id \
             WHERE c.sealed > 0 AND k.id IN (",
        );
        sql.list(chunk.iter().map(|id| id.hyphenated().to_string())).push(")");
        for mut row in tx.all(sql).await? {
            let contact: Uuid = crate::parse("contact.id", &row.take::<String>()?)?;
            let customer = crate::parse("contact.customer_id", &row.take::<String>()?)?;
            found.insert(contact, sealer(tx, customer).await?);
        }
    }
    Ok(found)
}

/// The sealers of those of these customers that are sealed; what is said of any other is written in
/// clear.
pub(crate) async fn sealers(
    tx: &mut Tx,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Sealer>> {
    let mut found = HashMap::new();
    for chunk in customers.chunks(500) {
        let ids = || chunk.iter().map(ToString::to_string);
        let mut sql = Sql::new("SELECT id FROM customer WHERE sealed > 0 AND id IN (");
        sql.list(ids()).push(") UNION ALL ");
        sql.push("SELECT id FROM absent_customer WHERE sealed > 0 AND id IN (");
        sql.list(ids()).push(")");
        for mut row in tx.all(sql).await? {
            let id: String = row.take()?;
            let vault = vault(tx)?;
            let held = key::key_of(tx, &vault, &id).await?.ok_or(StorageError::Vault {
                what: "vault_key.of",
                why: VaultError::DoesNotOpen,
            })?;
            found.insert(crate::parse("customer.id", &id)?, Sealer::sealing(vault, held));
        }
    }
    Ok(found)
}
