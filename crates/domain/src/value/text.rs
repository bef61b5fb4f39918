//! Blanks, widths and lines.

use unicode_normalization::UnicodeNormalization;

use super::ValueError;

/// Most characters in a name of a customer or a person.
pub const MAX_NAME: usize = 200;
/// Most characters in a one-line text.
pub const MAX_LINE: usize = 500;
/// Most characters in a text of several lines.
pub const MAX_PARAGRAPHS: usize = 20_000;

/// Characters that take no place on paper: zero-width marks, direction marks, controls.
///
/// Left inside a value they make two equal names differ, or show one name as another.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Blanks of every width (the ideographic U+3000 among them) and invisible characters.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Compatibility form (NFKC) without invisible characters: full-width letters, digits and
/// punctuation become half-width, U+3000 becomes a blank.
#[must_use]
pub fn narrow(text: &str) -> String {
    // Plain ASCII and the common Chinese characters are their own compatibility form; most
    // cells of a table hold nothing else.
    if text.chars().all(|c| matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}')) {
        return text.to_owned();
    }
    // Invisible characters go first and last: one of them between a letter and its accent
    // would stop the two from being composed, and composing never makes a new one.
    text.chars().filter(|c| !is_invisible(*c)).nfkc().filter(|c| !is_invisible(*c)).collect()
}

/// One line of text: blanks around it and line breaks inside it removed, otherwise as written.
///
/// A break between two Latin words becomes a blank, elsewhere it vanishes: Chinese cells are
/// broken in the middle of a word.
#[must_use]
pub fn clean_line(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split(['\n', '\r', '\u{0b}', '\u{0c}', '\u{85}', '\u{2028}', '\u{2029}']);
    if let Some(first) = lines.next() {
        out.push_str(first.trim());
    }
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        let joins_words = out.ends_with(|c: char| c.is_ascii_alphanumeric() || ",.;:".contains(c))
            && line.starts_with(|c: char| c.is_ascii_alphanumeric());
        if joins_words {
            out.push(' ');
        }
        out.push_str(line);
    }
    out.replace('\t', " ")
}

/// A name: [`clean_line`], not empty, at most [`MAX_NAME`] characters.
///
/// # Errors
/// [`ValueError::NameEmpty`], [`ValueError::TooLong`].
pub fn clean_name(text: &str) -> Result<String, ValueError> {
    let name = clean_line(text);
    if name.is_empty() {
        return Err(ValueError::NameEmpty);
    }
    let actual = name.chars().count();
    if actual > MAX_NAME {
        return Err(ValueError::TooLong { max: MAX_NAME, actual });
    }
    Ok(name)
}

/// A text of several lines: line ends become `\n`, blanks at line ends and empty lines around
/// the text go.
#[must_use]
pub fn clean_paragraphs(text: &str) -> String {
    let text: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !is_invisible(*c))
        .collect();
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}
