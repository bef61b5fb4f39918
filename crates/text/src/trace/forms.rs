//! One form for everything that people write for the same thing.

use crate::company::split_legal_form;
use crate::normal::{fold, is_han, key};
use crate::pinyin::readings;
use kedang_domain::value::narrow;

/// Shortest part of a cell that is looked up by itself, in characters.
const PART: usize = 4;
/// Longest cell that is taken apart, in characters; longer ones are texts.
const SPLIT: usize = 80;
/// Shortest own part of a company's name, and shortest name by sound, in characters.
const OWN: usize = 4;

/// A form of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// The form, with a sign before it by which forms of different kinds differ.
    pub text: String,
    /// It is the cell as a whole, exactly; otherwise a part of it, or what it sounds like.
    pub exact: bool,
}

/// What a cell may mean: first it as a whole, in one form for all its widths, scripts, separators
/// and ways to write a date or a number; then its parts, its name without the legal form, and what
/// it sounds like, since a name typed by ear has other characters. None when nothing is in it.
#[must_use]
pub fn forms(cell: &str) -> Vec<Form> {
    let whole = written(cell);
    if whole.is_empty() {
        return Vec::new();
    }
    let mut found = vec![Form { text: format!("={whole}"), exact: true }];
    let mut add = |text: String| {
        if !found.iter().any(|one| one.text == text) {
            found.push(Form { text, exact: false });
        }
    };
    if let Some(name) = own_name(&whole) {
        add(format!("~{name}"));
        if let Some(sound) = readings(name).first() {
            add(format!(":{}", sound.full()));
        }
    }
    if cell.chars().count() <= SPLIT {
        let separates = |c: char| c.is_whitespace() || "、,，;；|/:：()（）".contains(c);
        let parts = cell.split(separates).map(written);
        parts.filter(|part| part.chars().count() >= PART).for_each(|part| add(format!("={part}")));
    }
    found
}

/// The own part of a name in Chinese that is long enough to tell companies apart.
fn own_name(whole: &str) -> Option<&str> {
    let (own, _) = split_legal_form(whole);
    (own.chars().count() >= OWN && own.chars().all(is_han)).then_some(own)
}

/// The one form of a cell.
fn written(cell: &str) -> String {
    let text = narrow(cell);
    let text = text.trim();
    day(text).or_else(|| telephone(text)).or_else(|| number(text)).unwrap_or_else(|| key(text))
}

/// `2013-9-26`, `2013/09/26`, `2013年9月26日`, with or without a time: eight digits and more.
fn day(text: &str) -> Option<String> {
    if !text.chars().all(|c| c.is_ascii_digit() || "-/.年月日 :T".contains(c)) {
        return None;
    }
    let groups: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let [year, rest @ ..] = groups.as_slice() else { return None };
    let small = |group: &&str| group.len() <= 2;
    if year.len() != 4 || rest.len() < 2 || !rest.iter().all(small) {
        return None;
    }
    Some(rest.iter().fold((*year).to_owned(), |day, group| format!("{day}{group:0>2}")))
}

/// A telephone number: its digits, without the code of China before a mobile number.
fn telephone(text: &str) -> Option<String> {
    if !text.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c)) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 7 {
        return None;
    }
    let local = ["0086", "86"].iter().find_map(|code| {
        digits.strip_prefix(code).filter(|rest| rest.len() == 11 && rest.starts_with('1'))
    });
    Some(local.unwrap_or(&digits).to_owned())
}

/// A number with separators or decimals, or an amount: without what says nothing.
fn number(text: &str) -> Option<String> {
    let text = fold(text);
    let bare = text.trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
    if !bare.chars().all(|c| c.is_ascii_digit() || ",.-".contains(c))
        || !bare.contains(|c: char| c.is_ascii_digit())
        || bare.matches('.').count() > 1
    {
        return None;
    }
    let digits = bare.replace(',', "");
    Some(match digits.split_once('.') {
        Some((whole, rest)) => match rest.trim_end_matches('0') {
            "" => whole.to_owned(),
            rest => format!("{whole}.{rest}"),
        },
        None => digits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(cell: &str) -> String {
        forms(cell).first().map(|form| form.text.clone()).unwrap_or_default()
    }

    #[test]
    fn what_means_the_same_has_one_form() {
        for group in [
            &["138 1234 5678", "13812345678", "+86 138-1234-5678", "１３８１２３４５６７８"][..],
            &["2013-09-26", "2013/9/26", "2013年9月26日", "2013.9.26"],
            &["1,000.00", "1000", "¥1,000", "1000.0元"],
            &["华北泵业（集团）有限公司", "華北泵業(集團) 有限公司"],
            &["91350100M000100Y43", "91350100m000100y43 "],
        ] {
            for cell in group {
                assert_eq!(whole(cell), whole(group[0]), "{cell}");
            }
        }
        assert_ne!(whole("1000.5"), whole("10005"));
        assert_eq!(forms("  "), []);
    }

    #[test]
    fn parts_and_sounds_are_found_too() {
        let texts = |cell: &str| forms(cell).into_iter().map(|f| f.text).collect::<Vec<_>>();
        assert!(texts("王敏 13812345678").contains(&"=13812345678".to_owned()));
        assert!(texts("# 导出编号：DC20261122-001").contains(&"=dc20261122001".to_owned()));
        let (a, b) = (texts("南京澄禾泵业有限公司"), texts("南京成禾泵业"));
        assert!(a.iter().any(|form| form.starts_with(':') && b.contains(form)), "{a:?} {b:?}");
    }
}
