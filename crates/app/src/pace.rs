//! The pace of trying to sign in.
//!
//! A wrong password costs the next try a pause that doubles; nobody is ever locked for good, so
//! failing on purpose cannot keep somebody out. Three counters, each of a keyed hash (people type
//! passwords where the login belongs, and the database must not hold them):
//!
//! | counter | pause from | up to | against |
//! |---|---|---|---|
//! | login and address | 5th failure, 1 s | 15 min | guessing one person's password |
//! | login | 20th failure, 1 s | 1 min | the same from many addresses |
//! | address | 50th failure, 1 s | 15 min | one password tried on many logins |
//!
//! The second and third would let a stranger slow down everybody else, so they do not bind where
//! this login was used well from this address within 30 days: who works at their usual place only
//! ever waits for failures of their own login from that same place. Sessions that are open are not
//! touched by any of it. What is left: somebody at the same address who keeps failing on a
//! colleague's login makes that colleague wait up to 15 minutes there, visibly, and an
//! administrator can lift it.
//!
//! A try is counted *before* its password is looked at and taken back when it was right, so a
//! thousand tries at once are a thousand tries. Counts fade after a day without a failure. Of an
//! IPv6 address the first 64 bits count, since one subscriber has all below.

use crate::seal::keyed;
use crate::{App, AppError, Result};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_db::Tx;
use kedang_storage::account::{self, Failures};
use std::net::IpAddr;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
/// How long a failure is remembered.
const FADE: i64 = 24 * 60 * MINUTE;
/// How long a place counts as usual after the last good sign-in there.
const USUAL: i64 = 30 * 24 * 60 * MINUTE;

/// A counter's rule: free failures, and the longest pause.
#[derive(Clone, Copy)]
struct Rule {
    free: i64,
    longest: i64,
}

const PAIR: Rule = Rule { free: 5, longest: 15 * MINUTE };
const LOGIN: Rule = Rule { free: 20, longest: MINUTE };
const PLACE: Rule = Rule { free: 50, longest: 15 * MINUTE };

impl Rule {
    /// The pause after so many failures, in ms.
    fn pause(self, failures: i64) -> i64 {
        if failures < self.free {
            return 0;
        }
        let doublings = (failures - self.free).min(30);
        (SECOND << doublings).min(self.longest)
    }

    /// The end of the pause, ms UTC; in the past when there is none.
    fn until(self, failures: &Failures, now: i64) -> i64 {
        if failures.last_at <= now - FADE {
            return 0;
        }
        failures.last_at + self.pause(failures.count)
    }
}

/// Who tries, from where: the three counters.
#[derive(Clone, Debug)]
pub(crate) struct Subjects {
    pair: String,
    login: String,
    place: String,
}

impl Subjects {
    fn rules(&self) -> [(&str, Rule); 3] {
        [(&self.pair, PAIR), (&self.login, LOGIN), (&self.place, PLACE)]
    }

    /// The keyed hash of the login, all that the log may hold of an unknown one.
    pub(crate) fn login(&self) -> &str {
        &self.login
    }
}

/// The part of an address that one subscriber has.
fn place(address: &str) -> String {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => address.to_owned(),
    }
}

impl App {
    /// The counters of a login (in its one form, or as typed when it has none) and an address.
    pub(crate) fn subjects(&self, login: &str, address: &str) -> Subjects {
        let key = self.derived("pace");
        let hash = |kind: &str, text: &str| {
            let bytes = keyed(&key, &[kind, text]);
            BASE64_URL_SAFE_NO_PAD.encode(&bytes[..18])
        };
        let place = hash("place", &place(address));
        let login = hash("login", login);
        // The pair begins with the login, so that all pairs of a login can be found.
        Subjects { pair: format!("{login}.{place}"), login, place }
    }
}

/// Lets a try pass and counts it, or says how long to wait.
///
/// # Errors
/// [`AppError::RateLimited`].
pub(crate) async fn admit(tx: &mut Tx, subjects: &Subjects, now: i64) -> Result<()> {
    let usual = account::failures(tx, &subjects.pair).await?.succeeded_at > now - USUAL;
    let mut until = 0;
    for (subject, rule) in subjects.rules() {
        if subject == subjects.pair || !usual {
            until = until.max(rule.until(&account::failures(tx, subject).await?, now));
        }
    }
    if until > now {
        let wait = u64::try_from(until - now).unwrap_or(0).div_ceil(1_000);
        return Err(AppError::RateLimited { retry_after: wait });
    }
    for (subject, _) in subjects.rules() {
        account::count_failure(tx, subject, now, now - FADE).await?;
    }
    Ok(())
}

/// Takes a counted try back: it was neither wrong nor yet right.
pub(crate) async fn take_back(tx: &mut Tx, subjects: &Subjects) -> Result<()> {
    for (subject, _) in subjects.rules() {
        account::take_back_failure(tx, subject).await?;
    }
    Ok(())
}

/// It was right: the login starts afresh. The address only gets its one try back, or somebody with
/// an account of their own could wash away their failures on others'.
pub(crate) async fn succeed(tx: &mut Tx, subjects: &Subjects, now: i64) -> Result<()> {
    account::forgive(tx, &subjects.pair, now).await?;
    account::forgive(tx, &subjects.login, now).await?;
    Ok(account::take_back_failure(tx, &subjects.place).await?)
}

/// Until when some place must wait with this login, ms UTC; `None` when nobody must.
pub(crate) fn locked_until(login: &str, failures: &[(String, Failures)], now: i64) -> Option<i64> {
    failures
        .iter()
        .filter_map(|(subject, failures)| {
            let rest = subject.strip_prefix(login)?;
            let rule = if rest.is_empty() { LOGIN } else { PAIR };
            Some(rule.until(failures, now))
        })
        .max()
        .filter(|until| *until > now)
}

/// Failures since then can still mean a pause.
pub(crate) fn relevant_since(now: i64) -> i64 {
    now - PAIR.longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let seconds = |failures| PAIR.pause(failures) / SECOND;
        let table = [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (14, 512), (15, 900), (1_000, 900)];
        for (failures, pause) in table {
            assert_eq!(seconds(failures), pause, "{failures} failures");
        }
        assert_eq!(LOGIN.pause(i64::MAX), MINUTE);
        assert_eq!(PLACE.pause(49), 0);
    }

    #[test]
    fn failures_fade_after_a_day() {
        let failures = Failures { count: 100, last_at: 1_000, succeeded_at: 0 };
        assert!(PAIR.until(&failures, 1_000) > 1_000);
        assert_eq!(PAIR.until(&failures, 1_000 + FADE), 0);
    }

    #[test]
    fn one_subscriber_is_one_place() {
        assert_eq!(place("2001:db8:1:2:3:4:5:6"), place("2001:db8:1:2:ffff::1"));
        assert_ne!(place("2001:db8:1:2::1"), place("2001:db8:1:3::1"));
        assert_ne!(place("192.0.2.1"), place("192.0.2.2"));
        assert_eq!(place(""), "");
    }
}
