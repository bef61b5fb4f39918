//! How much of a file is read, so that a hostile one costs little.

/// Bounds on what is read; the default suits a company's customer table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub max_file: u64,
    /// Most bytes after unpacking an archive, over all its parts.
    pub max_unpacked: u64,
    /// How many times larger than the file its unpacked parts may be, once they exceed 64 MiB.
    pub max_ratio: u64,
    /// Most bytes of a file, unpacked, that can only be read as a whole (`.xls`, `.xlsb`, `.ods`,
    /// HTML, SpreadsheetML, vCard), and most bytes of text in it.
    pub max_held: u64,
    /// Most cells of such a file, over all its sheets.
    pub max_held_cells: usize,
    /// Most parts in an archive.
    pub max_parts: usize,
    /// Most rows of a sheet, empty ones counted.
    pub max_rows: u32,
    /// Most columns with content.
    pub max_columns: usize,
    /// Most characters of a cell.
    pub max_cell: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file: 512 << 20,
            max_unpacked: 2 << 30,
            max_ratio: 200,
            max_held: 256 << 20,
            max_held_cells: 2_000_000,
            max_parts: 10_000,
            max_rows: 1_048_576,
            max_columns: 512,
            max_cell: 32_767,
        }
    }
}
