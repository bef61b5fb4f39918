//! Twins within a table (E7): which of its rows are one company. Reads a file and nothing else.

use crate::customer::issue;
use crate::{AppError, Result};
use kedang_domain::field::FieldError;
use kedang_exchange::{
    Classifier, HeaderCatalogue, Limits, Mapping, RawRow, ReadError, Target, Workbook,
};
use kedang_text::matching::{Profile, Record, batch, cluster, compare};
use std::collections::HashMap;
use std::path::Path;

/// Rows that are texts at the same time; of the others only what is compared is kept.
const PIECE: usize = 50_000;

/// What was found in a table.
#[derive(Debug)]
pub struct TableTwins {
    /// Rows that were compared.
    pub records: usize,
    /// Rows that are one company, each pair once, in order.
    pub pairs: Vec<TwinRows>,
}

/// Two rows that are one company.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwinRows {
    /// The earlier row: its distance from the header row, 1 for the row below it.
    pub a: u32,
    /// The later row.
    pub b: u32,
    /// How likely they are one company, 0.5 to 1.
    pub probability: f32,
}

/// Looks for twins in the chosen sheet of a workbook or in a delimited text, on as many threads.
///
/// # Errors
/// What is wrong with the file as a whole; `name_column_missing` when no column names customers.
pub fn twins_in_table(path: &Path, threads: usize) -> Result<TableTwins> {
    let refused = |error: &ReadError| {
        let params = error.params().into_iter();
        let error = params.fold(FieldError::new(error.code()), |e, (name, v)| e.with(name, v));
        AppError::invalid(issue("/file", "file", error))
    };
    let headers = HeaderCatalogue::builtin();
    let mut book = Workbook::from_path(path, Limits::default()).map_err(|e| refused(&e))?;
    let survey = book.survey(&headers).map_err(|e| refused(&e))?;
    let sheet = survey.chosen.unwrap_or(0);
    let mapping = survey.mapping(sheet, &book, &headers).filter(Mapping::has_name);
    let Some(mapping) = mapping else {
        let error = FieldError::new("name_column_missing");
        return Err(AppError::invalid(issue("/file", "file", error)));
    };
    let columns = Columns::of(&mapping);
    let classifier = Classifier::new(&mapping);
    let (mut profiles, mut numbers) = (Vec::new(), Vec::new());
    let mut piece: Vec<RawRow> = Vec::with_capacity(PIECE);
    let mut rows = book.rows(sheet).map_err(|e| refused(&e))?;
    loop {
        let row = rows.next().transpose().map_err(|e| refused(&e))?;
        let over = row.is_none();
        let data = row.filter(|row| row.number > mapping.header_row);
        piece.extend(data.filter(|row| classifier.skip_reason(row).is_none()));
        if over || piece.len() == PIECE {
            profiles.extend(batch::profiles(piece.len(), threads, |at| {
                piece
                    .get(at)
                    .map_or_else(|| Profile::new(&Record::default()), |r| columns.profile(r))
            }));
            numbers.extend(piece.drain(..).map(|row| row.number - mapping.header_row));
        }
        if over {
            return Ok(TableTwins {
                records: profiles.len(),
                pairs: twins(&profiles, &numbers, threads),
            });
        }
    }
}

/// All pairs within the groups of rows that are one company.
fn twins(profiles: &[Profile], numbers: &[u32], threads: usize) -> Vec<TwinRows> {
    let found = batch::pairs(profiles, threads);
    let judged: HashMap<(u32, u32), f32> =
        found.pairs.iter().map(|pair| ((pair.a, pair.b), pair.probability)).collect();
    let mut groups: HashMap<u32, Vec<u32>> = HashMap::new();
    for (place, group) in (0..).zip(cluster(profiles, &found.pairs)) {
        groups.entry(group).or_default().push(place);
    }
    let profile = |place: u32| profiles.get(usize::try_from(place).unwrap_or(usize::MAX));
    let number = |place: u32| numbers.get(usize::try_from(place).unwrap_or(usize::MAX));
    let mut pairs = Vec::new();
    for places in groups.values() {
        for (at, &a) in places.iter().enumerate() {
            for &b in places.iter().skip(at + 1) {
                let probability = judged.get(&(a, b)).copied().unwrap_or_else(|| {
                    // They share no key, but each is the twin of another.
                    let (Some(a), Some(b)) = (profile(a), profile(b)) else { return 0.0 };
                    compare(a, b, &found.frequencies).probability
                });
                if let (Some(&a), Some(&b)) = (number(a), number(b)) {
                    pairs.push(TwinRows { a, b, probability: probability.max(0.5) });
                }
            }
        }
    }
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// The columns from which a record is put together.
#[derive(Default)]
struct Columns {
    name: Option<usize>,
    credit_code: Option<usize>,
    legal_representative: Option<usize>,
    contacts: Option<usize>,
    mobiles: Vec<usize>,
    phones: Vec<usize>,
    emails: Vec<usize>,
    website: Option<usize>,
    province: Option<usize>,
    city: Option<usize>,
    county: Option<usize>,
    address: Option<usize>,
    postcode: Option<usize>,
    founded: Option<usize>,
    capital: Option<usize>,
    industry: Option<usize>,
}

impl Columns {
    fn of(mapping: &Mapping) -> Self {
        let mut found = Self::default();
        for (&index, column) in &mapping.columns {
            let one = match &column.target {
                Target::Name => &mut found.name,
                Target::Code => continue,
                Target::ContactName => &mut found.contacts,
                Target::Province => &mut found.province,
                Target::City => &mut found.city,
                Target::County => &mut found.county,
                Target::Phone | Target::ContactPhone => {
                    found.phones.push(index);
                    continue;
                }
                Target::Field(key) | Target::Contact(key) => match key.as_str() {
                    "credit_code" => &mut found.credit_code,
                    "legal_representative" => &mut found.legal_representative,
                    "website" => &mut found.website,
                    "region" => &mut found.province,
                    "address" => &mut found.address,
                    "postcode" => &mut found.postcode,
                    "founding_date" => &mut found.founded,
                    "registered_capital" => &mut found.capital,
                    "industry" => &mut found.industry,
                    "mobile" => {
                        found.mobiles.push(index);
                        continue;
                    }
                    "office_phone" | "home_phone" => {
                        found.phones.push(index);
                        continue;
                    }
                    "email" => {
                        found.emails.push(index);
                        continue;
                    }
                    _ => continue,
                },
            };
            one.get_or_insert(index);
        }
        found
    }

    fn profile(&self, row: &RawRow) -> Profile {
        let text = |column: Option<usize>| column.map_or("", |index| row.cell(index).text());
        let joined = |columns: &[usize]| {
            columns.iter().map(|index| row.cell(*index).text()).collect::<Vec<_>>().join(" ; ")
        };
        let (mobiles, phones, emails) =
            (joined(&self.mobiles), joined(&self.phones), joined(&self.emails));
        Profile::new(&Record {
            name: text(self.name),
            credit_code: text(self.credit_code),
            legal_representative: text(self.legal_representative),
            contacts: text(self.contacts),
            mobiles: &mobiles,
            phones: &phones,
            emails: &emails,
            website: text(self.website),
            province: text(self.province),
            city: text(self.city),
            county: text(self.county),
            address: text(self.address),
            postcode: text(self.postcode),
            founded: text(self.founded),
            capital: text(self.capital),
            industry: text(self.industry),
        })
    }
}
