//! A book as HTML.

use super::document::{Appendix, Article, Document, Heading};
use crate::value::Language;
use std::fmt::Write as _;

const STYLE: &str = include_str!("book.css");

pub(super) fn html(document: &Document) -> String {
    let lang = match document.language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    };
    let title = escaped(&document.cover.title);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    cover(&mut html, document);
    contents(&mut html, document);
    for part in &document.parts {
        part.heading.iter().for_each(|found| heading(&mut html, found));
        for section in &part.sections {
            section.heading.iter().for_each(|found| heading(&mut html, found));
            section.articles.iter().for_each(|found| article(&mut html, found));
        }
    }
    document.appendices.iter().for_each(|found| appendix(&mut html, found));
    html.push_str("</body>\n</html>\n");
    html
}

fn cover(html: &mut String, document: &Document) {
    let cover = &document.cover;
    html.push_str("<header class=\"cover\">\n");
    if !cover.company.is_empty() {
        let _ = writeln!(html, "<p class=\"company\">{}</p>", escaped(&cover.company));
    }
    let _ = writeln!(html, "<h1>{}</h1>\n<dl>", escaped(&cover.title));
    let mut before = "";
    for (label, text) in &cover.lines {
        if *label != before {
            let _ = writeln!(html, "<dt>{label}</dt>");
        }
        let _ = writeln!(html, "<dd>{}</dd>", escaped(text));
        before = label;
    }
    html.push_str("</dl>\n</header>\n");
}

fn contents(html: &mut String, document: &Document) {
    let name = document.contents;
    let _ = writeln!(html, "<nav aria-label=\"{name}\">\n<h2>{name}</h2>\n<ul>");
    for Heading { level, id, text } in document.headings() {
        let text = escaped(text);
        let _ = writeln!(html, "<li class=\"level-{level}\"><a href=\"#{id}\">{text}</a></li>");
    }
    html.push_str("</ul>\n</nav>\n");
}

fn heading(html: &mut String, Heading { level, id, text }: &Heading) {
    let rank = level + 1;
    let _ = writeln!(html, "<h{rank} id=\"{id}\">{}</h{rank}>", escaped(text));
}

fn article(html: &mut String, article: &Article) {
    let number = escaped(&article.number);
    let _ = write!(html, "<p id=\"{}\"><span class=\"number\">{number}</span> ", article.id);
    for run in &article.runs {
        let text = escaped(&run.text);
        if run.changed {
            let _ = write!(html, "<ins>{text}</ins>");
        } else {
            html.push_str(&text);
        }
    }
    html.push_str("</p>\n");
    for note in &article.notes {
        let _ = writeln!(html, "<p class=\"note\">{}</p>", escaped(note));
    }
}

fn appendix(html: &mut String, appendix: &Appendix) {
    heading(html, &appendix.heading);
    if appendix.rows.is_empty() {
        let _ = writeln!(html, "<p>{}</p>", appendix.nothing);
        return;
    }
    html.push_str("<table>\n<thead><tr>");
    for (name, width) in &appendix.columns {
        let _ = write!(html, "<th scope=\"col\" style=\"width: {width}%\">{name}</th>");
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in &appendix.rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td>{}</td>", escaped(cell).replace('\n', "<br>"));
        }
        html.push_str("</tr>\n");
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
