//! The values that a company may change, as a pack writes them and as a regulation prints them.

use kedang_domain::value::Fen;
use serde::Deserialize;
use std::fmt;

/// What kind of value a rule has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// By when something must be done after it became due: `24 hours`, `1 working day`.
    Duration,
    /// How often something is done: `1 week`, `6 months`.
    Cycle,
    /// A count, 0 to 10^9.
    Number,
    /// A share, `20 %`, at most one decimal.
    Percent,
    /// An amount, `CNY 500000.00`.
    Money,
    /// From one amount to another, `CNY 2000.00 to 20000.00`.
    MoneyRange,
    /// Who approves, in order: `department_head > custodian`; `&` both, `|` either.
    Chain,
    /// Words, separated by commas.
    List,
    /// `yes` or `no`.
    YesNo,
    /// Any text.
    Text,
    /// A day of the month, 1 to 31.
    DayOfMonth,
}

/// A language of the page and the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// A unit of time in which regulations count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 60 minutes.
    Hour,
    /// A day on which offices work.
    WorkingDay,
    /// A day of the calendar.
    Day,
    /// Seven days.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

const UNITS: [(Unit, &str, &str); 6] = [
    (Unit::Hour, "hour", "小时"),
    (Unit::WorkingDay, "working day", "个工作日"),
    (Unit::Day, "day", "天"),
    (Unit::Week, "week", "周"),
    (Unit::Month, "month", "个月"),
    (Unit::Year, "year", "年"),
];

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Without any delay.
    AtOnce,
    /// Before the day ends.
    SameDay,
    /// So many of a unit, 1 to 9,999.
    Of(u16, Unit),
}

/// Somebody who approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Head of the applicant's department.
    DepartmentHead,
    /// Head of the department that keeps customer data.
    Custodian,
    /// Who handles customer data there.
    InformationSpecialist,
    /// Who answers for them there.
    InformationSupervisor,
    /// Head of customer service.
    ServiceManager,
    /// Head of sales.
    SalesDirector,
    /// Head of marketing.
    MarketingDirector,
    /// Who answers for customers in the company's lead.
    CustomerDirector,
    /// Head of the company.
    GeneralManager,
    /// Deputy head of the company.
    DeputyGeneralManager,
    /// The superior of whoever asks.
    Supervisor,
    /// Head of finance.
    Finance,
    /// The general manager's office.
    Office,
}

const ROLES: [(Role, &str, &str, &str); 13] = [
    (Role::DepartmentHead, "department_head", "部门负责人", "head of the department"),
    (Role::Custodian, "custodian", "客户数据管理部门", "custodian of customer data"),
    (
        Role::InformationSpecialist,
        "information_specialist",
        "信息管理专员",
        "information specialist",
    ),
    (
        Role::InformationSupervisor,
        "information_supervisor",
        "客户信息主管",
        "information supervisor",
    ),
    (Role::ServiceManager, "service_manager", "客户服务部经理", "customer service manager"),
    (Role::SalesDirector, "sales_director", "销售总监", "sales director"),
    (Role::MarketingDirector, "marketing_director", "营销总监", "marketing director"),
    (Role::CustomerDirector, "customer_director", "客户总监", "customer director"),
    (Role::GeneralManager, "general_manager", "总经理", "general manager"),
    (
        Role::DeputyGeneralManager,
        "deputy_general_manager",
        "主管副总经理",
        "deputy general manager",
    ),
    (Role::Supervisor, "supervisor", "上级主管", "superior"),
    (Role::Finance, "finance", "财务部门", "finance"),
    (Role::Office, "office", "总经理办公室", "general manager's office"),
];

/// One step of a chain of approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Everybody named, one at least.
    All(Vec<Role>),
    /// Anybody named, two at least.
    Any(Vec<Role>),
}

/// The value of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A blank that the company fills in.
    Blank,
    /// A duration or a cycle.
    Term(Term),
    /// A count.
    Number(u32),
    /// A share in tenths of a percent, 0 to 1,000.
    Percent(u16),
    /// An amount.
    Money(Fen),
    /// From the first amount to the second.
    MoneyRange(Fen, Fen),
    /// Steps, one at least.
    Chain(Vec<Step>),
    /// Words, one at least.
    List(Vec<String>),
    /// Whether.
    YesNo(bool),
    /// A text that is not empty.
    Text(String),
    /// 1 to 31.
    DayOfMonth(u8),
}

/// Why a text is no value of its kind; the position is a character of the text, from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no {kind:?}")]
pub struct NoValue {
    /// What was asked for.
    pub kind: Kind,
    /// The part that does not fit.
    pub text: String,
}

impl Value {
    /// Reads a value as a pack writes it. An empty text is a blank.
    ///
    /// # Errors
    /// [`NoValue`] with the part that does not fit.
    pub fn parse(kind: Kind, text: &str) -> Result<Self, NoValue> {
        let bad = |part: &str| NoValue { kind, text: part.to_owned() };
        let whole = text.trim();
        if whole.is_empty() {
            return Ok(Self::Blank);
        }
        let value = match kind {
            Kind::Duration | Kind::Cycle => term(whole).map(Self::Term),
            Kind::Number => whole.parse().ok().filter(|n| *n <= 1_000_000_000).map(Self::Number),
            Kind::Percent => percent(whole).map(Self::Percent),
            Kind::Money => money(whole).map(Self::Money),
            Kind::MoneyRange => range(whole),
            Kind::Chain => return chain(whole).map_err(bad),
            Kind::List => {
                let words: Vec<_> = whole.split(',').map(|w| w.trim().to_owned()).collect();
                words.iter().all(|w| !w.is_empty()).then_some(Self::List(words))
            }
            Kind::YesNo => match whole {
                "yes" => Some(Self::YesNo(true)),
                "no" => Some(Self::YesNo(false)),
                _ => None,
            },
            Kind::Text => Some(Self::Text(whole.to_owned())),
            Kind::DayOfMonth => {
                whole.parse().ok().filter(|day| (1..=31).contains(day)).map(Self::DayOfMonth)
            }
        };
        value.ok_or_else(|| bad(whole))
    }

    /// As a sentence of the regulation holds it.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        match self {
            Self::Blank => "______".to_owned(),
            Self::Term(term) => term.words(language),
            Self::Number(number) => number.to_string(),
            Self::Percent(tenths) => match tenths % 10 {
                0 => format!("{}%", tenths / 10),
                rest => format!("{}.{rest}%", tenths / 10),
            },
            Self::Money(amount) => yuan(*amount, language),
            Self::MoneyRange(from, to) => {
                let between = if zh { "至" } else { " to " };
                format!("{}{between}{}", yuan(*from, language), yuan(*to, language))
            }
            Self::Chain(steps) => {
                let then = if zh { "，再由" } else { ", then " };
                steps.iter().map(|step| step.words(language)).collect::<Vec<_>>().join(then)
            }
            Self::List(words) => words.join(if zh { "、" } else { ", " }),
            Self::YesNo(yes) => match (yes, zh) {
                (true, true) => "是",
                (false, true) => "否",
                (true, false) => "yes",
                (false, false) => "no",
            }
            .to_owned(),
            Self::Text(text) => text.clone(),
            Self::DayOfMonth(day) => {
                if zh {
                    format!("{day}日")
                } else {
                    day.to_string()
                }
            }
        }
    }
}

/// As a pack writes it, so that [`Value::parse`] reads it back.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Term(term) => term.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Percent(tenths) => match tenths % 10 {
                0 => write!(f, "{} %", tenths / 10),
                rest => write!(f, "{}.{rest} %", tenths / 10),
            },
            Self::Money(amount) => write!(f, "CNY {}", amount.to_yuan()),
            Self::MoneyRange(from, to) => write!(f, "CNY {} to {}", from.to_yuan(), to.to_yuan()),
            Self::Chain(steps) => {
                for (index, step) in steps.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { " > " })?;
                    step.fmt(f)?;
                }
                Ok(())
            }
            Self::List(words) => f.write_str(&words.join(", ")),
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Text(text) => f.write_str(text),
            Self::DayOfMonth(day) => day.fmt(f),
        }
    }
}

impl Term {
    fn words(self, language: Language) -> String {
        match (self, language) {
            (Self::AtOnce, Language::Zh) => "立即".to_owned(),
            (Self::SameDay, Language::Zh) => "当日".to_owned(),
            (Self::Of(count, unit), Language::Zh) => {
                let name = UNITS.iter().find(|u| u.0 == unit).map_or("", |u| u.2);
                format!("{count}{name}")
            }
            (term, Language::En) => term.to_string(),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtOnce => f.write_str("at once"),
            Self::SameDay => f.write_str("same day"),
            Self::Of(count, unit) => {
                let name = UNITS.iter().find(|u| u.0 == *unit).map_or("", |u| u.1);
                write!(f, "{count} {name}{}", if *count == 1 { "" } else { "s" })
            }
        }
    }
}

impl Step {
    fn roles(&self) -> &[Role] {
        match self {
            Self::All(roles) | Self::Any(roles) => roles,
        }
    }

    fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        let between = match (self, zh) {
            (Self::All(_), true) => "和",
            (Self::Any(_), true) => "或",
            (Self::All(_), false) => " and ",
            (Self::Any(_), false) => " or ",
        };
        let names = self.roles().iter().map(|role| role.words(language));
        names.collect::<Vec<_>>().join(between)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if matches!(self, Self::Any(_)) { " | " } else { " & " };
        for (index, role) in self.roles().iter().enumerate() {
            f.write_str(if index == 0 { "" } else { between })?;
            f.write_str(role.key())?;
        }
        Ok(())
    }
}

impl Role {
    fn key(self) -> &'static str {
        ROLES.iter().find(|role| role.0 == self).map_or("", |role| role.1)
    }

    fn words(self, language: Language) -> &'static str {
        let found = ROLES.iter().find(|role| role.0 == self);
        found.map_or("", |role| if language == Language::Zh { role.2 } else { role.3 })
    }
}

fn term(text: &str) -> Option<Term> {
    match text {
        "at once" => return Some(Term::AtOnce),
        "same day" => return Some(Term::SameDay),
        _ => {}
    }
    let (count, unit) = text.split_once(' ')?;
    let count: u16 = count.parse().ok().filter(|count| (1..=9_999).contains(count))?;
    let singular = unit.strip_suffix('s').filter(|_| count > 1).or((count == 1).then_some(unit))?;
    let unit = UNITS.iter().find(|known| known.1 == singular)?;
    Some(Term::Of(count, unit.0))
}

fn percent(text: &str) -> Option<u16> {
    let share = text.strip_suffix('%')?.trim_end();
    let (whole, tenth) = share.split_once('.').unwrap_or((share, "0"));
    let digit = tenth.len() == 1 && tenth.bytes().all(|b| b.is_ascii_digit());
    let tenths = whole.parse::<u16>().ok()?.checked_mul(10)?;
    let tenths = tenths.checked_add(tenth.parse().ok().filter(|_| digit)?)?;
    (tenths <= 1_000).then_some(tenths)
}

fn money(text: &str) -> Option<Fen> {
    amount(text.strip_prefix("CNY ")?)
}

/// An amount in yuan with two decimals, not below nothing.
fn amount(text: &str) -> Option<Fen> {
    let (whole, cents) = text.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(cents) || cents.len() != 2 {
        return None;
    }
    Fen::new(whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?)?)
}

fn range(text: &str) -> Option<Value> {
    let (from, to) = text.strip_prefix("CNY ")?.split_once(" to ")?;
    let (from, to) = (amount(from)?, amount(to)?);
    (from <= to).then_some(Value::MoneyRange(from, to))
}

fn chain(text: &str) -> Result<Value, &str> {
    let role = |text: &'_ str| -> Option<Role> {
        ROLES.iter().find(|role| role.1 == text.trim()).map(|role| role.0)
    };
    let mut steps = Vec::new();
    for part in text.split('>') {
        let any = part.contains('|');
        if any && part.contains('&') {
            return Err(part.trim());
        }
        let mut roles = Vec::new();
        for name in part.split(['&', '|']) {
            roles.push(role(name).ok_or(name.trim())?);
        }
        steps.push(if any { Step::Any(roles) } else { Step::All(roles) });
    }
    Ok(Value::Chain(steps))
}

fn yuan(amount: Fen, language: Language) -> String {
    let fen = amount.get();
    let whole = grouped(fen / 100);
    let cents = if fen % 100 == 0 { String::new() } else { format!(".{:02}", fen % 100) };
    match language {
        Language::Zh => format!("{whole}{cents}元"),
        Language::En => format!("CNY {whole}{cents}"),
    }
}

fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_read_and_said() {
        use Kind::*;
        for (kind, text, zh, en) in [
            (Duration, "24 hours", "24小时", "24 hours"),
            (Duration, "1 working day", "1个工作日", "1 working day"),
            (Duration, "at once", "立即", "at once"),
            (Duration, "same day", "当日", "same day"),
            (Cycle, "6 months", "6个月", "6 months"),
            (Number, "3", "3", "3"),
            (Percent, "20 %", "20%", "20%"),
            (Percent, "2.5 %", "2.5%", "2.5%"),
            (Money, "CNY 500000.00", "500,000元", "CNY 500,000"),
            (Money, "CNY 0.50", "0.50元", "CNY 0.50"),
            (MoneyRange, "CNY 2000.00 to 20000.00", "2,000元至20,000元", "CNY 2,000 to CNY 20,000"),
            (
                Chain,
                "department_head & marketing_director",
                "部门负责人和营销总监",
                "head of the department and marketing director",
            ),
            (
                Chain,
                "department_head > general_manager | deputy_general_manager",
                "部门负责人，再由总经理或主管副总经理",
                "head of the department, then general manager or deputy general manager",
            ),
            (List, "A, B, C", "A、B、C", "A, B, C"),
            (YesNo, "yes", "是", "yes"),
            (DayOfMonth, "5", "5日", "5"),
            (Text, "随便", "随便", "随便"),
            (Number, "", "______", "______"),
        ] {
            let value = Value::parse(kind, text).unwrap();
            assert_eq!(value.words(Language::Zh), zh);
            assert_eq!(value.words(Language::En), en);
            assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_value_is_refused_with_the_part_that_does_not_fit() {
        use Kind::*;
        for (kind, text, part) in [
            (Duration, "24 hour", "24 hour"),
            (Duration, "1 hours", "1 hours"),
            (Duration, "0 days", "0 days"),
            (Duration, "soon", "soon"),
            (Number, "-1", "-1"),
            (Number, "2000000000", "2000000000"),
            (Percent, "101 %", "101 %"),
            (Percent, "2.55 %", "2.55 %"),
            (Percent, "65535.9 %", "65535.9 %"),
            (Money, "500", "500"),
            (Money, "CNY 500", "CNY 500"),
            (Money, "CNY 99999999999999999999.00", "CNY 99999999999999999999.00"),
            (MoneyRange, "CNY 2.00 to 1.00", "CNY 2.00 to 1.00"),
            (Chain, "department_head > boss", "boss"),
            (Chain, "department_head & finance | office", "department_head & finance | office"),
            (Chain, "department_head >", ""),
            (List, "A,,B", "A,,B"),
            (YesNo, "是", "是"),
            (DayOfMonth, "32", "32"),
        ] {
            assert_eq!(Value::parse(kind, text).unwrap_err().text, part, "{text}");
        }
    }

    fn kinds() -> impl Strategy<Value = Kind> {
        use Kind::*;
        prop::sample::select(vec![
            Duration, Cycle, Number, Percent, Money, MoneyRange, Chain, List, YesNo, Text,
            DayOfMonth,
        ])
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_what_is_read_is_written_alike(
            kind in kinds(),
            text in "[ -~0-9%>&|A-Za-z_\\.]{0,40}|[0-9]{1,20} (hours|days|%)|CNY [0-9]{1,25}\\.[0-9]{2}",
        ) {
            if let Ok(value) = Value::parse(kind, &text) {
                prop_assert_eq!(Value::parse(kind, &value.to_string()), Ok(value));
            }
        }
    }
}
