//! What is looked up for a typed text.

use super::{
    Class, FRAGMENT, Lookup, SOUND_LETTERS, SYLLABLE_LETTERS, cut,
    index::{CODE, INITIALS, code_number, is_provider, pairs_of},
    runs,
};
use crate::normal::{fold, is_han, key};

/// Most characters of a query that are looked at.
const MAX_QUERY: usize = 100;
/// Most terms that are looked up; the judge sees the whole query.
const MAX_TERMS: usize = 12;

/// The lookups for a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryPlan {
    /// Lookups that must all hold.
    pub terms: Vec<Lookup>,
    /// The query holds only words that nearly every company has in its name (有限公司); it has no
    /// terms and nothing should be looked up.
    pub too_common: bool,
}

impl QueryPlan {
    /// Nothing to look up: an empty query, or one that is [too common](Self::too_common).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// Plans the lookups for what a person typed.
///
/// Words divided by blanks must all be met. A Chinese word is the conjunction of its pairs of
/// characters; Latin letters are tried as pinyin, initials, Latin words, e-mail and codes; digits
/// as telephone number, credit code and file code.
#[must_use]
pub fn query_plan(query: &str) -> QueryPlan {
    let mut terms: Vec<Lookup> = Vec::new();
    let mut too_common = false;
    for word in words(query) {
        if word.contains('@') {
            push(&mut terms, email_lookup(&word));
            continue;
        }
        for piece in pieces(&word) {
            if piece.text.starts_with(is_han) {
                too_common |= !han_terms(&piece, &mut terms);
            } else {
                let mut any = latin_lookups(&piece.text);
                // A run in the middle of a name is found by its borders.
                any.extend(piece.borders.iter().map(|pair| name(pair)));
                push(&mut terms, Lookup::Any(any));
            }
        }
    }
    terms.truncate(MAX_TERMS);
    QueryPlan { too_common: too_common && terms.is_empty(), terms }
}

fn push(terms: &mut Vec<Lookup>, term: Lookup) {
    let empty = matches!(&term, Lookup::Any(parts) | Lookup::All(parts) if parts.is_empty());
    if !empty && !terms.contains(&term) {
        terms.push(term);
    }
}

fn name(pair: &str) -> Lookup {
    Lookup::Equal(Class::Name.token(pair))
}

/// The words of a query, folded. A query of digits, blanks and hyphens is one telephone number.
pub(super) fn words(query: &str) -> Vec<String> {
    let folded = fold(&query.chars().take(MAX_QUERY).collect::<String>());
    let number = folded.trim().trim_start_matches('+');
    let phone_like = number.contains(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || " -()".contains(c));
    if phone_like {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let national = digits.strip_prefix("86").filter(|rest| rest.len() == 11);
        return vec![national.map_or(digits.clone(), str::to_owned)];
    }
    folded
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '。'))
        .map(|word| {
            let mail = word.contains('@');
            word.chars().filter(|c| c.is_alphanumeric() || (mail && !c.is_whitespace())).collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// A part of a word in one script, and the pairs of characters at its borders with other parts.
struct Piece {
    text: String,
    borders: Vec<String>,
}

/// Cuts a word where Chinese and other letters meet.
fn pieces(word: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut previous: Option<char> = None;
    for c in word.chars() {
        let same = previous.is_some_and(|before| is_han(before) == is_han(c));
        match (found.last_mut(), previous) {
            (Some(piece), _) if same => piece.text.push(c),
            (Some(piece), Some(before)) => {
                let border = String::from_iter([before, c]);
                piece.borders.push(border.clone());
                found.push(Piece { text: c.to_string(), borders: vec![border] });
            }
            _ => found.push(Piece { text: c.to_string(), borders: Vec::new() }),
        }
        previous = Some(c);
    }
    found
}

/// Adds the terms of a Chinese piece; `false` when it is made of legal forms only.
fn han_terms(piece: &Piece, terms: &mut Vec<Lookup>) -> bool {
    if piece.text.chars().count() == 1 {
        let anywhere = Lookup::Prefix(Class::Name.token(&piece.text));
        let borders = piece.borders.iter().map(|pair| name(pair));
        push(terms, Lookup::Any([anywhere].into_iter().chain(borders).collect()));
        return true;
    }
    let mut common = true;
    for pair in pairs_of(&piece.text) {
        common = false;
        push(terms, name(pair));
    }
    !common
}

fn latin_lookups(piece: &str) -> Vec<Lookup> {
    let letters = piece.chars().count();
    let mut any = Vec::new();
    if letters == 1 {
        // Only a name of one character is found by one letter.
        any.push(Lookup::Equal(Class::Sound.token(piece)));
        any.push(Lookup::Equal(Class::Initials.token(piece)));
    }
    any.extend(sound(&piece.replace('ü', "v")));
    // Later initials may lie beyond those of a long name.
    any.extend(together(Class::Initials, runs(cut(piece, INITIALS), 2)));
    // Latin letters inside a longer Latin word of the name.
    any.extend((letters >= 2).then(|| name(cut(piece, 2))));
    any.extend(together(Class::Fragment, runs(cut(piece, CODE), FRAGMENT)));
    let number = code_number(piece);
    if number.len() < piece.len() {
        // The letters before the number of a file code tell nothing.
        let digits = piece.trim_start_matches(|c: char| !c.is_ascii_digit());
        if digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() < letters {
            any.extend(together(Class::Fragment, runs(cut(digits, CODE), FRAGMENT)));
        }
    }
    if !number.is_empty() {
        any.push(Lookup::Equal(Class::Code.token(number)));
    }
    if !piece.bytes().all(|b| b.is_ascii_digit()) && letters >= 2 {
        any.push(Lookup::Prefix(Class::Email.token(piece)));
    }
    any
}

/// All of these pieces; `None` when there are none.
fn together<'a>(class: Class, pieces: impl Iterator<Item = &'a str>) -> Option<Lookup> {
    let mut all: Vec<Lookup> = Vec::new();
    for lookup in pieces.map(|piece| Lookup::Equal(class.token(piece))) {
        if !all.contains(&lookup) {
            all.push(lookup);
        }
    }
    match all.len() {
        0 | 1 => all.pop(),
        _ => Some(Lookup::All(all)),
    }
}

/// A name that sounds so from a syllable on: its first letters, and behind its first syllable,
/// wherever that ends, the letters that follow.
fn sound(text: &str) -> Option<Lookup> {
    let starting = |text: &str| {
        let letters = text.chars().count();
        let length = SOUND_LETTERS.into_iter().rev().find(|length| *length <= letters)?;
        Some(Lookup::Equal(Class::Sound.token(cut(text, length))))
    };
    let first = starting(text)?;
    let letters = text.chars().count();
    let shortest = SOUND_LETTERS[0];
    if letters < SYLLABLE_LETTERS + shortest {
        return Some(first);
    }
    let places = text.char_indices().map(|(at, _)| at).skip(1).take(SYLLABLE_LETTERS);
    let next = places.filter_map(|at| starting(text.get(at..)?)).collect();
    Some(Lookup::All(vec![first, Lookup::Any(next)]))
}

/// The local part by its pieces, the domain as a beginning.
fn email_lookup(word: &str) -> Lookup {
    let (local, domain) = word.split_once('@').unwrap_or((word, ""));
    let local = key(local);
    let mut all = Vec::new();
    if (1..FRAGMENT).contains(&local.chars().count()) {
        all.push(Lookup::Equal(Class::Email.token(&local)));
    } else {
        all.extend(together(Class::Fragment, runs(cut(&local, CODE), FRAGMENT)));
    }
    if domain.chars().count() >= FRAGMENT && !is_provider(domain) {
        all.push(Lookup::Prefix(Class::Email.token(domain)));
    }
    Lookup::All(all)
}
