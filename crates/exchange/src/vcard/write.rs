//! Cards out.

use std::collections::BTreeSet;

use super::{Card, Version};

/// Octets of a line, without its end.
const WIDTH: usize = 75;

/// The card as a text of its own, lines ended by CR LF and folded at 75 octets, never inside a
/// character. A card of version 2.1 is written as 3.0. Control characters are left out.
#[must_use]
pub fn write(card: &Card, version: Version) -> String {
    written(card, version, WIDTH)
}

/// The card in at most `most` bytes, for a code that a camera reads: version 3.0, unfolded, since
/// that is what every phone takes in, and with what one needs to reach somebody. What does not fit
/// is left out, the least needed first; the name is cut last.
#[must_use]
pub fn write_short(card: &Card, most: usize) -> String {
    let mut short = Card {
        formatted_name: card.formatted_name.clone(),
        name: card.name.clone(),
        organization: card.organization.first().cloned().into_iter().collect(),
        title: card.title.clone(),
        phones: card.phones.iter().take(3).cloned().collect(),
        emails: card.emails.first().cloned().into_iter().collect(),
        ..Card::default()
    };
    let leave_out: [fn(&mut Card); 7] = [
        |card| card.phones.truncate(2),
        |card| card.emails.clear(),
        |card| card.title.clear(),
        |card| card.phones.truncate(1),
        |card| card.organization.clear(),
        |card| card.phones.clear(),
        |card| {
            card.formatted_name = card.formatted_name.chars().take(20).collect();
            card.name = super::Name { family: card.formatted_name.clone(), ..Default::default() };
        },
    ];
    let mut text = written(&short, Version::V3_0, usize::MAX);
    for leave_out in leave_out {
        if text.len() <= most {
            break;
        }
        leave_out(&mut short);
        text = written(&short, Version::V3_0, usize::MAX);
    }
    text
}

fn written(card: &Card, version: Version, width: usize) -> String {
    let new = version == Version::V4_0;
    let mut out = Out { text: String::new(), new, width };
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
    /// Octets of a line, without its end.
    width: usize,
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
            if width + c.len_utf8() > self.width {
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

#[cfg(test)]
mod tests {
    use super::super::{Labelled, Name};
    use super::*;

    fn card(organization: &str) -> Card {
        let phone = |value: &str| Labelled { value: value.to_owned(), ..Labelled::default() };
        Card {
            formatted_name: "王敏".to_owned(),
            name: Name { family: "王敏".to_owned(), ..Name::default() },
            organization: vec![organization.to_owned(), "采购部".to_owned()],
            title: "采购经理".to_owned(),
            phones: vec![phone("13812345678"), phone("0311-86035555")],
            emails: vec![phone("wm@example.com")],
            note: "很长的备注".repeat(100),
            ..Card::default()
        }
    }

    #[test]
    fn a_short_card_is_unfolded_and_leaves_out_what_nobody_needs() {
        let text = write_short(&card("中国石化销售股份有限公司华北分公司石家庄石油分公司"), 400);
        assert!(text.len() <= 400 && text.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n"), "{text}");
        assert!(text.contains("\r\nORG:中国石化销售股份有限公司华北分公司石家庄石油分公司\r\n"));
        assert!(text.contains("TEL:13812345678") && text.contains("EMAIL:wm@example.com"));
        assert!(!text.contains("NOTE") && !text.contains("\r\n "));
    }

    #[test]
    fn a_short_card_fits_whatever_is_on_it() {
        for most in [120, 160, 200, 300, 400] {
            let mut long = card(&"泵".repeat(200));
            long.title = "副".repeat(100);
            long.formatted_name = "名".repeat(10);
            long.name.family = long.formatted_name.clone();
            let text = write_short(&long, most);
            assert!(text.len() <= most, "{most}: {}", text.len());
            assert!(text.ends_with("END:VCARD\r\n") && text.contains("FN:名"));
        }
    }
}
