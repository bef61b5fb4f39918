//! The words of a notice.

use super::Kind;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// What is put into the words of a notice.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Parameters by name.
    pub params: &'a BTreeMap<String, String>,
    /// The customer's name, where the reader may know it.
    pub customer: Option<&'a str>,
    /// In which zone instants are shown.
    pub zone: &'a TimeZone,
}

/// The words of a notice in a language, "zh" or "en". A parameter that is missing leaves a dash:
/// better than a brace.
#[must_use]
pub fn title(kind: &Kind, locale: &str, told: Told<'_>) -> String {
    let chinese = locale == "zh";
    let template = if chinese { &kind.words.zh } else { &kind.words.en };
    // In one pass, so that a parameter with a brace in it stays what it is.
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template.as_str();
    while let Some((before, from)) = rest.split_once('{') {
        out.push_str(before);
        let Some((slot, after)) = from.split_once('}') else { break };
        out.push_str(&value(slot, chinese, told));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn value(slot: &str, chinese: bool, told: Told<'_>) -> String {
    if slot == "customer" {
        let unnamed = if chinese { "一个客户" } else { "a customer" };
        return told.customer.unwrap_or(unnamed).to_owned();
    }
    let locale = if chinese { "zh" } else { "en" };
    let found = told.params.get(&format!("{slot}.{locale}")).or_else(|| told.params.get(slot));
    let Some(text) = found else { return "—".to_owned() };
    if !slot.ends_with("_at") {
        return text.clone();
    }
    let instant = text.parse().ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    let Some(instant) = instant else { return "—".to_owned() };
    let there = instant.to_zoned(told.zone.clone());
    let form = if chinese { "%-m月%-d日 %H:%M" } else { "%Y-%m-%d %H:%M" };
    there.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::kind;

    fn params(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    fn said(code: &str, locale: &str, given: &[(&str, &str)], customer: Option<&str>) -> String {
        let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
        let params = params(given);
        let told = Told { params: &params, customer, zone: &zone };
        kind(code).map_or_else(String::new, |kind| title(kind, locale, told))
    }

    #[test]
    fn a_customer_is_named_only_to_who_may_know_it() {
        let given = [("person", "王敏")];
        assert_eq!(
            said("clash.asked", "zh", &given, Some("华北泵业")),
            "王敏 就 华北泵业 提出撞单申请"
        );
        assert_eq!(said("clash.asked", "zh", &given, None), "王敏 就 一个客户 提出撞单申请");
        assert_eq!(
            said("clash.asked", "en", &given, None),
            "王敏 asks about a clash over a customer"
        );
    }

    #[test]
    fn instants_are_those_of_the_company() {
        // 2026-11-23 09:00 in Shanghai.
        let given = [
            ("due_at", "1795395600000"),
            ("title.zh", "补全资料"),
            ("title.en", "Complete the file"),
        ];
        assert_eq!(
            said("obligation.due", "zh", &given, Some("甲")),
            "补全资料：甲，11月23日 09:00 到期"
        );
        assert_eq!(
            said("obligation.due", "en", &given, Some("甲")),
            "Complete the file: 甲, due 2026-11-23 09:00"
        );
    }

    #[test]
    fn what_is_put_in_is_not_read_again() {
        assert_eq!(
            said("clash.asked", "zh", &[("person", "{customer}")], Some("甲")),
            "{customer} 就 甲 提出撞单申请"
        );
        assert_eq!(said("clash.asked", "zh", &[], Some("甲")), "— 就 甲 提出撞单申请");
    }
}
