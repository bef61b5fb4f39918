//! Where each regulation speaks of what the software refuses.
//!
//! The permission rule knows no pack: a refusal rests on a *matter*, and this table says which
//! clauses are about it.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    matter: Vec<Matter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Matter {
    key: String,
    clauses: Vec<String>,
}

const TEXT: &str = include_str!("../../../data/policy/matters.toml");

static ALL: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    // Shipped with the program; a test reads it.
    let file: Result<File, _> = toml::from_str(TEXT);
    let matters = file.map(|file| file.matter).unwrap_or_default();
    matters.into_iter().map(|matter| (matter.key, matter.clauses)).collect()
});

/// The clause on which a refusal rests: the first about its matter that is `there`; a basis that is
/// no matter is a clause itself.
pub fn clause_about(basis: &'static str, there: impl Fn(&str) -> bool) -> Option<&'static str> {
    match ALL.get(basis) {
        Some(clauses) => clauses.iter().map(String::as_str).find(|clause| there(clause)),
        None => Some(basis).filter(|clause| there(clause)),
    }
}

/// Whether the table has a matter of this key.
#[must_use]
pub fn is_matter(key: &str) -> bool {
    ALL.contains_key(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SHIPPED, shipped};
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    #[test]
    fn every_clause_of_the_table_stands_in_a_pack() {
        let file: File = toml::from_str(TEXT).unwrap();
        assert_eq!(file.matter.len(), ALL.len(), "a matter stands twice");
        let there = clauses_of_packs();
        for (key, clauses) in ALL.iter() {
            for clause in clauses {
                assert!(there.contains(clause), "{key}: {clause}");
            }
        }
    }

    fn clauses_of_packs() -> BTreeSet<String> {
        let mut there = BTreeSet::new();
        for known in SHIPPED {
            let pack = shipped(known.code).unwrap().unwrap();
            there.extend(pack.clauses.iter().map(|clause| clause.number.quoted(&pack.code)));
        }
        there
    }

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                found.push(path);
            }
        }
    }

    /// Whether a text is written like a clause of a source, existing or not.
    fn quotes(text: &str) -> bool {
        let looks = |text: &str| text.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let rest = text.strip_prefix("M ").filter(|rest| looks(rest) && rest.contains('.'));
        let article = text.strip_prefix(['C', 'H', 'S']).filter(|rest| rest.contains('.'));
        let ledger = text.strip_prefix('L').filter(|rest| rest.get(1..2) == Some("-"));
        rest.or(article).or(ledger).is_some_and(|rest| {
            looks(rest)
                && rest
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-' || b.is_ascii_lowercase())
        })
    }

    #[test]
    fn every_clause_named_in_fields_and_code_stands_in_a_pack() {
        let there = clauses_of_packs();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut files: Vec<PathBuf> =
            ["fields.toml", "templates.toml"].map(|name| root.join("../data").join(name)).into();
        for part in ["domain", "app", "api", "storage", "jobs", "kedang"] {
            sources(&root.join(part).join("src"), &mut files);
        }
        let mut seen = 0;
        let mut wrong = Vec::new();
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            // What stands between quotation marks; comments name clauses by the chapter.
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            for quoted in lines.flat_map(|line| line.split('"').skip(1).step_by(2)) {
                if quotes(quoted) {
                    seen += 1;
                    if !there.contains(quoted) {
                        wrong.push(format!("{}: {quoted}", file.display()));
                    }
                }
            }
        }
        assert!(seen > 90, "clauses are still written this way: {seen}");
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_refusal_rests_on_the_first_clause_that_is_there() {
        assert_eq!(clause_about("visibility", |clause| clause.starts_with('S')), Some("S8.3"));
        assert_eq!(clause_about("visibility", |_| true), Some("M 5.2.3.1"));
        assert_eq!(clause_about("visibility", |_| false), None);
        assert_eq!(clause_about("C13.2.4", |clause| clause == "C13.2.4"), Some("C13.2.4"));
        assert_eq!(clause_about("C13.2.4", |_| false), None);
    }
}
