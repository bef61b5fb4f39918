use crate::{contact, customer, is_missing, refusal, values};
use kedang_app::customer::Change;
use kedang_app::interaction::Report;
use kedang_app::share::{NewShare, Until};
use kedang_app::timeline::Moment;
use kedang_app::uncertain::Fact;
use kedang_app::{App, Context};
use kedang_domain::id::CustomerId;
use kedang_domain::org::InteractionKind;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

const MINUTE: i64 = 60_000;

fn kind(moment: &Moment) -> &str {
    match moment {
        Moment::Event { kind, .. } => kind,
        Moment::Interaction(_) => "interaction",
    }
}

async fn page(
    app: &App,
    ctx: &Context,
    id: CustomerId,
    kinds: &[&str],
    cursor: Option<&str>,
    limit: i64,
) -> (Vec<String>, Option<String>) {
    let kinds: Vec<String> = kinds.iter().map(|k| (*k).to_owned()).collect();
    let timeline = app.timeline(ctx, id, &kinds, cursor, limit).await.unwrap();
    (timeline.moments.iter().map(|m| kind(m).to_owned()).collect(), timeline.next)
}

/// A customer to which something of every kind happened, a minute apart.
async fn eventful(world: &World) -> (CustomerId, Context) {
    let company = world.company().await;
    let app = &world.app;
    let tick = async || {
        world.clock.advance(MINUTE);
        world.context("wangmin").await
    };
    let owner = world.context("wangmin").await;
    let id = customer(world, &owner, "华北泵业").await;
    let owner = tick().await;
    let facts = values([("region", json!("320102")), ("stage", json!("potential"))]);
    let change =
        Change { values: facts, reason: Some("首次拜访".to_owned()), ..Change::default() };
    app.update_customer(&owner, id, 1, &change).await.unwrap();
    let owner = tick().await;
    let facts = values([("mobile", json!("13912345678"))]);
    let person = app.create_contact(&owner, id, contact("陈静", facts)).await.unwrap();
    let owner = tick().await;
    let report = Report {
        kind: InteractionKind::Visit,
        direction: None,
        at: owner.now,
        contact: Some(person.id),
        summary: "拜访".to_owned(),
        detail: None,
    };
    app.create_interaction(&owner, id, report).await.unwrap();
    let owner = tick().await;
    let doubt = || Fact { field: "mobile".to_owned(), contact: Some(person.id) };
    app.mark_uncertain(&owner, id, doubt(), "停机").await.unwrap();
    let owner = tick().await;
    app.verify_fact(&owner, id, doubt(), "电话核实").await.unwrap();
    let owner = tick().await;
    let until = Until::Instant(owner.now + 1_000 * MINUTE);
    let share = NewShare { person: company.id("lixiang"), until, reason: "协助".to_owned() };
    app.create_share(&owner, id, share).await.unwrap();
    (id, tick().await)
}

on_both_engines! {
    async fn everything_that_happened_newest_first(world: World) {
        let (id, owner) = eventful(&world).await;
        let app = &world.app;
        let all = ["share", "verification", "uncertain", "interaction", "contact", "change", "created"];
        let (kinds, next) = page(app, &owner, id, &[], None, 50).await;
        assert_eq!((kinds, next), (all.map(str::to_owned).to_vec(), None));
        // Page by page it is the same.
        let (mut walked, mut cursor) = (Vec::new(), None);
        loop {
            let (kinds, next) = page(app, &owner, id, &[], cursor.as_deref(), 2).await;
            walked.extend(kinds);
            match next {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(walked, all);
        let (some, _) = page(app, &owner, id, &["interaction", "share"], None, 50).await;
        assert_eq!(some, ["share", "interaction"]);
        let (some, _) = page(app, &owner, id, &["change"], None, 50).await;
        assert_eq!(some, ["change"]);
    }

    async fn it_is_told_in_words(world: World) {
        let (id, owner) = eventful(&world).await;
        let timeline = world.app.timeline(&owner, id, &[], None, 50).await.unwrap();
        let of = |wanted: &str| timeline.moments.iter().find(|m| kind(m) == wanted).unwrap();
        let Moment::Event { changes, reason, person, .. } = of("change") else { unreachable!() };
        assert_eq!((person.1.as_str(), reason.as_deref()), ("王敏", Some("首次拜访")));
        let region = changes.iter().find(|c| c.field == "region").unwrap();
        assert_eq!(region.label.as_deref(), Some("所在地区"));
        assert_eq!(region.before.value, None);
        assert_eq!(region.after.text.as_deref(), Some("江苏省南京市玄武区"));
        let stage = changes.iter().find(|c| c.field == "stage").unwrap();
        assert!(stage.after.text.as_deref().is_some_and(|t| t.starts_with("潜在")), "{stage:?}");
        let Moment::Event { contact, changes, .. } = of("contact") else { unreachable!() };
        assert_eq!(contact.as_ref().unwrap().1, "陈静");
        assert!(changes.iter().any(|c| c.label.as_deref() == Some("手机")));
        let Moment::Event { contact, reason, changes, .. } = of("uncertain") else { unreachable!() };
        assert_eq!((contact.as_ref().unwrap().1.as_str(), reason.as_deref()), ("陈静", Some("停机")));
        assert_eq!(changes[0].field, "mobile");
        let Moment::Event { changes, .. } = of("share") else { unreachable!() };
        let with = changes.iter().find(|c| c.field == "person").unwrap();
        assert_eq!(with.after.text.as_deref(), Some("李想"));
    }

    async fn it_is_for_those_who_see_the_customer(world: World) {
        let (id, _) = eventful(&world).await;
        let app = &world.app;
        let neighbour = world.context("sunjia").await;
        assert!(is_missing(app.timeline(&neighbour, id, &[], None, 10).await));
        let receiver = world.context("lixiang").await;
        assert!(app.timeline(&receiver, id, &[], None, 10).await.is_ok());
    }

    async fn what_is_not_a_kind_or_a_place_is_told(world: World) {
        let (id, owner) = eventful(&world).await;
        let app = &world.app;
        let stray = ["opening".to_owned()];
        let found = refusal(app.timeline(&owner, id, &stray, None, 10).await);
        assert_eq!(found, ("/kinds".to_owned(), "kind_unknown"));
        for cursor in ["", "1", "x.y", "5.0193"] {
            let found = refusal(app.timeline(&owner, id, &[], Some(cursor), 10).await);
            assert_eq!(found, ("/cursor".to_owned(), "cursor_format"), "{cursor}");
        }
    }
}
