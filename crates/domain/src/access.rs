//! From where and how people sign in (S 13): networks, devices, the second proof, the age of
//! passwords, and when a page that is left alone locks.

mod network;

pub use network::{BadNetwork, Network};

use crate::org::codes;
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

codes! {
    /// What becomes of a sign-in from outside the company's networks.
    Outside {
        /// Nothing: as from inside.
        Same = "same",
        /// Only with the second factor.
        Proof = "proof",
        /// Not at all.
        Refuse = "refuse",
    }
}

/// How people get in and stay in. A number of 0 switches its part off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessPolicy {
    /// The company's own networks. None: everywhere is inside.
    pub networks: Vec<Network>,
    /// What becomes of a sign-in from elsewhere.
    pub outside: Outside,
    /// A device that the person has not used before needs the second factor.
    pub device_proof: bool,
    /// For how long a second factor opens what is classified, in minutes.
    pub step_up_minutes: i64,
    /// After how long a page that is left alone locks, in minutes.
    pub lock_minutes: i64,
    /// After how long a session that nobody uses ends, in minutes; never off.
    pub idle_minutes: i64,
    /// How old a password may become, in days.
    pub password_days: i64,
    /// How many former passwords may not be chosen again.
    pub password_history: i64,
}

/// What the regulation in force asks of signing in, over what the company has set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demands {
    /// A password is replaced after so many days at the latest.
    pub password_days: Option<i64>,
    /// Foreign networks and devices need the second factor.
    pub extra_proof: bool,
}

/// Minutes for which a second factor opens what is classified, where only the regulation asks.
const STEP_UP_MINUTES: i64 = 15;

/// A sign-in whose password was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// It comes from one of the company's networks.
    pub inside: bool,
    /// The person has used this device before.
    pub known_device: bool,
    /// The person has used no device before, or none that is remembered: somebody must begin.
    pub first_device: bool,
    /// They have a second factor; then it is asked for at every sign-in.
    pub second_factor: bool,
}

impl Default for AccessPolicy {
    /// What a company begins with.
    fn default() -> Self {
        Self {
            networks: Vec::new(),
            outside: Outside::Same,
            device_proof: false,
            step_up_minutes: 0,
            lock_minutes: 30,
            idle_minutes: 240,
            password_days: 0,
            password_history: 0,
        }
    }
}

impl AccessPolicy {
    /// Whether an address belongs to the company. An empty one is the command line or a job.
    #[must_use]
    pub fn is_inside(&self, address: &str) -> bool {
        if self.networks.is_empty() || address.is_empty() {
            return true;
        }
        let Ok(address) = address.parse() else { return false };
        self.networks.iter().any(|network| network.contains(address))
    }

    /// This policy under what the regulation asks: the stricter of both holds.
    #[must_use]
    pub fn under(mut self, demands: Demands) -> Self {
        if let Some(days) = demands.password_days {
            self.password_days =
                if self.password_days == 0 { days } else { self.password_days.min(days) };
        }
        if demands.extra_proof {
            self.device_proof = true;
            if self.outside == Outside::Same {
                self.outside = Outside::Proof;
            }
            if self.step_up_minutes == 0 {
                self.step_up_minutes = STEP_UP_MINUTES;
            }
        }
        self
    }

    /// Whether somebody may come in.
    ///
    /// # Errors
    /// The code of what is in the way: `network_refused`, or `proof_missing` when a second factor
    /// would open the door and the person has none.
    pub fn admit(&self, arrival: Arrival) -> Result<(), &'static str> {
        if !arrival.inside && self.outside == Outside::Refuse {
            return Err("network_refused");
        }
        let foreign_network = !arrival.inside && self.outside == Outside::Proof;
        let foreign_device = self.device_proof && !arrival.known_device && !arrival.first_device;
        if (foreign_network || foreign_device) && !arrival.second_factor {
            return Err("proof_missing");
        }
        Ok(())
    }

    /// Whether a second factor shown at `proved_at` still opens what is classified; 0 is never.
    #[must_use]
    pub fn is_proved(&self, proved_at: i64, now: i64) -> bool {
        self.step_up_minutes == 0 || now - proved_at < self.step_up_minutes * MINUTE
    }

    /// Whether a password of this age must be replaced.
    #[must_use]
    pub fn is_expired(&self, changed_at: i64, now: i64) -> bool {
        self.password_days > 0 && now - changed_at >= self.password_days * DAY
    }

    /// How long a session may lie unused, in ms.
    #[must_use]
    pub fn idle_ms(&self) -> i64 {
        self.idle_minutes * MINUTE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> AccessPolicy {
        AccessPolicy { networks: vec!["10.1.0.0/16".parse().unwrap()], ..AccessPolicy::default() }
    }

    const HOME: Arrival =
        Arrival { inside: false, known_device: true, first_device: false, second_factor: false };

    #[test]
    fn who_is_outside_proves_more_or_stays_there() {
        let mut policy = policy();
        assert!(policy.is_inside("10.1.2.3") && policy.is_inside(""));
        assert!(!policy.is_inside("10.2.2.3") && !policy.is_inside("anywhere"));
        assert_eq!(policy.admit(HOME), Ok(()));
        policy.outside = Outside::Proof;
        assert_eq!(policy.admit(HOME), Err("proof_missing"));
        assert_eq!(policy.admit(Arrival { second_factor: true, ..HOME }), Ok(()));
        assert_eq!(policy.admit(Arrival { inside: true, ..HOME }), Ok(()));
        policy.outside = Outside::Refuse;
        let proved = Arrival { second_factor: true, ..HOME };
        assert_eq!(policy.admit(proved), Err("network_refused"));
    }

    #[test]
    fn a_new_device_needs_a_proof_unless_it_is_the_first() {
        let policy = AccessPolicy { device_proof: true, ..policy() };
        let new = Arrival { inside: true, known_device: false, ..HOME };
        assert_eq!(policy.admit(new), Err("proof_missing"));
        assert_eq!(policy.admit(Arrival { first_device: true, ..new }), Ok(()));
        assert_eq!(policy.admit(Arrival { known_device: true, ..new }), Ok(()));
        assert_eq!(policy.admit(Arrival { second_factor: true, ..new }), Ok(()));
    }

    #[test]
    fn the_stricter_of_company_and_regulation_holds() {
        let asked = Demands { password_days: Some(90), extra_proof: true };
        let strict = policy().under(asked);
        assert_eq!((strict.password_days, strict.outside), (90, Outside::Proof));
        assert!(strict.device_proof && strict.step_up_minutes == STEP_UP_MINUTES);
        let own = AccessPolicy { password_days: 30, outside: Outside::Refuse, ..policy() };
        let strict = own.under(asked);
        assert_eq!((strict.password_days, strict.outside), (30, Outside::Refuse));
        assert_eq!(policy().under(Demands::default()), policy());
    }

    #[test]
    fn proofs_and_passwords_grow_old() {
        let policy = AccessPolicy { step_up_minutes: 15, password_days: 90, ..policy() };
        let now = 1_700_000_000_000;
        assert!(policy.is_proved(now - 14 * MINUTE, now));
        assert!(!policy.is_proved(now - 15 * MINUTE, now) && !policy.is_proved(0, now));
        assert!(!policy.is_expired(now - 89 * DAY, now) && policy.is_expired(now - 90 * DAY, now));
        let lax = AccessPolicy { step_up_minutes: 0, password_days: 0, ..policy };
        assert!(lax.is_proved(0, now) && !lax.is_expired(0, now));
    }
}
