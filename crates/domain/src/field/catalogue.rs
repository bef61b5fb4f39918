//! The builtin catalogue and its union with a company's custom fields.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::{
    Choice, Field, FieldType, Kinds, LONG_TEXT_MAX, Label, MAX_DECIMALS, Subject, TEXT_MAX,
};

/// A heading under which fields stand on the card, in page order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Stable key; unique over both subjects.
    pub key: String,
    /// Whose fields it holds.
    pub subject: Subject,
    /// Heading.
    pub label: Label,
}

/// Why a set of custom fields cannot join the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Two fields of one subject share a key.
    #[error("field {0} is defined twice")]
    Twice(String),
    /// The field names a group that does not exist for its subject.
    #[error("field {key} stands in the unknown group {group}")]
    UnknownGroup {
        /// Key of the field.
        key: String,
        /// The group it names.
        group: String,
    },
}

/// All fields there are, in page order. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Catalogue {
    groups: Arc<[Group]>,
    fields: Arc<[Field]>,
    by_key: Arc<HashMap<(Subject, String), usize>>,
}

impl Catalogue {
    /// The fields shipped with the product.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The builtin fields and a company's own, each of which follows the builtin fields of its
    /// group in the order given.
    ///
    /// # Errors
    /// A key used twice for one subject, or a group that the subject does not have.
    pub fn with_custom(custom: Vec<Field>) -> Result<Self, CatalogueError> {
        let base = Self::builtin();
        let mut fields = base.fields.to_vec();
        fields.extend(custom);
        Self::assemble(base.groups.to_vec(), fields)
    }

    fn assemble(groups: Vec<Group>, mut fields: Vec<Field>) -> Result<Self, CatalogueError> {
        let rank: HashMap<(Subject, &str), usize> =
            groups.iter().enumerate().map(|(i, g)| ((g.subject, g.key.as_str()), i)).collect();
        if let Some(stray) =
            fields.iter().find(|f| !rank.contains_key(&(f.subject, f.group.as_str())))
        {
            return Err(CatalogueError::UnknownGroup {
                key: stray.key.clone(),
                group: stray.group.clone(),
            });
        }
        // Stable: inside a group the order given remains, so custom fields come last.
        fields.sort_by_key(|f| rank.get(&(f.subject, f.group.as_str())).copied());
        let mut by_key = HashMap::with_capacity(fields.len());
        for (i, field) in fields.iter().enumerate() {
            if by_key.insert((field.subject, field.key.clone()), i).is_some() {
                return Err(CatalogueError::Twice(field.key.clone()));
            }
        }
        Ok(Self { groups: groups.into(), fields: fields.into(), by_key: Arc::new(by_key) })
    }

    /// The field of that key.
    #[must_use]
    pub fn get(&self, subject: Subject, key: &str) -> Option<&Field> {
        // The map owns its keys; a lookup happens per value of a request, a short copy is cheap.
        self.by_key.get(&(subject, key.to_owned())).and_then(|&i| self.fields.get(i))
    }

    /// The customer's field of that key.
    #[must_use]
    pub fn customer(&self, key: &str) -> Option<&Field> {
        self.get(Subject::Customer, key)
    }

    /// The contact's field of that key.
    #[must_use]
    pub fn contact(&self, key: &str) -> Option<&Field> {
        self.get(Subject::Contact, key)
    }

    /// Every field of both subjects in page order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    /// The fields of one subject in page order.
    pub fn of(&self, subject: Subject) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |f| f.subject == subject)
    }

    /// Headings of one subject in page order, each with its fields; empty groups too.
    pub fn groups(&self, subject: Subject) -> impl Iterator<Item = (&Group, &[Field])> {
        let fields = &self.fields;
        self.groups.iter().filter(move |g| g.subject == subject).map(move |g| {
            // Sorted by group: the fields of one group are one slice.
            let start = fields
                .iter()
                .position(|f| f.subject == subject && f.group == g.key)
                .unwrap_or(fields.len());
            let len =
                fields[start..].iter().take_while(|f| f.subject == subject && f.group == g.key);
            (g, &fields[start..start + len.count()])
        })
    }

    /// The heading of that key.
    #[must_use]
    pub fn group(&self, key: &str) -> Option<&Group> {
        self.groups.iter().find(|g| g.key == key)
    }
}

static BUILTIN: LazyLock<Catalogue> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded data; a test parses it")]
    parse(include_str!("../../../../data/fields.toml"))
        .expect("the embedded catalogue is well formed")
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    group: Vec<RawGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    key: String,
    subject: Subject,
    label: (String, String),
    #[serde(default)]
    field: Vec<RawField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    key: String,
    r#type: FieldType,
    label: (String, String),
    help: Option<(String, String)>,
    unit: Option<(String, String)>,
    #[serde(default)]
    options: Vec<(String, String, String)>,
    #[serde(default)]
    kinds: Kinds,
    #[serde(default)]
    filterable: bool,
    #[serde(default)]
    sensitive: bool,
    max_len: Option<u32>,
    min: Option<String>,
    max: Option<String>,
    decimals: Option<u8>,
    #[serde(default)]
    mobile: bool,
    #[serde(default)]
    mark: bool,
    #[serde(default)]
    month_day: bool,
    #[serde(default)]
    past: bool,
    clause: Option<String>,
}

fn label((zh, en): (String, String)) -> Label {
    Label { zh, en }
}

impl RawField {
    fn into_field(self, subject: Subject, group: &str) -> Field {
        let longest = match self.r#type {
            FieldType::LongText => LONG_TEXT_MAX,
            _ => TEXT_MAX,
        };
        Field {
            key: self.key,
            subject,
            kinds: self.kinds,
            group: group.to_owned(),
            field_type: self.r#type,
            label: label(self.label),
            options: self
                .options
                .into_iter()
                .map(|(key, zh, en)| Choice { key, label: Label { zh, en }, retired: false })
                .collect(),
            unit: self.unit.map(label),
            help: self.help.map(label),
            filterable: self.filterable,
            sensitive: self.sensitive,
            builtin: true,
            active: true,
            max_len: self.max_len.unwrap_or(longest),
            min: self.min,
            max: self.max,
            decimals: self.decimals.unwrap_or(MAX_DECIMALS),
            mobile: self.mobile,
            mark: self.mark,
            month_day: self.month_day,
            past: self.past,
            clause: self.clause,
            department_id: None,
        }
    }
}

fn parse(text: &str) -> Result<Catalogue, Box<dyn std::error::Error>> {
    let raw: RawFile = toml::from_str(text)?;
    let mut groups = Vec::with_capacity(raw.group.len());
    let mut fields = Vec::new();
    for group in raw.group {
        fields.extend(group.field.into_iter().map(|f| f.into_field(group.subject, &group.key)));
        groups.push(Group { key: group.key, subject: group.subject, label: label(group.label) });
    }
    Ok(Catalogue::assemble(groups, fields)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_catalogue_parses_and_is_consistent() {
        let catalogue = parse(include_str!("../../../../data/fields.toml")).unwrap();
        let snake = |s: &str| {
            s.starts_with(|c: char| c.is_ascii_lowercase())
                && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        for field in catalogue.fields() {
            let key = &field.key;
            assert!(snake(key) && !key.starts_with("x_"), "{key}");
            assert!(!field.label.zh.is_empty() && !field.label.en.is_empty(), "{key}");
            assert!(field.clause.is_some(), "{key} names no clause");
            assert_eq!(field.field_type.has_options(), !field.options.is_empty(), "{key}");
            for (i, option) in field.options.iter().enumerate() {
                assert!(option.key.len() <= 40, "{key}.{}", option.key);
                assert!(
                    option.key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'),
                    "{key}.{}",
                    option.key
                );
                assert!(!field.options[..i].iter().any(|o| o.key == option.key), "{key}");
                assert!(!field.options[..i].iter().any(|o| o.label.zh == option.label.zh), "{key}");
            }
            assert!(!(field.filterable && field.field_type == FieldType::LongText), "{key}");
            assert!(!field.month_day || field.field_type == FieldType::Text, "{key}");
            assert!(!field.past || field.field_type == FieldType::Date, "{key}");
            assert!(field.decimals <= MAX_DECIMALS, "{key}");
        }
    }

    #[test]
    fn groups_follow_page_order_and_hold_every_field_once() {
        let catalogue = Catalogue::builtin();
        let keys: Vec<_> =
            catalogue.groups(Subject::Customer).map(|(g, _)| g.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "identity",
                "address",
                "communication",
                "business",
                "person",
                "relation",
                "ownership",
                "trait_profile",
                "trait_business",
                "trait_trade",
                "trait_market",
                "warm_card",
                "tele_sales",
                "marks",
                "custom",
            ]
        );
        for subject in [Subject::Customer, Subject::Contact] {
            let grouped: Vec<_> =
                catalogue.groups(subject).flat_map(|(_, fields)| fields).map(|f| &f.key).collect();
            let all: Vec<_> = catalogue.of(subject).map(|f| &f.key).collect();
            assert_eq!(grouped, all);
        }
    }

    #[test]
    fn labels_are_unambiguous_per_subject() {
        // Import maps a column by its heading; two fields of one name would make it guess.
        for subject in [Subject::Customer, Subject::Contact] {
            let mut seen = HashMap::new();
            for field in Catalogue::builtin().of(subject) {
                assert_eq!(seen.insert(field.label.zh.as_str(), &field.key), None, "{}", field.key);
            }
        }
    }

    #[test]
    fn one_key_may_serve_both_subjects() {
        let catalogue = Catalogue::builtin();
        assert_eq!(catalogue.customer("mobile").unwrap().subject, Subject::Customer);
        assert_eq!(catalogue.contact("mobile").unwrap().subject, Subject::Contact);
        assert!(catalogue.customer("decision_role").is_none());
        assert!(catalogue.get(Subject::Customer, "name").is_none(), "the name is a column");
    }

    #[test]
    fn custom_fields_join_after_the_builtin_ones_of_their_group() {
        let mut own = Field::custom(
            "x_tax_office",
            Subject::Customer,
            FieldType::Text,
            Label::new("主管税务机关", "Tax office"),
        );
        own.group = "identity".to_owned();
        let catalogue = Catalogue::with_custom(vec![own.clone()]).unwrap();
        let (_, identity) = catalogue.groups(Subject::Customer).next().unwrap();
        assert_eq!(identity.last().unwrap().key, "x_tax_office");
        assert_eq!(catalogue.customer("x_tax_office"), Some(&own));

        let twice = Catalogue::with_custom(vec![own.clone(), own.clone()]);
        assert_eq!(twice.unwrap_err(), CatalogueError::Twice("x_tax_office".to_owned()));
        own.group = "card".to_owned();
        assert!(matches!(
            Catalogue::with_custom(vec![own]),
            Err(CatalogueError::UnknownGroup { .. })
        ));
    }
}
