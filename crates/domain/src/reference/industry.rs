//! Industries by GB/T 4754-2017: 20 sections (letters), divisions, groups, classes.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use crate::value::narrow;

/// One industry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Industry {
    /// A section letter, or two to four digits.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// 1 section, 2 division, 3 group, 4 class.
    pub level: u8,
    /// Code of what is above.
    pub parent_code: Option<&'static str>,
    /// Letter of its section.
    pub section: &'static str,
    children: Vec<u16>,
}

impl Industry {
    /// Whether nothing is below it.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        self.children.is_empty()
    }

    /// The code with its section letter in front (C1311; C for the section itself): everything
    /// below an industry begins with what it has itself, so "under" is a test of the head.
    #[must_use]
    pub fn path_code(&self) -> String {
        if self.level == 1 {
            self.code.to_owned()
        } else {
            format!("{}{}", self.section, self.code)
        }
    }
}

/// The tree of industries.
#[derive(Debug)]
pub struct Industries {
    all: Vec<Industry>,
    by_code: HashMap<&'static str, u16>,
    /// By plain name; `None` where unrelated industries share it. Only imports need it.
    by_name: OnceLock<HashMap<String, Option<u16>>>,
}

static BUILTIN: LazyLock<Industries> = LazyLock::new(|| {
    Industries::parse(include_str!("../../../../data/reference/industry_gbt4754_2017.csv"))
});

impl Industries {
    /// The table shipped with the product.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn parse(text: &'static str) -> Self {
        // No field of the table is quoted; a test holds the number of rows.
        let mut all: Vec<Industry> = text.lines().skip(1).filter_map(row).collect();
        let by_code: HashMap<_, _> = all
            .iter()
            .enumerate()
            .filter_map(|(i, d)| Some((d.code, u16::try_from(i).ok()?)))
            .collect();
        for i in 0..all.len() {
            let parent = all[i].parent_code.and_then(|p| by_code.get(p));
            if let (Some(&parent), Ok(child)) = (parent, u16::try_from(i)) {
                all[usize::from(parent)].children.push(child);
            }
        }
        Self { all, by_code, by_name: OnceLock::new() }
    }

    /// The industry of that code: a section letter or two to four digits.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Industry> {
        self.by_code.get(code).map(|&i| &self.all[usize::from(i)])
    }

    /// Everything in the table, in its order.
    pub fn iter(&self) -> impl Iterator<Item = &Industry> {
        self.all.iter()
    }

    /// What hangs directly under a code; the sections for `None`; nothing for an unknown code.
    #[must_use]
    pub fn children(&self, parent: Option<&str>) -> Vec<&Industry> {
        match parent {
            None => self.all.iter().filter(|i| i.level == 1).collect(),
            Some(code) => self.by_code(code).map_or_else(Vec::new, |parent| {
                parent.children.iter().map(|&i| &self.all[usize::from(i)]).collect()
            }),
        }
    }

    /// The way down to a code, from its section.
    #[must_use]
    pub fn path(&self, code: &str) -> Vec<&Industry> {
        let mut path: Vec<&Industry> = std::iter::successors(self.by_code(code), |i| {
            i.parent_code.and_then(|p| self.by_code(p))
        })
        .collect();
        path.reverse();
        path
    }

    /// The names on the way down, joined: 制造业 / 农副食品加工业.
    #[must_use]
    pub fn full_name(&self, code: &str) -> Option<String> {
        let names: Vec<&str> = self.path(code).iter().map(|i| i.name).collect();
        (!names.is_empty()).then(|| names.join(" / "))
    }

    /// Whether `code` is `under` or lies below it: 1311 lies below 13 and below C.
    #[must_use]
    pub fn is_within(&self, code: &str, under: &str) -> bool {
        match (self.by_code(code), self.by_code(under)) {
            (Some(code), Some(under)) => code.path_code().starts_with(&under.path_code()),
            _ => false,
        }
    }

    /// The industry of that name, whatever the width of its punctuation. Where a group and its
    /// only class share the name, the class; `None` when the name fits unrelated industries.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Industry> {
        let index = (*self.by_name.get_or_init(|| self.index_names()).get(&plain(name))?)?;
        self.all.get(usize::from(index))
    }

    fn index_names(&self) -> HashMap<String, Option<u16>> {
        let mut names: HashMap<String, Option<u16>> = HashMap::with_capacity(self.all.len());
        for (industry, index) in self.all.iter().zip(0..) {
            names
                .entry(plain(industry.name))
                .and_modify(|known| {
                    // The table goes downwards: the later of two related ones is the deeper.
                    *known = known
                        .filter(|&i| self.is_within(industry.code, self.all[usize::from(i)].code))
                        .map(|_| index);
                })
                .or_insert(Some(index));
        }
        names
    }

    /// Reads what people write in a table: a code (`1311`, `C13`, `C`), a name, or both
    /// (`C13 农副食品加工业`).
    #[must_use]
    pub fn resolve(&self, text: &str) -> Option<&Industry> {
        let text = narrow(text);
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let (head, rest) = text.split_at(end);
        let head = head.to_ascii_uppercase();
        let bare = head.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let coded = self
            .by_code(&head)
            .or_else(|| self.by_code(bare).filter(|i| i.path_code() == head))
            .filter(|i| rest.is_empty() || plain(rest) == plain(i.name));
        coded.or_else(|| self.by_name(text))
    }

    /// Industries for a picker, best first: by code, or by every word of the text in the name.
    /// Names that begin with the text come first, then higher levels.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<&Industry> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let Some(&first) = words.first() else { return Vec::new() };
        let code = first.to_ascii_uppercase();
        let by_code = |i: &Industry| {
            words.len() == 1 && (i.code.starts_with(&code) || i.path_code().starts_with(&code))
        };
        let mut found: Vec<(bool, u8, &Industry)> = self
            .all
            .iter()
            .filter(|i| by_code(i) || words.iter().all(|w| i.name.contains(w)))
            .map(|i| (!(i.name.starts_with(first) || by_code(i)), i.level, i))
            .collect();
        found.sort_by_key(|&(inside, level, _)| (inside, level));
        found.into_iter().take(limit).map(|(.., i)| i).collect()
    }
}

/// A name without blanks and punctuation, for comparing.
fn plain(name: &str) -> String {
    narrow(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn row(line: &'static str) -> Option<Industry> {
    let mut cells = line.split(',');
    let code = cells.next()?;
    let name = cells.next()?;
    let level: u8 = cells.next()?.parse().ok()?;
    let parent = cells.next()?;
    let section = cells.next()?;
    Some(Industry {
        code,
        name,
        level,
        parent_code: (!parent.is_empty()).then_some(parent),
        section,
        children: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> &'static Industries {
        Industries::builtin()
    }

    #[test]
    fn every_row_is_there_and_hangs_in_the_tree() {
        let at = |level| table().iter().filter(|i| i.level == level).count();
        assert_eq!([at(1), at(2), at(3), at(4)], [20, 97, 473, 1381]);
        assert_eq!(table().children(None).len(), 20);
        for i in table().iter() {
            assert_eq!(i.parent_code.is_none(), i.level == 1, "{}", i.code);
            assert_eq!(table().path(i.code)[0].code, i.section, "{}", i.code);
            if let Some(parent) = i.parent_code {
                assert!(table().is_within(i.code, parent), "{}", i.code);
                assert_eq!(table().by_code(parent).unwrap().level + 1, i.level, "{}", i.code);
            }
        }
    }

    #[test]
    fn a_section_covers_its_divisions() {
        for (code, under, expected) in [
            ("1311", "C", true),
            ("1311", "13", true),
            ("1311", "1311", true),
            ("13", "1311", false),
            ("0111", "C", false),
            ("1311", "Z", false),
            ("x", "C", false),
        ] {
            assert_eq!(table().is_within(code, under), expected, "{code} under {under}");
        }
        assert_eq!(table().by_code("1311").unwrap().path_code(), "C1311");
        assert_eq!(table().by_code("C").unwrap().path_code(), "C");
    }

    #[test]
    fn codes_and_names_are_understood() {
        for (text, expected) in [
            ("C", Some("C")),
            ("c", Some("C")),
            ("制造业", Some("C")),
            ("13", Some("13")),
            ("C13", Some("13")),
            ("Ｃ１３", Some("13")),
            ("A13", None),
            ("C13 农副食品加工业", Some("13")),
            ("稻谷种植", Some("0111")),
            ("农,林,牧,渔业", Some("A")),
            ("造林和更新", Some("0220")),
            ("其他农业", Some("0190")),
            ("9999", None),
            ("", None),
            ("时光机制造", None),
        ] {
            let found = table().resolve(text).map(|i| i.code);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn every_code_and_path_code_resolves_to_itself() {
        for i in table().iter() {
            assert_eq!(table().resolve(i.code), Some(i));
            assert_eq!(table().resolve(&i.path_code()), Some(i));
        }
    }

    #[test]
    fn pickers_find_by_name_and_code() {
        let hits = |q| table().search(q, 4).iter().map(|i| i.code).collect::<Vec<_>>();
        assert_eq!(hits("制造业")[0], "C");
        assert_eq!(hits("1311"), ["1311"]);
        assert_eq!(hits("c13")[0], "13");
        assert!(hits("").is_empty());
        assert_eq!(table().full_name("13").unwrap(), "制造业 / 农副食品加工业");
    }
}
