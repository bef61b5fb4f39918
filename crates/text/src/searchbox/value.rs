//! What a value means for a key.

use super::fit::{Fit, fit};
use super::grammar::{Compare, Text};
use super::lexicon::{Key, Named, Shape, WORDS};
use jiff::civil::Date;
use kedang_domain::field::FILTER_IN_MAX;
use kedang_domain::reference::{Division, Divisions, Industries, Industry};
use kedang_domain::value::{Decimal, Fen, MoneyUnit, Period, clean_line, narrow};

/// Codes that one name may mean, at most; beyond, it says too little.
const CODES_MAX: usize = 20;
/// Fewest letters by which a place or an industry is known by its sound.
const LETTERS: usize = 3;

/// A value that was understood: how filters write it, and how people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) value: String,
    pub(super) shown: String,
}

/// Who asks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// For whom "me" stands where a filter cannot say so: their id.
    pub me: &'a str,
    /// The date where the company is.
    pub today: Date,
    /// Language of what is shown: "zh" or "en".
    pub locale: &'a str,
}

/// What one value means; several where a part of a name fits several. Empty when nothing.
pub(super) fn meant(key: &Key, value: &Text, asker: Asker<'_>) -> Vec<Meant> {
    let text = value.text.trim();
    let one = |value: String, shown: &str| vec![Meant { value, shown: shown.to_owned() }];
    match &key.shape {
        Shape::Text | Shape::Name | Shape::Mention => match clean_line(text) {
            text if text.is_empty() => Vec::new(),
            text => one(text.clone(), &text),
        },
        Shape::Code => code(text).map(|code| one(code.clone(), &code)).unwrap_or_default(),
        Shape::Options(options) => named(options, text, asker.locale),
        // Who asks for both asks for nothing.
        Shape::YesNo => match named(&WORDS.yes_no, text, asker.locale) {
            all if all.len() == 1 => all,
            _ => Vec::new(),
        },
        Shape::People(people) => match WORDS.meaning(text) {
            Some(me) if me.value == "me" && !value.quoted => {
                let id = if key.field == "owner" { "me" } else { asker.me };
                one(id.to_owned(), me.label.in_locale(asker.locale))
            }
            _ => named(people, text, asker.locale),
        },
        Shape::Departments(departments) => named(departments, text, asker.locale),
        Shape::Region => regions(text)
            .into_iter()
            .map(|d| Meant { value: d.code.to_owned(), shown: d.full_name.to_owned() })
            .collect(),
        Shape::Industry => industries(text)
            .into_iter()
            .map(|i| Meant { value: i.code.to_owned(), shown: i.name.to_owned() })
            .collect(),
        Shape::Day => period(text, asker.today)
            .map(|period| one(period.to_string(), &shown_period(period, asker.locale)))
            .unwrap_or_default(),
        Shape::Number => Decimal::parse(text)
            .map(|number| one(number.to_string(), number.as_str()))
            .unwrap_or_default(),
        Shape::Money => Fen::parse(text, MoneyUnit::Yuan)
            .map(|fen| one(fen.get().to_string(), &format!("¥{}", fen.to_yuan())))
            .unwrap_or_default(),
        Shape::Count => narrow(text)
            .trim_end_matches('%')
            .parse::<i64>()
            .map(|count| one(count.to_string(), &count.to_string()))
            .unwrap_or_default(),
    }
}

/// The names that a text fits best.
fn named(all: &[Named], text: &str, locale: &str) -> Vec<Meant> {
    let fits = || all.iter().filter_map(|one| Some((one.fit(text)?, one)));
    let best = fits().map(|(fit, _)| fit).max();
    fits()
        .filter(|(fit, _)| Some(*fit) == best)
        .take(FILTER_IN_MAX)
        .map(|(_, one)| Meant {
            value: one.value.clone(),
            shown: one.label.in_locale(locale).to_owned(),
        })
        .collect()
}

/// `KH0000001`, the head of one, or a number.
fn code(text: &str) -> Option<String> {
    let text = narrow(text).to_ascii_uppercase();
    let digits = text.strip_prefix("KH").unwrap_or(&text);
    let fits = digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit());
    (fits && !text.is_empty()).then_some(text)
}

/// The divisions that a text names: by code, as the head of an address, by a part of the name, or
/// by how a province or city sounds.
pub(super) fn regions(text: &str) -> Vec<&'static Division> {
    let table = Divisions::builtin();
    let text = narrow(text);
    if text.is_empty() {
        return Vec::new();
    }
    if let Some(division) = table.by_code(&text) {
        return vec![division];
    }
    if let Some(found) = table.resolve_text(&text).filter(|found| found.rest.is_empty()) {
        return vec![found.division];
    }
    let sounds = text.len() >= LETTERS && text.bytes().all(|b| b.is_ascii_alphabetic());
    let mut found: Vec<&Division> = match sounds {
        true => table
            .iter()
            .filter(|d| d.level < 3 && !d.historical)
            .filter(|d| fit(&text, d.name) >= Some(Fit::Beginning))
            .collect(),
        false => table
            .search(&text, CODES_MAX + 1)
            .into_iter()
            .filter(|d| d.name.starts_with(&text) && !d.historical)
            .collect(),
    };
    // A province says more than a county of the same name.
    let top = found.iter().map(|d| d.level).min();
    found.retain(|d| Some(d.level) == top);
    if found.len() > CODES_MAX { Vec::new() } else { found }
}

/// The industries that a text names: by code or name, by what people call them, by a part of the
/// name, or by how a section or division sounds. None lies below another.
pub(super) fn industries(text: &str) -> Vec<&'static Industry> {
    let table = Industries::builtin();
    let text = narrow(text);
    if text.trim().is_empty() {
        return Vec::new();
    }
    if let Some(industry) = table.resolve(&text) {
        return vec![industry];
    }
    if let Some(trade) = WORDS.trades.iter().find(|trade| trade.fit(&text) == Some(Fit::Exact)) {
        return table.resolve(&trade.value).into_iter().collect();
    }
    let sounds = text.len() >= LETTERS && text.bytes().all(|b| b.is_ascii_alphabetic());
    let found: Vec<&Industry> = match sounds {
        true => table
            .iter()
            .filter(|i| i.level < 3 && fit(&text, i.name) >= Some(Fit::Beginning))
            .collect(),
        false => table.iter().filter(|i| fit(&text, i.name) >= Some(Fit::Inside)).collect(),
    };
    let below = |i: &Industry| {
        found.iter().any(|other| other.code != i.code && table.is_within(i.code, other.code))
    };
    let top: Vec<&Industry> = found.iter().copied().filter(|i| !below(i)).collect();
    if top.len() > CODES_MAX { Vec::new() } else { top }
}

/// `今天`, `本月`, `近30天`, `2026`, `2026-11`, `2026年11月`, `11月`, `2026/11/5`.
pub(super) fn period(text: &str, today: Date) -> Option<Period> {
    if let Some(period) = WORDS.meaning(text).and_then(|word| word.value.parse().ok()) {
        return Some(period);
    }
    let text = narrow(text).to_lowercase();
    if let Some(days) = last_days(&text) {
        return Some(Period::LastDays(days));
    }
    let year = text.contains(['年', '-', '/', '.']) || text.len() == 4;
    let parts: Vec<&str> =
        text.split(['年', '月', '日', '号', '-', '/', '.']).filter(|p| !p.is_empty()).collect();
    let written = match (&parts[..], year) {
        ([y], true) => (*y).to_owned(),
        ([y, m], true) => format!("{y}-{m:0>2}"),
        ([y, m, d], true) => format!("{y}-{m:0>2}-{d:0>2}"),
        ([m], false) if text.ends_with('月') => format!("{:04}-{m:0>2}", today.year()),
        ([m, d], false) if text.contains('月') => format!("{:04}-{m:0>2}-{d:0>2}", today.year()),
        _ => return None,
    };
    written.parse().ok()
}

/// `近30天`, `30天内`, `最近30天`, `30d`, `last 30 days`.
fn last_days(text: &str) -> Option<u16> {
    let begun = ["最近", "近", "last"].iter().find_map(|head| text.strip_prefix(head));
    let rest = begun.unwrap_or(text).trim_matches([' ', '_']);
    let ended = ["天之内", "天以内", "天内", "days", "日内", "d"];
    let days = match ended.iter().find_map(|tail| rest.strip_suffix(tail)) {
        Some(days) => days,
        None => begun.and_then(|_| rest.strip_suffix(['天', '日']))?,
    };
    days.trim_matches([' ', '_']).parse().ok().filter(|days| (1..=9_999).contains(days))
}

pub(super) fn shown_period(period: Period, locale: &str) -> String {
    match period {
        Period::LastDays(days) => {
            WORDS.said("last_days", locale).replace("{count}", &days.to_string())
        }
        other => WORDS.said(&other.to_string(), locale),
    }
}

/// The two ends of `100..200`.
pub(super) fn ends(value: &Text) -> Option<(Text, Text)> {
    if value.quoted {
        return None;
    }
    let (from, to) = value.text.split_once("..").or_else(|| value.text.split_once(['~', '～']))?;
    let part = |text: &str| Text { text: text.to_owned(), ..value.clone() };
    (!from.is_empty() && !to.is_empty()).then(|| (part(from), part(to)))
}

/// The operator of the list for a comparison.
pub(super) fn operator(key: &Key, compare: Compare, value: &Text, several: bool) -> &'static str {
    match (compare, &key.shape) {
        (Compare::Less, _) => "lt",
        (Compare::LessOrEqual, _) => "lte",
        (Compare::Greater, _) => "gt",
        (Compare::GreaterOrEqual, _) => "gte",
        (Compare::Is, Shape::Text) if value.quoted => "eq",
        (Compare::Is, Shape::Text | Shape::Name | Shape::Mention) => "contains",
        (Compare::Is, Shape::Region | Shape::Industry | Shape::Departments(_) | Shape::Code) => {
            "under"
        }
        (Compare::Is, _) if several => "in",
        (Compare::Is, _) => "eq",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, wanted) in [
            ("今天", "today"),
            ("本周", "this_week"),
            ("这个月", "this_month"),
            ("this month", "this_month"),
            ("this_month", "this_month"),
            ("今年", "this_year"),
            ("2026", "2026"),
            ("2026年", "2026"),
            ("2026-11", "2026-11"),
            ("2026年1月", "2026-01"),
            ("11月", "2026-11"),
            ("11月5日", "2026-11-05"),
            ("2026/1/5", "2026-01-05"),
            ("２０２６．１．５", "2026-01-05"),
            ("近30天", "last_30_days"),
            ("30天内", "last_30_days"),
            ("7d", "last_7_days"),
            ("last 7 days", "last_7_days"),
        ] {
            let found = period(text, date(2026, 11, 22)).map(|p| p.to_string());
            assert_eq!(found.as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "13月", "2026-02-30", "30天", "我", "d", "0天内", "12345"] {
            assert_eq!(period(text, date(2026, 11, 22)), None, "{text}");
        }
    }

    #[test]
    fn places_and_industries_have_names() {
        let codes = |text| regions(text).iter().map(|d| d.code).collect::<Vec<_>>();
        assert_eq!(codes("江苏"), ["320000"]);
        assert_eq!(codes("jiangsu"), ["320000"]);
        assert_eq!(codes("南京市"), ["320100"]);
        assert_eq!(codes("320102"), ["320102"]);
        assert_eq!(codes("江苏省南京"), ["320100"]);
        assert!(codes("火星").is_empty());
        let codes = |text| industries(text).iter().map(|i| i.code).collect::<Vec<_>>();
        assert_eq!(codes("物流"), ["G"]);
        assert_eq!(codes("制造业"), ["C"]);
        assert_eq!(codes("C26"), ["26"]);
        assert_eq!(codes("zhizaoye"), ["C"]);
        assert!(codes("水产").len() > 1);
        assert!(codes("时光机").is_empty());
    }
}
