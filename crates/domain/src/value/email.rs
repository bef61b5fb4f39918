//! E-mail addresses.

use super::{ValueError, error::shown, narrow};
use serde::{Deserialize, Serialize};

/// An address with one `@` and a dotted domain; the domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Reads an address in any width; `mailto:` and angle brackets around it are taken off.
    /// At most 64 bytes before the `@` and 254 in all (RFC 5321).
    ///
    /// # Errors
    /// [`ValueError::EmailFormat`].
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let refuse = || ValueError::EmailFormat { value: shown(text) };
        let narrowed = narrow(text);
        let mut value = narrowed.trim();
        if let Some(prefix) = value.get(..7)
            && prefix.eq_ignore_ascii_case("mailto:")
        {
            value = value.get(7..).unwrap_or_default().trim();
        }
        if let Some(inner) = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            value = inner.trim();
        }
        let (local, domain) = value.split_once('@').ok_or_else(refuse)?;
        let domain = domain.to_lowercase();
        if local_fits(local) && domain_fits(&domain) && local.len() + 1 + domain.len() <= 254 {
            Ok(Self(format!("{local}@{domain}")))
        } else {
            Err(refuse())
        }
    }

    /// The part before the `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }

    /// The part after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

super::text_value!(Email);

fn local_fits(local: &str) -> bool {
    !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local
            .chars()
            .all(|c| c.is_alphanumeric() || (c.is_ascii_graphic() && !"()<>[],;:\"\\@".contains(c)))
}

/// A dotted host name; labels of letters, digits and inner hyphens.
pub(super) fn domain_fits(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let label_fits = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    labels.len() >= 2
        && domain.len() <= 253
        && labels.iter().all(label_fits)
        && labels.last().is_some_and(|top| {
            top.chars().count() >= 2 && !top.starts_with(|c: char| c.is_ascii_digit())
        })
}
