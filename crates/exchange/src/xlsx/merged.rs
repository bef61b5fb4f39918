//! The merged areas of a sheet. They stand behind its rows, so they are looked for in a run of
//! their own that only unpacks: the rows are not understood on the way.

use std::io::Read;

use memchr::memmem::Finder;

use super::package::Package;
use crate::{
    ReadError,
    merge::{Area, MAX_AREAS, Merges},
    number::place_of,
};

const PIECE: usize = 256 << 10;
/// Most bytes kept of what stands behind the rows.
const MAX_TAIL: usize = 16 << 20;

/// The areas of the sheet in this part.
pub(super) fn areas(package: &mut Package, part: &str) -> Result<Merges, ReadError> {
    let tail = tail(package, part)?;
    let mut areas = Vec::new();
    let (cell, place) = (Finder::new("mergeCell "), Finder::new("ref=\""));
    let mut rest = tail.as_slice();
    while let Some(at) = cell.find(rest) {
        rest = rest.get(at + cell.needle().len()..).unwrap_or_default();
        let element = rest.split(|b| *b == b'>').next().unwrap_or_default();
        let area = place.find(element).and_then(|at| {
            let value = element.get(at + place.needle().len()..)?;
            area(std::str::from_utf8(value.split(|b| *b == b'"').next()?).ok()?)
        });
        areas.extend(area);
        if areas.len() > MAX_AREAS {
            return Err(ReadError::Damaged { part: part.to_owned() });
        }
    }
    Ok(Merges::new(areas))
}

/// What stands behind the rows.
fn tail(package: &mut Package, part: &str) -> Result<Vec<u8>, ReadError> {
    const END: &[u8] = b"sheetData>";
    let max = package.limits().max_unpacked;
    let mut file = package.unpacked(part)?;
    let finder = Finder::new(END);
    let mut buffer = vec![0; PIECE];
    let (mut kept, mut total) = (0_usize, 0_u64);
    let mut tail: Option<Vec<u8>> = None;
    // What is broken here is told, with its place, by the run that reads the rows.
    while let Ok(count) = file.read(buffer.get_mut(kept..).unwrap_or_default()) {
        if count == 0 {
            break;
        }
        total = total.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        if total > max {
            return Err(ReadError::TooLarge { max });
        }
        let filled = buffer.get(..kept + count).unwrap_or_default();
        if let Some(tail) = &mut tail {
            tail.extend_from_slice(filled);
            if tail.len() > MAX_TAIL {
                return Err(ReadError::Damaged { part: part.to_owned() });
            }
            kept = 0;
            continue;
        }
        let end = finder.find_iter(filled).find(|at| {
            // `</sheetData>` or `</x:sheetData>`, and not `<sheetData>`.
            let before = filled.get(at.saturating_sub(16)..*at).unwrap_or_default();
            before.rsplit(|b| *b == b'<').next().is_some_and(|name| name.starts_with(b"/"))
        });
        if let Some(at) = end {
            tail = Some(filled.get(at + END.len()..).unwrap_or_default().to_vec());
            kept = 0;
        } else {
            // The end can lie across two pieces.
            let keep = filled.len().min(END.len() + 16);
            let from = filled.len() - keep;
            let length = filled.len();
            buffer.copy_within(from..length, 0);
            kept = keep;
        }
    }
    Ok(tail.unwrap_or_default())
}

/// The area of a reference such as `A2:A5`.
fn area(reference: &str) -> Option<Area> {
    let (from, to) = reference.split_once(':')?;
    let ((first_row, column), (last_row, _)) = (place_of(from)?, place_of(to)?);
    Some(Area { first_row, last_row, column })
}
