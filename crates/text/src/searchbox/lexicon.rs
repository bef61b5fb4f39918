//! The keys and values that the box knows.

use super::fit::{Fit, fit};
use kedang_domain::field::{Field, FieldType, Label};
use std::sync::LazyLock;

/// What the values of a key are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text that contains what is asked, or is what stands between quotes.
    Text,
    /// The customer's name, which contains what is asked.
    Name,
    /// A contact's name or a telephone number, found as the search finds them.
    Mention,
    /// The file code, or how it begins.
    Code,
    /// One of a few.
    Options(Vec<Named>),
    /// Yes or no.
    YesNo,
    /// One of the company's people.
    People(Vec<Named>),
    /// A department with everything below it.
    Departments(Vec<Named>),
    /// A division of GB/T 2260.
    Region,
    /// An industry of GB/T 4754.
    Industry,
    /// A date, or an instant by its day.
    Day,
    /// A decimal.
    Number,
    /// An amount in yuan.
    Money,
    /// A whole number.
    Count,
}

/// Something that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// How filters write it.
    pub value: String,
    /// What it is called.
    pub label: Label,
    /// What else it is called.
    pub aliases: Vec<String>,
}

impl Named {
    /// Something with one name in every language: a person, a department.
    #[must_use]
    pub fn plain(value: String, name: &str) -> Self {
        Self { value, label: Label::new(name, name), aliases: Vec::new() }
    }

    fn known(value: &str, zh: &str, en: &str, aliases: &str) -> Self {
        let aliases = list(aliases);
        Self { value: value.to_owned(), label: Label::new(zh, en), aliases }
    }

    pub(super) fn fit(&self, typed: &str) -> Option<Fit> {
        let names = [&self.label.zh, &self.label.en].into_iter().chain(&self.aliases);
        names.filter_map(|name| fit(typed, name)).max()
    }
}

/// A key of the box.
#[derive(Clone, Debug)]
pub struct Key {
    /// The field in filters.
    pub field: String,
    /// What it is called.
    pub label: Label,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// What its values are.
    pub shape: Shape,
    /// It may be unknown: "none" and "any" can be asked.
    pub blank: bool,
}

impl Key {
    /// The key of a field of the catalogue. People are those of the company.
    #[must_use]
    pub fn of_field(field: &Field, people: &[Named]) -> Self {
        let option = |o: &kedang_domain::field::Choice| Named {
            value: o.key.clone(),
            label: o.label.clone(),
            aliases: vec![o.key.clone()],
        };
        let shape = match field.field_type {
            FieldType::Choice | FieldType::MultiChoice => {
                Shape::Options(field.options.iter().map(option).collect())
            }
            FieldType::YesNo => Shape::YesNo,
            FieldType::Person => Shape::People(people.to_vec()),
            FieldType::Region => Shape::Region,
            FieldType::Industry => Shape::Industry,
            FieldType::Date => Shape::Day,
            FieldType::Number => Shape::Number,
            FieldType::Money => Shape::Money,
            _ => Shape::Text,
        };
        let aliases = WORDS.aliases.iter().filter(|(key, _)| *key == field.key);
        Self {
            field: field.key.clone(),
            label: field.label.clone(),
            aliases: aliases.flat_map(|(_, names)| names.clone()).collect(),
            shape,
            blank: true,
        }
    }

    /// How the box writes it: the label without what would end it.
    #[must_use]
    pub fn written(&self, locale: &str) -> String {
        let label = self.label.in_locale(locale);
        let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
        let text: String = label.to_lowercase().chars().map(plain).collect();
        match text.chars().next() {
            Some(first) if first.is_alphabetic() => text,
            _ => self.field.clone(),
        }
    }

    pub(super) fn fit(&self, typed: &str) -> Option<Fit> {
        let own = [&self.label.zh, &self.label.en, &self.field];
        own.into_iter().chain(&self.aliases).filter_map(|name| fit(typed, name)).max()
    }

    /// Whether `<` and `>` mean something.
    pub(super) fn is_ordered(&self) -> bool {
        matches!(self.shape, Shape::Day | Shape::Number | Shape::Money | Shape::Count)
    }
}

/// All the keys there are for somebody, those of every customer first.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The keys.
    pub keys: Vec<Key>,
}

/// What the keys that every customer has are answered with.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// The company's people.
    pub people: Vec<Named>,
    /// Its departments.
    pub departments: Vec<Named>,
    /// Its card templates.
    pub templates: Vec<Named>,
}

impl Lexicon {
    /// The keys that every customer has, and those of the fields given.
    #[must_use]
    pub fn new<'a>(house: &House, fields: impl Iterator<Item = &'a Field>) -> Self {
        let own = WORDS.keys.iter().map(|known| Key {
            shape: match known.field.as_str() {
                "owner" => Shape::People(house.people.clone()),
                "department" => Shape::Departments(house.departments.clone()),
                "template" => Shape::Options(house.templates.clone()),
                _ => known.shape.clone(),
            },
            ..known.clone()
        });
        let fields = fields.map(|field| Key::of_field(field, &house.people));
        Self { keys: own.chain(fields).collect() }
    }

    /// The key that is meant: by one of its names, by how one sounds, or by a part of one that no
    /// other key has.
    #[must_use]
    pub fn key(&self, typed: &str) -> Option<&Key> {
        let fits = || self.keys.iter().filter_map(|key| Some((key.fit(typed)?, key)));
        let best = fits().map(|(fit, _)| fit).max()?;
        let mut meant = fits().filter(|(fit, _)| *fit == best).map(|(_, key)| key);
        let first = meant.next()?;
        let sure = best == Fit::Exact || (meant.next().is_none() && typed.chars().count() > 1);
        sure.then_some(first)
    }
}

/// The words of the data file.
pub(super) struct Words {
    keys: Vec<Key>,
    aliases: Vec<(String, Vec<String>)>,
    pub(super) yes_no: Vec<Named>,
    /// "me", "none", "this month" and the like, by their meaning.
    pub(super) meanings: Vec<Named>,
    /// What people call an industry, by its code.
    pub(super) trades: Vec<Named>,
}

impl Words {
    /// What a word means, if it is one of ours.
    pub(super) fn meaning(&self, typed: &str) -> Option<&Named> {
        self.meanings.iter().find(|word| word.fit(typed) == Some(Fit::Exact))
    }

    pub(super) fn said(&self, meaning: &str, locale: &str) -> String {
        let word = self.meanings.iter().find(|word| word.value == meaning);
        word.map_or(meaning, |word| word.label.in_locale(locale)).to_owned()
    }
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/searchbox.txt")));

fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn words(text: &str) -> Words {
    let mut words = Words {
        keys: Vec::new(),
        aliases: Vec::new(),
        yes_no: Vec::new(),
        meanings: Vec::new(),
        trades: Vec::new(),
    };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split('|').collect::<Vec<_>>()[..] {
            ["key", field, shape, zh, en, aliases] => words.keys.push(Key {
                field: field.to_owned(),
                label: Label::new(zh, en),
                aliases: list(aliases),
                shape: shape_of(shape),
                blank: matches!(field, "last_contact_at" | "uncertain"),
            }),
            ["alias", field, names] => words.aliases.push((field.to_owned(), list(names))),
            ["option", "yes_no", value, zh, en, aliases] => {
                words.yes_no.push(Named::known(value, zh, en, aliases));
            }
            ["option", field, value, zh, en, aliases] => {
                let key = words.keys.iter_mut().find(|key| key.field == field);
                if let Some(Key { shape: Shape::Options(options), .. }) = key {
                    options.push(Named::known(value, zh, en, aliases));
                }
            }
            ["word", meaning, zh, en, aliases] => {
                words.meanings.push(Named::known(meaning, zh, en, aliases));
            }
            ["trade", code, names] => words.trades.push(Named::known(code, "", "", names)),
            _ => {}
        }
    }
    words
}

fn shape_of(word: &str) -> Shape {
    match word {
        "people" => Shape::People(Vec::new()),
        "departments" => Shape::Departments(Vec::new()),
        "options" => Shape::Options(Vec::new()),
        "code" => Shape::Code,
        "name" => Shape::Name,
        "mention" => Shape::Mention,
        "instant" => Shape::Day,
        "count" => Shape::Count,
        _ => Shape::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_domain::field::{Catalogue, Subject};
    use kedang_domain::reference::Industries;

    fn lexicon() -> Lexicon {
        let fields = Catalogue::builtin().fields();
        let filterable = fields.filter(|f| f.filterable && f.subject == Subject::Customer);
        Lexicon::new(&House::default(), filterable)
    }

    #[test]
    fn keys_have_many_names() {
        for (typed, field) in [
            ("行业", "industry"),
            ("所属行业", "industry"),
            ("industry", "industry"),
            ("Industry", "industry"),
            ("hangye", "industry"),
            ("負責人", "owner"),
            ("fzr", "owner"),
            ("阶段", "stage"),
            ("stage", "stage"),
            ("地区", "region"),
            ("部门", "department"),
            ("编号", "code"),
            ("创建", "created_at"),
            ("created_at", "created_at"),
            ("联系人", "contact"),
            ("最近联系", "last_contact_at"),
            ("注册", "registered_capital"),
            ("registered_capital", "registered_capital"),
            ("手机", "mobile"),
        ] {
            assert_eq!(lexicon().key(typed).map(|key| &*key.field), Some(field), "{typed}");
        }
        for typed in ["", "行", "天气", "x", "日期", "华北"] {
            assert!(lexicon().key(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn what_is_offered_reads_back() {
        for key in lexicon().keys {
            for locale in ["zh", "en"] {
                let written = key.written(locale);
                let found = lexicon().key(&written).map(|key| key.field.clone());
                // Where two fields share a label, the first has it.
                let same = found.as_ref() == Some(&key.field)
                    || lexicon()
                        .keys
                        .iter()
                        .any(|k| Some(&k.field) == found.as_ref() && k.written(locale) == written);
                assert!(same, "{written} is {found:?}, not {}", key.field);
            }
        }
    }

    #[test]
    fn every_line_of_the_words_is_read() {
        let lines = include_str!("../../data/searchbox.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        let options: usize = WORDS
            .keys
            .iter()
            .map(|key| match &key.shape {
                Shape::Options(options) => options.len(),
                _ => 0,
            })
            .sum();
        let read = WORDS.keys.len()
            + WORDS.aliases.len()
            + WORDS.yes_no.len()
            + WORDS.meanings.len()
            + WORDS.trades.len()
            + options;
        assert_eq!(read, lines);
        for (field, _) in &WORDS.aliases {
            assert!(Catalogue::builtin().customer(field).is_some(), "{field}");
        }
        for trade in &WORDS.trades {
            assert!(Industries::builtin().resolve(&trade.value).is_some(), "{}", trade.value);
        }
    }
}
