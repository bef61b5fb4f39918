//! Amounts of money in fen.

use super::{ValueError, error::shown, narrow, number::Plain, numeral};
use serde::{Deserialize, Serialize};

/// An amount in fen (1/100 yuan), smaller than 2^53 either way so that a page can hold it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

/// The unit of an amount that names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// 1 yuan.
    #[default]
    Yuan,
    /// 1,000 yuan.
    Thousand,
    /// 10,000 yuan, 万元.
    Wan,
    /// 1,000,000 yuan, 百万元.
    Million,
    /// 100,000,000 yuan, 亿元.
    Yi,
}

impl MoneyUnit {
    /// How many yuan one unit is.
    #[must_use]
    pub fn yuan(self) -> i64 {
        match self {
            Self::Yuan => 1,
            Self::Thousand => 1_000,
            Self::Wan => 10_000,
            Self::Million => 1_000_000,
            Self::Yi => 100_000_000,
        }
    }
}

const LIMIT: i128 = 1 << 53;

impl Fen {
    /// From whole fen; `None` at 2^53 and beyond.
    #[must_use]
    pub fn new(fen: i64) -> Option<Self> {
        (i128::from(fen).abs() < LIMIT).then_some(Self(fen))
    }

    /// Whole fen.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }

    /// The amount in yuan with two decimals, the form in which [`Self::parse`] reads it back.
    #[must_use]
    pub fn to_yuan(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }

    /// Reads an amount with its unit (`1500万元`, `100,000元`, `50万元人民币`, `￥3.5亿`,
    /// `1亿2000万`, `壹佰万元整`); an amount without one is taken in `unit`.
    ///
    /// # Errors
    /// [`ValueError::MoneyFormat`], [`ValueError::MoneyCurrency`] for another currency,
    /// [`ValueError::MoneyRange`] when it is finer than a fen or too large.
    pub fn parse(text: &str, unit: MoneyUnit) -> Result<Self, ValueError> {
        let refuse = || ValueError::MoneyFormat { value: shown(text) };
        if text.len() > 256 {
            return Err(refuse());
        }
        let narrowed = narrow(text).to_lowercase();
        if FOREIGN.iter().any(|mark| narrowed.contains(mark)) {
            return Err(ValueError::MoneyCurrency { value: shown(text) });
        }
        let mut bare = narrowed;
        for mark in MARKS {
            bare = bare.replace(mark, "");
        }
        let bare = bare.trim();
        let (negative, bare) = match bare.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest.trim()),
            None => (false, bare),
        };
        if bare.is_empty() || bare.starts_with(['-', '+']) {
            return Err(refuse());
        }
        let fen = amount(bare, unit).ok_or_else(refuse)?;
        let fen = fen.and_then(|fen| i64::try_from(if negative { -fen } else { fen }).ok());
        fen.and_then(Self::new).ok_or_else(|| ValueError::MoneyRange { value: shown(text) })
    }
}

impl TryFrom<i64> for Fen {
    type Error = ValueError;

    fn try_from(fen: i64) -> Result<Self, Self::Error> {
        Self::new(fen).ok_or_else(|| ValueError::MoneyRange { value: fen.to_string() })
    }
}

impl From<Fen> for i64 {
    fn from(fen: Fen) -> i64 {
        fen.0
    }
}

/// Words for the yuan that say nothing about the amount.
const MARKS: [&str; 8] = ["人民币", "人民幣", "rmb", "cny", "¥", "元整", "圆整", "整"];
/// Words for other currencies; `$` alone is the dollar of somebody.
const FOREIGN: [&str; 20] = [
    "美元", "美金", "usd", "$", "欧元", "eur", "€", "港元", "港币", "hkd", "日元", "日圆", "jpy",
    "英镑", "gbp", "£", "台币", "韩元", "新元", "加元",
];

/// Units from the longest word to the shortest, in yuan.
const UNITS: [(&str, i64); 14] = [
    ("万亿", 1_000_000_000_000),
    ("千亿", 100_000_000_000),
    ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("w", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("k", 1_000),
];

/// The amount in fen; outer `None` when it cannot be read, inner when it is not whole fen or too
/// large.
fn amount(text: &str, default: MoneyUnit) -> Option<Option<i128>> {
    let named_yuan = text.ends_with(['元', '圆']);
    let text = text.trim_end_matches(['元', '圆']).trim();
    if let Some(yuan) = in_characters(text, default, named_yuan) {
        return Some(Some(i128::from(yuan) * 100));
    }
    let mut rest = text;
    let mut total: i128 = 0;
    let mut last = i64::MAX;
    let mut first = true;
    while first || !rest.is_empty() {
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\'')))
            .unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        let plain = Plain::read(number.trim())?;
        let (unit, tail) =
            match UNITS.iter().find_map(|(word, yuan)| Some((*yuan, tail.strip_prefix(word)?))) {
                Some(found) => found,
                None if !tail.is_empty() => return None,
                // 1亿2000 means nothing certain; 200元 and a bare number do.
                None if first && !named_yuan => (default.yuan(), ""),
                None if first || named_yuan => (1, ""),
                None => return None,
            };
        if unit >= last {
            return None;
        }
        last = unit;
        let Some(part) = to_fen(&plain, unit) else { return Some(None) };
        total += part;
        rest = tail.trim();
        first = false;
    }
    Some((total < LIMIT).then_some(total))
}

fn to_fen(plain: &Plain, unit: i64) -> Option<i128> {
    if plain.whole.len() > 18 || plain.decimals.len() > 14 {
        return None;
    }
    let digits: i128 = format!("0{}{}", plain.whole, plain.decimals).parse().ok()?;
    let scale = 10_i128.checked_pow(u32::try_from(plain.decimals.len()).ok()?)?;
    let scaled = digits.checked_mul(i128::from(unit))?.checked_mul(100)?;
    (scaled % scale == 0).then_some(scaled / scale)
}

/// An amount in Chinese numerals, in yuan.
fn in_characters(text: &str, default: MoneyUnit, named_yuan: bool) -> Option<u64> {
    let number = numeral::read(text)?;
    let has_unit = named_yuan || text.contains(['万', '萬', '亿', '億']);
    let unit = if has_unit { 1 } else { u64::try_from(default.yuan()).ok()? };
    number.checked_mul(unit)
}
