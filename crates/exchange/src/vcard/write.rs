//! Cards out.

use std::collections::BTreeSet;

use super::{Card, Version};

/// Octets of a line, without its end.
const WIDTH: usize = 75;

/// The card as a text of its own, lines ended by CR LF and folded at 75 octets, never inside a
/// character. A card of version 2.1 is written as 3.0. Control characters are left out.
#[must_use]
pub fn write(card: &Card, version: Version) -> String {
    let new = version == Version::V4_0;
    let mut out = Out { text: String::new(), new };
    out.line("BEGIN", "VCARD");
    out.line("VERSION", if new { "4.0" } else { "3.0" });
    if !card.uid.is_empty() {
        out.line("UID", &escaped(&card.uid));
    }
    let name = &card.name;
    out.line("FN", &escaped(&card.formatted_name));
    out.parts("N", &[&name.family, &name.given, &name.additional, &name.prefix, &name.suffix]);
    if !card.organization.is_empty() {
        let parts: Vec<&str> = card.organization.iter().map(String::as_str).collect();
        out.parts("ORG", &parts);
    }
    for (name, text) in [("TITLE", &card.title), ("ROLE", &card.role)] {
        if !text.is_empty() {
            out.line(name, &escaped(text));
        }
    }
    for phone in &card.phones {
        out.line(&out.typed("TEL", &phone.types), &escaped(&phone.value));
    }
    for email in &card.emails {
        out.line(&out.typed("EMAIL", &email.types), &escaped(&email.value));
    }
    for address in &card.addresses {
        let parts = [
            address.po_box.as_str(),
            &address.extended,
            &address.street,
            &address.city,
            &address.province,
            &address.postcode,
            &address.country,
        ];
        out.parts(&out.typed("ADR", &address.types), &parts);
    }
    for url in &card.urls {
        out.line("URL", &escaped(url));
    }
    if !card.note.is_empty() {
        out.line("NOTE", &escaped(&card.note));
    }
    if let Some(birthday) = card.birthday {
        out.line("BDAY", &birthday.written(!new));
    }
    out.line("END", "VCARD");
    out.text
}

struct Out {
    text: String,
    new: bool,
}

impl Out {
    /// The name of a line with what its value is for. Words that are no words of a card are left
    /// out: they could end the name.
    fn typed(&self, name: &str, types: &BTreeSet<String>) -> String {
        let is_word = |word: &&String| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let preferred = self.new && types.contains("pref");
        let words: Vec<&str> = types
            .iter()
            .filter(is_word)
            .map(String::as_str)
            .filter(|word| !(self.new && *word == "pref"))
            .collect();
        let mut out = name.to_owned();
        if !words.is_empty() {
            out.push_str(";TYPE=");
            out.push_str(&words.join(","));
        }
        if preferred {
            out.push_str(";PREF=1");
        }
        out
    }

    fn parts(&mut self, name: &str, parts: &[&str]) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.line(name, &parts.join(";"));
    }

    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > WIDTH {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(c);
            width += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push_str("\\n"),
            '\\' | ',' | ';' => out.extend(['\\', c]),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}
