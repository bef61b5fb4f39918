//! Which character divides the cells.

use super::record::RecordReader;

/// How much text is looked at, in bytes.
pub(super) const SAMPLE: usize = 64 << 10;
const RECORDS: usize = 60;
/// In the order of preference where nothing else decides.
const CANDIDATES: [char; 6] = [',', '\t', ';', '|', '，', '；'];

/// The candidate that cuts most records into the same number of cells, more cells counting more.
pub(super) fn delimiter(sample: &str) -> char {
    // The first line may say so, as spreadsheets understand it.
    if let Some(named) = sample.lines().next().and_then(|line| line.trim().strip_prefix("sep="))
        && let Some(c) = named.chars().next()
    {
        return c;
    }
    let mut best = (',', 0);
    for candidate in CANDIDATES {
        let score = score(sample, candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

fn score(sample: &str, delimiter: char) -> usize {
    let mut reader = RecordReader::new(delimiter, usize::MAX);
    reader.feed(sample);
    // The sample may end in the middle of the last record.
    let mut widths: Vec<usize> = std::iter::from_fn(|| reader.next_record())
        .take(RECORDS)
        .map(|record| record.fields.len())
        .collect();
    if widths.is_empty() {
        widths.extend(reader.finish().map(|record| record.fields.len()));
    }
    let common = widths
        .iter()
        .filter(|width| **width > 1)
        .max_by_key(|width| (widths.iter().filter(|w| w == width).count(), **width));
    common.map_or(0, |width| {
        let same = widths.iter().filter(|w| *w == width).count();
        same * 100 + (*width).min(99)
    })
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_delimiter_is_the_one_that_makes_a_table() {
        assert_eq!(delimiter("名称,地址\n甲,\"1;2;3\"\n乙,3\n"), ',');
        assert_eq!(delimiter("名称;地址\n甲;1,5\n乙;2,5\n丙;7\n"), ';');
        assert_eq!(delimiter("名称\t地址\n甲,一\t1\n乙,二\t2\n"), '\t');
        assert_eq!(delimiter("名称|地址\n甲|1\n"), '|');
        assert_eq!(delimiter("名称，地址\n甲，1\n"), '，');
        assert_eq!(delimiter("sep=;\n名称,a;地址\n"), ';');
        assert_eq!(delimiter("名称\n甲\n"), ',');
    }
}
