//! Shares and amounts of money.

use super::{Language, Value};
use kedang_domain::value::Fen;

pub(super) fn percent(text: &str) -> Option<u16> {
    let share = text.strip_suffix('%')?.trim_end();
    let (whole, tenth) = share.split_once('.').unwrap_or((share, "0"));
    let digit = tenth.len() == 1 && tenth.bytes().all(|b| b.is_ascii_digit());
    let tenths = whole.parse::<u16>().ok()?.checked_mul(10)?;
    let tenths = tenths.checked_add(tenth.parse().ok().filter(|_| digit)?)?;
    (tenths <= 1_000).then_some(tenths)
}

pub(super) fn money(text: &str) -> Option<Fen> {
    amount(text.strip_prefix("CNY ")?)
}

/// An amount in yuan with two decimals, not below nothing.
fn amount(text: &str) -> Option<Fen> {
    let (whole, cents) = text.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(cents) || cents.len() != 2 {
        return None;
    }
    Fen::new(whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?)?)
}

pub(super) fn range(text: &str) -> Option<Value> {
    let (from, to) = text.strip_prefix("CNY ")?.split_once(" to ")?;
    let (from, to) = (amount(from)?, amount(to)?);
    (from <= to).then_some(Value::MoneyRange(from, to))
}

pub(super) fn yuan(amount: Fen, language: Language) -> String {
    let fen = amount.get();
    let whole = grouped(fen / 100);
    let cents = if fen % 100 == 0 { String::new() } else { format!(".{:02}", fen % 100) };
    match language {
        Language::Zh => format!("{whole}{cents}元"),
        Language::En => format!("CNY {whole}{cents}"),
    }
}

fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
