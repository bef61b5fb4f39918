//! The search box: what somebody types there, understood with the fields, people and departments
//! of this company.

use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{FieldError, FieldIssue, Label, Subject};
use kedang_storage::{department, organisation};
use kedang_text::searchbox::{
    Asker, House, Lexicon, Named, Reading, Trouble, is_plain, read, suggest,
};

pub use kedang_text::searchbox::{Adds, BOX_MAX, Part, Proposal};

/// What a text of the box asks: filters of the list and words of the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `field:op:value`, all of which must hold.
    pub filters: Vec<String>,
    /// What the search is to find; may be empty.
    pub words: String,
}

impl Asked {
    /// All of it as filters of the list.
    #[must_use]
    pub fn into_filters(self) -> Vec<String> {
        let words = Some(self.words).filter(|words| !words.is_empty());
        let mut filters = self.filters;
        filters.extend(words.map(|words| format!("words:contains:{words}")));
        filters
    }
}

/// What is shown of a text while it is typed.
#[derive(Clone, Debug)]
pub struct BoxState {
    /// What was understood, and what was not.
    pub reading: Reading,
    /// What could stand at the caret.
    pub proposals: Vec<Proposal>,
}

/// What was not understood, as the refusal of a parameter `q`.
#[must_use]
pub fn issue(trouble: &Trouble) -> FieldIssue {
    let error = FieldError::new(trouble.why.code())
        .with("key", trouble.key.as_str())
        .with("value", trouble.value.as_str())
        .with("from", trouble.span.from)
        .with("to", trouble.span.to)
        .with("proposed", trouble.proposed.clone());
    FieldIssue { pointer: "/q".to_owned(), field: "q".to_owned(), error }
}

impl App {
    /// A text of the box as it stands while somebody types, the caret behind so many characters.
    ///
    /// # Errors
    /// The database's.
    pub async fn box_state(&self, ctx: &Context, text: &str, caret: usize) -> Result<BoxState> {
        let mut conn = self.db().read().await?;
        let lexicon = self.lexicon(&mut conn, ctx, !is_plain(text)).await?;
        let me = ctx.actor.person.to_string();
        let asker = self.box_asker(&mut conn, ctx, &me).await?;
        Ok(BoxState {
            reading: read(text, &lexicon, asker),
            proposals: suggest(text, caret, &lexicon, asker),
        })
    }

    /// What a text of the box asks.
    ///
    /// # Errors
    /// Everything in it that cannot be understood, with its place.
    pub async fn box_asked(&self, ctx: &Context, text: &str) -> Result<Asked> {
        self.asked_on(&mut self.db().read().await?, ctx, text).await
    }

    pub(crate) async fn asked_on(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        text: &str,
    ) -> Result<Asked> {
        // Words alone, as nearly always: nothing needs to be known to understand them.
        if is_plain(text) {
            return Ok(Asked { words: text.trim().to_owned(), ..Asked::default() });
        }
        let lexicon = self.lexicon(conn, ctx, true).await?;
        let me = ctx.actor.person.to_string();
        let reading = read(text, &lexicon, self.box_asker(conn, ctx, &me).await?);
        if !reading.troubles.is_empty() {
            return Err(AppError::Invalid(reading.troubles.iter().map(issue).collect()));
        }
        Ok(Asked { filters: reading.filters().cloned().collect(), words: reading.words })
    }

    async fn box_asker<'a>(
        &self,
        conn: &mut Conn,
        ctx: &'a Context,
        me: &'a str,
    ) -> Result<Asker<'a>> {
        Ok(Asker { me, today: self.date_at(conn, ctx.now).await?, locale: &ctx.locale })
    }

    /// The keys that this person can ask by. A field of a department is known to those whose cards
    /// carry it, to those above them, and to who sees every customer. People and departments are
    /// read only for who asks by them.
    async fn lexicon(&self, conn: &mut Conn, ctx: &Context, names: bool) -> Result<Lexicon> {
        let mut house = House::default();
        if names {
            let named = |id: String, name: &str| Named::plain(id, name);
            let people = organisation::person_names(conn).await?;
            house.people = people.into_iter().map(|(id, name)| named(id, &name)).collect();
            house.people.sort_by(|a, b| (&a.label.zh, &a.value).cmp(&(&b.label.zh, &b.value)));
            let departments = department::list(conn).await?;
            house.departments =
                departments.iter().map(|d| named(d.id.to_string(), &d.name)).collect();
        }
        let cards = self.cards(conn).await?;
        house.templates = cards.labels().map(|(code, label)| template(code, label)).collect();
        let actor = &ctx.actor;
        let known = cards.catalogue.fields().filter(|field| {
            let asked = field.subject == Subject::Customer && field.filterable && field.active;
            asked && cards.concerns(actor, field.department_id)
        });
        Ok(Lexicon::new(&house, known))
    }
}

fn template(code: &str, label: &Label) -> Named {
    Named { value: code.to_owned(), label: label.clone(), aliases: vec![code.to_owned()] }
}
