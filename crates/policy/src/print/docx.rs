//! A book as a document for Word.
//!
//! Written out here rather than by a crate: what a regulation needs of WordprocessingML is six
//! kinds of paragraphs and a table, while the crates for it bring tens of thousands of lines and
//! a second archive reader with them.

mod body;

use super::document::Document;
use std::io::{self, Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CONTENT_TYPES: &str = include_str!("docx/content_types.xml");
const PACKAGE: &str = include_str!("docx/package.xml");
const RELATIONS: &str = include_str!("docx/relations.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
const FOOTER: &str = include_str!("docx/footer.xml");

pub(super) fn docx(document: &Document) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let title = body::escaped(&document.cover.title);
    for (name, text) in [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE),
        ("docProps/core.xml", &core(&title, &body::escaped(&document.cover.company))),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/document.xml", &body::document(document)),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS),
        ("word/header1.xml", &header(&title)),
        ("word/footer1.xml", FOOTER),
    ] {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// What the system's file view shows of the document.
fn core(title: &str, company: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title>\
         <dc:creator>{company}</dc:creator></cp:coreProperties>"
    )
}

/// The title above every page but the first.
fn header(title: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:hdr xmlns:w=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>\
         <w:r><w:t>{title}</w:t></w:r></w:p></w:hdr>",
        body::NAMESPACE
    )
}
