//! Web addresses.

use super::{ValueError, email::domain_fits, error::shown, is_blank, narrow};
use serde::{Deserialize, Serialize};

/// An `http` or `https` address with a dotted host; scheme and host in lower case.
///
/// Other schemes are refused: the page shows the address as a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Url(String);

impl Url {
    /// Reads an address; without a scheme it becomes `http://…`. At most 2,048 bytes.
    ///
    /// # Errors
    /// [`ValueError::UrlFormat`].
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let refuse = || ValueError::UrlFormat { value: shown(text) };
        let narrowed = narrow(text);
        let value = narrowed.trim();
        let (scheme, rest) = match value.split_once("://") {
            Some((scheme, rest)) => (scheme.to_lowercase(), rest),
            None => ("http".to_owned(), value),
        };
        if scheme != "http" && scheme != "https" {
            return Err(refuse());
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        let host = host.to_lowercase();
        let port_fits = port.is_none_or(|port| {
            port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|p| p > 0)
        });
        let path_fits =
            path.chars().all(|c| !is_blank(c) && !c.is_control() && !"<>\"\\^`{|}".contains(c));
        let ip = host.split('.').count() == 4 && host.parse::<std::net::Ipv4Addr>().is_ok();
        if !(port_fits && path_fits && (domain_fits(&host) || ip)) {
            return Err(refuse());
        }
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let url = format!("{scheme}://{host}{port}{path}");
        if url.len() > 2048 { Err(refuse()) } else { Ok(Self(url)) }
    }
}

super::text_value!(Url);
