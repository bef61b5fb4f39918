//! Which characters the bytes are.

use std::io::Result;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, CoderResult, Decoder, DecoderResult, Encoding, GB18030, GBK, UTF_8};

use super::fill;
use crate::source::Source;

const PIECE: usize = 64 << 10;

/// What was found out about the bytes.
pub(super) struct Encoded {
    pub(super) encoding: &'static Encoding,
    /// Length of the byte order mark.
    pub(super) bom: usize,
    /// Some bytes fit no character.
    pub(super) lossy: bool,
}

/// Reads the whole text once. UTF-8 is certain when it fits, since no other text fits by chance;
/// then GB18030, which Chinese spreadsheets write (characters of four bytes too); then a guess.
///
/// A mark at the beginning counts for more than what was `asked` for, and that for more than what
/// is found out.
pub(super) fn detect(source: &mut Source, asked: Option<&'static Encoding>) -> Result<Encoded> {
    let head = source.head(3)?;
    if let Some((encoding, bom)) = Encoding::for_bom(&head) {
        let lossy = !fits(source, encoding)?;
        return Ok(Encoded { encoding, bom, lossy });
    }
    let wide = source.head(4 << 10)?;
    if let Some(encoding) = asked.or_else(|| without_mark(&wide)) {
        let lossy = !fits(source, encoding)?;
        return Ok(Encoded { encoding, bom: 0, lossy });
    }
    let mut utf8 = Trial::new(UTF_8);
    let mut gb = Trial::new(GB18030);
    let mut big5 = Trial::new(BIG5);
    let mut guess = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut buffer = vec![0; PIECE];
    loop {
        let count = fill(source, &mut buffer)?;
        let piece = buffer.get(..count).unwrap_or_default();
        let last = count < PIECE;
        for trial in [&mut utf8, &mut gb, &mut big5] {
            trial.feed(piece, last);
        }
        guess.feed(piece, last);
        if last {
            break;
        }
    }
    let guessed = guess.guess(None, Utf8Detection::Deny);
    let trials = match guessed == BIG5 {
        // Nearly every text in Big5 can be read as GB18030 too, as rubbish.
        true => [utf8, big5, gb],
        false => [utf8, gb, big5],
    };
    let found = trials.iter().find(|t| t.malformed == 0).or(trials.iter().find(|t| t.is_near()));
    let (encoding, lossy) = match found {
        Some(trial) => (trial.encoding, trial.malformed > 0),
        None => {
            std::io::Seek::rewind(source)?;
            let guessed = if guessed == GBK { GB18030 } else { guessed };
            (guessed, !fits(source, guessed)?)
        }
    };
    Ok(Encoded { encoding, bom: 0, lossy })
}

/// UTF-16 that lacks its mark: line ends and delimiters of a table have a zero byte beside them,
/// always on the same side.
pub(crate) fn without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let (mut before, mut behind) = (0_usize, 0_usize);
    for pair in head.as_chunks::<2>().0 {
        match pair {
            [b'\t' | b'\n' | b'\r' | b' '..=b'~', 0] => behind += 1,
            [0, b'\t' | b'\n' | b'\r' | b' '..=b'~'] => before += 1,
            [0, _] | [_, 0] => return None,
            _ => {}
        }
    }
    let enough = (head.len() / 64).max(3);
    match (before, behind) {
        (0, n) if n >= enough => Some(encoding_rs::UTF_16LE),
        (n, 0) if n >= enough => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The encoding of this label; GB2312 and GBK are read as what grew out of them.
pub(crate) fn by_label(label: &str) -> Option<&'static Encoding> {
    let found = Encoding::for_label(label.trim().as_bytes())?;
    Some(if found == GBK { GB18030 } else { found })
}

fn fits(source: &mut Source, encoding: &'static Encoding) -> Result<bool> {
    let mut trial = Trial::new(encoding);
    let mut buffer = vec![0; PIECE];
    let mut first = true;
    loop {
        let count = fill(source, &mut buffer)?;
        let mut piece = buffer.get(..count).unwrap_or_default();
        if std::mem::take(&mut first)
            && let Some((_, bom)) = Encoding::for_bom(piece)
        {
            piece = piece.get(bom..).unwrap_or_default();
        }
        trial.feed(piece, count < PIECE);
        if count < PIECE {
            return Ok(trial.malformed == 0);
        }
    }
}

/// Decodes only to see how well it can be done.
struct Trial {
    encoding: &'static Encoding,
    decoder: Decoder,
    /// Bytes that fit no character, counted up to a bound.
    malformed: u32,
    /// Characters beyond ASCII.
    foreign: u32,
    out: String,
}

/// Beyond this the trial has failed for certain.
const HOPELESS: u32 = 10_000;

impl Trial {
    fn new(encoding: &'static Encoding) -> Self {
        Self {
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            malformed: 0,
            foreign: 0,
            out: String::with_capacity(PIECE),
        }
    }

    fn feed(&mut self, mut piece: &[u8], last: bool) {
        while self.malformed < HOPELESS {
            self.out.clear();
            let (result, read) =
                self.decoder.decode_to_string_without_replacement(piece, &mut self.out, last);
            let foreign = self.out.chars().filter(|c| !c.is_ascii()).count();
            self.foreign = self.foreign.saturating_add(u32::try_from(foreign).unwrap_or(u32::MAX));
            piece = piece.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.malformed += 1,
            }
        }
    }

    /// A few broken bytes, as when a file was cut off, do not make it another encoding.
    fn is_near(&self) -> bool {
        self.malformed < HOPELESS && self.foreign >= self.malformed.saturating_mul(20)
    }
}

/// The text in pieces.
pub(super) struct Decoded<'a> {
    source: &'a mut Source,
    decoder: Decoder,
    skip: usize,
    buffer: Vec<u8>,
    /// Bytes read but not decoded yet.
    from: usize,
    to: usize,
    at_end: bool,
    finished: bool,
    out: String,
}

impl<'a> Decoded<'a> {
    /// From the beginning of the source, where it must stand.
    pub(super) fn new(source: &'a mut Source, encoded: &Encoded) -> Self {
        Self {
            source,
            decoder: encoded.encoding.new_decoder_without_bom_handling(),
            skip: encoded.bom,
            buffer: vec![0; PIECE],
            from: 0,
            to: 0,
            at_end: false,
            finished: false,
            out: String::with_capacity(PIECE * 2),
        }
    }

    /// The next characters; `None` at the end.
    pub(super) fn next_piece(&mut self) -> Result<Option<&str>> {
        self.out.clear();
        while self.out.is_empty() {
            if self.finished {
                return Ok(None);
            }
            if self.from == self.to && !self.at_end {
                self.to = fill(self.source, &mut self.buffer)?;
                self.from = self.skip.min(self.to);
                self.skip = 0;
                self.at_end = self.to < PIECE;
            }
            let bytes = self.buffer.get(self.from..self.to).unwrap_or_default();
            let (result, read, _) =
                self.decoder.decode_to_string(bytes, &mut self.out, self.at_end);
            self.from += read;
            self.finished = self.at_end && result == CoderResult::InputEmpty;
        }
        Ok(Some(&self.out))
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Cursor, io::Seek};

    use super::*;

    fn read(bytes: &[u8]) -> (Encoded, String) {
        let mut source = Source::Bytes(Cursor::new(bytes.into()));
        let encoded = detect(&mut source, None).unwrap();
        source.rewind().unwrap();
        let mut decoded = Decoded::new(&mut source, &encoded);
        let mut text = String::new();
        while let Some(piece) = decoded.next_piece().unwrap() {
            text.push_str(piece);
        }
        (encoded, text)
    }

    const TEXT: &str = "客户名称,联系人\n华北泵业有限公司,王敏\n㐂𠮷堂,李娜\n";

    #[test]
    fn utf8_with_and_without_mark() {
        let (encoded, text) = read(TEXT.as_bytes());
        assert_eq!((encoded.encoding, encoded.bom, encoded.lossy), (UTF_8, 0, false));
        assert_eq!(text, TEXT);
        let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        let (encoded, text) = read(&marked);
        assert_eq!((encoded.encoding, encoded.bom), (UTF_8, 3));
        assert_eq!(text, TEXT);
    }

    #[test]
    fn gb18030_with_characters_of_four_bytes() {
        let (bytes, _, lossy) = GB18030.encode(TEXT);
        assert!(!lossy);
        let (encoded, text) = read(&bytes);
        assert_eq!((encoded.encoding, encoded.lossy), (GB18030, false));
        assert_eq!(text, TEXT);
    }

    #[test]
    fn wide_characters_with_mark() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(TEXT.encode_utf16().flat_map(u16::to_le_bytes));
        let (encoded, text) = read(&bytes);
        assert_eq!(encoded.encoding, encoding_rs::UTF_16LE);
        assert_eq!(text, TEXT);
    }

    #[test]
    fn wide_characters_without_mark() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let (encoded, text) = read(&little);
        assert_eq!((encoded.encoding, encoded.bom), (encoding_rs::UTF_16LE, 0));
        assert_eq!(text, TEXT);
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let (encoded, text) = read(&big);
        assert_eq!(encoded.encoding, encoding_rs::UTF_16BE);
        assert_eq!(text, TEXT);
    }

    #[test]
    fn traditional_text_of_taiwan() {
        let text =
            "客戶名稱,聯絡人\n華北幫浦股份有限公司,王小明\n臺灣電子工業股份有限公司,陳怡君\n"
                .repeat(4);
        let (bytes, _, _) = BIG5.encode(&text);
        let (encoded, read) = read(&bytes);
        assert_eq!(encoded.encoding, BIG5);
        assert_eq!(read, text);
    }

    #[test]
    fn a_broken_byte_is_seen() {
        let (mut bytes, _, _) = GB18030.encode(TEXT);
        bytes.to_mut().push(0xff);
        let (encoded, text) = read(&bytes);
        assert!(encoded.lossy);
        assert!(text.starts_with("客户名称"));
    }

    #[test]
    fn pieces_meet_inside_a_character() {
        let long = "华北泵业".repeat(PIECE);
        let (bytes, _, _) = GB18030.encode(&long);
        assert_eq!(read(&[b"a", bytes.as_ref()].concat()).1, format!("a{long}"));
    }
}
