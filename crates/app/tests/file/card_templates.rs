use crate::{clash, draft, entries, is_missing, log, reason, refusal, refused, stale, values};
use kedang_app::card_template::{Card, CardChange, NewCard, Placed, PlacedGroup};
use kedang_app::customer::Change;
use kedang_domain::field::{Label, Subject, Values};
use kedang_domain::id::DepartmentId;
use kedang_domain::permission::Reason;
use kedang_evidence::Detail;
use kedang_testkit::on_both_engines;
use serde_json::json;

/// The customer's side of a card as a page would send it back.
fn sent(card: &Card) -> Vec<PlacedGroup> {
    let groups = card.template.groups.iter();
    groups
        .map(|group| {
            let fields = group.fields.iter();
            let placed = fields.map(|f| Placed {
                key: f.key.clone(),
                required: f.required,
                hidden: f.hidden,
            });
            (group.key.clone(), placed.collect())
        })
        .collect()
}

fn place<'a>(groups: &'a mut [PlacedGroup], key: &str) -> &'a mut Placed {
    groups.iter_mut().flat_map(|(_, fields)| fields).find(|f| f.key == key).unwrap()
}

fn arranged(groups: Vec<PlacedGroup>) -> CardChange {
    CardChange { groups: Some(groups), ..CardChange::default() }
}

fn state(card: &Card, key: &str) -> Option<(bool, bool)> {
    card.template.field(Subject::Customer, key).map(|f| (f.required, f.hidden))
}

on_both_engines! {
    async fn a_department_arranges_its_card(world: World) {
        let company = world.company().await;
        let (head, seller) = (world.context("chenlu").await, world.context("wangmin").await);
        let app = &world.app;
        let (ours, theirs) = (Some(company.department("销售一组")), Some(company.department("销售二组")));
        let card = app.card_template(&head, "company", ours).await.unwrap();
        assert_eq!((card.version, card.builtin), (0, true));
        let mut groups = sent(&card);
        place(&mut groups, "fax").hidden = true;
        place(&mut groups, "office_phone").required = true;
        let now = app.change_card_template(&head, "company", ours, 0, arranged(groups.clone())).await;
        let now = now.unwrap();
        assert_eq!(now.version, 1);
        assert_eq!(state(&now, "fax"), Some((false, true)));
        assert_eq!(state(&now, "office_phone"), Some((true, false)));
        let other = app.card_template(&head, "company", theirs).await.unwrap();
        assert_eq!((other.version, state(&other, "fax")), (0, Some((false, false))));

        let found = refusal(app.create_customer(&seller, &draft("华北泵业", Values::new())).await);
        assert_eq!(found, ("/values/office_phone".to_owned(), "required"));
        let neighbour = world.context("sunjia").await;
        assert!(app.create_customer(&neighbour, &draft("江南造纸", Values::new())).await.is_ok());
        // A field that is not on the card is not lost.
        let facts = values([("office_phone", json!("025-55550199")), ("fax", json!("025-55550198"))]);
        let made = app.create_customer(&seller, &draft("华北泵业", facts)).await.unwrap().customer;
        assert_eq!(made.values["fax"], json!("025-55550198"));
        let empty = Change { values: values([("office_phone", json!(null))]), ..Change::default() };
        let found = refusal(app.update_customer(&seller, made.id, 1, &empty).await);
        assert_eq!(found, ("/values/office_phone".to_owned(), "required"));

        let entry = log(&world, "card_template.update").await.remove(0);
        let list = |keys: &[&str]| Detail::List(keys.iter().map(|k| (*k).to_owned()).collect());
        assert_eq!(entry.draft().details["hidden"], list(&["fax"]));
        assert_eq!(entry.draft().details["required"], list(&["office_phone"]));

        assert_eq!(stale(app.change_card_template(&head, "company", ours, 0, arranged(groups.clone())).await), 1);
        let before = entries(&world).await;
        let same = app.change_card_template(&head, "company", ours, 1, arranged(groups)).await.unwrap();
        assert_eq!((same.version, entries(&world).await), (1, before), "nothing was different");
    }

    async fn what_is_arranged_above_reaches_below(world: World) {
        let company = world.company().await;
        let (director, head) = (world.context("qiaosen").await, world.context("chenlu").await);
        let app = &world.app;
        let (sales, ours) = (Some(company.department("销售部")), Some(company.department("销售一组")));
        let mut groups = sent(&app.card_template(&director, "company", sales).await.unwrap());
        place(&mut groups, "office_phone").required = true;
        place(&mut groups, "website").hidden = true;
        // One field dragged to the front of its group.
        let (_, identity) = groups.iter_mut().find(|(key, _)| key == "identity").unwrap();
        let at = identity.iter().position(|f| f.key == "short_name").unwrap();
        let dragged = identity.remove(at);
        identity.insert(0, dragged);
        app.change_card_template(&director, "company", sales, 0, arranged(groups)).await.unwrap();
        let below = app.card_template(&head, "company", ours).await.unwrap();
        assert_eq!(below.version, 1, "it counts what changed above too");
        assert_eq!(state(&below, "office_phone"), Some((true, false)));
        assert_eq!(below.template.groups[0].fields[0].key, "short_name");

        let mut loosened = sent(&below);
        place(&mut loosened, "office_phone").required = false;
        let found = refusal(app.change_card_template(&head, "company", ours, 1, arranged(loosened)).await);
        assert_eq!(found.1, "required_above");
        let mut without = sent(&below);
        for (_, fields) in &mut without {
            fields.retain(|f| f.key != "office_phone");
        }
        let found = refusal(app.change_card_template(&head, "company", ours, 1, arranged(without)).await);
        assert_eq!(found, ("/groups".to_owned(), "required_above"));
        // What is hidden above may be shown below.
        let mut shown = sent(&below);
        place(&mut shown, "website").hidden = false;
        let now = app.change_card_template(&head, "company", ours, 1, arranged(shown)).await.unwrap();
        assert_eq!((now.version, state(&now, "website")), (2, Some((false, false))));
        let above = app.card_template(&head, "company", sales).await.unwrap();
        assert_eq!(state(&above, "website"), Some((false, true)));
    }

    async fn what_cannot_be_arranged_is_told_at_its_place(world: World) {
        let company = world.company().await;
        let head = world.context("chenlu").await;
        let app = &world.app;
        let ours = Some(company.department("销售一组"));
        let card = app.card_template(&head, "company", ours).await.unwrap();
        let before = entries(&world).await;
        let mut groups = sent(&card);
        place(&mut groups, "credit_code").hidden = true;
        groups[1].1.push(Placed { key: "nonsense".to_owned(), required: false, hidden: false });
        groups[1].1.push(Placed { key: "sex".to_owned(), required: false, hidden: false });
        groups.push(("nowhere".to_owned(), Vec::new()));
        let last = groups.len() - 1;
        let n = groups[1].1.len();
        let mut found = refused(app.change_card_template(&head, "company", ours, 0, arranged(groups)).await);
        found.sort();
        let mut wanted = vec![
            ("/groups/0/fields/0/key".to_owned(), "field_locked"),
            (format!("/groups/1/fields/{}/key", n - 2), "field_unknown"),
            (format!("/groups/1/fields/{}/key", n - 1), "field_kind"),
            (format!("/groups/{last}/key"), "group_unknown"),
        ];
        wanted.sort();
        assert_eq!(found, wanted);
        let label = CardChange { label: Some(Label::new("别名", "")), ..CardChange::default() };
        assert_eq!(clash(app.change_card_template(&world.context("fangxin").await, "company", None, 0, label).await), "template_builtin");
        assert!(is_missing(app.card_template(&head, "nothing", None).await));
        let nowhere = Some(DepartmentId::new(app.fresh()));
        assert!(is_missing(app.card_template(&head, "company", nowhere).await));
        assert_eq!(entries(&world).await, before);
    }

    async fn cards_are_arranged_by_those_who_may(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let (ours, theirs) = (Some(company.department("销售一组")), Some(company.department("销售二组")));
        let (head, seller) = (world.context("chenlu").await, world.context("wangmin").await);
        let card = app.card_template(&seller, "company", ours).await.unwrap();
        let mut groups = sent(&card);
        place(&mut groups, "fax").hidden = true;
        let change = || arranged(groups.clone());
        assert_eq!(reason(app.change_card_template(&seller, "company", ours, 0, change()).await), Reason::NotPermitted);
        assert_eq!(reason(app.change_card_template(&head, "company", theirs, 0, change()).await), Reason::OtherDepartment);
        assert_eq!(reason(app.change_card_template(&head, "company", None, 0, change()).await), Reason::OtherDepartment);
        let keeper = world.context("liuyun").await;
        let now = app.change_card_template(&keeper, "company", None, 0, change()).await.unwrap();
        assert_eq!(state(&now, "fax"), Some((false, true)));
        let below = app.card_template(&seller, "company", ours).await.unwrap();
        assert_eq!(state(&below, "fax"), Some((false, true)));
    }

    async fn a_department_adds_a_card_of_its_own(world: World) {
        let company = world.company().await;
        let (head, seller) = (world.context("chenlu").await, world.context("wangmin").await);
        let (keeper, neighbour) = (world.context("fangxin").await, world.context("sunjia").await);
        let app = &world.app;
        let ours = company.department("销售一组");
        let mut groups = sent(&app.card_template(&head, "company", None).await.unwrap());
        groups.retain(|(key, _)| key == "identity" || key == "communication" || key == "relation" || key == "address");
        place(&mut groups, "office_phone").required = true;
        let new = |base: &str, code: Option<&str>| NewCard {
            code: code.map(str::to_owned),
            label: Label::new("大客户卡", "Key account card"),
            base: base.to_owned(),
            department: Some(ours),
            groups: Some(groups.clone()),
            contact: None,
        };
        let found = refused(app.create_card_template(&head, new("nothing", Some("x_a"))).await);
        assert_eq!(found, [("/base".to_owned(), "template_unknown")]);
        let found = refused(app.create_card_template(&head, new("company", Some("company"))).await);
        assert!(found.contains(&("/code".to_owned(), "template_taken")), "{found:?}");
        assert_eq!(reason(app.create_card_template(&seller, new("company", None)).await), Reason::NotPermitted);
        let made = app.create_card_template(&head, new("company", None)).await.unwrap();
        assert_eq!(made.template.code, "x_key_account_card");
        assert_eq!(made.base.as_deref(), Some("company"));
        assert_eq!(state(&made, "office_phone"), Some((true, false)));
        assert_eq!(state(&made, "industry"), Some((false, true)), "left out is hidden");

        let mut on_it = draft("华北泵业", Values::new());
        on_it.template = made.template.code.clone();
        let found = refusal(app.create_customer(&seller, &on_it).await);
        assert_eq!(found, ("/values/office_phone".to_owned(), "required"));
        on_it.values = values([("office_phone", json!("025-55550199"))]);
        let customer = app.create_customer(&seller, &on_it).await.unwrap().customer;
        assert_eq!(customer.template, "x_key_account_card");

        let offered = |cards: Vec<Card>| cards.iter().any(|c| c.template.code == "x_key_account_card");
        assert!(offered(app.card_templates(&seller).await.unwrap()));
        assert!(!offered(app.card_templates(&neighbour).await.unwrap()));
        let away = CardChange { active: Some(false), label: Some(Label::new("旧卡", "")), ..CardChange::default() };
        let now = app.change_card_template(&head, "x_key_account_card", None, made.version, away).await.unwrap();
        assert_eq!((now.active, now.template.label.zh.as_str()), (false, "旧卡"));
        assert!(!offered(app.card_templates(&seller).await.unwrap()));
        assert!(offered(app.card_templates(&keeper).await.unwrap()));
        // A customer that is kept on it stays on it.
        let change = Change { values: values([("fax", json!("025-55550198"))]), ..Change::default() };
        assert!(app.update_customer(&seller, customer.id, 1, &change).await.is_ok());
        let nameless = CardChange { label: Some(Label::new(" ", "")), ..CardChange::default() };
        let found = refusal(app.change_card_template(&head, "x_key_account_card", None, now.version, nameless).await);
        assert_eq!(found, ("/label/zh".to_owned(), "label_empty"));
    }
}
