//! More records than the table has, for measuring time and memory.
//!
//! A new company takes its name from one company of the table, its address from another, its
//! person from a third, and so on; its records take the errors along. Codes, telephone numbers
//! and domains are its own: digits are permuted and domains lengthened, the same way in all its
//! records.

use std::collections::HashMap;

use csv::StringRecord;

/// Characters of places, trades and legal forms stand among these most frequent ones.
const COMMON: usize = 500;

/// Columns, by their place in the table's list, that come from one company.
const GROUPS: [&[usize]; 5] = [&[1], &[3, 4], &[9, 10, 11, 12, 13], &[14, 15], &[16]];

pub struct Variation<'a> {
    rows: &'a [StringRecord],
    rare: Vec<char>,
    place_of: HashMap<char, usize>,
    /// Company and number within the company of each row.
    place: Vec<(usize, usize)>,
    companies: Vec<Vec<usize>>,
    /// The valid code of each company.
    codes: HashMap<usize, String>,
}

impl<'a> Variation<'a> {
    pub fn of(
        rows: &'a [StringRecord],
        columns: &[usize],
        entities: Option<&HashMap<String, String>>,
    ) -> Self {
        let mut counts: HashMap<char, u32> = HashMap::new();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut companies: Vec<Vec<usize>> = Vec::new();
        let mut place = Vec::new();
        let mut codes = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            for c in row.get(columns[1]).unwrap_or_default().chars() {
                *counts.entry(c).or_default() += 1;
            }
            let id = row.get(columns[0]).unwrap_or_default();
            let name = entities.and_then(|all| all.get(id)).map_or(id, String::as_str);
            let company = *numbers.entry(name).or_insert(companies.len());
            if company == companies.len() {
                companies.push(Vec::new());
            }
            place.push((company, companies[company].len()));
            companies[company].push(at);
            let code = row.get(columns[2]).unwrap_or_default();
            if code.len() == 18 && check(code) == code.chars().last() {
                codes.insert(company, code.to_owned());
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
        Self { rows, rare, place_of, place, companies, codes }
    }

    /// The row as it is in this repetition of the table.
    pub fn vary(&self, at: usize, columns: &[usize], round: usize) -> StringRecord {
        let (company, number) = self.place[at];
        let seed = mix((company as u64) << 20 ^ round as u64);
        let row = &self.rows[at];
        row.iter()
            .enumerate()
            .map(|(column, text)| {
                let kind = (1..17).find(|kind| columns[*kind] == column).unwrap_or(0);
                if let Some(group) = GROUPS.iter().position(|group| group.contains(&kind)) {
                    let shift = mix((round * GROUPS.len() + group) as u64 ^ 0xabcd) as usize;
                    let donor = &self.companies
                        [(company + shift % self.companies.len()) % self.companies.len()];
                    let text =
                        self.rows[donor[number % donor.len()]].get(column).unwrap_or_default();
                    return match kind {
                        1 | 3 | 4 => self.characters(text, seed),
                        _ => text.to_owned(),
                    };
                }
                match kind {
                    2 => self.code(text, company, seed),
                    5 | 6 => digits(text, seed),
                    7 | 8 => text.replace(".example", &format!("{:x}.example", seed >> 32)),
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

    fn code(&self, text: &str, company: usize, seed: u64) -> String {
        let mut varied = digits(text, seed);
        let Some(valid) = self.codes.get(&company) else { return varied };
        let ends_alike = match (varied.chars().last(), digits(valid, seed).chars().last()) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(&b),
            _ => false,
        };
        if varied.chars().filter(char::is_ascii_alphanumeric).count() == 18
            && ends_alike
            && let Some(fitting) = check(&digits(valid, seed))
        {
            varied.pop();
            varied.push(fitting);
        }
        varied
    }
}

fn mix(value: u64) -> u64 {
    let mixed = (value ^ (value >> 31)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> 8
}

/// Half-width, with those six digits permuted that stand in no country code and begin no number.
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
        .map(|c| match u32::from(c) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .map(|c| MOVED.iter().position(|moved| *moved == c).map_or(c, |at| order[at]))
        .collect()
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
