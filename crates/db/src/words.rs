//! An index from words to the numbers of rows.
//!
//! A row has some hundred words, and a new one would change a page of an ordinary index for nearly
//! each of them. SQLite therefore keeps them in a full-text index, which gathers what is new and
//! merges it later in order. PostgreSQL keeps a table of pairs. Both answer the same questions.

mod walk;

use crate::{Conn, Result, Sql, Tx};
use std::fmt::Write as _;

/// Pairs in one INSERT, at most.
const PAIRS: usize = 512;

/// Such an index, made by `CREATE WORDS name` in a step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    name: &'static str,
}

/// What is asked of the words of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// The row has this word.
    Word(String),
    /// The row has a word that begins so.
    Beginning(String),
    /// All of these hold; of none, never.
    All(Vec<Sought>),
    /// One of these holds; of none, never.
    Any(Vec<Sought>),
}

impl Words {
    /// The index of this name.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self { name }
    }

    /// Adds rows that have no words yet.
    ///
    /// # Errors
    /// The database's.
    pub async fn add(self, tx: &mut Tx, rows: &[(i64, Vec<&str>)]) -> Result<()> {
        if tx.is_sqlite() {
            for (no, words) in rows {
                let mut sql = Sql::new("INSERT INTO ");
                sql.push(self.name).push(" (rowid, words) VALUES (").value(*no).push(", ");
                sql.value(spelled(words)).push(")");
                tx.run_exactly(1, sql).await?;
            }
            return Ok(());
        }
        let mut pairs: Vec<(&str, i64)> = rows
            .iter()
            .flat_map(|(no, words)| words.iter().map(move |word| (*word, *no)))
            .collect();
        // In order, neighbours share their pages.
        pairs.sort_unstable();
        pairs.dedup();
        for chunk in pairs.chunks(PAIRS) {
            let mut sql = Sql::new("INSERT INTO ");
            sql.push(self.name).push(" (word, no) VALUES ");
            sql.rows(chunk.iter().map(|(word, no)| [(*word).into(), (*no).into()]));
            tx.run_exactly(chunk.len() as u64, sql).await?;
        }
        Ok(())
    }

    /// Gives a row other words than it has.
    ///
    /// # Errors
    /// The database's.
    pub async fn replace(self, tx: &mut Tx, no: i64, words: Vec<&str>) -> Result<()> {
        self.remove(tx, no).await?;
        self.add(tx, &[(no, words)]).await
    }

    /// Takes a row out with all its words. Nothing of it stays behind.
    ///
    /// # Errors
    /// The database's.
    pub async fn remove(self, tx: &mut Tx, no: i64) -> Result<()> {
        let mut sql = Sql::new("DELETE FROM ");
        sql.push(self.name);
        sql.push(if tx.is_sqlite() { " WHERE rowid = " } else { " WHERE no = " }).value(no);
        tx.run(sql).await?;
        Ok(())
    }

    /// Gathers the index a little further into one piece, in which nothing is left of rows that were
    /// taken out or given other words; `false` when it is one already. `pages` bounds the work.
    ///
    /// # Errors
    /// The database's.
    pub async fn gather(self, tx: &mut Tx, pages: u32) -> Result<bool> {
        if !tx.is_sqlite() {
            return Ok(false);
        }
        let before: i64 = tx.one(Sql::new("SELECT total_changes()")).await?.take()?;
        let mut sql = Sql::new("INSERT INTO ");
        sql.push(self.name).push(" (").push(self.name).push(", rank) VALUES ('merge', ");
        // A negative number merges all there is, not only what is due.
        sql.value(-i64::from(pages)).push(")");
        tx.run(sql).await?;
        let after: i64 = tx.one(Sql::new("SELECT total_changes()")).await?.take()?;
        // The command itself counts as one.
        Ok(after - before >= 2)
    }

    /// The highest numbers of rows for which all of this holds, highest first.
    ///
    /// On PostgreSQL the rarest word leads, and of a common one only the highest 20,000 rows are
    /// looked at.
    ///
    /// # Errors
    /// The database's.
    pub async fn highest(self, conn: &mut Conn, all: &[Sought], limit: i64) -> Result<Vec<i64>> {
        if all.is_empty() || all.iter().any(Sought::is_never) {
            return Ok(Vec::new());
        }
        if !conn.is_sqlite() {
            return walk::highest(self.name, conn, all, limit).await;
        }
        let mut question = String::new();
        expression(all, " AND ", &mut question);
        let mut sql = Sql::new("SELECT rowid FROM ");
        sql.push(self.name).push(" WHERE ").push(self.name).push(" MATCH ").value(question);
        sql.push(" ORDER BY rowid DESC LIMIT ").value(limit);
        conn.all(sql).await?.iter_mut().map(crate::Row::take).collect()
    }

    /// The highest numbers of rows that have one of these words, for many words of which each is
    /// rare.
    ///
    /// # Errors
    /// The database's.
    pub async fn with_any(self, conn: &mut Conn, words: &[String], limit: i64) -> Result<Vec<i64>> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        if conn.is_sqlite() {
            let any = words.iter().map(|word| Sought::Word(word.clone())).collect();
            return self.highest(conn, &[Sought::Any(any)], limit).await;
        }
        let mut sql = Sql::new("SELECT DISTINCT no FROM ");
        sql.push(self.name).push(" WHERE word IN (").list(words.iter().map(String::as_str));
        sql.push(") ORDER BY no DESC LIMIT ").value(limit);
        conn.all(sql).await?.iter_mut().map(crate::Row::take).collect()
    }
}

impl Sought {
    /// Whether this cannot hold for any row.
    fn is_never(&self) -> bool {
        match self {
            Self::Word(word) | Self::Beginning(word) => word.is_empty(),
            Self::All(parts) => parts.is_empty() || parts.iter().any(Self::is_never),
            Self::Any(parts) => parts.iter().all(Self::is_never),
        }
    }

    /// Adds the test on the pair `t`.
    fn is_at(&self, sql: &mut Sql) {
        match self {
            Self::Word(word) => sql.push("t.word = ").value(word),
            Self::Beginning(word) => {
                sql.push("t.word >= ").value(word).push(" AND t.word < ").value(after(word))
            }
            Self::All(_) | Self::Any(_) => sql,
        };
    }
}

/// The question in the language of the full-text index.
fn expression(parts: &[Sought], between: &str, text: &mut String) {
    for (index, part) in parts.iter().filter(|part| !part.is_never()).enumerate() {
        text.push_str(if index == 0 { "" } else { between });
        // Writing to a String cannot fail.
        let _ = match part {
            Sought::Word(word) => write!(text, "\"{}\"", spelling(word)),
            Sought::Beginning(word) => write!(text, "\"{}\" *", spelling(word)),
            Sought::All(of) | Sought::Any(of) => {
                let between = if matches!(part, Sought::All(_)) { " AND " } else { " OR " };
                text.push('(');
                expression(of, between, text);
                text.push(')');
                Ok(())
            }
        };
    }
}

fn spelled(words: &[&str]) -> String {
    let mut text = String::with_capacity(words.iter().map(|word| word.len() + 1).sum());
    for word in words {
        text.push_str(&spelling(word));
        text.push(' ');
    }
    text
}

/// What may stand in a word of the full-text index. Two words that differ only in punctuation or
/// case become one: whoever asks judges what is found.
fn spelling(word: &str) -> String {
    word.chars().map(|c| if c.is_ascii() && !c.is_ascii_alphanumeric() { '_' } else { c }).collect()
}

/// The first text behind all that begin with this one. UTF-8 orders as code points do.
fn after(beginning: &str) -> String {
    let mut chars: Vec<char> = beginning.chars().collect();
    while let Some(last) = chars.pop() {
        let next = (u32::from(last) + 1..=u32::from(char::MAX)).find_map(char::from_u32);
        if let Some(next) = next {
            chars.push(next);
            break;
        }
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_ends_where_the_beginning_ends() {
        assert_eq!(after("nab"), "nac");
        assert_eq!(after("a\u{d7ff}"), "a\u{e000}");
        assert_eq!(after("a\u{10ffff}"), "b");
        assert_eq!(after("\u{10ffff}"), "");
    }

    #[test]
    fn words_cannot_break_out_of_a_question() {
        let word = |text: &str| Sought::Word(text.to_owned());
        let mut text = String::new();
        let any = Sought::Any(vec![word("n\" OR \"x"), Sought::Beginning("e*".to_owned())]);
        expression(&[word("n华北"), any], " AND ", &mut text);
        assert_eq!(text, "\"n华北\" AND (\"n__OR__x\" OR \"e_\" *)");
    }
}
