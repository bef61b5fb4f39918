//! What a department changes on a card, and the card that results.

use serde::{Deserialize, Serialize};

use super::{Template, TemplateField, TemplateGroup, issue, usable};
use crate::field::{Catalogue, FieldError, FieldIssue, Subject};

/// A department's changes to a template. Keys of the contact's fields are written
/// `contact.mobile`; all others are the customer's.
///
/// An overlay is stored as it is and applied when the card is shown, so a base template that
/// changes later reaches every department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Overlay {
    /// Fields left out. Never a locked one.
    pub hide: Vec<String>,
    /// Fields without which the card is not saved.
    pub require: Vec<String>,
    /// Fields put on the card: the department's own, or builtin ones the base leaves out (or an
    /// earlier overlay hides). They follow the others of their group.
    pub add: Vec<String>,
    /// Fields put elsewhere, in this order.
    #[serde(rename = "move")]
    pub moves: Vec<Placement>,
}

/// A new place for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// The field.
    pub key: String,
    /// The group it goes to.
    pub group: String,
    /// The field it follows there; first when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// Splits `contact.mobile` into subject and key.
fn addressed(key: &str) -> (Subject, &str) {
    match key.strip_prefix("contact.") {
        Some(key) => (Subject::Contact, key),
        None => (Subject::Customer, key),
    }
}

fn address(subject: Subject, key: &str) -> String {
    match subject {
        Subject::Customer => key.to_owned(),
        Subject::Contact => format!("contact.{key}"),
    }
}

/// The card that results from a base template and overlays, the company's first.
///
/// Applies what can be applied: a field that was put away since the overlay was stored is left
/// out, a locked field stays visible. [`check_overlay`] tells a person before it is stored.
#[must_use]
pub fn effective(base: &Template, overlays: &[Overlay], catalogue: &Catalogue) -> Template {
    let mut card = base.clone();
    for overlay in overlays {
        for key in &overlay.add {
            add(&mut card, key, catalogue);
        }
        for placement in &overlay.moves {
            place(&mut card, placement, catalogue);
        }
        for key in &overlay.hide {
            if let Some(field) = find(&mut card, key).filter(|f| !f.locked) {
                field.hidden = true;
            }
        }
        for key in &overlay.require {
            if let Some(field) = find(&mut card, key) {
                field.required = true;
            }
        }
    }
    // A person who cannot see a field cannot fill it in.
    for subject in [Subject::Customer, Subject::Contact] {
        for group in card.groups_of_mut(subject) {
            group.fields.retain(|f| catalogue.get(subject, &f.key).is_some_and(|c| c.active));
            for field in group.fields.iter_mut().filter(|f| f.hidden) {
                field.required = false;
            }
        }
        card.groups_of_mut(subject).retain(|g| !g.fields.is_empty());
    }
    card
}

fn find<'a>(card: &'a mut Template, key: &str) -> Option<&'a mut TemplateField> {
    let (subject, key) = addressed(key);
    card.groups_of_mut(subject).iter_mut().flat_map(|g| &mut g.fields).find(|f| f.key == key)
}

fn add(card: &mut Template, key: &str, catalogue: &Catalogue) {
    if let Some(field) = find(card, key) {
        field.hidden = false;
        return;
    }
    let (subject, key) = addressed(key);
    let field = catalogue.get(subject, key);
    if usable(field, card.kind).is_err() {
        return;
    }
    if let Some(field) = field
        && let Some(group) = group_on(card, subject, &field.group, catalogue)
    {
        group.fields.push(TemplateField::new(key));
    }
}

fn place(card: &mut Template, placement: &Placement, catalogue: &Catalogue) {
    let (subject, key) = addressed(&placement.key);
    // The target first: a field whose new group does not exist stays where it is.
    if group_on(card, subject, &placement.group, catalogue).is_none() {
        return;
    }
    let Some(field) = take(card, subject, key) else { return };
    if let Some(group) = group_on(card, subject, &placement.group, catalogue) {
        let after = placement.after.as_deref().map(|k| addressed(k).1);
        let at = match after {
            None => 0,
            Some(after) => group
                .fields
                .iter()
                .position(|f| f.key == after)
                .map_or(group.fields.len(), |i| i + 1),
        };
        group.fields.insert(at, field);
    }
}

fn take(card: &mut Template, subject: Subject, key: &str) -> Option<TemplateField> {
    for group in card.groups_of_mut(subject) {
        if let Some(i) = group.fields.iter().position(|f| f.key == key) {
            return Some(group.fields.remove(i));
        }
    }
    None
}

/// The group on the card, made in page order when the card lacks it.
fn group_on<'a>(
    card: &'a mut Template,
    subject: Subject,
    key: &str,
    catalogue: &Catalogue,
) -> Option<&'a mut TemplateGroup> {
    let label = catalogue.group(key).filter(|g| g.subject == subject)?.label.clone();
    let rank = |key: &str| catalogue.groups(subject).position(|(g, _)| g.key == key);
    let groups = card.groups_of_mut(subject);
    let at = match groups.iter().position(|g| g.key == key) {
        Some(at) => at,
        None => {
            let own = rank(key);
            let at = groups.iter().position(|g| rank(&g.key) > own).unwrap_or(groups.len());
            groups.insert(at, TemplateGroup { key: key.to_owned(), label, fields: Vec::new() });
            at
        }
    };
    groups.get_mut(at)
}

/// Checks an overlay before it is stored. Pointers follow the shape of [`Overlay`].
///
/// Codes: `field_unknown`, `field_inactive`, `field_kind`, `field_locked` (hiding a locked field),
/// `field_hidden` (required and hidden at once), `field_twice`, `group_unknown`, `not_on_card`.
#[must_use]
pub fn check_overlay(base: &Template, overlay: &Overlay, catalogue: &Catalogue) -> Vec<FieldIssue> {
    let mut issues = Vec::new();
    let on_card = |key: &str| {
        let (subject, bare) = addressed(key);
        base.field(subject, bare).is_some() || overlay.add.iter().any(|a| a == key)
    };
    let mut push = |list: &str, i: usize, key: &str, error: FieldError| {
        issues.push(issue(&format!("/{list}/{i}"), key, error));
    };
    for (i, key) in overlay.add.iter().enumerate() {
        let (subject, bare) = addressed(key);
        if let Err(error) = usable(catalogue.get(subject, bare), base.kind) {
            push("add", i, key, error);
        } else if overlay.add[..i].contains(key) {
            push("add", i, key, FieldError::new("field_twice"));
        }
    }
    for (i, key) in overlay.hide.iter().enumerate() {
        let (subject, bare) = addressed(key);
        match base.field(subject, bare) {
            None => push("hide", i, key, FieldError::new("not_on_card")),
            Some(f) if f.locked => push("hide", i, key, FieldError::new("field_locked")),
            Some(_) if overlay.require.contains(key) => {
                push("hide", i, key, FieldError::new("field_hidden"));
            }
            Some(_) => {}
        }
    }
    for (i, key) in overlay.require.iter().enumerate() {
        if !on_card(key) {
            push("require", i, key, FieldError::new("not_on_card"));
        }
    }
    for (i, placement) in overlay.moves.iter().enumerate() {
        let (subject, _) = addressed(&placement.key);
        if !on_card(&placement.key) {
            push("move", i, &placement.key, FieldError::new("not_on_card"));
        }
        let known = catalogue.group(&placement.group).is_some_and(|g| g.subject == subject);
        if !known {
            let error = FieldError::new("group_unknown").with("value", placement.group.as_str());
            push("move", i, &placement.key, error);
        }
    }
    issues
}

/// The overlay that turns the base into the card somebody arranged: a page lets people edit the
/// whole card, and only what differs is stored.
///
/// `wanted` may leave fields out (they become hidden) and need not repeat what is locked or
/// expected. Applying the result gives `wanted` again, up to the order of groups and to locked
/// fields, which stay.
#[must_use]
pub fn overlay_between(base: &Template, wanted: &Template, catalogue: &Catalogue) -> Overlay {
    let mut overlay = Overlay::default();
    for subject in [Subject::Customer, Subject::Contact] {
        for field in base.fields(subject).filter(|f| !f.locked && !f.hidden) {
            if wanted.field(subject, &field.key).is_none_or(|f| f.hidden) {
                overlay.hide.push(address(subject, &field.key));
            }
        }
        for field in wanted.fields(subject).filter(|f| !f.hidden) {
            let before = base.field(subject, &field.key);
            if before.is_none_or(|f| f.hidden) {
                overlay.add.push(address(subject, &field.key));
            }
            if field.required && before.is_none_or(|f| !f.required) {
                overlay.require.push(address(subject, &field.key));
            }
        }
    }
    // Moves are told against the card as it would stand without them, one after the other, so
    // that a single field that was dragged gives a single move.
    let mut card = effective(base, std::slice::from_ref(&overlay), catalogue);
    for subject in [Subject::Customer, Subject::Contact] {
        for group in wanted.groups_of(subject) {
            let mut after: Option<&str> = None;
            for field in group.fields.iter().filter(|f| !f.hidden) {
                if !follows(&card, subject, &group.key, &field.key, after) {
                    let placement = Placement {
                        key: address(subject, &field.key),
                        group: group.key.clone(),
                        after: after.map(|k| address(subject, k)),
                    };
                    place(&mut card, &placement, catalogue);
                    overlay.moves.push(placement);
                }
                after = Some(&field.key);
            }
        }
    }
    overlay
}

/// Whether a field stands in the group right after another, hidden fields aside.
fn follows(card: &Template, subject: Subject, group: &str, key: &str, after: Option<&str>) -> bool {
    let Some(group) = card.groups_of(subject).iter().find(|g| g.key == group) else { return false };
    let mut visible = group.fields.iter().filter(|f| !f.hidden).map(|f| f.key.as_str());
    match after {
        None => visible.next() == Some(key),
        Some(after) => visible.skip_while(|k| *k != after).nth(1) == Some(key),
    }
}

#[cfg(test)]
mod tests;
