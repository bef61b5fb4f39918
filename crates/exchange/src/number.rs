//! Numbers as spreadsheets keep them, written out.

use kedang_domain::value::date_from_serial;

use crate::Cell;

/// The cell of a number in a format that shows a day or not.
pub(crate) fn number_cell(number: f64, date: bool, from_1904: bool) -> Cell {
    if !number.is_finite() {
        return Cell::Error("#NUM!".to_owned());
    }
    // Enormous numbers keep their exponent: hundreds of digits help nobody.
    let plain =
        if number.abs() < 1e21 { (number + 0.0).to_string() } else { format!("{number:e}") };
    match date.then(|| moment(number, from_1904)).flatten() {
        Some(text) => Cell::Date { serial: plain, text },
        None => Cell::Number(plain),
    }
}

/// The day and time that a number shows, to the second.
pub(crate) fn moment(serial: f64, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 86,401")]
    let mut seconds = (serial.fract() * 86_400.0).round() as u32;
    let mut day = serial.trunc();
    if seconds >= 86_400 {
        seconds = 0;
        day += 1.0;
    }
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if day < 1.0 {
        return Some(time);
    }
    let day = date_from_serial(day, from_1904)?;
    Some(if seconds == 0 { day.to_string() } else { format!("{day} {time}") })
}

/// The column of letters such as `AB`, from 0.
pub(crate) fn column_of_letters(letters: &[u8]) -> Option<usize> {
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let mut column = 0_usize;
    for letter in letters {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|v| *v < 26)?;
        column = column * 26 + usize::from(value) + 1;
    }
    column.checked_sub(1)
}

/// Row, from 1, and column, from 0, of a place such as `AB12`.
pub(crate) fn place_of(place: &str) -> Option<(u32, usize)> {
    let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
    let row = place.get(letters.len()..)?.parse().ok().filter(|row| *row > 0)?;
    Some((row, column_of_letters(letters.as_bytes())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_by_their_letters() {
        assert_eq!(place_of("A1"), Some((1, 0)));
        assert_eq!(place_of("AA10"), Some((10, 26)));
        assert_eq!(place_of("XFD1048576"), Some((1_048_576, 16_383)));
        for wrong in ["", "12", "A", "A0", "ABCD1", "甲1", "A99999999999"] {
            assert_eq!(place_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_written_out() {
        assert_eq!(number_cell(1.3812345678E10, false, false), Cell::Number("13812345678".into()));
        assert_eq!(number_cell(-0.0, false, false), Cell::Number("0".into()));
        assert_eq!(number_cell(f64::INFINITY, false, false), Cell::Error("#NUM!".into()));
        let date =
            |serial: &str, text: &str| Cell::Date { serial: serial.into(), text: text.into() };
        assert_eq!(number_cell(41543.0, true, false), date("41543", "2013-09-26"));
        assert_eq!(number_cell(40081.0, true, true), date("40081", "2013-09-26"));
        assert_eq!(number_cell(0.25, true, false), date("0.25", "06:00:00"));
        assert_eq!(number_cell(1e9, true, false), Cell::Number("1000000000".into()));
    }
}
