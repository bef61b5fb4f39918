//! How greetings are prepared: how early, on which occasions, in which words.

use super::Setting;
use crate::entry::Changes;
use crate::form::Form;
use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldError;
use kedang_domain::greeting::{AHEAD_MAX, Occasion, builtin_text, check_text};
use kedang_domain::permission::{ManageTemplates, TemplateOwner};
use kedang_storage::greeting;
use std::collections::BTreeMap;

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct SettingChange {
    /// So many days before the day, 0 to 30.
    pub days_ahead: Option<i64>,
    /// On which occasions, by code.
    pub occasions: Option<Vec<String>>,
    /// Templates by code of the occasion; `None` takes the product's own again.
    pub texts: BTreeMap<String, Option<String>>,
}

impl App {
    /// How greetings are prepared.
    ///
    /// # Errors
    /// The database's.
    pub async fn greeting_setting(&self, _: &Context) -> Result<Setting> {
        let mut conn = self.db().read().await?;
        Ok(greeting::setting(&mut conn).await?)
    }

    /// Changes how greetings are prepared, from the next time on.
    ///
    /// # Errors
    /// A refusal, a stale version, or values that break the rules.
    pub async fn change_greeting_setting(
        &self,
        ctx: &Context,
        seen: i64,
        change: &SettingChange,
    ) -> Result<Setting> {
        ctx.ask::<ManageTemplates>(&TemplateOwner(None))?;
        let mut work = self.begin(ctx).await?;
        let before = greeting::setting(work.tx()).await?;
        AppError::unless_current(before.version, seen)?;
        let after = changed(&before, change)?;
        let codes = |setting: &Setting| -> Vec<String> {
            setting.occasions.iter().map(|o| o.code().to_owned()).collect()
        };
        let changes = Changes::new(work.draft("greeting.setting").subject("greeting", "setting"))
            .fact("days_ahead", &before.days_ahead, &after.days_ahead, |n| Some(n.to_string()))
            .list("occasions", codes(&before), codes(&after))
            .noted("texts", &before.texts, &after.texts);
        let Some(entry) = changes.entry() else { return Ok(before) };
        greeting::set_setting(work.tx(), &after).await?;
        work.record(entry);
        work.commit().await?;
        Ok(Setting { version: after.version + 1, ..after })
    }
}

fn changed(before: &Setting, change: &SettingChange) -> Result<Setting> {
    let mut form = Form::default();
    let mut after = before.clone();
    if let Some(days) = change.days_ahead {
        if (0..=AHEAD_MAX).contains(&days) {
            after.days_ahead = days;
        } else {
            let error = FieldError::new("days_range").with("min", 0).with("max", AHEAD_MAX);
            form.refuse("/days_ahead", error);
        }
    }
    let known = |form: &mut Form, pointer: &str, code: &str| {
        let found = Occasion::from_code(code);
        if found.is_none() {
            let offered: Vec<&str> = Occasion::ALL.iter().map(|o| o.code()).collect();
            let shown: String = code.chars().take(64).collect();
            let error = FieldError::new("choice_unknown").with("value", shown);
            form.refuse(pointer, error.with("options", offered));
        }
        found
    };
    if let Some(codes) = &change.occasions {
        let chosen: Vec<Occasion> =
            codes.iter().filter_map(|code| known(&mut form, "/occasions", code)).collect();
        // In their own order, so that equal choices are equal settings.
        after.occasions = Occasion::ALL.into_iter().filter(|o| chosen.contains(o)).collect();
    }
    for (code, text) in &change.texts {
        let pointer = format!("/texts/{}", code.replace('~', "~0").replace('/', "~1"));
        let Some(occasion) = known(&mut form, &pointer, code) else { continue };
        match text.as_deref().map(check_text) {
            None => {
                after.texts.remove(&occasion);
            }
            Some(Ok(text)) if text == builtin_text(occasion) => {
                after.texts.remove(&occasion);
            }
            Some(Ok(text)) => {
                after.texts.insert(occasion, text);
            }
            Some(Err(error)) => form.refuse(&pointer, error),
        }
    }
    form.done()?;
    Ok(after)
}
