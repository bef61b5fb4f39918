//! The archive and the parts in it that matter.

use std::{
    collections::HashMap,
    io::{Read, Seek},
};

use zip::{CompressionMethod, ZipArchive, read::ZipFile, result::ZipError};

use super::{
    scan::Scan,
    xml::{Piece, Xml, attribute},
};
use crate::{Limits, ReadError, source::Source};

/// The archive, checked against the limits before anything is unpacked.
pub(crate) struct Package {
    archive: ZipArchive<Source>,
    /// Names are compared without case, and some programs divide folders the wrong way.
    names: HashMap<String, usize>,
    limits: Limits,
}

/// The name of a part as it is compared.
fn comparable(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) part: String,
}

/// Names of parts inside the archive. They are only ever looked up there, never on a disk.
pub(super) struct WorkbookParts {
    pub(super) sheets: Vec<SheetPart>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    pub(super) from_1904: bool,
}

/// A kind of workbook in an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    Xlsx,
    Xlsb,
    Ods,
}

/// Unpacked sizes below this are harmless at any ratio.
const HARMLESS: u64 = 64 << 20;

impl Package {
    pub(crate) fn open(source: Source, size: u64, limits: Limits) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(source).map_err(|error| refusal(error, "archive"))?;
        if archive.len() > limits.max_parts {
            return Err(ReadError::TooLarge { max: limits.max_unpacked });
        }
        let mut unpacked = 0_u64;
        let mut names = HashMap::new();
        for place in 0..archive.len() {
            let part = archive.by_index_raw(place).map_err(|error| refusal(error, "archive"))?;
            if part.encrypted() {
                return Err(ReadError::Encrypted);
            }
            unpacked = unpacked.saturating_add(part.size());
            if let Ok(name) = part.name() {
                names.entry(comparable(&name)).or_insert(place);
            }
        }
        let allowed = size.saturating_mul(limits.max_ratio).max(HARMLESS).min(limits.max_unpacked);
        if unpacked > allowed {
            return Err(ReadError::TooLarge { max: allowed });
        }
        Ok(Self { archive, names, limits: Limits { max_unpacked: allowed, ..limits } })
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    pub(crate) fn has(&self, part: &str) -> bool {
        self.names.contains_key(&comparable(part))
    }

    /// A part as XML; unpacking stops at the bound whatever the archive says of its size.
    pub(crate) fn part(&mut self, name: &str) -> Result<Xml<ZipFile<'_, Source>>, ReadError> {
        let max = self.limits.max_unpacked;
        Ok(Xml::new(self.unpacked(name)?, name, max))
    }

    /// As [`Self::part`], for long ones.
    pub(super) fn scan(&mut self, name: &str) -> Result<Scan<ZipFile<'_, Source>>, ReadError> {
        let max = self.limits.max_unpacked;
        Ok(Scan::new(self.unpacked(name)?, name, max))
    }

    /// As [`Self::part`]; elements must end in the order in which they began.
    pub(crate) fn nested(&mut self, name: &str) -> Result<Xml<ZipFile<'_, Source>>, ReadError> {
        Ok(self.part(name)?.nested())
    }

    /// The content of a part that has to be read as a whole.
    pub(crate) fn bytes(&mut self, name: &str, max: u64) -> Result<Vec<u8>, ReadError> {
        let mut file = self.unpacked(name)?;
        let mut content = Vec::new();
        // One byte more than allowed tells that there are more.
        let read = file.by_ref().take(max.saturating_add(1)).read_to_end(&mut content);
        read.map_err(|_| ReadError::Damaged { part: name.to_owned() })?;
        if u64::try_from(content.len()).unwrap_or(u64::MAX) > max {
            return Err(ReadError::TooLarge { max });
        }
        Ok(content)
    }

    /// The bytes of a part as they are unpacked. Whoever reads counts them.
    pub(crate) fn unpacked(&mut self, name: &str) -> Result<ZipFile<'_, Source>, ReadError> {
        let place = self.names.get(&comparable(name));
        let place = *place.ok_or_else(|| ReadError::Damaged { part: name.to_owned() })?;
        let file = self.archive.by_index(place).map_err(|error| refusal(error, name))?;
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(ReadError::Damaged { part: name.to_owned() });
        }
        Ok(file)
    }

    /// The file again, from its beginning.
    pub(crate) fn into_source(self) -> Result<Source, ReadError> {
        let mut source = self.archive.into_inner();
        source.rewind().map_err(ReadError::Io)?;
        Ok(source)
    }

    /// What kind of workbook the archive holds.
    pub(crate) fn flavour(&mut self) -> Result<Flavour, ReadError> {
        let main = self.main_name()?;
        if self.has(&main) && !main.ends_with(".bin") {
            return Ok(Flavour::Xlsx);
        }
        if main.ends_with(".bin") || self.has("xl/workbook.bin") {
            return Ok(Flavour::Xlsb);
        }
        if !self.has("content.xml") {
            return Err(ReadError::Unsupported { kind: "zip" });
        }
        let kind = self.bytes("mimetype", 1 << 10).unwrap_or_default();
        match kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            true => Ok(Flavour::Ods),
            false => Err(ReadError::Unsupported { kind: "odf" }),
        }
    }

    /// Finds the sheets and the parts they share.
    pub(super) fn workbook(&mut self) -> Result<WorkbookParts, ReadError> {
        let main = self.main_name()?;
        let relations = self.relations(&main)?;
        let by_kind = |kind: &str| {
            relations.values().find(|r| r.kind.ends_with(kind)).map(|r| r.target.clone())
        };
        let (strings, styles) = (by_kind("/sharedStrings"), by_kind("/styles"));
        let mut parts = WorkbookParts { sheets: Vec::new(), strings, styles, from_1904: false };
        let mut xml = self.part(&main)?;
        loop {
            match xml.next()? {
                Piece::Start(start) if start.local_name().as_ref() == "workbookPr" => {
                    let mode = attribute(&start, "date1904");
                    parts.from_1904 = matches!(mode.as_deref(), Some("1" | "true"));
                }
                Piece::Start(start) if start.local_name().as_ref() == "sheet" => {
                    let relation = attribute(&start, "id").and_then(|id| relations.get(&id));
                    // Sheets of charts and dialogs have no rows.
                    if let Some(relation) = relation.filter(|r| r.kind.ends_with("/worksheet")) {
                        parts.sheets.push(SheetPart {
                            name: attribute(&start, "name").unwrap_or_default(),
                            hidden: attribute(&start, "state").is_some_and(|s| s != "visible"),
                            part: relation.target.clone(),
                        });
                    }
                }
                Piece::Eof => break,
                _ => {}
            }
        }
        drop(xml);
        parts.strings = parts.strings.filter(|part| self.has(part));
        parts.styles = parts.styles.filter(|part| self.has(part));
        if parts.sheets.is_empty() { Err(ReadError::Damaged { part: main }) } else { Ok(parts) }
    }

    fn main_name(&mut self) -> Result<String, ReadError> {
        let found = if self.has("_rels/.rels") {
            let relations = self.relations("")?;
            relations.into_values().find(|r| r.kind.ends_with("/officeDocument")).map(|r| r.target)
        } else {
            None
        };
        Ok(found.unwrap_or_else(|| "xl/workbook.xml".to_owned()))
    }

    /// The relations of a part by their ids; the empty name is the package itself.
    pub(crate) fn relations(&mut self, of: &str) -> Result<HashMap<String, Relation>, ReadError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let part = match folder {
            "" => format!("_rels/{file}.rels"),
            _ => format!("{folder}/_rels/{file}.rels"),
        };
        let mut found = HashMap::new();
        let mut xml = self.part(&part)?;
        loop {
            match xml.next()? {
                Piece::Start(start) if start.local_name().as_ref() == "Relationship" => {
                    let (Some(id), Some(kind), Some(target)) = (
                        attribute(&start, "Id"),
                        attribute(&start, "Type"),
                        attribute(&start, "Target"),
                    ) else {
                        continue;
                    };
                    found.insert(id, Relation { kind, target: resolve(folder, &target) });
                }
                Piece::Eof => return Ok(found),
                _ => {}
            }
        }
    }
}

/// What a part refers to.
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) target: String,
}

/// The part that a target names, seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

fn refusal(error: ZipError, part: &str) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadError::Encrypted
        }
        _ => ReadError::Damaged { part: part.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_never_leave_the_archive() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(resolve("xl/a", "../sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(resolve("xl", "../../../../etc/passwd"), "etc/passwd");
    }
}
