//! Fields as they are sent.

use kedang_app::field::Versioned;
use kedang_domain::field as domain;
use kedang_domain::id::DepartmentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! mirrored {
    ($(#[$doc:meta])* $name:ident of $inner:path {
        $($(#[$vdoc:meta])* $variant:ident,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                use $inner as Inner;
                match inner { $(Inner::$variant => Self::$variant),* }
            }
        }

        impl From<$name> for $inner {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),* }
            }
        }
    };
}

mirrored! {
    /// Whose fact a field is.
    FieldSubject of domain::Subject {
        /// The customer's.
        Customer,
        /// A contact's.
        Contact,
    }
}

mirrored! {
    /// Which kinds of customer something is for.
    FieldKinds of domain::Kinds {
        /// Organisations and individuals.
        Both,
        /// Organisations only.
        Organization,
        /// Individuals only.
        Individual,
    }
}

mirrored! {
    /// What a field holds, and so how its value is written in JSON.
    FieldType of domain::FieldType {
        /// One line of text.
        Text,
        /// Text of several lines.
        LongText,
        /// An exact decimal as a string: at most 18 digits, 6 of them after the point.
        Number,
        /// Fen, as an integer.
        Money,
        /// YYYY-MM-DD.
        Date,
        /// The key of an option.
        Choice,
        /// An array of keys of options.
        MultiChoice,
        /// A boolean.
        YesNo,
        /// The id of a person of the company.
        Person,
        /// A code of GB/T 2260.
        Region,
        /// A code of GB/T 4754-2017.
        Industry,
        /// A telephone number.
        Phone,
        /// An e-mail address.
        Email,
        /// A web address.
        Url,
        /// A unified social credit code (GB 32100).
        CreditCode,
        /// A resident identity number (GB 11643).
        IdNumber,
        /// A postcode.
        Postcode,
    }
}

/// A text in both languages of the page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Chinese.
    #[schema(example = "主管税务机关")]
    pub zh: String,
    /// English; the Chinese is shown where it is empty.
    #[serde(default)]
    #[schema(example = "Tax office")]
    pub en: String,
}

impl From<domain::Label> for Label {
    fn from(domain::Label { zh, en }: domain::Label) -> Self {
        Self { zh, en }
    }
}

impl From<Label> for domain::Label {
    fn from(Label { zh, en }: Label) -> Self {
        Self { zh, en }
    }
}

/// One option of a choice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldOption {
    /// What is stored.
    pub key: String,
    /// What people read.
    pub label: Label,
    /// No longer offered; values stored earlier keep it.
    pub retired: bool,
}

/// A field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Field {
    /// Its key: builtin ones by name, custom ones `x_…`.
    pub key: String,
    /// Whose fact it is.
    pub subject: FieldSubject,
    /// For which customers it makes sense.
    pub kinds: FieldKinds,
    /// Key of its group.
    pub group: String,
    /// What it holds.
    pub field_type: FieldType,
    /// Its name on the page.
    pub label: Label,
    /// Options of a choice, in order.
    pub options: Vec<FieldOption>,
    /// Unit shown after a number.
    pub unit: Option<Label>,
    /// A hint for whoever fills it in.
    pub help: Option<Label>,
    /// Lists filter by it.
    pub filterable: bool,
    /// Sensitive personal information.
    pub sensitive: bool,
    /// Shipped with the product: nobody changes it.
    pub builtin: bool,
    /// False when it was put away: no new values, the old ones stay.
    pub active: bool,
    /// Longest text, in characters.
    pub max_len: u32,
    /// Least number or amount (fen), earliest date.
    pub min: Option<String>,
    /// Greatest number or amount (fen), latest date.
    pub max: Option<String>,
    /// Digits behind the point of a number.
    pub decimals: u8,
    /// A phone that must be a mobile.
    pub mobile: bool,
    /// A date that cannot lie ahead.
    pub past: bool,
    /// Where the regulations ask for it.
    pub clause: Option<String>,
    /// The department on whose cards it stands; null: on everybody's.
    pub department_id: Option<Uuid>,
    /// Counts the changes of a custom field; send it back in If-Match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

impl From<Versioned> for Field {
    fn from(Versioned { field, version }: Versioned) -> Self {
        Self {
            key: field.key,
            subject: field.subject.into(),
            kinds: field.kinds.into(),
            group: field.group,
            field_type: field.field_type.into(),
            label: field.label.into(),
            options: field
                .options
                .into_iter()
                .map(|o| FieldOption { key: o.key, label: o.label.into(), retired: o.retired })
                .collect(),
            unit: field.unit.map(Into::into),
            help: field.help.map(Into::into),
            filterable: field.filterable,
            sensitive: field.sensitive,
            builtin: field.builtin,
            active: field.active,
            max_len: field.max_len,
            min: field.min,
            max: field.max,
            decimals: field.decimals,
            mobile: field.mobile,
            past: field.past,
            clause: field.clause,
            department_id: field.department_id.map(DepartmentId::uuid),
            version,
        }
    }
}

/// A heading under which fields stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldGroup {
    /// Its key.
    pub key: String,
    /// Whose fields it holds.
    pub subject: FieldSubject,
    /// Heading.
    pub label: Label,
}
