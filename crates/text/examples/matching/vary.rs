//! More records than the table has, for measuring time and memory.
//!
//! Everything is changed the same way for all records of one company, so that its copies stay
//! copies with their errors: digits are permuted, rare characters shifted, domains lengthened.

use std::collections::HashMap;

use csv::StringRecord;

/// Characters of places, trades and legal forms stand among these most frequent ones.
const COMMON: usize = 500;

pub struct Variation {
    rare: Vec<char>,
    place_of: HashMap<char, usize>,
    /// Company of each row, and the valid code of each company.
    entity: HashMap<String, u64>,
    codes: HashMap<u64, String>,
}

impl Variation {
    pub fn of(
        rows: &[StringRecord],
        columns: &[usize],
        entities: Option<&HashMap<String, String>>,
    ) -> Self {
        let mut counts: HashMap<char, u32> = HashMap::new();
        let mut entity = HashMap::new();
        let mut codes: HashMap<u64, String> = HashMap::new();
        for row in rows {
            for c in row.get(columns[1]).unwrap_or_default().chars() {
                *counts.entry(c).or_default() += 1;
            }
            let id = row.get(columns[0]).unwrap_or_default();
            let name = entities.and_then(|all| all.get(id)).map_or(id, String::as_str);
            let number = name.bytes().fold(7_u64, |sum, b| sum.wrapping_mul(131) + u64::from(b));
            entity.insert(id.to_owned(), number);
            let code = row.get(columns[2]).unwrap_or_default();
            if code.len() == 18 && check(code) == code.chars().last() {
                codes.insert(number, code.to_owned());
            }
        }
        let mut rare: Vec<(u32, char)> = counts
            .into_iter()
            .filter(|(c, _)| ('\u{4e00}'..='\u{9fff}').contains(c))
            .map(|(c, n)| (n, c))
            .collect();
        rare.sort_unstable_by(|a, b| b.cmp(a));
        let rare: Vec<char> = rare.into_iter().skip(COMMON).map(|(_, c)| c).collect();
        let place_of = rare.iter().enumerate().map(|(at, c)| (*c, at)).collect();
        Self { rare, place_of, entity, codes }
    }

    pub fn vary(&self, row: &StringRecord, columns: &[usize], round: usize) -> StringRecord {
        let id = row.get(columns[0]).unwrap_or_default();
        let entity = self.entity.get(id).copied().unwrap_or_default();
        let seed = (entity ^ (round as u64).wrapping_mul(0x9e37_79b9)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let seed = seed ^ (seed >> 29);
        let columns_of = |at: usize| columns[at];
        row.iter()
            .enumerate()
            .map(|(column, text)| {
                let at = (1..17).find(|at| columns_of(*at) == column);
                match at {
                    Some(1 | 3 | 4) => self.characters(text, seed),
                    Some(2) => self.code(text, entity, seed),
                    Some(5 | 6 | 12) => digits(text, seed),
                    Some(7 | 8) => text.replace(".example", &format!("{seed:x}.example")),
                    Some(14) => year(text, seed),
                    _ => text.to_owned(),
                }
            })
            .collect()
    }

    fn characters(&self, text: &str, seed: u64) -> String {
        let shift = (seed % self.rare.len().max(1) as u64) as usize;
        text.chars()
            .map(|c| match self.place_of.get(&c) {
                Some(at) => self.rare[(at + shift) % self.rare.len()],
                None => c,
            })
            .collect()
    }

    fn code(&self, text: &str, entity: u64, seed: u64) -> String {
        let mut varied = digits(text, seed);
        let Some(valid) = self.codes.get(&entity) else { return varied };
        if text.len() == 18
            && text.is_ascii()
            && text.chars().last() == valid.chars().last()
            && let Some(fitting) = check(&digits(valid, seed))
        {
            varied.pop();
            varied.push(fitting);
        }
        varied
    }
}

/// Permutes six digits that stand in no country code and begin no number.
fn digits(text: &str, seed: u64) -> String {
    const MOVED: [char; 6] = ['2', '3', '4', '5', '7', '9'];
    let mut order = MOVED;
    let mut left = seed % 720;
    for at in (1..6).rev() {
        let other = (left % (at as u64 + 1)) as usize;
        left /= at as u64 + 1;
        order.swap(at, other);
    }
    text.chars()
        .map(|c| MOVED.iter().position(|moved| *moved == c).map_or(c, |at| order[at]))
        .collect()
}

fn year(text: &str, seed: u64) -> String {
    let mut out: Vec<char> = text.chars().collect();
    if (text.starts_with("19") || text.starts_with("20"))
        && let Some(c) = out.get_mut(3)
        && let Some(digit) = c.to_digit(10)
    {
        *c = char::from_digit((digit + (seed >> 20) as u32 % 10) % 10, 10).unwrap_or('0');
    }
    out.into_iter().collect()
}

/// The check character of GB 32100.
fn check(code: &str) -> Option<char> {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut weight = 1;
    let mut sum = 0;
    for c in code.chars().take(17) {
        sum += ALPHABET.find(c)? * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.chars().nth((31 - sum % 31) % 31)
}
