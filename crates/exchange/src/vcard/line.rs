//! Lines of a card: unfolded, cut into name, parameters and value, all still bytes. A fold may
//! stand in the middle of a character.

use std::collections::BTreeSet;

/// A line that was put together again.
pub(super) struct Line<'a> {
    /// Without its group.
    pub(super) name: &'a [u8],
    parameters: Vec<(String, String)>,
    pub(super) value: &'a [u8],
}

/// The lines as they were before folding, one after the other. CR LF, LF and CR alone all end one.
pub(super) struct Lines<'a> {
    rest: &'a [u8],
    /// The physical line that begins the next one.
    ahead: Option<&'a [u8]>,
    /// In 2.1 the blank of a fold belongs to the text.
    old: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut rest = bytes;
        let ahead = physical(&mut rest);
        Self { rest, ahead, old: false }
    }

    /// Puts the next line into a buffer; `false` when there is none.
    pub(super) fn next_into(&mut self, line: &mut Vec<u8>) -> bool {
        line.clear();
        let Some(first) = self.ahead.take() else { return false };
        if first.eq_ignore_ascii_case(b"VERSION:2.1") {
            self.old = true;
        } else if first.eq_ignore_ascii_case(b"BEGIN:VCARD") {
            self.old = false;
        }
        line.extend_from_slice(first);
        while let Some(next) = physical(&mut self.rest) {
            if line.ends_with(b"=") && is_quoted_printable(line) {
                // A line of quoted-printable text that ends in `=` goes on in the next.
                line.pop();
                line.extend_from_slice(next);
            } else if matches!(next.first(), Some(b' ' | b'\t')) {
                let from = usize::from(!self.old);
                line.extend_from_slice(next.get(from..).unwrap_or_default());
            } else {
                self.ahead = Some(next);
                break;
            }
        }
        true
    }
}

/// Takes one line off what is left.
fn physical<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    if rest.is_empty() {
        return None;
    }
    let end = memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
    let (line, behind) = rest.split_at(end);
    *rest = match behind {
        [b'\r', b'\n', behind @ ..] | [b'\r' | b'\n', behind @ ..] => behind,
        _ => &[],
    };
    Some(line)
}

fn is_quoted_printable(line: &[u8]) -> bool {
    let header = line.split(|b| *b == b':').next().unwrap_or_default();
    let mark = b"QUOTED-PRINTABLE";
    header.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark))
}

impl<'a> Line<'a> {
    /// `None` for what is no line of a card.
    pub(super) fn parse(raw: &'a [u8]) -> Option<Self> {
        // A colon between quotation marks belongs to a parameter; marks that do not match are
        // no marks.
        let colon = colon(raw, true).or_else(|| colon(raw, false))?;
        let (header, value) = (raw.get(..colon)?, raw.get(colon + 1..)?);
        let mut parts = pieces(header, b';');
        let name = parts.next()?.trim_ascii();
        let name = name.rsplit(|b| *b == b'.').next()?;
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
            return None;
        }
        let parameters = parts.take(50).map(|part| {
            let text = String::from_utf8_lossy(part);
            match text.split_once('=') {
                Some((key, value)) => (key.trim().to_ascii_uppercase(), value.trim().to_owned()),
                // 2.1 leaves the key out: TEL;CELL;WORK, NOTE;QUOTED-PRINTABLE.
                None => (String::new(), text.trim().to_owned()),
            }
        });
        Some(Self { name, parameters: parameters.collect(), value })
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    pub(super) fn has_parameter(&self, key: &str) -> bool {
        self.parameters.iter().any(|(found, _)| found == key)
    }

    pub(super) fn parameter(&self, key: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(found, _)| found == key)?;
        Some(found.1.trim_matches('"'))
    }

    fn is_encoded(&self, as_one_of: &[&str]) -> bool {
        self.parameters.iter().any(|(key, value)| {
            matches!(key.as_str(), "" | "ENCODING")
                && as_one_of.iter().any(|name| value.eq_ignore_ascii_case(name))
        })
    }

    pub(super) fn is_quoted_printable(&self) -> bool {
        self.is_encoded(&["QUOTED-PRINTABLE"])
    }

    /// Pictures, sounds, keys.
    pub(super) fn is_binary(&self) -> bool {
        self.is_encoded(&["BASE64", "B"])
            || ["PHOTO", "LOGO", "SOUND", "KEY", "AGENT"].iter().any(|name| self.is(name))
    }

    /// What the value is for.
    pub(super) fn types(&self) -> BTreeSet<String> {
        let mut types = BTreeSet::new();
        for (key, value) in &self.parameters {
            match key.as_str() {
                "" | "TYPE" => {
                    let names = value.trim_matches('"').split(',');
                    let names =
                        names.map(|name| name.trim().trim_matches('"').to_ascii_lowercase());
                    types.extend(names.filter(|name| {
                        !name.is_empty()
                            && !matches!(name.as_str(), "quoted-printable" | "8bit" | "7bit")
                    }));
                }
                "PREF" => {
                    types.insert("pref".to_owned());
                }
                _ => {}
            }
        }
        types
    }
}

fn colon(raw: &[u8], with_marks: bool) -> Option<usize> {
    let mut quoted = false;
    raw.iter().position(|b| {
        quoted ^= with_marks && *b == b'"';
        *b == b':' && !quoted
    })
}

/// The pieces between a character, unless it stands between quotation marks.
fn pieces(text: &[u8], divider: u8) -> impl Iterator<Item = &[u8]> {
    let mut quoted = false;
    text.split(move |b| {
        quoted ^= *b == b'"';
        *b == divider && !quoted
    })
}
