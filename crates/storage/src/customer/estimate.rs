//! How many customers meet a condition, roughly and remembered.
//!
//! Only the shape of a query hangs on it, never its result, so a number that is somewhat old does
//! no harm. Counting anew for each list would cost as much as the list.

use super::condition::{Condition, ValueTest, value_test};
use crate::Result;
use kedang_db::{Conn, Sql};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A number serves so many queries before it is counted again.
const USES: u32 = 200;
/// Numbers remembered at most; beyond, all are forgotten.
const REMEMBERED: usize = 1_000;

/// Numbers counted before. One for each database.
#[derive(Debug, Default)]
pub struct Estimates(Mutex<HashMap<String, Estimate>>);

#[derive(Clone, Copy, Debug)]
struct Estimate {
    rows: i64,
    cap: i64,
    uses: u32,
}

impl Estimates {
    /// The condition that the fewest index rows meet, and how many, counted up to `cap`.
    pub(super) async fn rarest(
        &self,
        conn: &mut Conn,
        conditions: &[Condition],
        cap: i64,
    ) -> Result<Option<(usize, i64)>> {
        let mut best: Option<(usize, i64)> = None;
        for (index, condition) in conditions.iter().enumerate().filter(|(_, c)| c.can_drive()) {
            let Condition::Value(field, test) = condition else { continue };
            let rows = self.rows(conn, field, test, cap).await?;
            if best.is_none_or(|(_, fewest)| rows < fewest) {
                best = Some((index, rows));
            }
        }
        Ok(best)
    }

    async fn rows(&self, conn: &mut Conn, field: &str, test: &ValueTest, cap: i64) -> Result<i64> {
        let key = format!("{field} {test:?}");
        if let Some(rows) = self.known(&key, cap) {
            return Ok(rows);
        }
        let mut sql = Sql::new("SELECT count(*) FROM (SELECT 1 FROM customer_value v WHERE ");
        value_test(field, test, &mut sql);
        sql.push(" LIMIT ").value(cap + 1).push(") x");
        let rows = conn.one(sql).await?.take()?;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(key, Estimate { rows, cap, uses: 0 });
        Ok(rows)
    }

    fn known(&self, key: &str, cap: i64) -> Option<i64> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let estimate = known.get_mut(key)?;
        // Counted up to a lower bound, "more than that" says too little.
        let enough = estimate.cap >= cap || estimate.rows <= estimate.cap;
        estimate.uses += 1;
        (enough && estimate.uses <= USES).then_some(estimate.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remembering(rows: i64, cap: i64) -> Estimates {
        let one = HashMap::from([("stage".to_owned(), Estimate { rows, cap, uses: 0 })]);
        Estimates(Mutex::new(one))
    }

    #[test]
    fn a_number_serves_for_a_while() {
        let estimates = remembering(7, 10);
        for _ in 0..USES {
            assert_eq!(estimates.known("stage", 10), Some(7));
        }
        assert_eq!(estimates.known("stage", 10), None);
        assert_eq!(estimates.known("region", 10), None);
    }

    #[test]
    fn more_than_a_low_bound_says_nothing_of_a_higher_one() {
        assert_eq!(remembering(11, 10).known("stage", 10), Some(11));
        assert_eq!(remembering(11, 10).known("stage", 100), None);
        assert_eq!(remembering(10, 10).known("stage", 100), Some(10));
        assert_eq!(remembering(90, 100).known("stage", 10), Some(90));
    }
}
