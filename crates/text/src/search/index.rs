//! What is written into the search table.

use std::collections::BTreeSet;

use super::{
    CREDIT_CODE_CHARACTERS, Class, INITIAL_LETTERS, PHONE_DIGITS, PINYIN_LETTERS, SearchDoc, Token,
    cut,
};
use crate::{
    company::{is_stop_pair, split_legal_form},
    normal::{fold, key},
    pinyin::{Reading, readings},
};

/// Syllables of a name from which its pinyin can be typed: a place, a trade name and a trade.
const PINYIN_STARTS: usize = 10;
/// Syllables of a name from which its initials can be typed.
const INITIAL_STARTS: usize = 8;
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

/// All tokens of a customer, each once, in order.
#[must_use]
pub fn index_tokens(doc: &SearchDoc) -> Vec<Token> {
    let mut tokens = BTreeSet::new();
    name_tokens(&doc.name, &mut tokens);
    for contact in &doc.contacts {
        contact_tokens(contact, &mut tokens);
    }
    for phone in &doc.phones {
        let digits = phone_digits(phone);
        for start in 0..=digits.len().saturating_sub(PHONE_DIGITS) {
            if let Some(rest) = digits.get(start..).filter(|rest| rest.len() >= PHONE_DIGITS) {
                tokens.insert(Class::Phone.token(rest));
            }
        }
    }
    if let Some(code) = &doc.credit_code {
        let code = key(code);
        if code.chars().count() >= CREDIT_CODE_CHARACTERS {
            tokens.insert(Class::CreditCode.token(&cut(&code, 32)));
        }
        let count = code.chars().count();
        for tail in [6, 8] {
            if count > tail {
                let end: String = code.chars().skip(count - tail).collect();
                tokens.insert(Class::CreditCodeTail.token(&end));
            }
        }
    }
    for email in &doc.emails {
        let email = fold(email);
        if let Some((_, domain)) = email.split_once('@')
            && !PROVIDERS.contains(&domain)
        {
            tokens.insert(Class::Email.token(domain));
        }
        tokens.insert(Class::Email.token(&email));
    }
    let code = key(&doc.code);
    if !code.is_empty() {
        tokens.insert(Class::Code.token(&cut(&code, 32)));
        let number = code_number(&code);
        if !number.is_empty() {
            tokens.insert(Class::Code.token(number));
        }
    }
    tokens.into_iter().collect()
}

fn name_tokens(name: &str, tokens: &mut BTreeSet<Token>) {
    let name_key = key(name);
    pairs(&name_key, Class::Name, tokens);
    if name_key.chars().count() == 1 {
        tokens.insert(Class::Name.token(&name_key));
    }
    let folded = fold(name);
    let own = split_legal_form(&name_key).0.chars().count();
    for reading in readings(&folded) {
        let starts = starts_of_own_part(&reading, own);
        let pinyin = starts.min(PINYIN_STARTS);
        let initials = starts.min(INITIAL_STARTS);
        sound_tokens(&reading, Class::Pinyin, pinyin, Class::Initials, initials, tokens);
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

fn contact_tokens(contact: &str, tokens: &mut BTreeSet<Token>) {
    let contact_key = key(contact);
    pairs(&contact_key, Class::Contact, tokens);
    if contact_key.chars().count() == 1 {
        tokens.insert(Class::Contact.token(&contact_key));
    }
    for reading in readings(&fold(contact)) {
        // A given name can be typed without the surname.
        sound_tokens(&reading, Class::ContactPinyin, 2, Class::ContactInitials, 1, tokens);
    }
}

fn pairs(name_key: &str, class: Class, tokens: &mut BTreeSet<Token>) {
    for pair in pairs_of(name_key) {
        tokens.insert(class.token(&pair));
    }
}

/// Neighbouring characters, without the pairs of the legal forms.
pub(super) fn pairs_of(name_key: &str) -> impl Iterator<Item = String> {
    let next = name_key.chars().skip(1);
    name_key
        .chars()
        .zip(next)
        .map(|(first, second)| String::from_iter([first, second]))
        .filter(|pair| !is_stop_pair(pair))
}

fn sound_tokens(
    reading: &Reading,
    pinyin: Class,
    pinyin_starts: usize,
    initials: Class,
    initial_starts: usize,
    tokens: &mut BTreeSet<Token>,
) {
    let count = reading.syllables.len();
    for start in 0..pinyin_starts.min(count) {
        tokens.insert(pinyin.token(&cut(&reading.full_from(start), PINYIN_LETTERS)));
    }
    for start in 0..initial_starts.min(count) {
        let letters = reading.initials_from(start);
        if letters.chars().count() > 1 {
            tokens.insert(initials.token(&cut(&letters, INITIAL_LETTERS)));
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
    let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
    code.get(letters.len()..).unwrap_or_default().trim_start_matches('0')
}
