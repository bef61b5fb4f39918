//! The log as a file: one JSON object on each line, first what the entries are held against, then
//! the entries in their order. The file carries no key: whoever reads it brings their own.
//!
//! | line | holds |
//! |---|---|
//! | `{"kedang":"evidence","version":1}` | what the file is; the first line |
//! | `{"head":{"size":…,"frontier":"…"}}` | size and frontier, hexadecimal |
//! | `{"checkpoint":"…"}` | a signed note, in the order in which they were made |
//! | `{"node":{"level":…,"index":…,"hash":"…"}}` | a stored node |
//! | `{"index":…,"leaf":"…","entry":"…"}` | an entry: its exact text, which is what is hashed |
//!
//! An entry whose bytes are no text has them as `bytes`, hexadecimal, instead of `entry`: it is bad
//! in any case, and the reader is to find that out by itself.

use crate::failure::Failure;
use kedang_db::Conn;
use kedang_evidence::{Expected, KeptRoot, Report, Trust, Verifier};
use kedang_storage::evidence;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

const KIND: &str = "evidence";
const VERSION: u32 = 1;
/// Rows read at a time.
const CHUNK: i64 = 1_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    kedang: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadLine {
    size: u64,
    frontier: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeLine {
    level: u8,
    index: u64,
    hash: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    index: u64,
    leaf: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Anchor {
    Head(HeadLine),
    Checkpoint(String),
    Node(NodeLine),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Entry(EntryLine),
    Anchor(Anchor),
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is no hexadecimal text becomes no bytes, which agree with nothing.
fn unhex(text: &str) -> Vec<u8> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let digit = |c: u8| char::from(c).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
    if rest.is_empty() { Option::unwrap_or_default(bytes) } else { Vec::new() }
}

/// Writes the log, and says how many entries that were.
pub(super) async fn export(conn: &mut Conn, path: &Path) -> Result<u64, Failure> {
    let cannot = |e: std::io::Error| Failure::new(format!("{}", path.display()), e);
    let unreadable = super::unreadable;
    let file = OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot)?;
    let mut out = BufWriter::new(file);
    let mut write = |line: &dyn erased::Line| -> Result<(), Failure> {
        let mut text = line.text().map_err(|e| Failure::new("the log cannot be written", e))?;
        text.push('\n');
        out.write_all(text.as_bytes()).map_err(cannot)
    };
    write(&Header { kedang: KIND.to_owned(), version: VERSION })?;
    // What is out of range is at no place of any log, and is reported as such.
    let number = |n: i64| u64::try_from(n).unwrap_or(u64::MAX);
    if let Some((size, frontier)) = evidence::head(conn).await.map_err(unreadable)? {
        let head = HeadLine { size: number(size), frontier: hex(&frontier) };
        write(&Anchor::Head(head))?;
    }
    let mut from = i64::MIN;
    loop {
        let chunk = evidence::checkpoints(conn, from, CHUNK).await.map_err(unreadable)?;
        let next = chunk.last().and_then(|c| c.size.checked_add(1));
        for checkpoint in chunk {
            write(&Anchor::Checkpoint(checkpoint.note))?;
        }
        match next {
            Some(next) => from = next,
            None => break,
        }
    }
    for node in evidence::nodes(conn).await.map_err(unreadable)? {
        write(&Anchor::Node(NodeLine {
            level: u8::try_from(node.level).unwrap_or(u8::MAX),
            index: number(node.position),
            hash: hex(&node.hash),
        }))?;
    }
    let (mut from, mut size) = (i64::MIN, 0);
    loop {
        let chunk = evidence::range(conn, from, CHUNK).await.map_err(unreadable)?;
        let next = chunk.last().and_then(|s| s.seq.checked_add(1));
        for stored in chunk {
            let (entry, bytes) = match String::from_utf8(stored.entry) {
                Ok(text) => (Some(text), None),
                Err(error) => (None, Some(hex(error.as_bytes()))),
            };
            let (index, leaf) = (number(stored.seq), hex(&stored.leaf));
            write(&EntryLine { index, leaf, entry, bytes })?;
            size += 1;
        }
        match next {
            Some(next) => from = next,
            None => break,
        }
    }
    let file = out.into_inner().map_err(|e| cannot(e.into_error()))?;
    file.sync_all().map_err(cannot)?;
    Ok(size)
}

/// Lines of different forms through one writer.
mod erased {
    pub(super) trait Line {
        fn text(&self) -> serde_json::Result<String>;
    }

    impl<T: serde::Serialize> Line for T {
        fn text(&self) -> serde_json::Result<String> {
            serde_json::to_string(self)
        }
    }
}

/// Reads a file that [`export`] wrote, wherever it has been since.
pub(super) fn verify(path: &Path, trust: Trust, kept: &[KeptRoot]) -> Result<Report, Failure> {
    let file = File::open(path).map_err(|e| Failure::new(format!("{}", path.display()), e))?;
    let mut lines = BufReader::new(file).lines().enumerate().map(|(number, line)| {
        line.map(|line| (number + 1, line))
            .map_err(|e| Failure::new(format!("{}, line {}", path.display(), number + 1), e))
    });
    let not_ours = || Failure::plain(format!("{} is no exported log", path.display()));
    let (_, first) = lines.next().ok_or_else(not_ours)??;
    let header: Header = serde_json::from_str(&first).map_err(|_| not_ours())?;
    if (header.kedang.as_str(), header.version) != (KIND, VERSION) {
        return Err(not_ours());
    }
    let parse = |number: usize, line: &str| -> Result<Line, Failure> {
        let place = || format!("{}, line {number}", path.display());
        serde_json::from_str(line).map_err(|e| Failure::new(place(), e))
    };
    let mut expected = Expected::new(trust);
    let mut head: Option<HeadLine> = None;
    let mut entry = None;
    for line in lines.by_ref() {
        let (number, line) = line?;
        match parse(number, &line)? {
            Line::Entry(first) => {
                entry = Some(first);
                break;
            }
            Line::Anchor(Anchor::Head(line)) => head = Some(line),
            Line::Anchor(Anchor::Checkpoint(note)) => expected.checkpoint(note.as_bytes()),
            Line::Anchor(Anchor::Node(node)) => {
                expected.node(node.level, node.index, &unhex(&node.hash));
            }
        }
    }
    kept.iter().for_each(|kept| expected.verify_against(*kept));
    let mut verifier = Verifier::new(&expected);
    if entry.is_none() && head.is_none() {
        // A log that was never begun.
        let empty = kedang_evidence::Frontier::new().to_bytes();
        return Ok(verifier.finish(Some((0, &empty))));
    }
    while let Some(line) = entry.take() {
        let bytes = match (line.entry, line.bytes) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(bytes)) => unhex(&bytes),
            _ => return Err(Failure::plain(format!("entry {}: no text", line.index))),
        };
        if !verifier.entry(line.index, &bytes, &unhex(&line.leaf)) {
            break;
        }
        if let Some(next) = lines.next() {
            let (number, next) = next?;
            match parse(number, &next)? {
                Line::Entry(next) => entry = Some(next),
                Line::Anchor(_) => {
                    let path = path.display();
                    return Err(Failure::plain(format!("{path}, line {number}: out of order")));
                }
            }
        }
    }
    let head = head.map(|head| (head.size, unhex(&head.frontier)));
    Ok(verifier.finish(head.as_ref().map(|(size, frontier)| (*size, frontier.as_slice()))))
}
