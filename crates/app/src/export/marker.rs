//! Marker customers among the rows of an export, see [`kedang_domain::marker`].

use super::Export;
use crate::{App, Result, Work};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, Uuid};
use kedang_domain::marker::{self, Invented, invent};
use kedang_domain::secrecy::Level;
use kedang_storage::customer::{self, Listed};
use serde_json::Value;
use std::ops::Range;

/// Facts that say nothing by which somebody is told apart, and stand in a marker as beside it.
const BORROWED: [&str; 6] = ["region", "postcode", "industry", "stage", "source", "lawful_basis"];

/// A marker that waits for its place.
struct Waiting {
    seed: [u8; 64],
    /// The running number that nobody else gets.
    no: i64,
    place: usize,
}

/// The markers of an export.
pub(super) struct Markers(Vec<Waiting>);

impl App {
    /// The markers of an export of so many customers: each takes a running number that no customer
    /// gets then.
    pub(super) async fn draw_markers(
        &self,
        work: &mut Work<'_>,
        export: &Export,
        customers: i64,
        wanted: bool,
    ) -> Result<Markers> {
        let count = if wanted { marker::count(customers) } else { 0 };
        if count == 0 {
            return Ok(Markers(Vec::new()));
        }
        let rows = usize::try_from(customers).unwrap_or(usize::MAX);
        let first = customer::numbers(work.tx(), count).await?;
        let mut drawn = Vec::new();
        for no in first..first + count {
            let seed = self.marker_seed(&export.id.to_string(), no);
            drawn.push(Waiting { seed, no, place: invent(&seed, "", "", rows).place });
        }
        Ok(Markers(drawn))
    }

    fn marker_seed(&self, export: &str, no: i64) -> [u8; 64] {
        let key = self.derived("marker");
        let half = |which: &str| crate::seal::keyed(&key, &[export, &no.to_string(), which]);
        let (a, b) = (half("a"), half("b"));
        std::array::from_fn(|at| if at < 32 { a[at] } else { b[at - 32] })
    }
}

impl Markers {
    /// What of a marker is its own.
    pub(super) const OWN: [&str; 5] = ["name", "credit_code", "mobile", "office_phone", "address"];

    pub(super) fn count(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// Puts those among the rows whose place is within these of the whole.
    pub(super) fn put_among(&self, rows: &mut Vec<Listed>, part: Range<usize>) {
        for waiting in self.0.iter().filter(|one| part.contains(&one.place)) {
            let at = (waiting.place - part.start).min(rows.len());
            let beside = || rows.iter().cycle().skip(at).take(rows.len()).filter(|row| row.no > 0);
            let Some(beside) = beside().find(|row| is_plain(row)).or_else(|| beside().next())
            else {
                continue;
            };
            let row = disguised(beside, waiting);
            rows.insert(at, row);
        }
    }
}

/// Whether a marker can borrow of it: a firm that is no secret.
fn is_plain(row: &Listed) -> bool {
    row.kind == CustomerKind::Organization && row.secrecy == Level::Internal
}

/// A row that looks like the one beside it and is nobody's.
fn disguised(beside: &Listed, waiting: &Waiting) -> Listed {
    let text = |key| beside.values.get(key).and_then(Value::as_str).unwrap_or_default();
    let area = text("office_phone").split_once('-').map_or("", |(area, _)| area);
    let invented: Invented = invent(&waiting.seed, text("region"), area, 1);
    let mut values: Values = beside
        .values
        .iter()
        .filter(|(key, _)| is_plain(beside) && BORROWED.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let own = [
        ("credit_code", invented.credit_code),
        ("mobile", invented.mobile),
        ("office_phone", invented.office_phone),
        ("address", invented.address),
    ];
    for (key, value) in own {
        values.insert(key.to_owned(), Value::String(value));
    }
    Listed {
        // No customer has it: duties and contacts are looked up by it.
        id: CustomerId::new(Uuid::nil()),
        no: -waiting.no,
        code: customer::code(waiting.no),
        name: invented.name,
        values,
        kind: CustomerKind::Organization,
        secrecy: Level::Internal,
        uncertain: 0,
        ..beside.clone()
    }
}
