//! How full a card is.

use super::{Template, TemplateField};
use crate::field::{Catalogue, CustomerKind, FieldType, Subject, Values};

/// How full a card is, 0 to 100 rounded down: 100 means everything the card asks for is there.
///
/// Required and expected fields weigh double. Hidden fields do not count; neither do yes/no
/// fields and marks, whose absence says "no", and a birthday without its year, which stands in for
/// a whole one. On a card with contacts, having one weighs
/// double, and a contact's field counts as filled when any contact has it: a company is not less
/// known for a second, sparse contact. A card that asks for nothing is complete.
#[must_use]
pub fn completeness(
    kind: CustomerKind,
    catalogue: &Catalogue,
    template: &Template,
    values: &Values,
    contacts: &[Values],
) -> u8 {
    let counts = |subject: Subject, f: &&TemplateField| asked(kind, catalogue, subject, f);
    let weight = |f: &TemplateField| if f.required || f.expected { 2_u64 } else { 1 };
    let (mut full, mut filled) = (0, 0);
    for f in template.fields(Subject::Customer).filter(|f| counts(Subject::Customer, f)) {
        full += weight(f);
        filled += if values.contains_key(&f.key) { weight(f) } else { 0 };
    }
    let mut asks_for_contacts = false;
    for f in template.fields(Subject::Contact).filter(|f| counts(Subject::Contact, f)) {
        asks_for_contacts = true;
        full += weight(f);
        filled += if contacts.iter().any(|c| c.contains_key(&f.key)) { weight(f) } else { 0 };
    }
    if asks_for_contacts {
        full += 2;
        filled += if contacts.is_empty() { 0 } else { 2 };
    }
    if full == 0 {
        return 100;
    }
    u8::try_from(filled * 100 / full).unwrap_or(100)
}

/// Whether the basics are there: every fact that the card requires or expects of the customer
/// itself and, on a card with contacts, somebody to turn to.
#[must_use]
pub fn has_basics(
    kind: CustomerKind,
    catalogue: &Catalogue,
    template: &Template,
    values: &Values,
    has_contact: bool,
) -> bool {
    let fields =
        |subject| template.fields(subject).filter(move |f| asked(kind, catalogue, subject, f));
    let mut wanted = fields(Subject::Customer).filter(|f| f.required || f.expected);
    let contact = has_contact || fields(Subject::Contact).next().is_none();
    contact && wanted.all(|f| values.contains_key(&f.key))
}

/// Whether a card asks for a field: not what is hidden, and not what says something by its absence.
fn asked(kind: CustomerKind, catalogue: &Catalogue, subject: Subject, f: &TemplateField) -> bool {
    !f.hidden
        && catalogue.get(subject, &f.key).is_some_and(|field| {
            field.active
                && field.kinds.includes(kind)
                && field.field_type != FieldType::YesNo
                && field.group != "marks"
                && !field.mark
                && !field.month_day
        })
}

#[cfg(test)]
mod tests {
    use super::super::{Overlay, TemplateGroup, effective};
    use super::*;
    use crate::field::{Kinds, Label};
    use serde_json::json;

    fn values(keys: &[&str]) -> Values {
        keys.iter().map(|k| ((*k).to_owned(), json!("x"))).collect()
    }

    /// Weighs: credit_code 2, short_name 1, sex 1 (individuals), strategic_partner 0, contact's
    /// mobile 2, post 1, having a contact 2.
    fn card() -> Template {
        let field = |key: &str, expected| TemplateField { expected, ..TemplateField::new(key) };
        let group = |key: &str, fields| TemplateGroup {
            key: key.to_owned(),
            label: Label::new("组", "Group"),
            fields,
        };
        Template {
            code: "x_card".to_owned(),
            label: Label::new("卡", "Card"),
            kind: Kinds::Both,
            clause: None,
            groups: vec![
                group(
                    "identity",
                    vec![
                        field("credit_code", true),
                        field("short_name", false),
                        field("sex", false),
                    ],
                ),
                group("marks", vec![field("strategic_partner", false)]),
            ],
            contact: vec![group(
                "contact_communication",
                vec![field("mobile", true), field("post", false)],
            )],
        }
    }

    #[test]
    fn expected_fields_weigh_double_and_marks_nothing() {
        for (filled, contacts, expected) in [
            (&[][..], vec![], 0),
            (&["credit_code"], vec![], 25),
            (&["short_name"], vec![], 12),
            (&["strategic_partner", "sex", "unrelated"], vec![], 0),
            (&["credit_code", "short_name"], vec![values(&[])], 62),
            (&["credit_code", "short_name"], vec![values(&["mobile"]), values(&["post"])], 100),
            (&["credit_code", "short_name"], vec![values(&["mobile"])], 87),
        ] {
            let percent = completeness(
                CustomerKind::Organization,
                Catalogue::builtin(),
                &card(),
                &values(filled),
                &contacts,
            );
            assert_eq!(percent, expected, "{filled:?} {contacts:?}");
        }
    }

    #[test]
    fn hidden_fields_do_not_count() {
        let overlay = Overlay { hide: vec!["short_name".to_owned()], ..Overlay::default() };
        let card = effective(&card(), &[overlay], Catalogue::builtin());
        let full = completeness(
            CustomerKind::Organization,
            Catalogue::builtin(),
            &card,
            &values(&["credit_code"]),
            &[values(&["mobile", "post"])],
        );
        assert_eq!(full, 100);
    }

    #[test]
    fn a_card_that_asks_for_nothing_is_complete() {
        let empty = Template { groups: Vec::new(), contact: Vec::new(), ..card() };
        let none = Values::new();
        let percent =
            completeness(CustomerKind::Individual, Catalogue::builtin(), &empty, &none, &[]);
        assert_eq!(percent, 100);
    }

    #[test]
    fn every_builtin_card_can_be_filled_to_the_brim() {
        let catalogue = Catalogue::builtin();
        for card in super::super::builtin_templates() {
            for kind in [CustomerKind::Organization, CustomerKind::Individual] {
                if !card.kind.includes(kind) {
                    continue;
                }
                let all = |s| card.fields(s).map(|f| (f.key.clone(), json!("x"))).collect();
                let (own, contact) = (all(Subject::Customer), all(Subject::Contact));
                assert_eq!(completeness(kind, catalogue, card, &own, &[contact]), 100);
                assert_eq!(completeness(kind, catalogue, card, &Values::new(), &[]), 0);
            }
        }
    }

    #[test]
    fn the_basics_are_what_the_card_expects_and_a_contact() {
        for (filled, contact, expected) in [
            (&["credit_code"][..], true, true),
            (&["credit_code"], false, false),
            (&["short_name"], true, false),
            (&["credit_code", "short_name"], true, true),
        ] {
            let kind = CustomerKind::Organization;
            let catalogue = Catalogue::builtin();
            let found = has_basics(kind, catalogue, &card(), &values(filled), contact);
            assert_eq!(found, expected, "{filled:?} {contact}");
        }
    }
}
