//! Where the bytes come from.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Result, Seek, SeekFrom},
    sync::Arc,
};

/// Bytes in memory or a file on disk.
pub(crate) enum Source {
    Bytes(Cursor<Arc<[u8]>>),
    File(BufReader<File>),
}

impl Source {
    pub(crate) fn length(&mut self) -> Result<u64> {
        let length = self.seek(SeekFrom::End(0))?;
        self.rewind()?;
        Ok(length)
    }

    /// The first bytes, at most `count`; the place is the beginning again afterwards.
    pub(crate) fn head(&mut self, count: u64) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        self.by_ref().take(count).read_to_end(&mut head)?;
        self.rewind()?;
        Ok(head)
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        match self {
            Self::Bytes(bytes) => bytes.read(buffer),
            Self::File(file) => file.read(buffer),
        }
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        match self {
            Self::Bytes(bytes) => bytes.seek(to),
            Self::File(file) => file.seek(to),
        }
    }
}
