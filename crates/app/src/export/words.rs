//! Values and filters in the words of a page, for whoever reads the file without the system.

use super::table::System;
use crate::{App, Result};
use jiff::tz::TimeZone;
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, CustomerKind, Field, FieldType, FilterOp};
use kedang_domain::reference::{Divisions, Industries};
use kedang_storage::organisation;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// Speaks Chinese or English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speaker {
    english: bool,
}

impl Speaker {
    pub(super) fn new(locale: &str) -> Self {
        Self { english: locale.starts_with("en") }
    }

    pub(super) fn locale(self) -> &'static str {
        if self.english { "en" } else { "zh" }
    }

    /// One of the Chinese and the English text.
    pub(super) fn pick(self, (zh, en): (&'static str, &'static str)) -> &'static str {
        if self.english { en } else { zh }
    }

    fn list(self, items: &[String]) -> String {
        items.join(self.pick(("、", ", ")))
    }
}

/// Everything that is needed to say a value in words.
pub(crate) struct Words {
    pub(in crate::export) speaker: Speaker,
    catalogue: Arc<Catalogue>,
    cards: Arc<crate::catalogue::Cards>,
    /// People and departments, by id.
    names: HashMap<String, String>,
    zone: TimeZone,
}

impl App {
    pub(crate) async fn cover_words(&self, conn: &mut Conn, locale: &str) -> Result<Words> {
        let mut names = organisation::person_names(conn).await?;
        for department in kedang_storage::department::list(conn).await? {
            names.insert(department.id.to_string(), department.name);
        }
        Ok(Words {
            speaker: Speaker::new(locale),
            catalogue: self.catalogue(conn).await?,
            cards: self.cards(conn).await?,
            names,
            zone: self.time_zone(conn).await?,
        })
    }
}

impl Words {
    /// An instant (ms UTC) where the company is, to the minute.
    pub(super) fn instant(&self, ms: i64) -> String {
        let at = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The name of a card.
    pub(super) fn template(&self, code: &str) -> String {
        self.cards
            .effective(code, None)
            .map_or(code.to_owned(), |card| card.label.in_locale(self.speaker.locale()).to_owned())
    }

    fn option(&self, field: &Field, key: &str) -> String {
        let locale = self.speaker.locale();
        field.option(key).map_or(key, |option| option.label.in_locale(locale)).to_owned()
    }

    /// A value as it stands in a cell.
    pub(crate) fn value(&self, field: &Field, value: &Value) -> String {
        match (field.field_type, value) {
            (FieldType::MultiChoice, Value::Array(keys)) => {
                let options: Vec<_> =
                    keys.iter().filter_map(Value::as_str).map(|k| self.option(field, k)).collect();
                options.join("、")
            }
            (FieldType::YesNo, Value::Bool(yes)) => self.yes_no(*yes).to_owned(),
            (FieldType::Money, Value::Number(fen)) => money(fen.as_i64().unwrap_or_default()),
            (_, Value::String(text)) => self.text(field, text),
            (_, other) => other.to_string(),
        }
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        self.speaker.pick(if yes { ("是", "Yes") } else { ("否", "No") })
    }

    /// What is kept as a text: a key, a code, an id, or the text itself.
    fn text(&self, field: &Field, text: &str) -> String {
        match field.field_type {
            FieldType::Choice | FieldType::MultiChoice => self.option(field, text),
            FieldType::Region => Divisions::builtin()
                .by_code(text)
                .map_or(text.to_owned(), |division| division.full_name.to_owned()),
            FieldType::Industry => Industries::builtin()
                .by_code(text)
                .map_or(text.to_owned(), |industry| industry.name.to_owned()),
            FieldType::Person => self.names.get(text).cloned().unwrap_or_default(),
            _ => text.to_owned(),
        }
    }

    /// A filter, e.g. `合作阶段 = 潜在`.
    pub(super) fn filter(&self, filter: &str) -> String {
        let mut parts = filter.splitn(3, ':');
        let (Some(key), Some(op)) = (parts.next(), parts.next()) else {
            return filter.to_owned();
        };
        let value = parts.next().unwrap_or_default();
        let Some(op) = FilterOp::parse(op) else { return filter.to_owned() };
        let field = self.catalogue.customer(key);
        let name = match (System::parse(key), field) {
            (Some(system), _) => self.speaker.pick(system.label()),
            (None, Some(field)) => field.label.in_locale(self.speaker.locale()),
            (None, None) => key,
        };
        let sign = match op {
            FilterOp::Eq => "=",
            FilterOp::Ne => "≠",
            FilterOp::Lt => "<",
            FilterOp::Lte => "≤",
            FilterOp::Gt => ">",
            FilterOp::Gte => "≥",
            FilterOp::In => self.speaker.pick(("为其中之一", "is one of")),
            FilterOp::Under => self.speaker.pick(("属于", "is within")),
            FilterOp::Contains => self.speaker.pick(("包含", "contains")),
            FilterOp::Empty => {
                return format!("{name} {}", self.speaker.pick(("未填", "is empty")));
            }
            FilterOp::Present => {
                return format!("{name} {}", self.speaker.pick(("已填", "is filled in")));
            }
        };
        let one = |text: &str| self.filtered(key, field, text.trim());
        let value = match op {
            FilterOp::In => self.speaker.list(&value.split(',').map(one).collect::<Vec<_>>()),
            FilterOp::Contains => format!("“{}”", value.trim()),
            _ => one(value),
        };
        format!("{name} {sign} {value}")
    }

    /// A value as a filter has it: always text.
    fn filtered(&self, key: &str, field: Option<&Field>, text: &str) -> String {
        match (key, field) {
            ("owner", _) if text == "me" => self.speaker.pick(("本人", "me")).to_owned(),
            ("owner" | "department", _) => {
                self.names.get(text).map_or_else(|| text.to_owned(), Clone::clone)
            }
            ("kind", _) => {
                CustomerKind::parse(text).map_or(text, |kind| self.kind(kind)).to_owned()
            }
            ("template", _) => self.template(text),
            ("created_at" | "updated_at" | "last_contact_at", _) => text
                .parse::<jiff::Timestamp>()
                .map_or_else(|_| text.to_owned(), |at| self.instant(at.as_millisecond())),
            (_, Some(field)) => match (field.field_type, text) {
                (FieldType::Money, fen) => fen.parse().map_or(fen.to_owned(), money),
                (FieldType::YesNo, "true") => self.yes_no(true).to_owned(),
                (FieldType::YesNo, "false") => self.yes_no(false).to_owned(),
                _ => self.text(field, text),
            },
            _ => text.to_owned(),
        }
    }
}

/// An amount in fen as yuan.
fn money(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}
