//! The uniform file code (A6), made from a running number.

/// Digits of a file code, as long as they are enough.
pub const CODE_DIGITS: usize = 7;

/// The uniform file code of a running number (A6).
#[must_use]
pub fn code(no: i64) -> String {
    format!("KH{no:0CODE_DIGITS$}")
}

/// The running number of a uniform file code, in capitals or not.
#[must_use]
pub fn number(code: &str) -> Option<i64> {
    let digits = code.strip_prefix("KH").or_else(|| code.strip_prefix("kh"))?;
    let plain = digits.len() >= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// The running number that a file code is made from; in any width and case, as it is typed.
#[must_use]
pub fn number_of(code: &str) -> Option<i64> {
    let code = kedang_domain::value::narrow(code).trim().to_uppercase();
    let digits = code.strip_prefix("KH").filter(|digits| digits.len() >= 7)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}
