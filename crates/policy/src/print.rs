//! The regulation in force as a book, for reading and for paper.

use crate::pack::{Clause, Pack};
use crate::value::Language;
use std::fmt::Write as _;

const STYLE: &str = include_str!("print.css");

/// The whole regulation as one HTML document that prints well.
#[must_use]
pub fn book(pack: &Pack, language: Language) -> String {
    let (lang, version) = match language {
        Language::Zh => ("zh-CN", "版本"),
        Language::En => ("en", "Version"),
    };
    let title = escaped(pack.title.of(language));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n\
         <p class=\"version\">{version} {}</p>\n",
        escaped(&pack.version),
    );
    for clause in &pack.clauses {
        for chapter in pack.chapters.iter().filter(|chapter| chapter.from == clause.number) {
            let _ = writeln!(html, "<h2>{}</h2>", escaped(chapter.title.of(language)));
        }
        paragraph(&mut html, pack, clause, language);
    }
    values(&mut html, pack, language);
    html.push_str("</body>\n</html>\n");
    html
}

fn paragraph(html: &mut String, pack: &Pack, clause: &Clause, language: Language) {
    let _ = writeln!(
        html,
        "<p id=\"{0}\"><span class=\"number\">{0}</span> {1}</p>",
        escaped(clause.number.as_str()),
        escaped(&pack.sentence(clause, language)),
    );
}

/// The table of values that the company sets, at the end of the book.
fn values(html: &mut String, pack: &Pack, language: Language) {
    if pack.rules.is_empty() {
        return;
    }
    let [heading, clause, matter, value] = match language {
        Language::Zh => ["本制度设定的数值", "条款", "事项", "数值"],
        Language::En => ["Values of this regulation", "Clause", "Matter", "Value"],
    };
    let _ = writeln!(
        html,
        "<h2>{heading}</h2>\n<table>\n<thead><tr><th scope=\"col\">{clause}</th>\
         <th scope=\"col\">{matter}</th><th scope=\"col\">{value}</th></tr></thead>\n<tbody>",
    );
    for rule in &pack.rules {
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(rule.clause.as_str()),
            escaped(rule.label.of(language)),
            escaped(&rule.value.words(language)),
        );
    }
    html.push_str("</tbody>\n</table>\n");
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}
