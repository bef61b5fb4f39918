//! Compound files (MS-CFB): chains of sectors, followed only as far as the file is long.

use crate::ReadError;

/// A compound file whose chains end.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

const END_OF_CHAIN: u32 = 0xffff_fffe;
/// From here on numbers are marks and no sectors.
const MARKS: u32 = 0xffff_fffa;
const MINI_SECTOR: usize = 64;
/// Streams shorter than this lie in the mini stream.
const MINI_CUTOFF: usize = 4096;

pub(crate) fn damaged() -> ReadError {
    ReadError::Damaged { part: "file".to_owned() }
}

/// The number of two bytes at a place.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

/// The number of four bytes at a place.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b))
}

impl<'a> Compound<'a> {
    /// Reads the header, the tables of sectors and the directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        Self::read(bytes)?.ok_or_else(damaged)
    }

    fn read(bytes: &'a [u8]) -> Result<Option<Self>, ReadError> {
        let field = |at| u32_at(bytes, at).ok_or_else(damaged);
        let sector = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Ok(None),
        };
        let most = bytes.len() / sector + 1;
        let at = |id: u32| sector_at(bytes, sector, id);

        let mut places: Vec<u32> =
            numbers(bytes.get(76..512).ok_or_else(damaged)?).filter(|id| *id < MARKS).collect();
        let mut next = field(68)?;
        let mut steps = 0;
        while next < MARKS {
            let Some(table) = at(next) else { return Ok(None) };
            let mut ids: Vec<u32> = numbers(table).collect();
            next = ids.pop().unwrap_or(END_OF_CHAIN);
            places.extend(ids.into_iter().filter(|id| *id < MARKS));
            steps += 1;
            if steps > most {
                return Ok(None);
            }
        }
        if places.len() > most {
            return Ok(None);
        }
        let mut fat = Vec::new();
        for id in places {
            let Some(table) = at(id) else { return Ok(None) };
            fat.extend(numbers(table));
        }
        let mut found = Self {
            bytes,
            sector,
            fat,
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        let directory = found.chain(field(48)?, usize::MAX)?;
        found.entries = directory.as_chunks::<128>().0.iter().map(|e| entry(e, sector)).collect();
        let Some(root) = found.entries.first() else { return Ok(None) };
        let mini_sectors = usize_at(bytes, 64).ok_or_else(damaged)?;
        if mini_sectors > 0 {
            let length = mini_sectors.checked_mul(sector).filter(|l| *l <= bytes.len() + sector);
            let Some(length) = length else { return Ok(None) };
            let stream = found.chain(root.start, root.length)?;
            let table = found.chain(field(60)?, length)?;
            found.mini_fat = numbers(&table).collect();
            found.mini_stream = stream;
        }
        Ok(Some(found))
    }

    /// Whether there is a stream or a storage of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of the first stream of this name.
    pub(crate) fn stream(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let entry = entry.ok_or_else(damaged)?;
        if entry.length >= MINI_CUTOFF {
            return self.chain(entry.start, entry.length);
        }
        follow(entry.start, entry.length, &self.mini_fat, |id| {
            let from = usize::try_from(id).ok()?.checked_mul(MINI_SECTOR)?;
            let rest = self.mini_stream.get(from..)?;
            rest.get(..MINI_SECTOR).or(Some(rest))
        })
    }

    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, ReadError> {
        if length != usize::MAX && length > self.bytes.len() {
            return Err(damaged());
        }
        follow(start, length, &self.fat, |id| sector_at(self.bytes, self.sector, id))
    }
}

fn sector_at(bytes: &[u8], sector: usize, id: u32) -> Option<&[u8]> {
    let from = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(sector)?;
    let rest = bytes.get(from..)?;
    // The last sector of a file may be cut short.
    rest.get(..sector).or(Some(rest)).filter(|rest| !rest.is_empty())
}

/// The bytes of a chain. A chain without end comes back to a sector, so it has more of them than
/// there are.
fn follow<'b>(
    start: u32,
    length: usize,
    table: &[u32],
    sector: impl Fn(u32) -> Option<&'b [u8]>,
) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::new();
    let mut id = start;
    let mut steps = 0;
    while id != END_OF_CHAIN && out.len() < length {
        let piece = sector(id).ok_or_else(damaged)?;
        let wanted = piece.len().min(length - out.len());
        out.extend_from_slice(piece.get(..wanted).unwrap_or_default());
        if out.len() >= length {
            break;
        }
        id = usize::try_from(id).ok().and_then(|id| table.get(id)).copied().ok_or_else(damaged)?;
        steps += 1;
        if steps > table.len() {
            return Err(damaged());
        }
    }
    Ok(out)
}

fn entry(bytes: &[u8; 128], sector: usize) -> Entry {
    let name = encoding_rs::UTF_16LE.decode_without_bom_handling(bytes.get(..64).unwrap_or(&[])).0;
    let name = name.split('\0').next().unwrap_or_default().to_owned();
    let low = u32_at(bytes, 120).unwrap_or_default();
    // Only files of large sectors use the upper half; in others it is often rubbish.
    let high = if sector == 512 { 0 } else { u32_at(bytes, 124).unwrap_or_default() };
    let length = (u64::from(high) << 32) | u64::from(low);
    Entry {
        name,
        start: u32_at(bytes, 116).unwrap_or(END_OF_CHAIN),
        length: usize::try_from(length).unwrap_or(usize::MAX - 1),
    }
}
