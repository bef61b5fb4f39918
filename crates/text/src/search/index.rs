//! The tokens of a customer.

use std::collections::BTreeSet;

use super::{Class, FRAGMENT, SOUND_LETTERS, SYLLABLE_LETTERS, SearchDoc, Token, cut, runs};
use crate::{
    company::{is_stop_pair, split_legal_form},
    normal::{fold, key},
    pinyin::{Reading, readings},
};

/// Syllables of a name from which its pinyin can be typed: a place, a trade name and a trade.
const STARTS: usize = 10;
/// Most initials of a name that are looked at.
pub(super) const INITIALS: usize = 20;
/// Most characters of a code or number that are looked at.
pub(super) const CODE: usize = 32;
/// Mail providers: their domain tells nothing about the customer.
const PROVIDERS: [&str; 18] = [
    "qq.com",
    "163.com",
    "126.com",
    "139.com",
    "189.cn",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "yeah.net",
    "foxmail.com",
    "aliyun.com",
    "21cn.com",
    "tom.com",
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "icloud.com",
    "yahoo.com",
];

/// Whether a domain may be one of those, or the beginning of one.
pub(super) fn is_provider(domain: &str) -> bool {
    PROVIDERS.iter().any(|provider| provider.starts_with(domain))
}

/// All tokens of a customer, each once, in order.
#[must_use]
pub fn index_tokens(doc: &SearchDoc) -> Vec<Token> {
    let mut tokens = BTreeSet::new();
    name_tokens(&doc.name, &mut tokens);
    for contact in &doc.contacts {
        name_tokens(contact, &mut tokens);
    }
    for phone in &doc.phones {
        fragments(&phone_digits(phone), &mut tokens);
    }
    if let Some(code) = &doc.credit_code {
        fragments(cut(&key(code), CODE), &mut tokens);
    }
    for email in &doc.emails {
        let email = fold(email);
        let (local, domain) = email.split_once('@').unwrap_or((&email, ""));
        let known = key(local);
        if (1..FRAGMENT).contains(&known.chars().count()) {
            tokens.insert(Class::Email.token(&known));
        }
        fragments(cut(&known, CODE), &mut tokens);
        if !domain.is_empty() && !is_provider(domain) {
            tokens.insert(Class::Email.token(domain));
        }
    }
    let code = key(&doc.code);
    fragments(digits_at_end(cut(&code, CODE)), &mut tokens);
    let number = code_number(&code);
    if !number.is_empty() {
        tokens.insert(Class::Code.token(number));
    }
    tokens.into_iter().collect()
}

fn fragments(text: &str, tokens: &mut BTreeSet<Token>) {
    tokens.extend(runs(text, FRAGMENT).map(|piece| Class::Fragment.token(piece)));
}

fn name_tokens(name: &str, tokens: &mut BTreeSet<Token>) {
    let name_key = key(name);
    tokens.extend(pairs_of(&name_key).map(|pair| Class::Name.token(pair)));
    if name_key.chars().count() == 1 {
        tokens.insert(Class::Name.token(&name_key));
    }
    let folded = fold(name);
    let own = split_legal_form(&name_key).0.chars().count();
    for reading in readings(&folded) {
        let starts = starts_of_own_part(&reading, own).min(STARTS);
        sound_tokens(&reading, starts, tokens);
        let initials = reading.initials();
        let pairs = runs(cut(&initials, INITIALS), 2);
        tokens.extend(pairs.map(|pair| Class::Initials.token(pair)));
        if initials.chars().count() == 1 {
            tokens.insert(Class::Initials.token(&initials));
            tokens.extend(reading.syllables.iter().map(|s| Class::Sound.token(cut(&s.text, 1))));
        }
    }
}

/// How many syllables of a reading belong to the first `own` characters of the name. Runs of
/// letters count with all their characters.
fn starts_of_own_part(reading: &Reading, own: usize) -> usize {
    let mut characters = 0;
    let mut starts = 0;
    for syllable in &reading.syllables {
        if characters >= own {
            break;
        }
        characters += if syllable.run { syllable.text.chars().count() } else { 1 };
        starts += 1;
    }
    starts
}

/// Neighbouring characters, without the pairs of the legal forms.
pub(super) fn pairs_of(name_key: &str) -> impl Iterator<Item = &str> {
    runs(name_key, 2).filter(|pair| !is_stop_pair(pair))
}

/// The sounds from each of the first syllables on, and from the one behind them: whoever looks
/// for a long text also asks for what follows its first syllable.
fn sound_tokens(reading: &Reading, starts: usize, tokens: &mut BTreeSet<Token>) {
    for (start, syllable) in reading.syllables.iter().enumerate().take(starts + 1) {
        let text = reading.full_from(start);
        // A long run of letters is taken for several syllables.
        for place in (0..syllable.text.chars().count()).step_by(SYLLABLE_LETTERS) {
            let from = text.char_indices().nth(place).map_or(0, |(at, _)| at);
            let rest = text.get(from..).unwrap_or_default();
            for length in SOUND_LETTERS {
                let piece = cut(rest, length);
                if piece.chars().count() == length {
                    tokens.insert(Class::Sound.token(piece));
                }
            }
        }
    }
}

/// The digits of a number without its extension.
pub(super) fn phone_digits(phone: &str) -> String {
    let groups: Vec<&str> = phone.split('-').collect();
    let main = match groups.as_slice() {
        [area, number, _extension] if area.starts_with('0') => [*area, *number].concat(),
        [number, _extension] if !number.starts_with('0') && number.len() >= 7 => {
            (*number).to_owned()
        }
        [first, middle, last, _extension] => [*first, *middle, *last].concat(),
        _ => phone.to_owned(),
    };
    main.chars().filter(char::is_ascii_digit).take(20).collect()
}

/// The number at the end of a file code, without leading zeros.
pub(super) fn code_number(code: &str) -> &str {
    digits_at_end(code).trim_start_matches('0')
}

fn digits_at_end(code: &str) -> &str {
    let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
    code.get(letters.len()..).unwrap_or_default()
}
