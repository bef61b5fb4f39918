//! The six builtin templates.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Template, TemplateField, TemplateGroup};
use crate::field::{Catalogue, Kinds, Label};

static BUILTIN: LazyLock<Vec<Template>> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded data; a test parses it")]
    parse(include_str!("../../../../data/templates.toml"), Catalogue::builtin())
        .expect("the embedded templates are well formed")
});

/// The builtin templates in the order in which they are offered.
#[must_use]
pub fn builtin_templates() -> &'static [Template] {
    &BUILTIN
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    template: Vec<RawTemplate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    code: String,
    kind: Kinds,
    label: (String, String),
    clause: String,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    expected: Vec<String>,
    #[serde(default)]
    locked: Vec<String>,
    groups: Vec<(String, Vec<String>)>,
    #[serde(default)]
    contact_expected: Vec<String>,
    #[serde(default)]
    contact: Vec<(String, Vec<String>)>,
}

fn parse(text: &str, catalogue: &Catalogue) -> Result<Vec<Template>, Box<dyn std::error::Error>> {
    let raw: RawFile = toml::from_str(text)?;
    raw.template
        .into_iter()
        .map(|t| {
            let none = Vec::new();
            let groups = groups(t.groups, &t.required, &t.expected, &t.locked, catalogue)?;
            let contact = groups_of_contact(t.contact, &t.contact_expected, &none, catalogue)?;
            Ok(Template {
                code: t.code,
                label: Label { zh: t.label.0, en: t.label.1 },
                kind: t.kind,
                clause: Some(t.clause),
                groups,
                contact,
            })
        })
        .collect()
}

fn groups_of_contact(
    raw: Vec<(String, Vec<String>)>,
    expected: &[String],
    none: &[String],
    catalogue: &Catalogue,
) -> Result<Vec<TemplateGroup>, String> {
    groups(raw, none, expected, none, catalogue)
}

fn groups(
    raw: Vec<(String, Vec<String>)>,
    required: &[String],
    expected: &[String],
    locked: &[String],
    catalogue: &Catalogue,
) -> Result<Vec<TemplateGroup>, String> {
    // A mark on a field that is not on the card is a slip of the pen.
    let on_card = |key: &&String| raw.iter().any(|(_, keys)| keys.contains(key));
    if let Some(stray) = [required, expected, locked].into_iter().flatten().find(|k| !on_card(k)) {
        return Err(format!("{stray} is marked but not on the card"));
    }
    raw.iter()
        .map(|(key, keys)| {
            let group = catalogue.group(key).ok_or_else(|| format!("no group {key}"))?;
            let fields = keys.iter().map(|key| TemplateField {
                key: key.clone(),
                required: required.contains(key),
                expected: expected.contains(key),
                hidden: false,
                locked: locked.contains(key),
            });
            Ok(TemplateGroup {
                key: key.clone(),
                label: group.label.clone(),
                fields: fields.collect(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::check_template;
    use super::*;
    use crate::field::Subject;

    #[test]
    fn the_six_cards_are_there() {
        let codes: Vec<_> = builtin_templates().iter().map(|t| t.code.as_str()).collect();
        assert_eq!(
            codes,
            ["company", "individual", "dealer", "potential_dealer", "showroom", "tele_sales"]
        );
        assert_eq!(Template::builtin("showroom").unwrap().kind, Kinds::Individual);
        assert!(Template::builtin("nothing").is_none());
    }

    #[test]
    fn every_card_names_known_fields_that_suit_it() {
        for template in builtin_templates() {
            let issues = check_template(template, Catalogue::builtin());
            let real: Vec<_> = issues.iter().filter(|i| i.pointer != "/code").collect();
            assert!(real.is_empty(), "{}: {real:?}", template.code);
        }
    }

    #[test]
    fn every_builtin_field_stands_on_some_card() {
        for subject in [Subject::Customer, Subject::Contact] {
            for field in Catalogue::builtin().of(subject) {
                assert!(
                    builtin_templates().iter().any(|t| t.field(subject, &field.key).is_some()),
                    "{} is on no card",
                    field.key
                );
            }
        }
    }

    #[test]
    fn marks_must_be_on_the_card() {
        let text = "[[template]]\ncode='a'\nkind='both'\nlabel=['a','a']\nclause='M 1'\n\
                    expected=['mobile']\ngroups=[['marks',['remark']]]";
        let error = parse(text, Catalogue::builtin()).unwrap_err().to_string();
        assert!(error.contains("mobile"), "{error}");
    }
}
