//! The words of a greeting.

use super::Occasion;
use crate::field::FieldError;
use crate::value::clean_paragraphs;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Longest greeting, in characters: it becomes the summary of an interaction.
pub const TEXT_MAX: usize = 500;
/// Longest template: what is put in makes it longer.
const TEMPLATE_MAX: usize = 400;

static BUILTIN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../data/greetings.toml")).unwrap_or_default()
});

/// The template of the product for an occasion.
#[must_use]
pub fn builtin_text(occasion: Occasion) -> &'static str {
    BUILTIN.get(occasion.code()).map_or("", String::as_str)
}

/// Who is greeted.
#[derive(Clone, Copy, Debug)]
pub struct Greeted<'a> {
    /// Name.
    pub name: &'a str,
    /// `male`, `female`, or unknown.
    pub sex: Option<&'a str>,
}

impl Greeted<'_> {
    /// 先生 or 女士; nothing where guessing would be an insult.
    #[must_use]
    pub fn salutation(&self) -> &'static str {
        match self.sex {
            Some("male") => "先生",
            Some("female") => "女士",
            _ => "",
        }
    }
}

/// The text of a greeting: `{name}` and `{salutation}` of the template are put in.
#[must_use]
pub fn fill(template: &str, greeted: Greeted<'_>) -> String {
    // In one pass, so that a name with a brace in it stays a name.
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (slot, value) = if from.starts_with("{name}") {
            ("{name}", greeted.name)
        } else if from.starts_with("{salutation}") {
            ("{salutation}", greeted.salutation())
        } else {
            ("{", "{")
        };
        out.push_str(value);
        rest = from.strip_prefix(slot).unwrap_or_default();
    }
    out.push_str(rest);
    out.chars().take(TEXT_MAX).collect()
}

/// Cleans a template.
///
/// # Errors
/// `required`, `too_long`, and `slot_unknown` for a brace that belongs to no slot.
pub fn check_text(text: &str) -> Result<String, FieldError> {
    let text = clean_paragraphs(text);
    let actual = text.chars().count();
    if actual == 0 {
        return Err(FieldError::new("required"));
    }
    if actual > TEMPLATE_MAX {
        return Err(FieldError::new("too_long").with("max", TEMPLATE_MAX).with("actual", actual));
    }
    let bare = text.replace("{name}", "").replace("{salutation}", "");
    match bare.find(['{', '}']) {
        None => Ok(text),
        Some(at) => {
            let shown: String = bare.get(at..).unwrap_or_default().chars().take(20).collect();
            Err(FieldError::new("slot_unknown").with("value", shown))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occasion_has_a_text_that_may_be_one() {
        for occasion in Occasion::ALL {
            let text = builtin_text(occasion);
            assert_eq!(check_text(text).as_deref(), Ok(text), "{occasion:?}");
            assert!(text.contains("{name}{salutation}"));
        }
        assert_eq!(BUILTIN.len(), Occasion::ALL.len());
    }

    #[test]
    fn a_text_names_whom_it_greets() {
        let fill = |sex| fill("{name}{salutation}：您好 {x}", Greeted { name: "王{name}敏", sex });
        assert_eq!(fill(Some("female")), "王{name}敏女士：您好 {x}");
        assert_eq!(fill(Some("male")), "王{name}敏先生：您好 {x}");
        assert_eq!(fill(None), "王{name}敏：您好 {x}");
    }

    #[test]
    fn what_is_no_template_is_refused() {
        let code = |text: &str| check_text(text).map_err(|e| e.code);
        assert_eq!(code("  "), Err("required"));
        assert_eq!(code(&"好".repeat(401)), Err("too_long"));
        for text in ["{nane}", "{name", "name}", "{}", "{name}{company}"] {
            assert_eq!(code(text), Err("slot_unknown"), "{text}");
        }
        assert_eq!(code(" 您好，{name} "), Ok("您好，{name}".to_owned()));
    }
}
