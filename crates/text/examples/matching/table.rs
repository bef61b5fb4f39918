//! The table of customers, read a piece at a time: the texts are never all in memory.

use std::{
    collections::HashMap,
    error::Error,
    fs::File,
    time::{Duration, Instant},
};

use csv::StringRecord;
use kedang_text::matching::{Profile, Record, batch};

use crate::vary::Variation;

const COLUMNS: [&str; 17] = [
    "序号",
    "客户名称",
    "统一社会信用代码",
    "法定代表人",
    "联系人",
    "手机",
    "固定电话",
    "邮箱",
    "网址",
    "省",
    "市",
    "区县",
    "地址",
    "邮编",
    "成立日期",
    "注册资本",
    "行业",
];
const PIECE: usize = 50_000;

/// Profiles and, for each, the number of its row and of its repetition.
pub type Profiles = (Vec<Profile>, Vec<(String, usize)>);

/// Where a copy of the records goes.
pub type Copy = csv::Writer<File>;

pub struct Table {
    reader: csv::Reader<File>,
    columns: Vec<usize>,
    /// How many of a hundred cells are left out.
    blank: u64,
    /// Time that building profiles took.
    pub making: Duration,
}

impl Table {
    pub fn open(path: &str, blank: u64) -> Result<Self, Box<dyn Error>> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
        let headers = reader.headers()?.clone();
        let columns = COLUMNS
            .iter()
            .map(|name| {
                headers.iter().position(|header| header.trim_matches(['\u{feff}', ' ']) == *name)
            })
            .map(|found| found.unwrap_or(usize::MAX))
            .collect();
        Ok(Self { reader, columns, blank, making: Duration::ZERO })
    }

    /// A file for a copy of the records.
    pub fn copy(&mut self, path: &str) -> Result<Copy, Box<dyn Error>> {
        let mut writer = csv::Writer::from_path(path)?;
        let mut headers = self.reader.headers()?.clone();
        headers.push_field("record_id");
        headers.push_field("true_id");
        writer.write_record(&headers)?;
        Ok(writer)
    }

    /// Reads all rows, and repeats them.
    pub fn profiles(
        &mut self,
        threads: usize,
        times: usize,
        entities: Option<&HashMap<String, String>>,
        mut copy: Option<&mut Copy>,
    ) -> Result<Profiles, Box<dyn Error>> {
        let mut profiles = Vec::new();
        let mut ids = Vec::new();
        let mut rows = Vec::with_capacity(PIECE);
        let mut all: Vec<StringRecord> = Vec::new();
        loop {
            rows.clear();
            for row in self.reader.records().take(PIECE) {
                rows.push(row?);
            }
            if rows.is_empty() {
                break;
            }
            let started = Instant::now();
            profiles.extend(batch::profiles(rows.len(), threads, |at| {
                Profile::new(&self.record(&rows[at]))
            }));
            self.making += started.elapsed();
            self.write(copy.as_deref_mut(), &rows, 0, entities)?;
            ids.extend(rows.iter().map(|row| (self.id(row), 0)));
            if times > 1 {
                all.append(&mut rows);
            }
        }
        let variation = Variation::of(&all, &self.columns, entities);
        for round in 1..times {
            let varied: Vec<StringRecord> =
                (0..all.len()).map(|at| variation.vary(at, &self.columns, round)).collect();
            let started = Instant::now();
            profiles.extend(batch::profiles(varied.len(), threads, |at| {
                Profile::new(&self.record(&varied[at]))
            }));
            self.making += started.elapsed();
            self.write(copy.as_deref_mut(), &varied, round, entities)?;
            ids.extend(all.iter().map(|row| (self.id(row), round)));
        }
        Ok((profiles, ids))
    }

    fn write(
        &self,
        copy: Option<&mut Copy>,
        rows: &[StringRecord],
        round: usize,
        entities: Option<&HashMap<String, String>>,
    ) -> Result<(), Box<dyn Error>> {
        let Some(copy) = copy else { return Ok(()) };
        for row in rows {
            let id = self.id(row);
            let company = entities.and_then(|all| all.get(&id)).unwrap_or(&id);
            let mut row = row.clone();
            row.push_field(&format!("{id}-{round}"));
            row.push_field(&format!("{company}-{round}"));
            copy.write_record(&row)?;
        }
        Ok(copy.flush()?)
    }

    fn id(&self, row: &StringRecord) -> String {
        row.get(self.columns[0]).unwrap_or_default().to_owned()
    }

    fn record<'a>(&self, row: &'a StringRecord) -> Record<'a> {
        let seed = match self.blank {
            0 => 0,
            _ => self.id(row).bytes().fold(3_u64, |sum, b| sum.wrapping_mul(131) ^ u64::from(b)),
        };
        let text = |at: usize| {
            let hash = (seed ^ (at as u64) << 40).wrapping_mul(0xff51_afd7_ed55_8ccd);
            let hash = (hash ^ (hash >> 32)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> 33;
            let left_out = at > 1 && hash % 100 < self.blank;
            if left_out { "" } else { row.get(self.columns[at]).unwrap_or_default() }
        };
        Record {
            name: text(1),
            credit_code: text(2),
            legal_representative: text(3),
            contacts: text(4),
            mobiles: text(5),
            phones: text(6),
            emails: text(7),
            website: text(8),
            province: text(9),
            city: text(10),
            county: text(11),
            address: text(12),
            postcode: text(13),
            founded: text(14),
            capital: text(15),
            industry: text(16),
        }
    }
}
