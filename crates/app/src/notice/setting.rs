//! How notices leave the house, and what each person wants of it.

use crate::entry::{Changes, plain, yes_no};
use crate::form::Form;
use crate::{App, AppError, Context, Result};
use jiff::civil::Time;
use kedang_domain::field::FieldError;
use kedang_domain::notice::{Group, Preference, Quiet, Timing, Way};
use kedang_domain::permission::ManageCompany;
use kedang_domain::value::clean_line;
use kedang_storage::notice;

pub use kedang_storage::notice::Setting;

/// Longest address of the page, host name and login, in characters.
const TEXT_MAX: usize = 200;

/// Quiet hours as somebody gives them: from and until, "HH:MM".
type Hours = (String, String);

/// What is to be changed of the server of letters; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct MailChange {
    /// Letters are sent.
    pub active: Option<bool>,
    /// Name of the server.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<i64>,
    /// tls, starttls or none.
    pub security: Option<String>,
    /// Login; empty for none.
    pub login: Option<String>,
    /// Password; empty for none.
    pub password: Option<String>,
    /// Address that letters come from.
    pub sender: Option<String>,
}

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct SettingChange {
    /// Where the page is reached; empty for no links.
    pub base_url: Option<String>,
    /// Titles that leave carry the names of customers.
    pub customer_names: Option<bool>,
    /// Hours in which only what is urgent is sent; `Some(None)`: none.
    pub quiet: Option<Option<Hours>>,
    /// The server of letters.
    pub mail: MailChange,
}

/// What a person wants instead of what they wanted; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct PreferenceChange {
    /// By group and way, each by code.
    pub choices: Vec<(String, String, Timing)>,
    /// When the digest is sent, "HH:MM".
    pub digest_at: Option<String>,
    /// No digest on days off.
    pub working_days: Option<bool>,
    /// Their own quiet hours; `Some(None)`: those of the company.
    pub quiet: Option<Option<Hours>>,
}

impl App {
    /// How notices leave the house.
    ///
    /// # Errors
    /// A refusal, and the database's.
    pub async fn notice_setting(&self, ctx: &Context) -> Result<Setting> {
        ctx.ask::<ManageCompany>(&())?;
        Ok(notice::setting(&mut self.db().read().await?).await?)
    }

    /// Changes how notices leave the house, from now on.
    ///
    /// # Errors
    /// A refusal, a stale version, or values that break the rules.
    pub async fn change_notice_setting(
        &self,
        ctx: &Context,
        seen: i64,
        change: &SettingChange,
    ) -> Result<Setting> {
        ctx.ask::<ManageCompany>(&())?;
        let mut work = self.begin(ctx).await?;
        let before = notice::setting(work.tx()).await?;
        AppError::unless_current(before.version, seen)?;
        let after = self.changed(&before, change)?;
        let hours = |quiet: &Option<Quiet>| {
            quiet.map(|quiet| format!("{}-{}", clock(quiet.from), clock(quiet.until)))
        };
        let changes = Changes::new(work.draft("notice.setting").subject("notice", "setting"))
            .fact("base_url", &before.base_url, &after.base_url, plain)
            .fact("customer_names", &before.customer_names, &after.customer_names, yes_no)
            .fact("quiet", &before.quiet, &after.quiet, hours)
            .fact("mail_active", &before.mail_active, &after.mail_active, yes_no)
            .fact("mail_host", &before.mail_host, &after.mail_host, plain)
            .fact("mail_port", &before.mail_port, &after.mail_port, plain)
            .fact("mail_security", &before.mail_security, &after.mail_security, plain)
            .noted("mail_login", &before.mail_login, &after.mail_login)
            .noted("mail_password", &before.mail_password, &after.mail_password)
            .noted("mail_sender", &before.mail_sender, &after.mail_sender);
        let Some(entry) = changes.entry() else { return Ok(before) };
        notice::set_setting(work.tx(), &after).await?;
        work.record(entry);
        work.commit().await?;
        Ok(Setting { version: after.version + 1, ..after })
    }

    fn changed(&self, before: &Setting, change: &SettingChange) -> Result<Setting> {
        let mut form = Form::default();
        let mut after = before.clone();
        let mail = &change.mail;
        if let Some(url) = &change.base_url {
            after.base_url = base_url(&mut form, url);
        }
        after.customer_names = change.customer_names.unwrap_or(before.customer_names);
        if let Some(hours) = &change.quiet {
            after.quiet = quiet(&mut form, hours.as_ref());
        }
        after.mail_active = mail.active.unwrap_or(before.mail_active);
        if let Some(host) = &mail.host {
            after.mail_host = host_name(&mut form, host);
        }
        if let Some(port) = mail.port {
            if !(1..=65_535).contains(&port) {
                let error = FieldError::new("limit_range").with("min", 1).with("max", 65_535);
                form.refuse("/mail/port", error);
            }
            after.mail_port = port;
        }
        if let Some(security) = &mail.security {
            let known = ["starttls", "tls", "none"];
            if !known.contains(&security.as_str()) {
                form.refuse("/mail/security", unknown(security, known.to_vec()));
            }
            after.mail_security.clone_from(security);
        }
        if let Some(login) = &mail.login {
            after.mail_login = short(&mut form, "/mail/login", login);
        }
        if let Some(password) = &mail.password {
            let password = short(&mut form, "/mail/password", password);
            after.mail_password = match password.as_str() {
                "" => None,
                text => Some(self.seal("notice_setting", "1", "mail_password", text.as_bytes())?),
            };
        }
        if let Some(sender) = &mail.sender {
            after.mail_sender = form.email("/mail/sender", Some(sender)).unwrap_or_default();
            if !after.mail_sender.is_empty() && !kedang_courier::is_address(&after.mail_sender) {
                let value: String = after.mail_sender.chars().take(64).collect();
                form.refuse("/mail/sender", FieldError::new("email_format").with("value", value));
            }
        }
        if after.mail_active {
            for (pointer, text) in
                [("/mail/host", &after.mail_host), ("/mail/sender", &after.mail_sender)]
            {
                if text.is_empty() {
                    form.refuse(pointer, FieldError::new("required"));
                }
            }
        }
        form.done()?;
        Ok(after)
    }

    /// What this person wants to be told, by which way and when; with its version, 1 while they have
    /// chosen nothing.
    ///
    /// # Errors
    /// The database's.
    pub async fn notice_preference(&self, ctx: &Context) -> Result<(Preference, i64)> {
        let mut conn = self.db().read().await?;
        Ok(notice::preference(&mut conn, ctx.actor.person).await?)
    }

    /// Changes what this person wants to be told. It is a setting of their own and not in the log.
    ///
    /// # Errors
    /// A stale version, or values that break the rules.
    pub async fn change_notice_preference(
        &self,
        ctx: &Context,
        seen: i64,
        change: &PreferenceChange,
    ) -> Result<(Preference, i64)> {
        let person = ctx.actor.person;
        let mut tx = self.db().begin().await?;
        let (mut preference, version) = notice::preference(&mut tx, person).await?;
        AppError::unless_current(version, seen)?;
        let mut form = Form::default();
        for (group, way, timing) in &change.choices {
            match (Group::from_code(group), Way::from_code(way)) {
                (Some(group), Some(way)) => {
                    preference.choices.entry(group).or_default().insert(way, *timing);
                }
                _ => {
                    let known = Group::ALL.iter().map(|group| group.code()).collect();
                    form.refuse("/choices", unknown(group, known));
                }
            }
        }
        if let Some(text) = &change.digest_at {
            preference.digest_at = time(&mut form, "/digest_at", text);
        }
        preference.working_days = change.working_days.unwrap_or(preference.working_days);
        if let Some(hours) = &change.quiet {
            preference.quiet = quiet(&mut form, hours.as_ref());
        }
        form.done()?;
        if !notice::set_preference(&mut tx, person, &preference, version).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        tx.commit().await?;
        Ok((preference, version + 1))
    }
}

/// A time of day as the page shows it.
#[must_use]
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn unknown(value: &str, options: Vec<&'static str>) -> FieldError {
    let shown: String = value.chars().take(64).collect();
    FieldError::new("choice_unknown").with("value", shown).with("options", options)
}

fn time(form: &mut Form, pointer: &str, text: &str) -> Time {
    let digits = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
    match Time::strptime("%H:%M", text).ok().filter(|_| digits) {
        Some(time) => time,
        None => {
            let shown: String = text.chars().take(16).collect();
            form.refuse(pointer, FieldError::new("time_format").with("value", shown));
            Time::midnight()
        }
    }
}

fn quiet(form: &mut Form, hours: Option<&Hours>) -> Option<Quiet> {
    let (from, until) = hours?;
    Some(Quiet { from: time(form, "/quiet/from", from), until: time(form, "/quiet/until", until) })
}

/// One line, not too long, that may be empty.
fn short(form: &mut Form, pointer: &str, text: &str) -> String {
    let text = clean_line(text);
    if text.is_empty() { text } else { form.line(pointer, &text, TEXT_MAX) }
}

/// The address of the page, without a slash at its end.
fn base_url(form: &mut Form, text: &str) -> String {
    let text = short(form, "/base_url", text).trim_end_matches('/').to_owned();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = host.is_some_and(|host| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:/[]_".contains(c))
    });
    if !text.is_empty() && !good {
        let shown: String = text.chars().take(64).collect();
        form.refuse("/base_url", FieldError::new("url_format").with("value", shown));
    }
    text
}

fn host_name(form: &mut Form, text: &str) -> String {
    let host = short(form, "/mail/host", text);
    if !host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c)) {
        let shown: String = host.chars().take(64).collect();
        form.refuse("/mail/host", FieldError::new("host_format").with("value", shown));
    }
    host
}
