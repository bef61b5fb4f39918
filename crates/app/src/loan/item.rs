//! The register of original files.

use super::{OpenLoan, kept, open_all, seen_by_id};
use crate::form::Form;
use crate::request::NewRequest;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, ItemId};
use kedang_domain::loan::{COUNT_MAX, TEXT_MAX};
use kedang_domain::permission::{Act, Decision, KeepItem};
use kedang_domain::request::RequestKind;
use kedang_storage::loan::{self, Item, Which};
use kedang_storage::{customer, export};

/// Items listed at once, at most.
const LISTED: i64 = 500;

/// What a keeper says of an original file.
#[derive(Clone, Debug)]
pub struct ItemDraft {
    /// What it is.
    pub title: String,
    /// How many pages it has.
    pub pages: i64,
    /// How many copies there are.
    pub copies: i64,
    /// Where it lies.
    pub place: String,
    /// Anything else.
    pub note: Option<String>,
}

/// An original file as somebody sees it.
#[derive(Clone, Debug)]
pub struct OpenItem {
    /// The item.
    pub item: Item,
    /// The customer's name.
    pub customer: String,
    /// Who has it now.
    pub loan: Option<OpenLoan>,
    /// Change it.
    pub keep: Decision,
}

/// Refuses a count that nothing can have.
pub(super) fn count(form: &mut Form, pointer: &str, count: i64) {
    if !(1..=COUNT_MAX).contains(&count) {
        form.refuse(pointer, FieldError::new("count_range").with("min", 1).with("max", COUNT_MAX));
    }
}

impl ItemDraft {
    /// Cleaned.
    fn read(&self) -> Result<Self> {
        let mut form = Form::default();
        let title = form.line("/title", &self.title, TEXT_MAX);
        let place = form.line("/place", &self.place, TEXT_MAX);
        let note = form.lines("/note", self.note.as_deref(), TEXT_MAX);
        count(&mut form, "/pages", self.pages);
        count(&mut form, "/copies", self.copies);
        form.done()?;
        Ok(Self { title, place, note, ..self.clone() })
    }
}

impl App {
    /// The original files that are open to this person, by number, and who has each now: those of a
    /// customer, or the one with this number.
    ///
    /// # Errors
    /// The database's.
    pub async fn kept_items(
        &self,
        ctx: &Context,
        customer: Option<CustomerId>,
        number: Option<&str>,
    ) -> Result<Vec<OpenItem>> {
        let mut conn = self.db().read().await?;
        let found = loan::items(&mut conn, &ctx.scope(), customer, number, LISTED).await?;
        let ids: Vec<_> = found.iter().map(|item| item.customer).collect();
        let seen = seen_by_id(&mut conn, ctx, &ids).await?;
        let custodians = export::custodians(&mut conn).await?;
        let mut opened = Vec::with_capacity(found.len());
        for item in found {
            let Some(seen) = seen.get(&item.customer) else { continue };
            let reader = (ctx.actor.person, &ctx.scope(), ctx.now);
            let out = loan::list(&mut conn, reader, Which::Out, Some(item.id), None, 1).await?;
            opened.push(OpenItem {
                customer: seen.name.clone(),
                loan: open_all(&mut conn, ctx, out).await?.pop(),
                keep: KeepItem::decide(&ctx.actor, &kept(seen, &custodians)),
                item,
            });
        }
        Ok(opened)
    }

    /// An original file.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also when it is not for this person.
    pub async fn kept_item(&self, ctx: &Context, id: ItemId) -> Result<OpenItem> {
        let mut conn = self.db().read().await?;
        let item = loan::item(&mut conn, &ctx.scope(), id).await?.ok_or(AppError::NotFound)?;
        drop(conn);
        let found = self.kept_items(ctx, Some(item.customer), Some(&item.number)).await?;
        found.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Puts an original file of a customer on the register, under the next number.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is out of sight; refusals; values refused.
    pub async fn register_item(
        &self,
        ctx: &Context,
        customer: CustomerId,
        draft: &ItemDraft,
    ) -> Result<OpenItem> {
        let mut work = self.begin(ctx).await?;
        let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, customer).await?;
        let Some(seen) = seen else {
            drop(work);
            return Err(self.out_of_sight(ctx, KeepItem::NAME, customer).await?);
        };
        let custodians = export::custodians(work.tx()).await?;
        let permit = ctx.ask_on::<KeepItem>(&kept(&seen, &custodians), customer)?;
        if let Some(made) = work.made_before("item").await? {
            drop(work);
            return self.kept_item(ctx, made.parse().map_err(AppError::internal)?).await;
        }
        let ItemDraft { title, pages, copies, place, note } = draft.read()?;
        let id = ItemId::new(self.fresh());
        let number = export::count_up(work.tx(), "item").await?;
        let number = format!("YJ{number:06}");
        let registered_at = ctx.now;
        let version = 1;
        let item = Item {
            id,
            customer,
            number,
            title,
            pages,
            copies,
            place,
            note,
            registered_at,
            version,
        };
        loan::insert_item(work.tx(), &permit, &item).await?;
        record(&mut work, "item.register", &item);
        work.remember_made("item", &id.to_string()).await?;
        work.commit().await?;
        self.kept_item(ctx, id).await
    }

    /// Changes what the register says of an original file.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; refusals; a stale version; values refused.
    pub async fn change_item(
        &self,
        ctx: &Context,
        id: ItemId,
        version: i64,
        draft: &ItemDraft,
    ) -> Result<OpenItem> {
        let mut work = self.begin(ctx).await?;
        let item = loan::item(work.tx(), &ctx.scope(), id).await?.ok_or(AppError::NotFound)?;
        let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, item.customer).await?;
        let seen = seen.ok_or(AppError::NotFound)?;
        let custodians = export::custodians(work.tx()).await?;
        let permit = ctx.ask_on::<KeepItem>(&kept(&seen, &custodians), item.customer)?;
        AppError::unless_current(item.version, version)?;
        let ItemDraft { title, pages, copies, place, note } = draft.read()?;
        let changed = Item { title, pages, copies, place, note, ..item };
        if !loan::change(work.tx(), &permit, &changed).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        record(&mut work, "item.change", &changed);
        work.commit().await?;
        self.kept_item(ctx, id).await
    }

    /// A request for a loan names an item of its customer that the applicant sees.
    pub(crate) async fn item_asked_for(
        &self,
        work: &mut Work<'_>,
        form: &mut Form,
        new: &NewRequest,
    ) -> Result<()> {
        let ctx = work.context();
        match (new.kind, new.details.item) {
            (RequestKind::Loan, None) => form.refuse("/item_id", FieldError::new("required")),
            (RequestKind::Loan, Some(id)) => {
                let found = loan::item(work.tx(), &ctx.scope(), id).await?;
                if found.is_none_or(|item| Some(item.customer) != new.customer) {
                    form.refuse("/item_id", FieldError::new("item_unknown"));
                }
            }
            (_, Some(_)) => form.refuse("/item_id", FieldError::new("item_without_loan")),
            (_, None) => {}
        }
        Ok(())
    }
}

fn record(work: &mut Work<'_>, action: &str, item: &Item) {
    let mut draft = work
        .draft(action)
        .subject("item", item.id.to_string())
        .customer(item.customer.to_string())
        .detail("number", item.number.as_str());
    draft.clause = work.context().clause(super::BASIS).map(str::to_owned);
    work.record(draft);
}
