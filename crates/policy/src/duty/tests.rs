use super::{Duties, Duty, Measure, Opening};
use crate::Pack;
use crate::value::Value;
use kedang_domain::obligation::{About, Cycle, CycleDue, Who, Within};

const HEAD: &str = r#"
[pack]
code = "T"
version = "1"
title = { zh = "测试制度", en = "Regulation for tests" }
[[clause]]
number = "1"
zh = "时限{change.due}，每{check.cycle}一次，次月{handin.day}交，罚{fine.kinds}。"
en = "Due {change.due}, every {check.cycle}, by the {handin.day}, or {fine.kinds}."
met = "not_yet"
will = "tracked"
by = ["loan"]
[[rule]]
key = "change.due"
clause = "1"
type = "duration"
value = "24 hours"
label = { zh = "时限", en = "Due" }
[[rule]]
key = "check.cycle"
clause = "1"
type = "cycle"
value = "1 week"
label = { zh = "周期", en = "Cycle" }
[[rule]]
key = "handin.day"
clause = "1"
type = "day_of_month"
value = ""
label = { zh = "日", en = "Day" }
[[rule]]
key = "fine.kinds"
clause = "1"
type = "list"
value = "批评"
label = { zh = "罚", en = "Fine" }
"#;

const EVENT: &str = r#"
[[duty]]
key = "complaint"
clause = "1"
title = { zh = "记录投诉", en = "Record the complaint" }
on = ["customer_event.report", "interaction.create"]
when = { kind = "complaint" }
about = "customer"
due = "change.due"
who = "owner"
closed_by = "interaction.create"
closed_when = { kind = ["complaint"] }
remind = "2 hours"
escalate = ["head", "custodian"]
penalty = "fine.kinds"
"#;

const CYCLE: &str = r#"
[[duty]]
key = "weekly"
clause = "1"
title = { zh = "每周", en = "Weekly" }
every = "check.cycle"
ahead = "2 days"
departments = ["sales"]
about = "department"
who = "head"
closed_by = "change_list.mark"
"#;

fn read(duties: &str) -> Vec<Duty> {
    Pack::read(&format!("{HEAD}{duties}")).unwrap().duties
}

fn in_force(duties: &str) -> Duties {
    let pack = Pack::read(&format!("{HEAD}{duties}")).unwrap();
    let rule = |_: &str, key: &str| pack.rule(key).map(|rule| rule.value.clone());
    Duties::in_force("7", pack.duties.iter().map(|duty| ("T", duty)), rule)
}

#[test]
fn a_duty_is_read() {
    let duty = read(EVENT).remove(0);
    assert_eq!(duty.about, About::Customer);
    assert_eq!(duty.who, Who::Owner);
    assert_eq!(duty.due, Some(Measure::Rule("change.due".to_owned())));
    assert_eq!(duty.escalate, [Who::Head, Who::Custodian]);
    let Opening::On(trigger) = duty.opening else { panic!("opened by an entry") };
    assert_eq!(trigger.actions, ["customer_event.report", "interaction.create"]);
    assert_eq!(trigger.when["kind"], ["complaint"]);
}

#[test]
fn duties_in_force_have_values_and_are_found_by_action() {
    let duties = in_force(&format!("{EVENT}{CYCLE}"));
    assert_eq!(duties.version(), "7");
    let complaint = duties.opened_by("interaction.create").next().unwrap();
    assert_eq!((complaint.key.as_str(), complaint.within), ("complaint", Within::Minutes(1440)));
    assert_eq!(complaint.remind, Some(Within::Minutes(120)));
    assert_eq!(complaint.penalty.as_ref().unwrap().1.zh, "批评");
    assert!(duties.concerns("change_list.mark"));
    assert!(!duties.concerns("customer.open"));
    assert_eq!(duties.opened_by("change_list.mark").count(), 0);
    let weekly = duties.closed_by("change_list.mark").next().unwrap();
    let regular = weekly.regular.as_ref().unwrap();
    assert_eq!((regular.cycle, regular.due), (Cycle::Weeks(1), CycleDue::End));
    assert_eq!(regular.ahead, Some(Within::Days(2)));
}

#[test]
fn a_duty_rests_while_its_rule_is_blank() {
    let handin = CYCLE.replace("check.cycle", "handin.day");
    assert!(in_force(&handin).all().is_empty());
    let pack = Pack::read(&format!("{HEAD}{handin}")).unwrap();
    let duties = Duties::in_force("1", pack.duties.iter().map(|d| ("T", d)), |_, _| {
        Some(Value::DayOfMonth(5))
    });
    let regular = duties.all()[0].regular.clone().unwrap();
    assert_eq!((regular.cycle, regular.due), (Cycle::Months(1), CycleDue::DayOfNextMonth(5)));
}

#[test]
fn at_once_is_as_long_as_the_duty_says() {
    let at_once = EVENT.replace("due = \"change.due\"", "due = \"at once\"");
    assert_eq!(in_force(&at_once).all()[0].within, Within::Minutes(60));
    let longer = at_once.replace("who = \"owner\"", "at_once = \"4 hours\"\nwho = \"owner\"");
    assert_eq!(in_force(&longer).all()[0].within, Within::Minutes(240));
}

#[test]
fn each_fault_is_told_with_its_line() {
    let first = HEAD.lines().count() + 2;
    let faults = |text: &str| -> Vec<(usize, &str)> {
        let faults = Pack::read(&format!("{HEAD}{text}")).expect_err("a fault");
        faults.iter().map(|fault| (fault.place.line - first, fault.kind.code())).collect()
    };
    for (old, new, expected) in [
        ("key = \"complaint\"", "key = \"Complaint\"", (1, "duty_key")),
        ("clause = \"1\"", "clause = \"9\"", (2, "rule_without_clause")),
        ("\"interaction.create\"]", "\"interaction\"]", (4, "duty_action")),
        ("about = \"customer\"", "about = \"dog\"", (6, "form")),
        ("\"change.due\"", "\"change.dew\"", (7, "duty_rule")),
        ("\"change.due\"", "\"fine.kinds\"", (7, "duty_rule")),
        ("who = \"owner\"", "who = \"boss\"", (8, "duty_who")),
        ("who = \"owner\"", "who = \"each_salesperson\"", (1, "duty_who_and_about")),
        ("about = \"customer\"", "about = \"department\"", (1, "duty_who_and_about")),
        ("due = \"change.due\"", "", (1, "duty_never_due")),
        ("closed_when = { kind = [\"complaint\"] }", "", (1, "duty_closes_itself")),
        ("remind = \"2 hours\"", "remind = \"soon\"", (11, "value")),
        ("\"head\", \"custodian\"", "\"head\", \"nobody\"", (12, "duty_who")),
        ("\"fine.kinds\"", "\"fine.sorts\"", (13, "duty_rule")),
        (
            "about = \"customer\"",
            "about = \"customer\"\nevery = \"check.cycle\"",
            (1, "duty_opening"),
        ),
        ("about = \"customer\"", "about = \"customer\"\nahead = \"1 day\"", (1, "duty_members")),
        ("who = \"owner\"", "who = \"owner\"\nwhen_not = \"x\"", (9, "form")),
    ] {
        assert!(EVENT.contains(old), "{old}");
        assert_eq!(faults(&EVENT.replace(old, new)), [expected], "{new}");
    }
    for (old, new, expected) in [
        ("every = \"check.cycle\"", "", (1, "duty_opening")),
        ("ahead = \"2 days\"", "once = true", (1, "duty_members")),
        ("who = \"head\"", "who = \"owner\"", (1, "duty_who_and_about")),
        ("who = \"head\"", "who = \"each_salesperson\"", (1, "duty_who_and_about")),
    ] {
        assert_eq!(faults(&CYCLE.replace(old, new)), [expected], "{new}");
    }
    assert_eq!(faults(&format!("{EVENT}{EVENT}")), [(16, "duty_twice")]);
}
