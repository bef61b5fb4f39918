//! The second factor: codes by time (RFC 6238: SHA-1, six digits, 30 seconds), and recovery codes
//! for who lost the device.

use crate::password::{readable, unreadable};
use crate::seal::keyed;
use crate::{App, AppError, Result};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_db::Tx;
use kedang_domain::id::PersonId;
use kedang_storage::account::{self, Credentials};
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// Recovery codes that are given out.
pub(crate) const RECOVERY_CODES: usize = 10;
/// Bytes of a seed (RFC 4226: 160 bits recommended).
const SEED: usize = 20;
/// Steps that a clock may be off, to either side.
const SKEW: u16 = 1;

fn totp(seed: &[u8; SEED]) -> Result<Totp> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(30)
        .with_secret(Secret::new_stack(*seed))
        .build()
        .map_err(AppError::internal)
}

/// A fresh seed: sealed for the database, and as people type it.
pub(crate) struct Enrolment {
    pub(crate) sealed: Vec<u8>,
    pub(crate) secret: String,
    pub(crate) uri: String,
}

pub(crate) fn enrol(app: &App, person: PersonId, login: &str, company: &str) -> Result<Enrolment> {
    let seed: [u8; SEED] = app.random();
    let secret = Secret::new_stack(seed).to_base32();
    let (issuer, account) = (escape(&company.replace(':', " ")), escape(login));
    let uri = format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}\
         &algorithm=SHA1&digits=6&period=30"
    );
    Ok(Enrolment {
        sealed: app.seal("person", &person.to_string(), "totp_secret", &seed)?,
        secret,
        uri,
    })
}

/// Everything but unreserved characters (RFC 3986) escaped: a blank as `%20`, not as `+`.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// The step of a code, if it is the code of this time and not spent.
pub(crate) fn step(
    app: &App,
    credentials: &Credentials,
    code: &str,
    now: i64,
) -> Result<Option<i64>> {
    let Some(sealed) = &credentials.totp_secret else { return Ok(None) };
    let opened = app.unseal("person", &credentials.person.to_string(), "totp_secret", sealed)?;
    let seed = opened.try_into().map_err(|_| AppError::internal("a seed of another length"))?;
    let seconds = u64::try_from(now / 1_000).unwrap_or(0);
    let step = totp(&seed)?.check(code, seconds).and_then(|step| i64::try_from(step).ok());
    Ok(step.filter(|step| *step > credentials.totp_last_step))
}

/// Spends a code of the second factor or a recovery code; `false` when it is neither, or spent.
pub(crate) async fn spend(
    app: &App,
    tx: &mut Tx,
    credentials: &Credentials,
    code: &str,
    now: i64,
) -> Result<bool> {
    let plain: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return match step(app, credentials, &plain, now)? {
            Some(step) => Ok(account::spend_step(tx, credentials.person, step).await?),
            None => Ok(false),
        };
    }
    let hash = recovery_hash(app, credentials.person, code);
    Ok(account::spend_recovery(tx, credentials.person, &hash, now).await?)
}

/// Fresh recovery codes of 60 random bits.
pub(crate) fn recovery_codes(app: &App) -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| readable(&app.random::<12>())).collect()
}

/// What the database keeps of a recovery code.
pub(crate) fn recovery_hash(app: &App, person: PersonId, code: &str) -> String {
    let key = app.derived("recovery");
    BASE64_URL_SAFE_NO_PAD.encode(keyed(&key, &[&person.to_string(), &unreadable(code)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1: the last six of the eight digits.
        let totp = totp(b"12345678901234567890").unwrap();
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            assert_eq!(totp.check(code, time), Some(time / 30), "{time}");
        }
        assert_eq!(totp.check("287082", 59 + 30), Some(1), "one step late");
        assert_eq!(totp.check("287082", 59 + 61), None, "two steps late");
    }

    #[test]
    fn a_uri_keeps_its_parts_apart() {
        assert_eq!(escape("华夏 & Co:1"), "%E5%8D%8E%E5%A4%8F%20%26%20Co%3A1");
    }
}
