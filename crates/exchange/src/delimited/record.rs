//! Cuts text into records (RFC 4180, read leniently).
//!
//! Numbers of records are those a person counts in a spreadsheet: an empty line is a record too.
//! A quotation mark that is not closed before the delimiter, or stands in the middle of a field,
//! is kept as it is.

/// A record with its number, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) number: u32,
    pub(super) fields: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the first character of a field.
    FieldStart,
    /// Inside a field without quotation marks.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// Behind a quotation mark that closes, or begins a doubled one.
    QuoteInQuoted,
}

/// Takes text in pieces and gives records.
pub(super) struct RecordReader {
    delimiter: char,
    max_cell: usize,
    state: State,
    field: String,
    field_chars: usize,
    fields: Vec<String>,
    ready: std::collections::VecDeque<Record>,
    count: u32,
    /// A line feed that follows a carriage return belongs to it.
    after_return: bool,
    /// Anything was read since the last record ended.
    begun: bool,
    overflow: Option<Overflow>,
}

/// What grew beyond its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overflow {
    /// The characters of a field of this record.
    Cell(u32),
    /// The fields of this record.
    Fields(u32),
}

/// Most fields of a record, empty ones at its end counted: as many as a spreadsheet has columns.
const MAX_FIELDS: usize = 16_384;

impl RecordReader {
    pub(super) fn new(delimiter: char, max_cell: usize) -> Self {
        Self {
            delimiter,
            max_cell,
            state: State::FieldStart,
            field: String::new(),
            field_chars: 0,
            fields: Vec::new(),
            ready: std::collections::VecDeque::new(),
            count: 0,
            after_return: false,
            begun: false,
            overflow: None,
        }
    }

    /// Records ended so far.
    pub(super) fn records(&self) -> u32 {
        self.count
    }

    /// What grew too long, if anything did.
    pub(super) fn overflow(&self) -> Option<Overflow> {
        self.overflow
    }

    pub(super) fn next_record(&mut self) -> Option<Record> {
        self.ready.pop_front()
    }

    pub(super) fn feed(&mut self, piece: &str) {
        for c in piece.chars() {
            if self.overflow.is_some() {
                return;
            }
            self.take(c);
        }
    }

    /// The record that the end of the text ends.
    pub(super) fn finish(&mut self) -> Option<Record> {
        if self.begun {
            self.end_record();
        }
        self.ready.pop_front()
    }

    fn take(&mut self, c: char) {
        let follows_return = std::mem::take(&mut self.after_return);
        if c == '\n' && follows_return {
            return;
        }
        if self.state == State::Quoted {
            match c {
                '"' => self.state = State::QuoteInQuoted,
                c => self.push(c),
            }
            return;
        }
        self.begun = true;
        match c {
            '"' if self.state == State::FieldStart => self.state = State::Quoted,
            '"' if self.state == State::QuoteInQuoted => {
                self.push('"');
                self.state = State::Quoted;
            }
            '\r' | '\n' => {
                self.after_return = c == '\r';
                self.end_record();
            }
            c if c == self.delimiter => self.end_field(),
            c => {
                self.state = State::Plain;
                self.push(c);
            }
        }
    }

    fn push(&mut self, c: char) {
        self.field_chars += 1;
        if self.field_chars > self.max_cell {
            self.overflow = Some(Overflow::Cell(self.count.saturating_add(1)));
            return;
        }
        self.field.push(c);
    }

    fn end_field(&mut self) {
        if self.fields.len() >= MAX_FIELDS {
            self.overflow = Some(Overflow::Fields(self.count.saturating_add(1)));
            return;
        }
        self.fields.push(std::mem::take(&mut self.field));
        self.field_chars = 0;
        self.state = State::FieldStart;
    }

    fn end_record(&mut self) {
        self.end_field();
        self.count = self.count.saturating_add(1);
        let fields = std::mem::take(&mut self.fields);
        self.ready.push_back(Record { number: self.count, fields });
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut reader = RecordReader::new(',', 100);
        // One character at a time: pieces may end anywhere.
        for c in text.chars() {
            reader.feed(&c.to_string());
        }
        let mut records: Vec<Record> = std::iter::from_fn(|| reader.next_record()).collect();
        records.extend(reader.finish());
        records.into_iter().map(|r| (r.number, r.fields)).collect()
    }

    #[test]
    fn records_as_a_spreadsheet_counts_them() {
        let fields = |text: &[&str]| text.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read("a,b\r\n\r\n\"c\nd\",\"e \"\"f\"\"\"\n,\rg"),
            [
                (1, fields(&["a", "b"])),
                (2, fields(&[""])),
                (3, fields(&["c\nd", "e \"f\""])),
                (4, fields(&["", ""])),
                (5, fields(&["g"])),
            ]
        );
        assert_eq!(read("a\n"), [(1, fields(&["a"]))]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn stray_quotation_marks_stay() {
        let fields = |text: &[&str]| text.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read("5\" pipe,\"重点\"跟进,=\"138\""),
            [(1, fields(&["5\" pipe", "重点跟进", "=\"138\""]))]
        );
    }

    #[test]
    fn a_mark_never_closed_ends_at_the_bound() {
        let mut reader = RecordReader::new(',', 100);
        reader.feed("a\n\"");
        reader.feed(&"x".repeat(101));
        assert_eq!(reader.overflow(), Some(Overflow::Cell(2)));
        let mut reader = RecordReader::new(',', 100);
        reader.feed(&",".repeat(MAX_FIELDS + 1));
        assert_eq!(reader.overflow(), Some(Overflow::Fields(1)));
    }
}
