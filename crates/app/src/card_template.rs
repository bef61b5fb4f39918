//! Card templates: the company and each department arrange the cards that they work with, and may
//! add cards of their own (A5, M 5.1.1).
//!
//! A card is arranged as a whole; only what differs from the card above is kept, so a change above
//! still reaches every department.

use crate::catalogue::Cards;
use crate::field::{clean_label, issue};
use crate::slug::slug;
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, FieldError, FieldIssue, Label, Subject};
use kedang_domain::id::DepartmentId;
use kedang_domain::permission::{ManageTemplates, Permit, TemplateOwner};
use kedang_domain::role::Permission;
use kedang_domain::template::{
    Overlay, TEMPLATE_FIELDS_MAX, Template, TemplateField, TemplateGroup, builtin_templates,
    check_template, overlay_between,
};
use kedang_evidence::Draft;
use kedang_storage::card_template::{self, Stored, StoredOverlay};
use kedang_storage::custom_field;
use std::collections::HashMap;

/// Most templates of the company's own.
const OWN_MAX: usize = 200;

/// A card template as it holds at a level.
#[derive(Clone, Debug)]
pub struct Card {
    /// The card: hidden fields too, marked.
    pub template: Template,
    /// Shipped with the product.
    pub builtin: bool,
    /// Code of the builtin template that an own one started from.
    pub base: Option<String>,
    /// Whose it is; `None` for the company's and the builtin ones.
    pub department: Option<DepartmentId>,
    /// False when it was put away.
    pub active: bool,
    /// The department for which it is given; `None`: as the company has it.
    pub level: Option<DepartmentId>,
    /// Grows with every change of the card at this level or above.
    pub version: i64,
}

/// A field in the place where somebody put it.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Key in the catalogue.
    pub key: String,
    /// The card is not saved without it.
    pub required: bool,
    /// Left out; its value stays.
    pub hidden: bool,
}

/// A heading and what somebody put under it.
pub type PlacedGroup = (String, Vec<Placed>);

/// What somebody says about a card; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct CardChange {
    /// Its name; only of an own template.
    pub label: Option<Label>,
    /// False puts it away; only an own template.
    pub active: Option<bool>,
    /// The customer's fields, all groups in order.
    pub groups: Option<Vec<PlacedGroup>>,
    /// The contact's fields, all groups in order.
    pub contact: Option<Vec<PlacedGroup>>,
}

/// A template of one's own.
#[derive(Clone, Debug)]
pub struct NewCard {
    /// `x_…`; made from the label when absent.
    pub code: Option<String>,
    /// Its name.
    pub label: Label,
    /// Code of the builtin template to start from.
    pub base: String,
    /// Whose it is; `None` for the company's.
    pub department: Option<DepartmentId>,
    /// How it differs from the base.
    pub groups: Option<Vec<PlacedGroup>>,
    /// The contact's fields.
    pub contact: Option<Vec<PlacedGroup>>,
}

impl Cards {
    fn card(&self, code: &str, level: Option<DepartmentId>) -> Option<Card> {
        let own = self.own(code);
        Some(Card {
            template: self.effective(code, level)?,
            builtin: own.is_none(),
            base: own.map(|t| t.base.clone()),
            department: own.and_then(|t| t.department),
            active: own.is_none_or(|t| t.active),
            level,
            version: self.version(code, level),
        })
    }
}

impl App {
    /// The cards that are offered to this person: the builtin ones, the company's, those of their
    /// department and the ones above it or below what they head. Whoever keeps all templates sees
    /// all, also those that were put away.
    ///
    /// # Errors
    /// The database's.
    pub async fn card_templates(&self, ctx: &Context) -> Result<Vec<Card>> {
        let mut conn = self.db().read().await?;
        let cards = self.cards(&mut conn).await?;
        let keeper = ctx.actor.has(Permission::TemplateManage);
        let near = ctx.actor.department.map(|d| cards.chain(d)).unwrap_or_default();
        let offered = |own: &&Stored| {
            keeper
                || (own.active
                    && own
                        .department
                        .is_none_or(|d| near.contains(&d) || ctx.actor.headed.contains(&d)))
        };
        let codes = builtin_templates()
            .iter()
            .map(|t| t.code.as_str())
            .chain(cards.own.iter().filter(offered).map(|t| t.code.as_str()));
        Ok(codes.filter_map(|code| cards.card(code, ctx.actor.department)).collect())
    }

    /// Names of all templates by code, for telling what happened.
    pub(crate) async fn template_names(
        &self,
        conn: &mut Conn,
        locale: &str,
    ) -> Result<HashMap<String, String>> {
        let cards = self.cards(conn).await?;
        let builtin = builtin_templates().iter().map(|t| (&t.code, &t.label));
        let own = cards.own.iter().map(|t| (&t.code, &t.label));
        let named =
            |(code, label): (&String, &Label)| (code.clone(), label.in_locale(locale).to_owned());
        Ok(builtin.chain(own).map(named).collect())
    }

    /// One card as it holds at a level.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such template or department.
    pub async fn card_template(
        &self,
        _ctx: &Context,
        code: &str,
        level: Option<DepartmentId>,
    ) -> Result<Card> {
        let mut conn = self.db().read().await?;
        let cards = self.cards(&mut conn).await?;
        if level.is_some_and(|d| !cards.knows(d)) {
            return Err(AppError::NotFound);
        }
        cards.card(code, level).ok_or(AppError::NotFound)
    }

    /// Adds a template that starts from a builtin one.
    ///
    /// # Errors
    /// Refusals, and everything wrong with it.
    pub async fn create_card_template(&self, ctx: &Context, new: NewCard) -> Result<Card> {
        let permit = ctx.ask::<ManageTemplates>(&TemplateOwner(new.department))?;
        check_size(new.groups.as_ref(), new.contact.as_ref())?;
        let mut work = self.begin(ctx).await?;
        if let Some(code) = work.made_before("card_template").await? {
            drop(work);
            return self.card_template(ctx, &code, None).await;
        }
        let cards = self.cards(work.tx()).await?;
        let label = clean_label(new.label);
        let is_taken = |code: &str| Template::builtin(code).is_some() || cards.own(code).is_some();
        let code = new.code.unwrap_or_else(|| {
            format!("x_{}", slug(&label, "card", |slug| is_taken(&format!("x_{slug}"))))
        });
        let mut issues = self.check_department(&mut work, new.department).await?;
        if is_taken(&code) {
            issues.push(issue("/code", "code", FieldError::new("template_taken")));
        }
        if cards.own.len() >= OWN_MAX {
            issues.push(issue("", "", FieldError::new("too_many").with("max", OWN_MAX)));
        }
        let Some(mut base) = cards.builtin_before(&new.base) else {
            let error = FieldError::new("template_unknown").with("value", new.base.as_str());
            issues.push(issue("/base", "base", error));
            return Err(AppError::Invalid(issues));
        };
        (base.code, base.label) = (code, label);
        let wanted = arrange(&base, new.groups, new.contact, &cards.catalogue);
        issues.extend(check_card(&base, &wanted, true, &cards.catalogue));
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        let stored = Stored {
            code: base.code.clone(),
            label: base.label.clone(),
            kind: base.kind,
            base: new.base,
            department: new.department,
            active: true,
            version: 0,
        };
        card_template::insert(work.tx(), &permit, &stored).await?;
        let overlay = overlay_between(&base, &wanted, &cards.catalogue);
        let laid = lay(&mut work, &permit, &stored.code, None, 0, &overlay).await?;
        custom_field::touch_catalogue(work.tx(), ctx.now).await?;
        work.remember_made("card_template", &stored.code).await?;
        let entry = described(work.draft("card_template.create"), &stored.code, new.department)
            .detail("base", stored.base.as_str())
            .detail("label", stored.label.zh.as_str());
        work.record(if laid { arranged(entry, &overlay) } else { entry });
        work.commit().await?;
        self.card_template(ctx, &stored.code, None).await
    }

    /// Changes a card at a level: what a department or the company puts on it, and of an own
    /// template its name and whether it is offered. The version is that of the card as the caller
    /// saw it at this level.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], and everything wrong with it.
    pub async fn change_card_template(
        &self,
        ctx: &Context,
        code: &str,
        level: Option<DepartmentId>,
        version: i64,
        change: CardChange,
    ) -> Result<Card> {
        let mut work = self.begin(ctx).await?;
        let cards = self.cards(work.tx()).await?;
        if level.is_some_and(|d| !cards.knows(d)) {
            return Err(AppError::NotFound);
        }
        let base = cards.before(code, level).ok_or(AppError::NotFound)?;
        let own = cards.own(code);
        // An own template is arranged for everybody by whoever it belongs to.
        let owner = level.or(own.and_then(|t| t.department));
        let permit = ctx.ask::<ManageTemplates>(&TemplateOwner(owner))?;
        check_size(change.groups.as_ref(), change.contact.as_ref())?;
        if version != cards.version(code, level) {
            return Err(AppError::Stale { current: cards.version(code, level) });
        }
        let mut entry = described(work.draft("card_template.update"), code, level);
        let mut touched = false;
        if change.label.is_some() || change.active.is_some() {
            let own = own.ok_or_else(|| AppError::conflict("template_builtin"))?;
            let permit = ctx.ask::<ManageTemplates>(&TemplateOwner(own.department))?;
            let mut stored = own.clone();
            stored.label = change.label.map_or(stored.label, clean_label);
            stored.active = change.active.unwrap_or(stored.active);
            let named = Template { label: stored.label.clone(), ..base.clone() };
            let issues: Vec<_> = check_template(&named, &cards.catalogue)
                .into_iter()
                .filter(|i| i.pointer.starts_with("/label"))
                .collect();
            if !issues.is_empty() {
                return Err(AppError::Invalid(issues));
            }
            if stored.label != own.label || stored.active != own.active {
                touched = true;
                entry = entry
                    .detail("label", stored.label.zh.as_str())
                    .detail("active", i64::from(stored.active));
                if !card_template::update(work.tx(), &permit, &stored).await? {
                    return Err(AppError::Stale { current: version + 1 });
                }
            }
        }
        if change.groups.is_some() || change.contact.is_some() {
            // What is not sent stays as it is now, which is not what stands above.
            let now = cards.effective(code, level).ok_or(AppError::NotFound)?;
            let wanted = Template { groups: now.groups, contact: now.contact, ..base.clone() };
            let wanted = rearrange(&base, wanted, change.groups, change.contact, &cards.catalogue);
            let issues = check_card(&base, &wanted, own.is_some(), &cards.catalogue);
            if !issues.is_empty() {
                return Err(AppError::Invalid(issues));
            }
            let overlay = overlay_between(&base, &wanted, &cards.catalogue);
            let stored = cards.overlay(code, level);
            if stored.map_or_else(Overlay::default, |o| o.overlay.clone()) != overlay {
                let seen = stored.map_or(0, |o| o.version);
                if !lay(&mut work, &permit, code, level, seen, &overlay).await? {
                    return Err(AppError::Stale { current: version + 1 });
                }
                touched = true;
                entry = arranged(entry, &overlay);
            }
        }
        if touched {
            custom_field::touch_catalogue(work.tx(), ctx.now).await?;
            work.record(entry);
            work.commit().await?;
        } else {
            drop(work);
        }
        self.card_template(ctx, code, level).await
    }
}

/// Keeps an overlay; `false` when somebody else was faster, or when there is nothing to keep and
/// nothing was kept before.
async fn lay(
    work: &mut Work<'_>,
    permit: &Permit<ManageTemplates>,
    code: &str,
    level: Option<DepartmentId>,
    seen: i64,
    overlay: &Overlay,
) -> Result<bool> {
    if seen == 0 && *overlay == Overlay::default() {
        return Ok(false);
    }
    let stored = StoredOverlay {
        template: code.to_owned(),
        department: level,
        overlay: overlay.clone(),
        version: seen,
    };
    Ok(card_template::set_overlay(work.tx(), permit, &stored).await?)
}

/// Refuses what is far beyond a card before it is looked at closely.
fn check_size(groups: Option<&Vec<PlacedGroup>>, contact: Option<&Vec<PlacedGroup>>) -> Result<()> {
    for (pointer, given) in [("/groups", groups), ("/contact", contact)] {
        let fields: usize = given.into_iter().flatten().map(|(_, fields)| fields.len() + 1).sum();
        if fields > 2 * TEMPLATE_FIELDS_MAX {
            let error = FieldError::new("too_many").with("max", TEMPLATE_FIELDS_MAX);
            return Err(AppError::invalid(issue(pointer, "", error)));
        }
    }
    Ok(())
}

/// The card as somebody arranged it over its base; parts that were not sent stay the base's.
fn arrange(
    base: &Template,
    groups: Option<Vec<PlacedGroup>>,
    contact: Option<Vec<PlacedGroup>>,
    catalogue: &Catalogue,
) -> Template {
    rearrange(base, base.clone(), groups, contact, catalogue)
}

fn rearrange(
    base: &Template,
    mut wanted: Template,
    groups: Option<Vec<PlacedGroup>>,
    contact: Option<Vec<PlacedGroup>>,
    catalogue: &Catalogue,
) -> Template {
    let place = |subject: Subject, given: Vec<PlacedGroup>| -> Vec<TemplateGroup> {
        given
            .into_iter()
            .map(|(key, fields)| TemplateGroup {
                label: catalogue
                    .group(&key)
                    .map_or_else(|| Label::new(&key, ""), |g| g.label.clone()),
                key,
                fields: fields
                    .into_iter()
                    .map(|placed| {
                        // What the card expects and locks is the base's to say.
                        let below = base.field(subject, &placed.key);
                        TemplateField {
                            required: placed.required,
                            expected: below.is_some_and(|f| f.expected),
                            hidden: placed.hidden,
                            locked: below.is_some_and(|f| f.locked),
                            key: placed.key,
                        }
                    })
                    .collect(),
            })
            .collect()
    };
    if let Some(given) = groups {
        wanted.groups = place(Subject::Customer, given);
    }
    if let Some(given) = contact {
        wanted.contact = place(Subject::Contact, given);
    }
    wanted
}

/// Everything wrong with an arrangement, at its place in the request.
fn check_card(
    base: &Template,
    wanted: &Template,
    own: bool,
    catalogue: &Catalogue,
) -> Vec<FieldIssue> {
    let mut issues: Vec<_> = check_template(wanted, catalogue)
        .into_iter()
        // A builtin code is not of the form of an own one, and is not being given.
        .filter(|i| own || i.pointer != "/code")
        .collect();
    for (subject, name) in [(Subject::Customer, "groups"), (Subject::Contact, "contact")] {
        let dropped =
            |f: &&TemplateField| f.required && !f.hidden && wanted.field(subject, &f.key).is_none();
        for field in base.fields(subject).filter(dropped) {
            let error = FieldError::new("required_above").with("field", field.key.as_str());
            issues.push(issue(&format!("/{name}"), &field.key, error));
        }
        for (g, group) in wanted.groups_of(subject).iter().enumerate() {
            for (f, field) in group.fields.iter().enumerate() {
                let above = base.field(subject, &field.key);
                let required = above.is_some_and(|a| a.required && !a.hidden);
                if required && (field.hidden || !field.required) {
                    let pointer = format!("/{name}/{g}/fields/{f}/required");
                    let error = FieldError::new("required_above").with("field", field.key.as_str());
                    issues.push(issue(&pointer, &field.key, error));
                } else if field.required && field.hidden {
                    let pointer = format!("/{name}/{g}/fields/{f}/hidden");
                    issues.push(issue(&pointer, &field.key, FieldError::new("field_hidden")));
                }
            }
        }
    }
    issues
}

fn described(draft: Draft, code: &str, department: Option<DepartmentId>) -> Draft {
    let draft = draft.subject("card_template", code);
    match department {
        Some(department) => draft.detail("department", department.to_string()),
        None => draft,
    }
}

/// What the log keeps of an arrangement: which fields, by key.
fn arranged(draft: Draft, overlay: &Overlay) -> Draft {
    let moved: Vec<_> = overlay.moves.iter().map(|m| m.key.clone()).collect();
    [
        ("hidden", overlay.hide.clone()),
        ("required", overlay.require.clone()),
        ("added", overlay.add.clone()),
        ("moved", moved),
    ]
    .into_iter()
    .filter(|(_, keys)| !keys.is_empty())
    .fold(draft, |draft, (part, keys)| draft.detail(part, keys))
}
