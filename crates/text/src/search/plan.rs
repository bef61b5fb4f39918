//! What is looked up for a typed text.

use super::{
    CREDIT_CODE_CHARACTERS, Class, INITIAL_LETTERS, Lookup, PHONE_DIGITS, PINYIN_LETTERS,
    QueryTerm, Token, cut,
    index::{code_number, pairs_of},
};
use crate::normal::{fold, is_han};

/// Most characters of a query that are looked at.
const MAX_QUERY: usize = 100;
/// Most terms that are looked up; the judge sees the whole query.
const MAX_TERMS: usize = 12;

/// The lookups for a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryPlan {
    /// Terms that must all be met.
    pub terms: Vec<QueryTerm>,
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
    let mut terms: Vec<QueryTerm> = Vec::new();
    let mut too_common = false;
    for word in words(query) {
        if word.contains('@') {
            push(&mut terms, vec![Lookup::Prefix(Class::Email.token(&word))]);
            continue;
        }
        for piece in pieces(&word) {
            if piece.text.starts_with(is_han) {
                too_common |= !han_terms(&piece, &mut terms);
            } else {
                let mut any = latin_lookups(&piece.text);
                // A run in the middle of a name is found by its borders.
                let borders = piece.borders.iter().flat_map(|pair| in_names(pair, Lookup::Equal));
                any.extend(borders);
                push(&mut terms, any);
            }
        }
    }
    terms.truncate(MAX_TERMS);
    QueryPlan { too_common: too_common && terms.is_empty(), terms }
}

fn push(terms: &mut Vec<QueryTerm>, any: Vec<Lookup>) {
    let term = QueryTerm { any };
    if !term.any.is_empty() && !terms.contains(&term) {
        terms.push(term);
    }
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

fn in_names(text: &str, lookup: fn(Token) -> Lookup) -> impl Iterator<Item = Lookup> {
    [Class::Name, Class::Contact].into_iter().map(move |class| lookup(class.token(text)))
}

/// Adds the terms of a Chinese piece; `false` when it is made of legal forms only.
fn han_terms(piece: &Piece, terms: &mut Vec<QueryTerm>) -> bool {
    if piece.text.chars().count() == 1 {
        let borders = piece.borders.iter().flat_map(|pair| in_names(pair, Lookup::Equal));
        push(terms, in_names(&piece.text, Lookup::Prefix).chain(borders).collect());
        return true;
    }
    let mut common = true;
    for pair in pairs_of(&piece.text) {
        common = false;
        push(terms, in_names(&pair, Lookup::Equal).collect());
    }
    !common
}

fn latin_lookups(piece: &str) -> Vec<Lookup> {
    let letters = piece.chars().count();
    let digits_only = piece.bytes().all(|b| b.is_ascii_digit());
    let mut any = Vec::new();
    let sound = piece.replace('ü', "v");
    any.push(Lookup::Prefix(Class::Pinyin.token(&cut(&sound, PINYIN_LETTERS))));
    any.push(Lookup::Prefix(Class::Initials.token(&cut(&sound, INITIAL_LETTERS))));
    if !digits_only {
        any.push(Lookup::Prefix(Class::ContactPinyin.token(&cut(&sound, PINYIN_LETTERS))));
        any.push(Lookup::Prefix(Class::ContactInitials.token(&cut(&sound, INITIAL_LETTERS))));
        // Latin letters inside a longer Latin word of the name.
        if letters >= 2 {
            any.push(Lookup::Equal(Class::Name.token(&cut(piece, 2))));
        }
    } else if letters >= 2 {
        any.push(Lookup::Equal(Class::Name.token(&cut(piece, 2))));
    }
    if digits_only && letters >= PHONE_DIGITS {
        any.push(Lookup::Prefix(Class::Phone.token(&cut(piece, 20))));
    }
    if letters >= CREDIT_CODE_CHARACTERS && piece.contains(|c: char| c.is_ascii_digit()) {
        any.push(Lookup::Prefix(Class::CreditCode.token(&cut(piece, 32))));
        any.push(Lookup::Prefix(Class::CreditCodeTail.token(&cut(piece, 32))));
    }
    if digits_only {
        let number = code_number(piece);
        if !number.is_empty() {
            any.push(Lookup::Equal(Class::Code.token(number)));
        }
    } else {
        any.push(Lookup::Prefix(Class::Code.token(&cut(piece, 32))));
        if letters >= 2 {
            any.push(Lookup::Prefix(Class::Email.token(piece)));
        }
    }
    any
}
