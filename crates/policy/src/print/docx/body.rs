//! The body of the document: `word/document.xml`.

use crate::print::document::{Appendix, Article, Cover, Document, Heading};
use std::fmt::Write as _;

/// Of WordprocessingML.
pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Between the margins of A4, in twentieths of a point.
const TEXT_WIDTH: u32 = 9_412;

const PAGE_BREAK: &str = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";

/// A4 with margins of 25 and 22 mm; header and footer from the second page on.
const SECTION: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
    <w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1417\" w:right=\"1247\" w:bottom=\"1417\" w:left=\"1247\" w:header=\"709\" \
    w:footer=\"709\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>";

pub(super) fn document(document: &Document) -> String {
    let mut body = Body { xml: String::new(), bookmarks: 0 };
    let _ = write!(
        body.xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"{NAMESPACE}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    );
    body.cover(&document.cover);
    body.xml.push_str(PAGE_BREAK);
    body.contents(document);
    body.xml.push_str(PAGE_BREAK);
    for part in &document.parts {
        part.heading.iter().for_each(|heading| body.heading(heading));
        for section in &part.sections {
            section.heading.iter().for_each(|heading| body.heading(heading));
            section.articles.iter().for_each(|article| body.article(article));
        }
    }
    document.appendices.iter().for_each(|appendix| body.appendix(appendix));
    let _ = write!(body.xml, "{SECTION}</w:body></w:document>");
    body.xml
}

struct Body {
    xml: String,
    /// How many headings have been marked, so that the table of contents finds them.
    bookmarks: usize,
}

impl Body {
    /// A paragraph of a style, with this inside.
    fn paragraph(&mut self, style: &str, inside: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inside}</w:p>");
    }

    fn cover(&mut self, cover: &Cover) {
        self.paragraph("CoverCompany", &run(&cover.company));
        self.paragraph("Title", &run(&cover.title));
        for (label, text) in &cover.lines {
            let bold = format!("<w:r><w:rPr><w:b/></w:rPr>{}</w:r>", text_of(label));
            self.paragraph("CoverLine", &format!("{bold}<w:r><w:tab/></w:r>{}", run(text)));
        }
    }

    /// A field that Word fills in when it opens the document, and what stands in it until then.
    fn contents(&mut self, document: &Document) {
        self.paragraph("TOCHeading", &run(document.contents));
        self.xml.push_str(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
             <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>",
        );
        let begin = format!(
            "{}{}{}",
            "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r>",
            instruction("TOC \\o \"1-2\" \\h \\z \\u"),
            "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        );
        for (at, heading) in document.headings().into_iter().enumerate() {
            let mark = bookmark(at);
            let page = field(&format!("PAGEREF {mark} \\h"), "");
            let entry = format!(
                "<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">{}<w:r><w:tab/></w:r>{page}\
                 </w:hyperlink>",
                run(&heading.text)
            );
            let first = if at == 0 { begin.as_str() } else { "" };
            self.paragraph(&format!("TOC{}", heading.level), &format!("{first}{entry}"));
        }
        self.xml.push_str("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
        self.xml.push_str("</w:sdtContent></w:sdt>");
    }

    fn heading(&mut self, heading: &Heading) {
        let (at, mark) = (self.bookmarks, bookmark(self.bookmarks));
        self.bookmarks += 1;
        let inside = format!(
            "<w:bookmarkStart w:id=\"{at}\" w:name=\"{mark}\"/>{}<w:bookmarkEnd w:id=\"{at}\"/>",
            run(&heading.text)
        );
        self.paragraph(&format!("Heading{}", heading.level), &inside);
    }

    fn article(&mut self, article: &Article) {
        let mut inside = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"ArticleNumber\"/></w:rPr>{}</w:r><w:r><w:tab/></w:r>",
            text_of(&article.number)
        );
        for piece in &article.runs {
            if piece.changed {
                let text = text_of(&piece.text);
                let style = "<w:rPr><w:rStyle w:val=\"ChangedValue\"/></w:rPr>";
                let _ = write!(inside, "<w:r>{style}{text}</w:r>");
            } else {
                inside.push_str(&run(&piece.text));
            }
        }
        self.paragraph("Article", &inside);
        for note in &article.notes {
            self.paragraph("ArticleNote", &run(note));
        }
    }

    fn appendix(&mut self, appendix: &Appendix) {
        self.heading(&appendix.heading);
        if appendix.rows.is_empty() {
            return self.paragraph("Article", &run(appendix.nothing));
        }
        let widths: Vec<u32> =
            appendix.columns.iter().map(|(_, w)| TEXT_WIDTH * u32::from(*w) / 100).collect();
        self.xml.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>\
             <w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
             <w:tblGrid>",
        );
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        let names = appendix.columns.iter().map(|(name, _)| *name);
        self.row(names, &widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "TableHead");
        for row in &appendix.rows {
            let cells = row.iter().map(String::as_str);
            self.row(cells, &widths, "<w:trPr><w:cantSplit/></w:trPr>", "TableText");
        }
        // A table is followed by a paragraph, or two tables would flow together.
        self.xml.push_str("</w:tbl><w:p/>");
    }

    fn row<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a str>,
        widths: &[u32],
        properties: &str,
        style: &str,
    ) {
        let _ = write!(self.xml, "<w:tr>{properties}");
        for (cell, width) in cells.zip(widths) {
            let _ =
                write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
            self.paragraph(style, &run(cell));
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }
}

/// By which a heading is found, counted from 0.
fn bookmark(at: usize) -> String {
    format!("_Toc{:08}", at + 1)
}

fn field(instruction_text: &str, shown: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        instruction(instruction_text),
        run(shown)
    )
}

fn instruction(text: &str) -> String {
    let text = escaped(text);
    format!("<w:r><w:instrText xml:space=\"preserve\"> {text} </w:instrText></w:r>")
}

fn run(text: &str) -> String {
    format!("<w:r>{}</w:r>", text_of(text))
}

/// A text with its line breaks.
fn text_of(text: &str) -> String {
    let lines: Vec<_> = text
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)))
        .collect();
    lines.join("<w:br/>")
}

/// As XML holds it. Characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' => safe.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => safe.push(c),
        }
    }
    safe
}
