//! The words of the API, by language: `messages/zh.toml` and `messages/en.toml`.

use axum::http::{HeaderMap, header};
use kedang_app::import::{CellError, Mapping};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language that we speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl Language {
    /// The language of a locale code; Chinese unless it begins with "en".
    #[must_use]
    pub fn of(locale: &str) -> Self {
        if locale.trim_start().get(..2).is_some_and(|l| l.eq_ignore_ascii_case("en")) {
            Self::En
        } else {
            Self::Zh
        }
    }

    /// The first language of `Accept-Language` that we speak (its order is the caller's wish);
    /// Chinese when there is none.
    #[must_use]
    pub fn accepted(headers: &HeaderMap) -> Self {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|v| v.to_str().ok())
            .and_then(|v| {
                v.split(',').map(str::trim).find(|l| {
                    l.get(..2).is_some_and(|l| {
                        l.eq_ignore_ascii_case("en") || l.eq_ignore_ascii_case("zh")
                    })
                })
            })
            .map_or(Self::Zh, Self::of)
    }
}

type Catalogue = BTreeMap<String, String>;

fn parse(text: &str) -> Catalogue {
    // The test below reads both files; a broken one never leaves the workshop.
    toml::from_str(text).unwrap_or_default()
}

static ZH: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("../messages/zh.toml")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("../messages/en.toml")));

/// The words of a code, with `{name}` replaced by the parameter of that name. A code without words
/// is given as it stands, so that nothing is ever silent.
#[must_use]
pub fn text(language: Language, code: &str, params: &Map<String, Value>) -> String {
    let (catalogue, between) = match language {
        Language::Zh => (&ZH, "、"),
        Language::En => (&EN, ", "),
    };
    let Some(template) = catalogue.get(code) else { return code.to_owned() };
    let mut text = template.clone();
    for (name, value) in params {
        let words = match value {
            Value::String(s) => s.clone(),
            Value::Array(items) => {
                let words = items.iter().map(|v| v.as_str().map_or(v.to_string(), str::to_owned));
                words.collect::<Vec<_>>().join(between)
            }
            other => other.to_string(),
        };
        text = text.replace(&format!("{{{name}}}"), &words);
    }
    text
}

/// What is wrong with a cell of a table, in words.
#[must_use]
pub fn cell_text(language: Language, error: &CellError) -> String {
    let params = error.params.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
    text(language, &error.code, &params.collect())
}

/// Everything that is wrong with a row of a table in one text, each behind the header of its column.
#[must_use]
pub fn cell_texts(language: Language, errors: &[CellError], mapping: &Mapping) -> String {
    let told = errors.iter().map(|error| {
        let header = error.column.map(|column| mapping.header(column)).unwrap_or_default();
        let said = cell_text(language, error);
        match (header.is_empty(), language) {
            (true, _) => said,
            (false, Language::Zh) => format!("{header}：{said}"),
            (false, Language::En) => format!("{header}: {said}"),
        }
    });
    let between = if language == Language::Zh { "；" } else { "; " };
    told.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_things() {
        assert!(ZH.len() > 20);
        let codes = |c: &Catalogue| c.keys().cloned().collect::<Vec<_>>();
        assert_eq!(codes(&ZH), codes(&EN));
        for (code, zh) in ZH.iter() {
            let names = |t: &str| {
                let mut found: Vec<_> = t
                    .split('{')
                    .skip(1)
                    .filter_map(|p| p.split('}').next())
                    .map(str::to_owned)
                    .collect();
                found.sort();
                found.dedup();
                found
            };
            assert_eq!(names(zh), names(&EN[code]), "parameters of {code}");
        }
    }

    /// Every source file of a crate.
    fn sources(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }

    fn snake_case(name: &str) -> String {
        let mut snake = String::new();
        for c in name.chars() {
            if c.is_ascii_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.push(c.to_ascii_lowercase());
        }
        snake
    }

    #[test]
    fn every_code_has_words() {
        const MARKS: [&str; 7] = [
            "FieldError::new(\"",
            "conflict(\"",
            "Conflict { code: \"",
            "Unauthenticated(\"",
            "Forbidden(\"",
            "BadRequest(\"",
            "Reason::",
        ];
        let mut missing = std::collections::BTreeSet::new();
        let mut seen = 0;
        for part in ["domain", "app", "api"] {
            let folder =
                std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(part).join("src");
            let mut texts = Vec::new();
            sources(&folder, &mut texts);
            for text in texts {
                for mark in MARKS {
                    for rest in text.split(mark).skip(1) {
                        let end = rest
                            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                            .unwrap_or(rest.len());
                        let code = snake_case(&rest[..end]);
                        seen += 1;
                        // Reasons and codes begin with a letter; a path or a test's filler does not.
                        if code.starts_with(|c: char| c.is_ascii_lowercase())
                            && !ZH.contains_key(&code)
                        {
                            missing.insert(code);
                        }
                    }
                }
            }
        }
        assert!(seen > 200, "the marks are still written this way");
        assert!(missing.is_empty(), "no words for {missing:?}");
    }

    #[test]
    fn every_refused_value_has_words() {
        // The codes of written values stand in one place.
        let text = include_str!("../../domain/src/value/error.rs");
        let codes: Vec<&str> =
            text.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(codes.len() > 15, "{codes:?}");
        for code in codes {
            assert!(ZH.contains_key(code), "no words for {code}");
        }
    }

    #[test]
    fn every_fault_of_a_regulation_has_words() {
        let texts = [
            include_str!("../../policy/src/fault.rs"),
            include_str!("../../policy/src/fault/duty.rs"),
        ];
        let codes: Vec<&str> = texts
            .iter()
            .flat_map(|text| text.split("=> \"").skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(codes.len() > 30, "{codes:?}");
        for code in codes {
            assert!(ZH.contains_key(&*format!("fault_{code}")), "no words for {code}");
        }
    }

    #[test]
    fn every_refused_file_and_cell_has_words() {
        let read = [
            (include_str!("../../exchange/src/error.rs"), "=> \"", 10),
            (include_str!("../../exchange/src/judge/cells.rs"), "refuse(\"", 4),
        ];
        for (text, mark, least) in read {
            let codes: std::collections::BTreeSet<&str> =
                text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert!(codes.len() >= least, "{codes:?}");
            for code in codes {
                assert!(ZH.contains_key(code), "no words for {code}");
            }
        }
    }

    #[test]
    fn lists_are_told_one_by_one() {
        let params = Map::from_iter([
            ("op".to_owned(), "lt".into()),
            ("allowed".to_owned(), vec!["eq", "ne"].into()),
        ]);
        assert!(text(Language::Zh, "filter_op", &params).contains("eq、ne"));
        assert!(text(Language::En, "filter_op", &params).contains("eq, ne"));
    }

    #[test]
    fn the_caller_chooses_the_language() {
        let accept = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, value.parse().unwrap());
            Language::accepted(&headers)
        };
        assert_eq!(accept("en-GB,zh;q=0.5"), Language::En);
        assert_eq!(accept("zh-CN,en"), Language::Zh);
        assert_eq!(accept("fr, en;q=0.1"), Language::En);
        assert_eq!(accept("fr"), Language::Zh);
        assert_eq!(Language::accepted(&HeaderMap::new()), Language::Zh);
    }
}
