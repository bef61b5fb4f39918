//! E-mail addresses and web sites.

use std::sync::LazyLock;

use super::super::fold::{Hash, fold, is_word, longest_first};

const HASH_MAIL: u64 = 23;
const HASH_DOMAIN: u64 = 24;

/// Providers whose domain says nothing about a company.
const PROVIDERS: [&str; 30] = [
    "qq",
    "vip.qq",
    "foxmail",
    "163",
    "vip.163",
    "126",
    "vip.126",
    "188",
    "yeah",
    "sina",
    "sina.com",
    "vip.sina",
    "sohu",
    "139",
    "189",
    "wo",
    "21cn",
    "tom",
    "aliyun",
    "alibaba",
    "gmail",
    "googlemail",
    "outlook",
    "hotmail",
    "live",
    "msn",
    "yahoo",
    "yahoo.com",
    "icloud",
    "me",
];

static PROVIDER_NAMES: LazyLock<Vec<Box<[u16]>>> = LazyLock::new(|| longest_first(&PROVIDERS));

/// An e-mail address: hashes of the whole and of its domain, 0 for missing. The domain of a
/// provider is missing.
pub(in crate::matching) fn email(text: &str) -> (u32, u32) {
    let folded = fold(text);
    let units = folded.units();
    let Some(at) = units.iter().position(|unit| *unit == u16::from(b'@')) else { return (0, 0) };
    let local_from = units
        .get(..at)
        .and_then(|head| head.iter().rposition(|unit| !is_address(*unit)))
        .map_or(0, |place| place + 1);
    let rest = units.get(at + 1..).unwrap_or_default();
    let skipped = rest.iter().take_while(|unit| **unit == 0x20).count();
    let rest = rest.get(skipped..).unwrap_or_default();
    let len = rest.iter().take_while(|unit| is_address(**unit)).count();
    let label = label(rest.get(..len).unwrap_or_default());
    let local = units.get(local_from..at).unwrap_or_default();
    if label.is_empty() || local.is_empty() {
        return (0, 0);
    }
    let whole = Hash::new(HASH_MAIL).add_all(local).add(0).add_all(label).short();
    (whole, domain_hash(label))
}

/// A web site: the hash of its host, comparable with the domain of an e-mail address.
pub(in crate::matching) fn website(text: &str) -> u32 {
    let folded = fold(text);
    let mut units = folded.units();
    let scheme: Vec<u16> = "://".encode_utf16().collect();
    if let Some(at) = units.windows(3).position(|window| window == scheme) {
        units = units.get(at + 3..).unwrap_or_default();
    }
    let from = units.iter().position(|unit| is_address(*unit)).unwrap_or(0);
    let units = units.get(from..).unwrap_or_default();
    let len = units.iter().take_while(|unit| is_address(**unit)).count();
    let label = label(units.get(..len).unwrap_or_default());
    if label.is_empty() { 0 } else { domain_hash(label) }
}

fn domain_hash(label: &[u16]) -> u32 {
    let known = PROVIDER_NAMES.iter().any(|name| **name == *label);
    if known { 0 } else { Hash::new(HASH_DOMAIN).add_all(label).short() }
}

fn is_address(unit: u16) -> bool {
    is_word(unit) || matches!(unit, 0x2d | 0x2e | 0x5f | 0x2b)
}

/// A domain without its last part, which is mistyped most often, and without `www.` or `mail.`.
fn label(domain: &[u16]) -> &[u16] {
    const FRONTS: [&str; 4] = ["www.", "mail.", "m.", "smtp."];
    const SECONDS: [&str; 6] = [".com", ".net", ".org", ".gov", ".edu", ".ac"];
    let dot = u16::from(b'.');
    let mut domain = domain;
    while let [rest @ .., last] = domain
        && *last == dot
    {
        domain = rest;
    }
    for front in FRONTS {
        let len = front.len();
        if domain.len() > len + 3 && domain.iter().copied().take(len).eq(front.encode_utf16()) {
            domain = domain.get(len..).unwrap_or_default();
        }
    }
    let Some(at) = domain.iter().rposition(|unit| *unit == dot) else { return &[] };
    let country = domain.len() - at == 3;
    let mut own = domain.get(..at).unwrap_or_default();
    if country {
        for second in SECONDS {
            if own.len() > second.len()
                && own.iter().copied().skip(own.len() - second.len()).eq(second.encode_utf16())
            {
                own = own.get(..own.len() - second.len()).unwrap_or_default();
                break;
            }
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_of_companies_are_told_from_providers() {
        let (_, domain) = email(" xuyouli@yuxishifu.com.cn");
        assert_ne!(domain, 0);
        assert_eq!(domain, website("HTTP://www.yuxishifu.com/index.html"));
        assert_eq!(domain, email("XU＠YUXISHIFU.CON").1);
        assert_eq!(email("a@qq.com").1, 0);
        assert_ne!(email("a@qq.com").0, 0);
        assert_eq!(email("none"), (0, 0));
    }
}
