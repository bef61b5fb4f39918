//! What columns are called.

use std::{collections::HashMap, sync::LazyLock};

use kedang_domain::value::{MoneyUnit, narrow};
use serde::Deserialize;

use crate::{
    detect::PATH,
    mapping::{Column, Target, ValueKind},
};

/// The names of a column and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// Where the column goes.
    pub target: Target,
    /// How its cells are read.
    pub kind: ValueKind,
    /// Unit of a bare amount when the header names none.
    #[serde(default)]
    pub unit: MoneyUnit,
    /// The headers.
    pub aliases: Vec<String>,
}

/// The file of names could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// It is not TOML of the expected shape.
    #[error("malformed catalogue")]
    Malformed(#[from] toml::de::Error),
    /// Two columns have the same name.
    #[error("{alias} stands for two columns")]
    Ambiguous {
        /// The name.
        alias: String,
    },
}

/// All known names of columns.
#[derive(Clone, Debug, Default)]
pub struct HeaderCatalogue {
    columns: Vec<Alias>,
    by_key: HashMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    column: Vec<Alias>,
}

static BUILTIN: LazyLock<HeaderCatalogue> = LazyLock::new(|| {
    HeaderCatalogue::parse(include_str!("../../../data/import_headers.toml")).unwrap_or_default()
});

impl HeaderCatalogue {
    /// The names that come with the product.
    #[must_use]
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// Reads a catalogue from TOML.
    ///
    /// # Errors
    /// [`CatalogueError`].
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let file: File = toml::from_str(text)?;
        let mut catalogue = Self::default();
        for alias in file.column {
            for name in &alias.aliases {
                let place = catalogue.columns.len();
                let before = catalogue.by_key.insert(key(name), place);
                if before.is_some_and(|before| before != place) {
                    return Err(CatalogueError::Ambiguous { alias: name.clone() });
                }
            }
            catalogue.columns.push(alias);
        }
        Ok(catalogue)
    }

    /// Adds the names of a field of the company's own. A name that is taken already keeps its
    /// meaning.
    pub fn add(&mut self, alias: Alias) {
        let place = self.columns.len();
        for name in &alias.aliases {
            self.by_key.entry(key(name)).or_insert(place);
        }
        self.columns.push(alias);
    }

    /// The column that a header names. Of a header of two rows (`联系人|电话`) both together count
    /// for more than the lower one alone.
    #[must_use]
    pub fn find(&self, header: &str) -> Option<&Alias> {
        if header.chars().count() > 60 {
            return None;
        }
        if let Some((group, own)) = header.rsplit_once(PATH) {
            let both = self.find(&format!("{group}{own}"));
            if let Some(found) = both.or_else(|| self.find(own)) {
                return Some(found);
            }
        }
        let narrowed = narrow(header);
        let outside = without_brackets(&narrowed);
        let first = outside.split(['/', '、', '|']).next().unwrap_or_default();
        [narrowed.as_str(), outside.as_str(), first]
            .into_iter()
            .map(key)
            .filter(|key| !key.is_empty())
            .find_map(|key| self.by_key.get(&key))
            .and_then(|place| self.columns.get(*place))
    }

    /// How a column with this header is read when it goes to this target.
    #[must_use]
    pub fn column(&self, target: &Target, header: &str) -> Column {
        let known = self.columns.iter().find(|alias| alias.target == *target);
        Column {
            target: target.clone(),
            kind: known.map_or_else(|| target.default_kind(), |alias| alias.kind),
            unit: unit_in(header).or(known.map(|alias| alias.unit)).unwrap_or_default(),
            header: header.to_owned(),
        }
    }
}

/// A header without case, width, blanks, punctuation and words about filling in.
pub(crate) fn key(header: &str) -> String {
    let mut key = narrow(header).to_lowercase();
    for word in ["(必填)", "(选填)", "必填项", "必填", "选填", "(required)", "(optional)"]
    {
        key = key.replace(word, "");
    }
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}

pub(crate) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The unit of money that a header names.
fn unit_in(header: &str) -> Option<MoneyUnit> {
    let header = narrow(header);
    let units = [
        ("百万", MoneyUnit::Million),
        ("亿", MoneyUnit::Yi),
        ("万", MoneyUnit::Wan),
        ("千元", MoneyUnit::Thousand),
        ("元", MoneyUnit::Yuan),
    ];
    units.into_iter().find(|(word, _)| header.contains(word)).map(|(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_of_the_product_is_sound() {
        let text = include_str!("../../../data/import_headers.toml");
        let catalogue = HeaderCatalogue::parse(text).unwrap();
        assert!(catalogue.columns.len() > 30);
        assert!(HeaderCatalogue::builtin().find("客户名称").is_some());
    }

    #[test]
    fn headers_in_any_dress_are_known() {
        let catalogue = HeaderCatalogue::builtin();
        for (header, target) in [
            ("公司名称 ", "name"),
            ("*客户名称（必填）", "name"),
            ("客户\n名称", "name"),
            ("客户名称（与营业执照一致）", "name"),
            ("税号/信用代码", "credit_code"),
            ("税号 / 统一社会信用代码", "credit_code"),
            ("E-mail", "email"),
            ("Ｅ－ｍａｉｌ", "email"),
            ("区/县", "region.county"),
            ("注册资金(万元)", "registered_capital"),
            ("联系电话（座机）", "office_phone"),
            ("联系电话（手机）", "phone"),
            ("Customer Name", "name"),
            ("contact.mobile 联系人手机", ""),
            ("序号", ""),
            ("", ""),
        ] {
            let found = catalogue.find(header).map(|a| a.target.to_string()).unwrap_or_default();
            assert_eq!(found, target, "{header}");
        }
    }

    #[test]
    fn units_stand_in_headers() {
        let catalogue = HeaderCatalogue::builtin();
        let target: Target = "registered_capital".parse().unwrap();
        for (header, unit) in [
            ("注册资本", MoneyUnit::Wan),
            ("注册资本（元）", MoneyUnit::Yuan),
            ("注册资金(万元)", MoneyUnit::Wan),
            ("注册资本：亿元", MoneyUnit::Yi),
        ] {
            assert_eq!(catalogue.column(&target, header).unit, unit, "{header}");
        }
    }

    #[test]
    fn a_name_for_two_columns_is_refused() {
        let text = "[[column]]\ntarget = \"name\"\nkind = \"name\"\naliases = [\"客户\"]\n\
                    [[column]]\ntarget = \"address\"\nkind = \"text\"\naliases = [\"客 户\"]\n";
        assert!(matches!(HeaderCatalogue::parse(text), Err(CatalogueError::Ambiguous { .. })));
        assert!(matches!(HeaderCatalogue::parse("[[column]]"), Err(CatalogueError::Malformed(_))));
    }
}
