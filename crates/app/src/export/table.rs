//! Customers as the rows of a table.

use super::cover::mark;
use super::words::{Speaker, Words};
use kedang_domain::export::COLUMNS_MAX;
use kedang_domain::field::{Catalogue, CustomerKind, Field, FieldError, FieldIssue};
use kedang_exchange::OutCell;
use kedang_storage::customer::Listed;
use kedang_storage::obligation::Nearest;

/// A column of an export.
#[derive(Clone, Debug)]
pub(super) enum Column {
    /// What every customer has.
    System(System),
    /// A fact of the catalogue.
    Fact(Box<Field>),
}

macro_rules! system {
    ($($variant:ident = $key:literal, $zh:literal, $en:literal;)*) => {
        /// What every customer has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum System { $($variant),* }

        impl System {
            /// The one of this key.
            pub(super) fn parse(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$variant),)*
                    // As the page's saved views name them.
                    "created" => Some(Self::CreatedAt),
                    "updated" => Some(Self::UpdatedAt),
                    "last_contact" => Some(Self::LastContactAt),
                    _ => None,
                }
            }

            /// Its key.
            pub(super) fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// Its name in Chinese and English.
            pub(super) fn label(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($zh, $en)),* }
            }
        }
    };
}

system! {
    Code = "code", "客户编号", "File code";
    Name = "name", "客户名称", "Name";
    Kind = "kind", "类型", "Kind";
    Template = "template", "资料卡", "Card";
    Owner = "owner", "负责人", "Owner";
    Department = "department", "所属部门", "Department";
    Secrecy = "secrecy", "密级", "Level of secrecy";
    Completeness = "completeness", "完整度", "Completeness";
    Uncertain = "uncertain", "未核实", "Uncertain";
    CreatedAt = "created_at", "登记时间", "Registered";
    UpdatedAt = "updated_at", "更新时间", "Changed";
    LastContactAt = "last_contact_at", "最近联系", "Last contact";
    NextDuty = "next_duty", "下一义务", "Next duty";
}

/// What a table begins with when facts alone are asked for.
const ALWAYS: [System; 6] = [
    System::Code,
    System::Name,
    System::Kind,
    System::Owner,
    System::Department,
    System::Completeness,
];

/// The columns of these keys, in their order. Where none of them says whose facts they are, what
/// every customer has comes before them.
pub(super) fn columns(
    catalogue: &Catalogue,
    keys: &[String],
    issues: &mut Vec<FieldIssue>,
) -> Vec<Column> {
    let mut refuse = |error: FieldError| {
        let (pointer, field) = ("/columns".to_owned(), "columns".to_owned());
        issues.push(FieldIssue { pointer, field, error });
    };
    if keys.len() > COLUMNS_MAX {
        refuse(FieldError::new("too_many").with("max", COLUMNS_MAX));
        return Vec::new();
    }
    let mut found = Vec::with_capacity(keys.len() + ALWAYS.len());
    for key in keys {
        let column = System::parse(key)
            .map(Column::System)
            .or_else(|| catalogue.customer(key).map(|field| Column::Fact(Box::new(field.clone()))));
        match column {
            Some(column) => found.push(column),
            None => {
                let shown: String = key.chars().take(64).collect();
                refuse(FieldError::new("field_unknown").with("field", shown));
            }
        }
    }
    if !found.iter().any(|column| matches!(column, Column::System(_))) {
        found.splice(0..0, ALWAYS.map(Column::System));
    }
    found
}

/// The keys of the facts among the columns.
pub(super) fn facts(columns: &[Column]) -> Vec<String> {
    let key = |column: &Column| match column {
        Column::Fact(field) => Some(field.key.clone()),
        Column::System(_) => None,
    };
    columns.iter().filter_map(key).collect()
}

/// Whether the columns tell what is to be done next.
pub(super) fn tell_duties(columns: &[Column]) -> bool {
    columns.iter().any(|column| matches!(column, Column::System(System::NextDuty)))
}

/// The names of the columns.
pub(super) fn header(columns: &[Column], speaker: Speaker) -> Vec<String> {
    let name = |column: &Column| match column {
        Column::System(system) => speaker.pick(system.label()).to_owned(),
        Column::Fact(field) => field.label.in_locale(speaker.locale()).to_owned(),
    };
    columns.iter().map(name).collect()
}

/// A customer as a row, with what is to be done next about it.
pub(super) fn cells(
    row: &Listed,
    next: Option<&Nearest>,
    columns: &[Column],
    words: &Words,
) -> Vec<OutCell<'static>> {
    let cell = |column: &Column| -> OutCell<'static> {
        match column {
            Column::System(System::NextDuty) => match next {
                Some(duty) => words.duty(duty).into(),
                None => OutCell::Empty,
            },
            Column::System(system) => own(row, *system, words).into(),
            Column::Fact(field) => match row.values.get(&field.key) {
                Some(value) => words.value(field, value).into(),
                None => OutCell::Empty,
            },
        }
    };
    columns.iter().map(cell).collect()
}

fn own(row: &Listed, system: System, words: &Words) -> String {
    match system {
        System::Code => row.code.clone(),
        System::Name => row.name.clone(),
        System::Kind => words.kind(row.kind).to_owned(),
        System::Template => words.template(&row.template),
        System::Owner => row.owner.1.clone(),
        System::Department => row.department.1.clone(),
        System::Secrecy => words.speaker.pick(mark(row.secrecy)).to_owned(),
        System::Completeness => format!("{}%", row.completeness),
        System::Uncertain => row.uncertain.to_string(),
        System::CreatedAt => words.instant(row.created_at),
        System::UpdatedAt => words.instant(row.updated_at),
        System::LastContactAt if row.last_contact_at == 0 => String::new(),
        // Not in the row: `cells` is given it.
        System::NextDuty => String::new(),
        System::LastContactAt => words.instant(row.last_contact_at),
    }
}

impl Words {
    /// What is to be done, and by when.
    fn duty(&self, next: &Nearest) -> String {
        let ((zh, en), due) = (&next.title, self.instant(next.due_at));
        if self.speaker.locale() == "en" {
            format!("{en} ({due})")
        } else {
            format!("{zh}（{due}）")
        }
    }

    /// Organisation or individual.
    pub(super) fn kind(&self, kind: CustomerKind) -> &'static str {
        self.speaker.pick(match kind {
            CustomerKind::Organization => ("单位", "Organization"),
            CustomerKind::Individual => ("个人", "Individual"),
        })
    }
}
