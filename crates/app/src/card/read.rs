//! Cards that somebody got: what they say, and whether their people are on file.

use crate::customer::search_doc;
use crate::field::issue;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, CustomerKind, FieldError, Subject, Values};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::permission::CreateCustomer;
use kedang_domain::reference::Divisions;
use kedang_domain::value::{MoneyUnit, Phone, PhoneKind};
use kedang_exchange::Limits;
use kedang_exchange::vcard::{Card, Labelled, read};
use kedang_storage::contact::{self, Listed, Order, Query};
use kedang_storage::search;
use kedang_text::normal::key;
use kedang_text::search::{Judge, query_plan};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest text of cards at once, in characters.
pub const CARD_TEXT_MAX: usize = 500_000;
/// Cards at once, at most.
pub const CARDS_MAX: usize = 100;
/// Customers offered for a card, at most.
const CUSTOMERS: usize = 5;
/// Contacts looked through for one card, at most.
const LOOKED_THROUGH: usize = 500;

/// Somebody on file who may be the one of a card.
#[derive(Clone, Debug)]
pub struct Known {
    /// The contact.
    pub id: ContactId,
    /// Name.
    pub name: String,
    /// Its customer.
    pub customer: Maybe,
}

/// A customer that may be the organisation of a card.
#[derive(Clone, Debug)]
pub struct Maybe {
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// It is called just as on the card.
    pub exact: bool,
}

/// What a card says, in the fields of the catalogue.
#[derive(Clone, Debug)]
pub struct ReadCard {
    /// The person.
    pub name: String,
    /// Where they work; may be empty.
    pub organization: String,
    /// Facts of the contact.
    pub contact: Values,
    /// Facts of the organisation, for a customer to be registered.
    pub customer: Values,
    /// Texts for which no field had room.
    pub left_out: Vec<String>,
    /// People on file who may be the same, of those this person sees.
    pub same: Vec<Known>,
    /// Customers that may be the organisation, of those this person sees.
    pub customers: Vec<Maybe>,
}

impl App {
    /// Reads cards, and looks for their people and organisations among the customers that this
    /// person sees. Nothing is written. A card that cannot be read is its error's code.
    ///
    /// # Errors
    /// Refusals; a text that is too long, holds too many cards, or none at all.
    pub async fn read_cards(
        &self,
        ctx: &Context,
        text: &str,
    ) -> Result<Vec<std::result::Result<ReadCard, &'static str>>> {
        ctx.ask::<CreateCustomer>(&())?;
        let refused = |error| AppError::invalid(issue("/text", "text", error));
        let actual = text.chars().count();
        if actual > CARD_TEXT_MAX {
            let error = FieldError::new("too_long").with("max", CARD_TEXT_MAX);
            return Err(refused(error.with("actual", actual)));
        }
        let found = read(text.as_bytes(), Limits::default());
        let cards = found.map_err(|_| refused(FieldError::new("cards_none")))?;
        if cards.is_empty() {
            return Err(refused(FieldError::new("cards_none")));
        }
        if cards.len() > CARDS_MAX {
            return Err(refused(FieldError::new("too_many").with("max", CARDS_MAX)));
        }
        let mut conn = self.db().read().await?;
        let catalogue = self.catalogue(&mut conn).await?;
        let mut all = Vec::with_capacity(cards.len());
        for card in cards {
            all.push(match card {
                Err(error) => Err(error.code()),
                Ok(card) => {
                    let mut read = Facts::of(&catalogue, &card).read;
                    read.same = self.same(&mut conn, ctx, &catalogue, &read).await?;
                    read.customers = self.employers(&mut conn, ctx, &read.organization).await?;
                    Ok(read)
                }
            });
        }
        Ok(all)
    }

    /// People on file with a number or an address of the card, or of its name where they work.
    async fn same(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        catalogue: &Catalogue,
        card: &ReadCard,
    ) -> Result<Vec<Known>> {
        let ways: Vec<&str> = ["mobile", "email", "office_phone"]
            .iter()
            .filter_map(|key| card.contact.get(*key).and_then(Value::as_str))
            .collect();
        let mut found = BTreeMap::new();
        for text in ways.iter().copied().chain([card.name.as_str()]) {
            for row in self.contacts_like(conn, ctx, catalogue, text).await? {
                let named = key(&row.contact.name) == key(&card.name);
                let there = key(&row.customer.name) == key(&card.organization);
                let personal = ["mobile", "email"].iter().any(|key| {
                    let value = card.contact.get(*key);
                    value.is_some() && value == row.contact.values.get(*key)
                });
                if personal || (named && there) {
                    found.insert(row.contact.id.to_string(), known(row, there));
                }
            }
        }
        Ok(found.into_values().collect())
    }

    async fn contacts_like(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        catalogue: &Catalogue,
        text: &str,
    ) -> Result<Vec<Listed>> {
        let scope = ctx.scope();
        let candidates =
            search::candidates(conn, &scope, &query_plan(text), search::CANDIDATES).await?;
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let query = Query {
            order: Order::Region,
            conditions: Vec::new(),
            among: Some(candidates.into_iter().map(|one| one.no).collect()),
            mentioning: Vec::new(),
            after: None,
            limit: LOOKED_THROUGH,
        };
        let judge = Judge::new(text);
        let mut rows = contact::list(conn, &scope, &query).await?;
        rows.retain(|row| {
            let own = [(row.contact.name.clone(), row.contact.values.clone())];
            judge.judge(&search_doc(catalogue, "", "", &Values::new(), &own)).is_some()
        });
        Ok(rows)
    }

    /// Customers called like the organisation of a card, the one of just that name first.
    async fn employers(&self, conn: &mut Conn, ctx: &Context, name: &str) -> Result<Vec<Maybe>> {
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let judge = Judge::new(name);
        let mut found: Vec<_> =
            search::candidates(conn, &ctx.scope(), &query_plan(name), search::CANDIDATES)
                .await?
                .into_iter()
                .filter_map(|one| {
                    let doc = kedang_text::search::SearchDoc {
                        name: one.name.clone(),
                        ..Default::default()
                    };
                    judge.judge_name(&doc).map(|matched| (matched.score, one.no))
                })
                .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(CUSTOMERS);
        let nos: Vec<i64> = found.iter().map(|(_, no)| *no).collect();
        let wanted = kedang_storage::customer::Wanted::NONE;
        let mut rows =
            kedang_storage::customer::selected(conn, &ctx.scope(), &nos, &wanted).await?;
        rows.retain(|row| row.kind == CustomerKind::Organization);
        rows.sort_by_key(|row| nos.iter().position(|no| *no == row.no));
        Ok(rows
            .into_iter()
            .map(|row| Maybe {
                id: row.id,
                exact: key(&row.name) == key(name),
                code: row.code,
                name: row.name,
            })
            .collect())
    }
}

fn known(row: Listed, exact: bool) -> Known {
    Known {
        id: row.contact.id,
        name: row.contact.name,
        customer: Maybe {
            id: row.contact.customer,
            code: row.customer.code,
            name: row.customer.name,
            exact,
        },
    }
}

/// A card on its way into the fields of the catalogue.
struct Facts<'a> {
    catalogue: &'a Catalogue,
    read: ReadCard,
}

impl<'a> Facts<'a> {
    fn of(catalogue: &'a Catalogue, card: &Card) -> Self {
        let (organization, units) =
            card.organization.split_first().map_or((String::new(), Vec::new()), |(first, rest)| {
                (first.trim().to_owned(), rest.to_vec())
            });
        let read = ReadCard {
            name: if card.formatted_name.trim().is_empty() {
                card.name.shown()
            } else {
                card.formatted_name.trim().to_owned()
            },
            organization,
            contact: Values::new(),
            customer: Values::new(),
            left_out: Vec::new(),
            same: Vec::new(),
            customers: Vec::new(),
        };
        let mut facts = Self { catalogue, read };
        facts.contact("department_name", &units.join(" "));
        let (post, role) = if card.title.trim().is_empty() {
            (card.role.as_str(), "")
        } else {
            (card.title.as_str(), card.role.as_str())
        };
        facts.contact("post", post);
        facts.leave_out(role);
        for phone in &card.phones {
            facts.phone(phone);
        }
        for email in &card.emails {
            facts.contact("email", &email.value);
        }
        facts.contact("remark", &card.note);
        facts.birthday(card);
        facts.place(card);
        for url in &card.urls {
            facts.customer("website", url);
        }
        facts
    }

    fn contact(&mut self, key: &str, text: &str) {
        self.put(Subject::Contact, key, text);
    }

    fn customer(&mut self, key: &str, text: &str) {
        self.put(Subject::Customer, key, text);
    }

    /// Puts a text where it belongs; what finds no room there, or is no such value, is left out.
    fn put(&mut self, subject: Subject, key: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let values = match subject {
            Subject::Contact => &mut self.read.contact,
            Subject::Customer => &mut self.read.customer,
        };
        let value = self
            .catalogue
            .get(subject, key)
            .and_then(|field| field.parse_text(text, MoneyUnit::default()).ok());
        match value {
            Some(value) if values.get(key).is_none_or(|there| *there == value) => {
                values.insert(key.to_owned(), value);
            }
            _ => self.leave_out(text),
        }
    }

    fn leave_out(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.read.left_out.push(text.chars().take(200).collect());
        }
    }

    /// By what the number is, and where that cannot be told by what the card says it is for.
    fn phone(&mut self, phone: &Labelled) {
        let is = |word: &str| phone.types.contains(word);
        let kind = Phone::parse(&phone.value).map(|number| number.kind());
        let key = match kind {
            _ if is("fax") => "fax",
            Ok(PhoneKind::Mobile) => "mobile",
            Ok(PhoneKind::Foreign) | Err(_) if is("cell") => "mobile",
            _ if is("home") => "home_phone",
            _ => "office_phone",
        };
        self.contact(key, &phone.value);
    }

    fn birthday(&mut self, card: &Card) {
        let Some(day) = card.birthday else { return };
        match (day.whole(), day.month, day.day) {
            (Some(whole), ..) => self.contact("birthday", &whole),
            (None, Some(month), Some(day)) => {
                self.contact("birth_month_day", &format!("{month:02}-{day:02}"));
            }
            _ => {}
        }
    }

    fn place(&mut self, card: &Card) {
        let home = |address: &&kedang_exchange::vcard::Address| address.types.contains("home");
        let Some(address) =
            card.addresses.iter().find(|a| !home(a)).or_else(|| card.addresses.first())
        else {
            return;
        };
        let region = Divisions::builtin().resolve(&address.province, &address.city, "");
        if let Some(found) = region {
            self.customer("region", found.division.code);
        }
        let street = [&address.po_box, &address.street, &address.extended];
        let street: Vec<&str> =
            street.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        self.customer("address", &street.join(" "));
        self.customer("postcode", &address.postcode);
    }
}
