//! The highest rows that have some words, on PostgreSQL: a walk down the rows of the rarest.

use super::Sought;
use crate::{Conn, Result, Sql};

/// Rows looked at for each word, at most, to learn how rare it is.
const PROBE: i64 = 400;
/// Rows walked for the rarest word when even that is common: mostly the first of them are enough.
const WALK: i64 = 20_000;
const SHORT_WALK: i64 = 2_000;
/// The rows of a word that has at most so many times as many as the leader are read together;
/// those of a commoner one are looked up one by one, for each of which so many could be read.
const TOGETHER: i64 = 8;

/// The highest numbers of rows for which all of this holds, highest first.
pub(super) async fn highest(
    table: &'static str,
    conn: &mut Conn,
    all: &[Sought],
    limit: i64,
) -> Result<Vec<i64>> {
    // One word, and no other that would leave rows of it out: its first rows are the answer.
    if let [one] = all
        && let Some(words) = one.words()
    {
        let mut sql = Sql::new("");
        top(table, &words, limit, &mut sql);
        return numbers(conn, sql).await;
    }
    let Some(walk) = Walk::plan(table, conn, all).await? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for depth in walk.depths() {
        found = numbers(conn, walk.down(*depth, limit)).await?;
        if i64::try_from(found.len()).is_ok_and(|found| found >= limit) {
            break;
        }
    }
    Ok(found)
}

async fn numbers(conn: &mut Conn, sql: Sql) -> Result<Vec<i64>> {
    conn.all(sql).await?.iter_mut().map(crate::Row::take).collect()
}

/// Selects the highest rows that have one of these words. Of each word so many are enough: those of
/// all together lie among them.
fn top(table: &'static str, words: &[&Sought], most: i64, sql: &mut Sql) {
    let several = words.len() > 1;
    sql.push(if several { "SELECT b.no FROM (" } else { "" });
    for (index, word) in words.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " UNION " });
        sql.push("(SELECT t.no FROM ").push(table).push(" t WHERE ");
        word.is_at(sql);
        sql.push(" ORDER BY t.no DESC LIMIT ").value(most).push(")");
    }
    if several {
        sql.push(") b ORDER BY b.no DESC LIMIT ").value(most);
    }
}

/// How common a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Common {
    /// Its rows, at most [`PROBE`].
    rows: i64,
    /// The lowest of its highest [`PROBE`] rows: the higher, the closer its rows lie.
    floor: i64,
}

impl Common {
    const NEVER: Self = Self { rows: 0, floor: 0 };
}

/// A way to the rows.
struct Walk<'a> {
    table: &'static str,
    all: &'a [Sought],
    known: Vec<(&'a Sought, Common)>,
    /// What all rows meant have one of.
    leaders: Vec<&'a Sought>,
    led: Common,
    /// The highest row that was seen of any word.
    highest: i64,
}

impl<'a> Walk<'a> {
    /// Looks how common the words are; `None` when one that is needed has no rows.
    async fn plan(table: &'static str, conn: &mut Conn, all: &'a [Sought]) -> Result<Option<Self>> {
        let mut leaves = Vec::new();
        all.iter().for_each(|one| one.leaves(&mut leaves));
        let mut sql = Sql::new("");
        for (index, leaf) in (0_i64..).zip(&leaves) {
            sql.push(if index == 0 { "" } else { " UNION ALL " });
            sql.push("SELECT ").value(index);
            sql.push(", count(*), COALESCE(min(p.no), 0), COALESCE(max(p.no), 0) FROM (");
            sql.push("SELECT t.no FROM ").push(table).push(" t WHERE ");
            leaf.is_at(&mut sql);
            sql.push(if leaf.is_word() { " ORDER BY t.no DESC" } else { "" });
            sql.push(" LIMIT ").value(PROBE).push(") p");
        }
        sql.push(" ORDER BY 1");
        let (mut known, mut highest) = (Vec::with_capacity(leaves.len()), 0);
        for (leaf, mut row) in leaves.into_iter().zip(conn.all(sql).await?) {
            // Its place among them.
            row.take::<i64>()?;
            known.push((leaf, Common { rows: row.take()?, floor: row.take()? }));
            highest = highest.max(row.take()?);
        }
        // Of several that are equally common, the last: the caller puts first what says little.
        let leader = all.iter().map(|one| leaders(one, &known)).rev().min_by_key(|(led, _)| *led);
        let Some((led, leaders)) = leader.filter(|(led, _)| led.rows > 0) else { return Ok(None) };
        Ok(Some(Self { table, all, known, leaders, led, highest }))
    }

    /// So far down one goes, and if too little is found, so far.
    fn depths(&self) -> &'static [i64] {
        match self.led.rows < PROBE {
            true => &[PROBE],
            // Words that begin alike have their rows in no order.
            false if self.leaders.iter().any(|leaf| !leaf.is_word()) => &[WALK],
            false => &[SHORT_WALK, WALK],
        }
    }

    /// Selects the highest rows for which all holds, among so many of the leaders.
    fn down(&self, depth: i64, limit: i64) -> Sql {
        let mut sql = Sql::new("WITH x AS MATERIALIZED (");
        match self.leaders.iter().all(|leaf| leaf.is_word()) {
            true => top(self.table, &self.leaders, depth, &mut sql),
            false => self.any(depth, &mut sql),
        }
        sql.push("), f AS MATERIALIZED (SELECT min(x.no) AS no FROM x) ");
        // In order, so that nothing is looked up behind the last that is wanted.
        sql.push("SELECT x.no FROM (SELECT x.no FROM x ORDER BY x.no DESC OFFSET 0) x WHERE 1 = 1");
        for one in self.all.iter().filter(|one| !self.is_led(one)) {
            sql.push(" AND ");
            self.holds(one, &mut sql);
        }
        sql.push(" ORDER BY x.no DESC LIMIT ").value(limit);
        sql
    }

    /// Selects so many rows of each leader.
    fn any(&self, depth: i64, sql: &mut Sql) {
        for (index, leaf) in self.leaders.iter().enumerate() {
            sql.push(if index == 0 { "" } else { " UNION " });
            // A row may have several words that begin so.
            sql.push("SELECT DISTINCT b.no FROM (SELECT t.no FROM ").push(self.table);
            sql.push(" t WHERE ");
            leaf.is_at(sql);
            sql.push(" LIMIT ").value(depth).push(") b");
        }
    }

    /// Whether this holds for every row of the leaders.
    fn is_led(&self, sought: &Sought) -> bool {
        match sought {
            Sought::Word(_) | Sought::Beginning(_) => self.leaders.as_slice() == [sought],
            Sought::Any(_) => sought
                .words()
                .is_some_and(|words| self.leaders.iter().all(|leader| words.contains(leader))),
            Sought::All(_) => false,
        }
    }

    /// Adds the condition on the row `x`.
    fn holds(&self, sought: &Sought, sql: &mut Sql) {
        match sought {
            Sought::Word(_) | Sought::Beginning(_) if self.is_together(sought) => {
                // Read once and kept: as a bare IN it could become a join that reads far more.
                sql.push("(x.no IN (SELECT t.no FROM ").push(self.table).push(" t WHERE ");
                sought.is_at(sql);
                sql.push(" AND t.no >= (SELECT f.no FROM f)) IS TRUE)");
            }
            Sought::Word(_) | Sought::Beginning(_) => {
                // Without the OFFSET all rows of the word would be read, of which PostgreSQL expects
                // far too few, instead of each being looked up.
                sql.push("EXISTS (SELECT 1 FROM ").push(self.table);
                sql.push(" t WHERE t.no = x.no AND ");
                sought.is_at(sql);
                sql.push(" OFFSET 0)");
            }
            Sought::All(parts) | Sought::Any(parts) => {
                let all = matches!(sought, Sought::All(_));
                sql.push(if all { "(1 = 1" } else { "(1 = 0" });
                for part in parts.iter().filter(|part| !part.is_never()) {
                    sql.push(if all { " AND " } else { " OR " });
                    self.holds(part, sql);
                }
                sql.push(")");
            }
        }
    }

    /// Whether the rows of a word are few enough, where the leader's lie, to be read together.
    fn is_together(&self, leaf: &Sought) -> bool {
        let common = common(leaf, &self.known);
        if common.rows < PROBE {
            return true;
        }
        let span = |floor: i64| self.highest.saturating_sub(floor).max(1);
        let led = match self.led.rows < PROBE {
            // All that the leader has, over all that there is.
            true => self.highest / self.led.rows.max(1) * PROBE,
            false => span(self.led.floor),
        };
        leaf.is_word() && led / span(common.floor) <= TOGETHER
    }
}

fn common(leaf: &Sought, known: &[(&Sought, Common)]) -> Common {
    known.iter().find(|(known, _)| *known == leaf).map_or(Common::NEVER, |(_, common)| *common)
}

/// The words among whose rows are all those meant, and how common these are together.
fn leaders<'a>(sought: &'a Sought, known: &[(&Sought, Common)]) -> (Common, Vec<&'a Sought>) {
    match sought {
        Sought::Word(_) | Sought::Beginning(_) => (common(sought, known), vec![sought]),
        Sought::All(parts) => parts
            .iter()
            .map(|part| leaders(part, known))
            .min_by_key(|(common, _)| *common)
            .unwrap_or((Common { rows: i64::MAX, floor: 0 }, Vec::new())),
        Sought::Any(parts) => {
            let parts = parts.iter().filter(|part| !part.is_never());
            parts.map(|part| leaders(part, known)).fold(
                (Common::NEVER, Vec::new()),
                |(sum, mut all), (more, leaves)| {
                    all.extend(leaves);
                    let rows = sum.rows.saturating_add(more.rows);
                    (Common { rows, floor: sum.floor.max(more.floor) }, all)
                },
            )
        }
    }
}

impl Sought {
    fn is_word(&self) -> bool {
        matches!(self, Self::Word(_))
    }

    /// The words of which one is enough, if there is nothing else to this.
    fn words(&self) -> Option<Vec<&Self>> {
        match self {
            Self::Word(_) => Some(vec![self]),
            Self::Any(parts) => {
                let parts = parts.iter().filter(|part| !part.is_never());
                parts.map(|part| part.is_word().then_some(part)).collect()
            }
            Self::Beginning(_) | Self::All(_) => None,
        }
    }

    fn leaves<'a>(&'a self, found: &mut Vec<&'a Self>) {
        match self {
            Self::Word(_) | Self::Beginning(_) => found.push(self),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.leaves(found));
            }
        }
    }
}
