//! Whether a candidate really matches, and how well.

use serde::{Deserialize, Serialize};
use std::cell::OnceCell;

use super::{
    FRAGMENT, SearchDoc,
    index::{code_number, phone_digits},
    plan::words,
};
use crate::{
    normal::{fold, is_han, key},
    pinyin::{Reading, readings},
};

/// By what a customer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchField {
    /// The characters of the name.
    Name,
    /// The pinyin of the name.
    Pinyin,
    /// The initials of the name.
    Initials,
    /// A telephone number.
    Phone,
    /// The credit code.
    CreditCode,
    /// A contact's name, its pinyin or its initials.
    Contact,
    /// The file code.
    Code,
    /// An e-mail address.
    Email,
    /// No word was asked for: it meets the filters.
    Filter,
}

/// How a customer matches a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// What matched best.
    pub field: MatchField,
    /// The whole text in which it matched, as it is kept on the file.
    pub text: String,
    /// 1 to 1000; exact before beginning before part before sound before numbers before contact.
    pub score: u32,
}

/// Judges candidates against one query.
#[derive(Clone, Debug)]
pub struct Judge {
    words: Vec<String>,
    whole: String,
}

impl Judge {
    /// For what a person typed.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let words = words(query);
        Self { whole: words.concat(), words }
    }

    /// How a candidate matches; `None` when a word of the query matches nowhere.
    #[must_use]
    pub fn judge(&self, doc: &SearchDoc) -> Option<Matched> {
        if self.whole.is_empty() {
            return None;
        }
        let subject = Subject::new(doc);
        if let Some(found) = subject.best(&self.whole) {
            return Some(found);
        }
        let mut best: Option<Matched> = None;
        for word in &self.words {
            let found = subject.best(word).or_else(|| subject.mixed(word))?;
            if best.as_ref().is_none_or(|b| b.score < found.score) {
                best = Some(found);
            }
        }
        // Several words, each found somewhere, say less than one text in one place.
        best.map(|b| Matched { score: b.score.saturating_sub(50).max(1), ..b })
    }

    /// As [`Judge::judge`] for somebody of whom only name and file code are at hand; `None` also
    /// when the rest of the file must be known to judge.
    #[must_use]
    pub fn judge_name(&self, doc: &SearchDoc) -> Option<Matched> {
        // A whole credit code says more than a part of a name.
        if self.whole.chars().count() == CREDIT_CODE_LENGTH {
            return None;
        }
        // One word of several may be found better elsewhere, the best of them not.
        self.judge(doc).filter(|found| found.score > OTHER_FIELDS)
    }
}

/// Length of a credit code.
const CREDIT_CODE_LENGTH: usize = 18;
/// The best score in a field other than name and file code, but for a whole credit code.
const OTHER_FIELDS: u32 = 530;

struct Subject<'a> {
    doc: &'a SearchDoc,
    name: String,
    /// Worked out when a word is asked for by sound.
    sounds: OnceCell<Vec<Reading>>,
}

impl<'a> Subject<'a> {
    fn new(doc: &'a SearchDoc) -> Self {
        Self { doc, name: key(&doc.name), sounds: OnceCell::new() }
    }

    /// The best match of one word in any field.
    fn best(&self, word: &str) -> Option<Matched> {
        let mut best: Option<Matched> = None;
        let mut offer = |field, text: &str, score: Option<u32>| {
            if let Some(score) = score
                && best.as_ref().is_none_or(|b| b.score < score)
            {
                best = Some(Matched { field, text: text.to_owned(), score });
            }
        };
        let doc = self.doc;
        offer(MatchField::Code, &doc.code, code_score(&key(&doc.code), word));
        offer(MatchField::Name, &doc.name, place_score(&self.name, word, [1000, 900, 800]));
        if !word.contains(is_han) {
            let sound = word.replace('ü', "v");
            for reading in self.sounds.get_or_init(|| readings(&fold(&self.doc.name))) {
                offer(
                    MatchField::Pinyin,
                    &doc.name,
                    pinyin_score(reading, &sound, [700, 680, 650]),
                );
                offer(
                    MatchField::Initials,
                    &doc.name,
                    initials_score(reading, &sound, [620, 600, 550]),
                );
            }
        }
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        if digits && word.len() >= FRAGMENT {
            for phone in &doc.phones {
                offer(
                    MatchField::Phone,
                    phone,
                    place_score(&phone_digits(phone), word, [530, 510, 500]),
                );
            }
        }
        if let Some(code) = &doc.credit_code {
            offer(MatchField::CreditCode, code, credit_code_score(&key(code), word));
        }
        for contact in &doc.contacts {
            offer(MatchField::Contact, contact, place_score(&key(contact), word, [400, 390, 380]));
            if !word.contains(is_han) {
                for reading in readings(&fold(contact)) {
                    offer(
                        MatchField::Contact,
                        contact,
                        pinyin_score(&reading, word, [350, 340, 330]),
                    );
                    offer(
                        MatchField::Contact,
                        contact,
                        initials_score(&reading, word, [310, 300, 290]),
                    );
                }
            }
        }
        for email in &doc.emails {
            offer(MatchField::Email, email, email_score(&fold(email), word));
        }
        best
    }

    /// A word in which Chinese and Latin letters meet, such as `华北bengye`: every piece of it
    /// must match, the worst of them counts.
    fn mixed(&self, word: &str) -> Option<Matched> {
        let mut worst: Option<Matched> = None;
        let mut rest = word;
        let mut pieces = 0;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c| is_han(c) != is_han(first)).unwrap_or(rest.len());
            let (piece, tail) = rest.split_at(end);
            let found = self.best(piece)?;
            if worst.as_ref().is_none_or(|w| w.score > found.score) {
                worst = Some(found);
            }
            rest = tail;
            pieces += 1;
        }
        worst.filter(|_| pieces > 1)
    }
}

/// Exact, beginning, or part.
fn place_score(text: &str, word: &str, [exact, beginning, part]: [u32; 3]) -> Option<u32> {
    if word.is_empty() || text.is_empty() {
        None
    } else if text == word {
        Some(exact)
    } else if text.starts_with(word) {
        Some(beginning)
    } else {
        text.contains(word).then_some(part)
    }
}

fn pinyin_score(reading: &Reading, word: &str, scores: [u32; 3]) -> Option<u32> {
    from_a_syllable(reading, word, scores, Reading::full_from)
}

fn initials_score(reading: &Reading, word: &str, scores: [u32; 3]) -> Option<u32> {
    from_a_syllable(reading, word, scores, Reading::initials_from)
}

fn from_a_syllable(
    reading: &Reading,
    word: &str,
    [exact, beginning, part]: [u32; 3],
    text_from: impl Fn(&Reading, usize) -> String,
) -> Option<u32> {
    let place =
        (0..reading.syllables.len()).find(|at| text_from(reading, *at).starts_with(word))?;
    Some(match place {
        0 if text_from(reading, 0) == word => exact,
        0 => beginning,
        _ => part,
    })
}

fn code_score(code: &str, word: &str) -> Option<u32> {
    if code.is_empty() {
        None
    } else if code == word {
        Some(960)
    } else if word.bytes().all(|b| b.is_ascii_digit()) {
        let number = code_number(word);
        (!number.is_empty() && code_number(code) == number).then_some(450)
    } else {
        code.starts_with(word).then_some(430)
    }
}

fn credit_code_score(code: &str, word: &str) -> Option<u32> {
    let enough = word.chars().count() >= FRAGMENT && word.contains(|c: char| c.is_ascii_digit());
    if !enough {
        None
    } else if code == word {
        Some(950)
    } else if code.starts_with(word) {
        Some(480)
    } else if code.ends_with(word) {
        Some(470)
    } else {
        code.contains(word).then_some(460)
    }
}

fn email_score(email: &str, word: &str) -> Option<u32> {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let written = key(local);
    if email == word {
        Some(520)
    } else if email.starts_with(word) || written.starts_with(word) {
        Some(280)
    } else if word.chars().count() >= 2 && domain.starts_with(word) {
        Some(270)
    } else {
        (word.chars().count() >= FRAGMENT && written.contains(word)).then_some(260)
    }
}
