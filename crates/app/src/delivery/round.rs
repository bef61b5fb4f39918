//! Handing over what is due.

use super::carry::Carrier;
use crate::{App, Channel, Context, Origin, Result};
use jiff::tz::TimeZone;
use kedang_courier::{Failure, Format, Letter, Line, MailServer, Message, Robot, Security};
use kedang_domain::id::{DeliveryId, PersonId, RobotId, TraceId};
use kedang_domain::notice::{Preference, Told, Way, kind, letter_words, title};
use kedang_evidence::{Actor, Draft};
use kedang_storage::delivery::{self, Delivery, Turn};
use kedang_storage::{evidence, notice, person, robot};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Deliveries looked at in one round.
const ROUND: i64 = 500;
/// Notices in one message, at most.
const TOGETHER: usize = 30;
/// The first pause after a failure, in ms; it doubles up to the longest.
const RETRY: i64 = 60_000;
const LONGEST_RETRY: i64 = 2 * 3_600_000;
/// After so many tries, within about half a day, it is given up.
const TRIES: i64 = 12;
/// After so many failures in a row the server of letters is left alone until the next round.
const FAILURES: usize = 3;
const MINUTE: i64 = 60_000;

/// To whom a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Person(PersonId),
    Robot(RobotId),
}

/// What does not change within a round.
struct Round {
    setting: notice::Setting,
    zone: TimeZone,
    readers: BTreeMap<PersonId, Option<Reader>>,
    /// Failures of the server of letters, in a row.
    failures: usize,
}

/// Who is told.
struct Reader {
    context: Context,
    preference: Preference,
    name: String,
    email: Option<String>,
}

/// A delivery, with its words.
struct Ready {
    delivery: Delivery,
    line: Line,
}

impl App {
    /// Hands over everything that is due, and says how many messages left.
    ///
    /// # Errors
    /// The database's. What a server refuses is no error: it is tried again, or given up.
    pub async fn deliver(&self, carrier: &impl Carrier) -> Result<usize> {
        self.plan_deliveries().await?;
        let mut conn = self.db().read().await?;
        let now = self.now();
        let due = delivery::due(&mut conn, now, ROUND).await?;
        if due.is_empty() {
            return Ok(0);
        }
        let setting = notice::setting(&mut conn).await?;
        let zone = self.time_zone(&mut conn).await?;
        drop(conn);
        let mut round = Round { setting, zone, readers: BTreeMap::new(), failures: 0 };
        // What was one message before stays one, so that it keeps its name.
        let mut messages: BTreeMap<(Target, Option<String>), Vec<Delivery>> = BTreeMap::new();
        for one in due {
            let target = match &one.robot {
                Some((id, _)) => Target::Robot(*id),
                None => Target::Person(one.person.0),
            };
            messages.entry((target, one.message.clone())).or_default().push(one);
        }
        let mut left = 0;
        for ((target, name), deliveries) in messages {
            let ready = self.look_again(&mut round, deliveries).await?;
            for part in ready.chunks(TOGETHER) {
                let sent = match target {
                    Target::Person(id) => {
                        self.hand_over(&mut round, carrier, id, name.as_deref(), part).await?
                    }
                    Target::Robot(id) => self.say(carrier, id, name.as_deref(), part).await?,
                };
                left += usize::from(sent);
            }
        }
        Ok(left)
    }

    /// Those deliveries that still are to be made, now; the others are put off, or need not be.
    async fn look_again(&self, round: &mut Round, deliveries: Vec<Delivery>) -> Result<Vec<Ready>> {
        let now = self.now();
        let mut ready = Vec::new();
        for delivery in deliveries {
            let turn = match self.line(round, &delivery).await? {
                Ok(line) => {
                    ready.push(Ready { delivery, line });
                    continue;
                }
                Err(turn) => turn,
            };
            let mut tx = self.db().begin().await?;
            delivery::turn(&mut tx, &[delivery.id], turn.0, turn.1, now).await?;
            tx.commit().await?;
        }
        Ok(ready)
    }

    /// What a delivery says, or why it says nothing now.
    async fn line(
        &self,
        round: &mut Round,
        delivery: &Delivery,
    ) -> Result<Result<Line, (Turn, Option<&'static str>)>> {
        let needless = |why| Ok(Err((Turn::Needless, Some(why))));
        let person = delivery.person.0;
        let reader = match round.readers.entry(person) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.reader(person).await?),
        };
        let Some(reader) = reader else {
            return needless("person_inactive");
        };
        if delivery.way == Way::Mail && (!round.setting.mail_active || reader.email.is_none()) {
            return needless("mail_off");
        }
        let mut conn = self.db().read().await?;
        let scope = reader.context.scope();
        let found = notice::one(&mut conn, person, &scope, delivery.notice).await?;
        let Some((found, kind)) = found.and_then(|n| kind(&n.kind).map(|kind| (n, kind))) else {
            return needless("out_of_sight");
        };
        let test = kind.code == "notice.test";
        if found.read_at.is_some() && !test {
            return needless("read");
        }
        let quiet = reader.preference.quiet.or(round.setting.quiet);
        let end = quiet.and_then(|quiet| quiet.until(self.now(), &round.zone));
        if let (Some(end), false) = (end, delivery.urgent) {
            return Ok(Err((Turn::Later(end), None)));
        }
        let name = found.customer.as_ref().map(|(_, _, name)| name.as_str());
        let customer = name.filter(|_| round.setting.customer_names);
        let told = Told { params: &found.params, customer, zone: &round.zone };
        let base = &round.setting.base_url;
        let link = if base.is_empty() { String::new() } else { format!("{base}{}", found.link) };
        Ok(Ok(Line {
            kind: found.kind.clone(),
            person: reader.name.clone(),
            title: title(kind, &reader.context.locale, told),
            link,
        }))
    }

    async fn reader(&self, id: PersonId) -> Result<Option<Reader>> {
        let mut conn = self.db().read().await?;
        let Some(bearer) = person::bearer(&mut conn, id).await? else { return Ok(None) };
        let Some(person) = person::get(&mut conn, id).await? else { return Ok(None) };
        let (preference, _) = notice::preference(&mut conn, id).await?;
        drop(conn);
        let trace = TraceId::new(self.fresh());
        let (address, agent) = (String::new(), String::new());
        let origin = Origin { channel: Channel::Job, address, agent, trace };
        let context = self.context_of(&bearer, origin).await?;
        Ok(Some(Reader { context, preference, name: person.name, email: person.email }))
    }

    /// Hands a letter over; says whether it left.
    async fn hand_over(
        &self,
        round: &mut Round,
        carrier: &impl Carrier,
        person: PersonId,
        name: Option<&str>,
        part: &[Ready],
    ) -> Result<bool> {
        // A server that takes nothing now is left alone; what waits stays as it is.
        if round.failures >= FAILURES {
            return Ok(false);
        }
        let Some(Some(reader)) = round.readers.get(&person) else { return Ok(false) };
        let (server, letter) =
            (self.mail_server(&round.setting, reader)?, self.letter(name, reader, part));
        if !self.leave(part, &letter.id, None).await? {
            return Ok(false);
        }
        let result = carrier.mail(&server, &letter).await;
        round.failures = match result {
            Err(failure) if !failure.lasting => round.failures + 1,
            _ => 0,
        };
        self.settle(part, &letter.id, result).await
    }

    /// Lets a robot speak; says whether it did.
    async fn say(
        &self,
        carrier: &impl Carrier,
        id: RobotId,
        name: Option<&str>,
        part: &[Ready],
    ) -> Result<bool> {
        let now = self.now();
        let ids: Vec<DeliveryId> = part.iter().map(|one| one.delivery.id).collect();
        let mut conn = self.db().read().await?;
        let found = robot::get(&mut conn, id).await?.filter(|robot| robot.active);
        drop(conn);
        let put_off = |turn, why| async move {
            let mut tx = self.db().begin().await?;
            delivery::turn(&mut tx, &ids, turn, why, now).await?;
            tx.commit().await?;
            Ok(false)
        };
        let format = found.as_ref().and_then(|robot| Format::from_code(&robot.format));
        let (Some(found), Some(format)) = (found, format) else {
            return put_off(Turn::Needless, Some("robot_off")).await;
        };
        let mut said: Vec<i64> =
            found.said.iter().copied().filter(|at| (now - MINUTE..=now).contains(at)).collect();
        if said.len() >= format.per_minute() {
            let first = said.iter().min().copied().unwrap_or(now);
            return put_off(Turn::Later(first + MINUTE + 1), Some("robot_limited")).await;
        }
        said.push(now);
        let speaker = self.speaker(&found, format)?;
        let lines = part.iter().map(|one| one.line.clone()).collect();
        let message = Message { id: self.message_name(name), at: now, lines };
        if !self.leave(part, &message.id, Some((id, &said))).await? {
            return Ok(false);
        }
        let result = carrier.say(&speaker, &message).await;
        self.settle(part, &message.id, result).await
    }

    fn message_name(&self, name: Option<&str>) -> String {
        name.map_or_else(|| self.fresh().to_string(), str::to_owned)
    }

    fn letter(&self, name: Option<&str>, reader: &Reader, part: &[Ready]) -> Letter {
        let words = letter_words();
        let chinese = reader.context.locale == "zh";
        let (many, footer) = match chinese {
            true => (&words.many.zh, &words.footer.zh),
            false => (&words.many.en, &words.footer.en),
        };
        let subject = match part {
            [one] => one.line.title.clone(),
            all => many.replace("{count}", &all.len().to_string()),
        };
        let lines = part.iter().map(|one| format!("{}\n{}\n", one.line.title, one.line.link));
        let text = format!("{}\n-- \n{footer}\n", lines.collect::<Vec<_>>().join("\n"));
        Letter {
            id: self.message_name(name),
            to: reader.email.clone().unwrap_or_default(),
            name: reader.name.clone(),
            at: self.now(),
            subject,
            text,
        }
    }

    fn mail_server(&self, setting: &notice::Setting, reader: &Reader) -> Result<MailServer> {
        let open = |sealed: &Vec<u8>| -> Result<String> {
            let bytes = self.unseal("notice_setting", "1", "mail_password", sealed)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        let password = setting.mail_password.as_ref().map(open).transpose()?;
        let words = &letter_words().sender;
        let sender_name = if reader.context.locale == "zh" { &words.zh } else { &words.en };
        Ok(MailServer {
            host: setting.mail_host.clone(),
            port: u16::try_from(setting.mail_port).unwrap_or(587),
            security: match setting.mail_security.as_str() {
                "tls" => Security::Tls,
                "none" => Security::None,
                _ => Security::StartTls,
            },
            login: Some(setting.mail_login.clone())
                .filter(|login| !login.is_empty())
                .map(|login| (login, password.unwrap_or_default())),
            sender: setting.mail_sender.clone(),
            sender_name: sender_name.clone(),
        })
    }

    fn speaker(&self, robot: &robot::Robot, format: Format) -> Result<Robot> {
        let row = robot.id.to_string();
        let open = |field: &str, sealed: &[u8]| -> Result<String> {
            let bytes = self.unseal("robot", &row, field, sealed)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        let secret = robot.secret.as_deref().map(|sealed| open("secret", sealed)).transpose()?;
        Ok(Robot { format, url: open("url", &robot.url)?, secret })
    }

    /// Takes deliveries for a message; `false` when another process has one of them.
    async fn leave(
        &self,
        part: &[Ready],
        message: &str,
        said: Option<(RobotId, &[i64])>,
    ) -> Result<bool> {
        let ids: Vec<DeliveryId> = part.iter().map(|one| one.delivery.id).collect();
        let mut tx = self.db().begin().await?;
        if !delivery::leave(&mut tx, &ids, message, self.now()).await? {
            return Ok(false);
        }
        if let Some((robot, said)) = said {
            robot::set_said(&mut tx, robot, said).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Writes what became of a message, with the evidence; says whether it left.
    async fn settle(
        &self,
        part: &[Ready],
        message: &str,
        result: std::result::Result<(), Failure>,
    ) -> Result<bool> {
        let now = self.now();
        let tried = part.iter().map(|one| one.delivery.attempts + 1).max().unwrap_or(1);
        let (turn, why) = match result {
            Ok(()) => (Turn::Sent, None),
            Err(failure) if failure.lasting || tried >= TRIES => {
                (Turn::GivenUp, Some(failure.code))
            }
            Err(failure) => {
                let pause = (RETRY << (tried - 1).clamp(0, 20)).min(LONGEST_RETRY);
                (Turn::Again(now + pause), Some(failure.code))
            }
        };
        let ids: Vec<DeliveryId> = part.iter().map(|one| one.delivery.id).collect();
        let mut tx = self.db().begin().await?;
        delivery::turn(&mut tx, &ids, turn, why, now).await?;
        match turn {
            Turn::Sent => {
                evidence::append(&mut tx, vec![entry(now, "notice.deliver", message, part)])
                    .await?;
            }
            Turn::GivenUp => {
                let entry = entry(now, "notice.give_up", message, part);
                let entry = entry.detail("why", why.unwrap_or_default());
                evidence::append(&mut tx, vec![entry]).await?;
            }
            _ => tracing::warn!(message, why, tried, "a message did not leave; it is tried again"),
        }
        tx.commit().await?;
        Ok(turn == Turn::Sent)
    }
}

/// An entry of the log: that a message left, to whom, of which kinds; not what it said.
fn entry(now: i64, action: &str, message: &str, part: &[Ready]) -> Draft {
    let system = Actor::System("job.notice".to_owned());
    let mut people: Vec<String> = part.iter().map(|r| r.delivery.person.0.to_string()).collect();
    people.sort();
    people.dedup();
    let mut kinds: Vec<String> = part.iter().map(|one| one.delivery.kind.clone()).collect();
    kinds.sort();
    kinds.dedup();
    let way = part.first().map_or("", |one| one.delivery.way.code());
    let robot = part.first().and_then(|one| one.delivery.robot.as_ref());
    let count = i64::try_from(part.len()).unwrap_or(i64::MAX);
    let draft = Draft::new(now, system, Channel::Job, action)
        .subject("message", message)
        .detail("way", way)
        .detail("people", people)
        .detail("kinds", kinds)
        .detail("notices", count);
    match robot {
        Some((id, _)) => draft.detail("robot", id.to_string()),
        None => draft,
    }
}
