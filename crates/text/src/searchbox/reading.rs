//! What the box asks, in the filters of the list and the words of the search.

use super::fit::is_near;
use super::grammar::{Asked, Compare, Span, Term, Text, is_plain, parse};
use super::lexicon::{Key, Lexicon, Shape, WORDS};
use super::value::{Asker, Meant, ends, meant, operator};
use kedang_domain::field::FILTER_IN_MAX;
use kedang_domain::value::clean_line;

/// Names shown of one part, at most.
const SHOWN_MAX: usize = 3;
/// What is proposed instead of what was not understood, at most.
const PROPOSED_MAX: usize = 5;

/// A term that was understood as a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// The name of the field.
    pub label: String,
    /// What is asked of it, in words.
    pub shown: String,
    /// What does not meet it is asked for.
    pub negated: bool,
    /// The filters of the list, `field:op:value`, with a `-` before what must not hold.
    pub filters: Vec<String>,
}

/// Why a term was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No key of that name.
    KeyUnknown,
    /// A key without a value.
    ValueMissing,
    /// The key has no such value.
    ValueUnknown,
    /// The values of the key have no order.
    NotOrdered,
    /// Only one value can be asked for.
    OneValue,
    /// What lies between two ends cannot be excluded.
    RangeNegated,
}

impl Why {
    /// A stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::KeyUnknown => "box_key_unknown",
            Self::ValueMissing => "box_value_missing",
            Self::ValueUnknown => "box_value_unknown",
            Self::NotOrdered => "box_not_ordered",
            Self::OneValue => "box_one_value",
            Self::RangeNegated => "box_range_negated",
        }
    }
}

/// A term that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The part of the text that it is about.
    pub span: Span,
    /// Why.
    pub why: Why,
    /// The key as it was typed.
    pub key: String,
    /// The value as it was typed; empty when it is about the key.
    pub value: String,
    /// What may have been meant, to stand in that place.
    pub proposed: Vec<String>,
}

/// A text of the box, understood as far as it can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The filters, in the order of the text.
    pub parts: Vec<Part>,
    /// The words for the search.
    pub words: String,
    /// What was not understood.
    pub troubles: Vec<Trouble>,
}

impl Reading {
    /// All its filters, without the words.
    pub fn filters(&self) -> impl Iterator<Item = &String> {
        self.parts.iter().flat_map(|part| &part.filters)
    }
}

/// Reads a text of the box.
#[must_use]
pub fn read(text: &str, lexicon: &Lexicon, asker: Asker<'_>) -> Reading {
    if is_plain(text) {
        return Reading { words: text.trim().to_owned(), ..Reading::default() };
    }
    let mut reading = Reading::default();
    let mut words: Vec<String> = Vec::new();
    for term in parse(text) {
        match &term.asked {
            Asked::Word(word) if !term.negated => words.push(word.text.clone()),
            Asked::Word(word) => reading.parts.extend(without(word, &term, lexicon, asker)),
            Asked::Field { key, compare, values } => {
                match field(&term, key, *compare, values, lexicon, asker) {
                    Ok(part) => reading.parts.push(part),
                    Err(trouble) => reading.troubles.push(trouble),
                }
            }
        }
    }
    reading.words = words.join(" ").trim().to_owned();
    reading
}

/// A word that the name must not contain.
fn without(word: &Text, term: &Term, lexicon: &Lexicon, asker: Asker<'_>) -> Option<Part> {
    let text = clean_line(&word.text);
    let name = lexicon.keys.iter().find(|key| key.shape == Shape::Name)?;
    (!text.is_empty()).then(|| Part {
        span: term.span,
        label: name.label.in_locale(asker.locale).to_owned(),
        shown: text.clone(),
        negated: true,
        filters: vec![format!("-{}:contains:{text}", name.field)],
    })
}

fn field(
    term: &Term,
    typed: &Text,
    compare: Compare,
    values: &[Text],
    lexicon: &Lexicon,
    asker: Asker<'_>,
) -> Result<Part, Trouble> {
    let fail = |why, span, value: &str, proposed| Trouble {
        span,
        why,
        key: typed.text.clone(),
        value: value.to_owned(),
        proposed,
    };
    let Some(key) = lexicon.key(&typed.text) else {
        let proposed = similar_keys(&typed.text, lexicon, asker.locale);
        return Err(fail(Why::KeyUnknown, typed.span, "", proposed));
    };
    let Some(first) = values.first() else {
        return Err(fail(Why::ValueMissing, term.span, "", Vec::new()));
    };
    let ordered = key.is_ordered();
    if compare != Compare::Is && !ordered {
        return Err(fail(Why::NotOrdered, term.span, &first.text, Vec::new()));
    }
    let single = ordered || matches!(key.shape, Shape::Text | Shape::Name | Shape::Mention);
    if let (true, Some(second)) = (single, values.get(1)) {
        return Err(fail(Why::OneValue, second.span, &second.text, Vec::new()));
    }
    let part = |shown: String, filters: Vec<String>| Part {
        span: term.span,
        label: key.label.in_locale(asker.locale).to_owned(),
        shown,
        negated: term.negated,
        filters: filters
            .into_iter()
            .map(|filter| if term.negated { format!("-{filter}") } else { filter })
            .collect(),
    };
    if let Some((word, op)) = blank(key, compare, values) {
        return Ok(part(WORDS.said(word, asker.locale), vec![format!("{}:{op}", key.field)]));
    }
    let unknown = |value: &Text| {
        fail(Why::ValueUnknown, value.span, &value.text, similar_values(key, value, asker.locale))
    };
    if let (true, Compare::Is, Some((from, to))) = (ordered, compare, ends(first)) {
        let one = |end: &Text| meant(key, end, asker).pop().ok_or_else(|| unknown(first));
        let (from, to) = (one(&from)?, one(&to)?);
        if term.negated {
            return Err(fail(Why::RangeNegated, term.span, &first.text, Vec::new()));
        }
        let filter = |op, end: &Meant| format!("{}:{op}:{}", key.field, end.value);
        let filters = vec![filter("gte", &from), filter("lte", &to)];
        return Ok(part(format!("{} – {}", from.shown, to.shown), filters));
    }
    let mut all: Vec<Meant> = Vec::new();
    for value in values {
        let found = meant(key, value, asker);
        if found.is_empty() {
            return Err(unknown(value));
        }
        all.extend(found.into_iter().filter(|one| !all.contains(one)).collect::<Vec<_>>());
    }
    all.truncate(FILTER_IN_MAX);
    if key.shape == Shape::YesNo && all.len() > 1 {
        return Err(fail(Why::OneValue, term.span, &first.text, Vec::new()));
    }
    let op = operator(key, compare, first, all.len() > 1);
    let value = all.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(",");
    let filters = vec![format!("{}:{op}:{value}", key.field)];
    Ok(part(shown(&all, compare), filters))
}

/// "None" and "any" of what may be unknown.
fn blank(key: &Key, compare: Compare, values: &[Text]) -> Option<(&'static str, &'static str)> {
    let [value] = values else { return None };
    if !key.blank || value.quoted || compare != Compare::Is {
        return None;
    }
    match &*WORDS.meaning(&value.text)?.value {
        "empty" => Some(("empty", "empty")),
        "present" => Some(("present", "present")),
        _ => None,
    }
}

fn shown(all: &[Meant], compare: Compare) -> String {
    let names = all.iter().take(SHOWN_MAX).map(|one| one.shown.as_str()).collect::<Vec<_>>();
    let more = if all.len() > SHOWN_MAX { "…" } else { "" };
    let sign = match compare {
        Compare::Is => "",
        Compare::Less => "< ",
        Compare::LessOrEqual => "≤ ",
        Compare::Greater => "> ",
        Compare::GreaterOrEqual => "≥ ",
    };
    format!("{sign}{}{more}", names.join(", "))
}

fn similar_keys(typed: &str, lexicon: &Lexicon, locale: &str) -> Vec<String> {
    let near = |key: &&Key| {
        let names = [&key.label.zh, &key.label.en, &key.field].into_iter().chain(&key.aliases);
        names.into_iter().any(|name| is_near(typed, name))
    };
    let mut fits: Vec<_> = lexicon.keys.iter().filter(|key| key.fit(typed).is_some()).collect();
    fits.extend(lexicon.keys.iter().filter(near));
    written(fits.into_iter().map(|key| key.written(locale)))
}

fn similar_values(key: &Key, value: &Text, locale: &str) -> Vec<String> {
    let (all, few) = match &key.shape {
        Shape::Options(options) => (&options[..], options.len() <= PROPOSED_MAX),
        Shape::YesNo => (&WORDS.yes_no[..], true),
        Shape::People(named) | Shape::Departments(named) => (&named[..], false),
        _ => return Vec::new(),
    };
    let near = all.iter().filter(|one| {
        few || is_near(&value.text, &one.label.zh) || is_near(&value.text, &one.label.en)
    });
    written(near.map(|one| super::grammar::as_value(one.label.in_locale(locale))))
}

fn written(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for one in all {
        if !found.contains(&one) && found.len() < PROPOSED_MAX {
            found.push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests;
