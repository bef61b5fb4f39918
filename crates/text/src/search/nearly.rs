//! Finding what was typed with one character wrong, missing, too much, or two neighbours swapped.

use super::{
    Class, FRAGMENT, Lookup, MatchField, Matched, QueryPlan, SOUND_LETTERS, SearchDoc, cut,
    index::{CODE, phone_digits},
    plan::words,
    runs,
};
use crate::{
    company::is_stop_pair,
    normal::{fold, is_han, key},
    pinyin::readings,
};

/// Fewest Chinese characters of which one can be wrong.
const HAN: usize = 3;
/// Fewest letters.
const LETTERS: usize = 5;
/// Fewest digits, or characters of a code.
const DIGITS: usize = 7;
/// Score of a match that is no exact one: below all that are.
const SCORE: u32 = 200;

/// The one word in which an error is looked for, and what it is made of.
enum Word {
    Han(Vec<char>),
    Latin(String),
}

fn word(query: &str) -> Option<Word> {
    let mut words = words(query).into_iter();
    let (word, None) = (words.next()?, words.next()) else { return None };
    let letters = word.chars().count();
    if word.chars().all(is_han) {
        (letters >= HAN).then(|| Word::Han(word.chars().collect()))
    } else if word.is_ascii() && !word.contains('@') {
        (letters >= LETTERS).then_some(Word::Latin(word))
    } else {
        None
    }
}

/// Plans the lookups for a text with one error; empty where it is too short, or several words.
#[must_use]
pub fn nearly_plan(query: &str) -> QueryPlan {
    let ways = match word(query) {
        None => Vec::new(),
        Some(Word::Han(word)) => {
            let pairs: Vec<String> = word.windows(2).map(|pair| pair.iter().collect()).collect();
            // An error touches two neighbouring pairs, swapping three.
            let width = if word.len() > 4 { 3 } else { 2 };
            let lookups = pairs
                .iter()
                .map(|pair| (!is_stop_pair(pair)).then(|| Lookup::Equal(Class::Name.token(pair))));
            without_some(&lookups.collect::<Vec<_>>(), width)
        }
        Some(Word::Latin(word)) => {
            let mut ways = Vec::new();
            if word.chars().count() >= DIGITS && word.contains(|c: char| c.is_ascii_digit()) {
                let pieces = runs(cut(&word, CODE), FRAGMENT);
                let lookups = pieces.map(|piece| Some(Lookup::Equal(Class::Fragment.token(piece))));
                ways = without_some(&lookups.collect::<Vec<_>>(), FRAGMENT + 1);
            }
            // Before the error, or behind it.
            let length = SOUND_LETTERS[1];
            ways.extend(runs(&word, length).map(|piece| Lookup::Equal(Class::Sound.token(piece))));
            ways
        }
    };
    let terms = if ways.is_empty() { Vec::new() } else { vec![Lookup::Any(ways)] };
    QueryPlan { terms, too_common: false }
}

/// For each place, all lookups but `width` neighbouring ones from there on; where nothing would be
/// left, fewer are left out.
fn without_some(lookups: &[Option<Lookup>], width: usize) -> Vec<Lookup> {
    for width in (1..=width.min(lookups.len())).rev() {
        let mut ways = Vec::new();
        for place in 0..=lookups.len() - width {
            let rest = lookups.iter().take(place).chain(lookups.iter().skip(place + width));
            let all: Vec<Lookup> = rest.filter_map(Clone::clone).collect();
            if !all.is_empty() {
                ways.push(Lookup::All(all));
            }
        }
        if !ways.is_empty() {
            return ways;
        }
    }
    Vec::new()
}

/// How a candidate matches a text with one error.
#[must_use]
pub fn judge_nearly(query: &str, doc: &SearchDoc) -> Option<Matched> {
    let found = |field, text: &str| Matched { field, text: text.to_owned(), score: SCORE };
    match word(query)? {
        Word::Han(word) => {
            if within(&chars(&key(&doc.name)), &word) {
                return Some(found(MatchField::Name, &doc.name));
            }
            let contact =
                doc.contacts.iter().find(|contact| within(&chars(&key(contact)), &word))?;
            Some(found(MatchField::Contact, contact))
        }
        Word::Latin(text) => {
            let word = chars(&text);
            if word.len() >= DIGITS {
                let same = |number: &&String| within(&chars(&phone_digits(number)), &word);
                if let Some(phone) = doc.phones.iter().find(same) {
                    return Some(found(MatchField::Phone, phone));
                }
                let code =
                    doc.credit_code.as_ref().filter(|code| within(&chars(&key(code)), &word));
                if let Some(code) = code {
                    return Some(found(MatchField::CreditCode, code));
                }
            }
            let sounds = |name: &str| {
                readings(&fold(name)).iter().any(|reading| {
                    (0..reading.syllables.len())
                        .any(|start| begins(&chars(&reading.full_from(start)), &word))
                })
            };
            sounds(&doc.name).then(|| found(MatchField::Pinyin, &doc.name))
        }
    }
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// Whether the text begins with the word, but for one error.
fn begins(text: &[char], word: &[char]) -> bool {
    (word.len().saturating_sub(1)..=word.len() + 1)
        .filter_map(|length| text.get(..length))
        .any(|part| one_error(part, word))
}

/// Whether the word stands in the text, but for one error.
fn within(text: &[char], word: &[char]) -> bool {
    (0..text.len()).any(|start| begins(text.get(start..).unwrap_or_default(), word))
}

/// Whether one character left out, put in or replaced, or two neighbours swapped, make one of the
/// other; or nothing at all.
fn one_error(a: &[char], b: &[char]) -> bool {
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (a.get(..a.len() - back), b.get(..b.len() - back)) {
        (Some([] | [_]), Some([] | [_])) => true,
        (Some([a, b]), Some([c, d])) => a == d && b == c,
        _ => false,
    }
}
