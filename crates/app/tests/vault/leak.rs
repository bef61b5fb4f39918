use crate::{CODE, NAME, PHONE, fact, forget, known, seal, values};
use kedang_app::clash::ask::Asking;
use kedang_app::contact::ContactChange;
use kedang_app::correction::{Report as Wrong, Wanted};
use kedang_app::customer::{Change, Draft};
use kedang_app::interaction::ReportChange;
use kedang_app::loan::ItemDraft;
use kedang_app::urgent_news::NewNews;
use kedang_db::{Db, Engine, Location, Sql};
use kedang_domain::clash::Wish;
use kedang_domain::field::CustomerKind;
use kedang_domain::urgent_news::NewsKind;
use kedang_storage::vault::Sealing;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

/// Everything that is protected of the sample customer, but for its name.
const PROTECTED: [&str; 15] = [
    CODE,
    PHONE,
    "02555550199",
    "深岭路八百八十八号",
    "13912345678",
    "tanxiaofeng",
    "谭晓峰",
    "谈定年度框架价",
    "让利百分之七点五",
    "总机像是换过了",
    "门牌存疑",
    "深岭框架协议",
    "深岭专柜二层",
    "附让利表",
    "91350100m000100y43",
];

/// All that the database keeps, as bytes: its files, or every column of every table.
async fn dump(world: &World) -> Vec<(String, Vec<u8>)> {
    match world.location() {
        Location::File(path) => {
            let folder = path.parent().unwrap().to_owned();
            let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            files
                .filter(|path| path.is_file())
                .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
                .collect()
        }
        Location::Url(_) => tables(world.app.db()).await,
    }
}

async fn tables(db: &Db) -> Vec<(String, Vec<u8>)> {
    let mut conn = db.read().await.unwrap();
    let sql = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables \
               WHERE table_schema = current_schema()";
    let mut all = Vec::new();
    for mut row in conn.all(Sql::new(sql)).await.unwrap() {
        let table: String = row.take().unwrap();
        let sql: &'static str = format!("SELECT CAST(t AS TEXT) FROM {table} t").leak();
        for mut row in conn.all(Sql::new(sql)).await.unwrap() {
            let text: String = row.take().unwrap();
            all.push((table.clone(), text.into_bytes()));
        }
    }
    assert!(all.len() > 100, "a dump");
    all
}

/// Where any of these texts stands, in clear or as hexadecimal digits.
async fn found(world: &World, wanted: &[&str]) -> Vec<String> {
    let dump = dump(world).await;
    let mut found = Vec::new();
    for text in wanted {
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        let escaped = json!(text).to_string();
        for needle in [*text, hex.as_str(), escaped.trim_matches('"')] {
            let holders = dump.iter().filter(|(_, bytes)| {
                bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
            });
            found.extend(holders.map(|(place, bytes)| match world.app.db().engine() {
                Engine::Sqlite => format!("{text} in {place}"),
                Engine::Postgres => {
                    format!("{text} in {place}: {}", String::from_utf8_lossy(bytes))
                }
            }));
        }
    }
    found
}

on_both_engines! {
    async fn nothing_of_a_sealed_customer_is_left_in_the_database(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, contact) = known(&world, &owner).await;
        let keeper = world.context("chenlu").await;
        let original = |title: &str| ItemDraft {
            title: title.to_owned(),
            pages: 12,
            copies: 1,
            place: "深岭专柜二层".to_owned(),
            note: Some("附让利表".to_owned()),
        };
        let item = app.register_item(&keeper, id, &original("深岭框架协议")).await.unwrap().item;
        // The test can fail: before, all of it is there.
        forget(app).await;
        for text in PROTECTED {
            let plain = found(&world, &[text]).await;
            assert!(!plain.is_empty() || text.starts_with("02555"), "{text}");
        }
        seal(app, &owner, id, Sealing::Facts).await;
        forget(app).await;
        assert_eq!(found(&world, &PROTECTED).await, Vec::<String>::new());
        assert!(!found(&world, &[NAME]).await.is_empty(), "its name is no secret yet");

        // What is written afterwards is sealed too.
        let facts = values([("address", json!("深岭路九百九十九号")), ("fax", json!("025-55550288"))]);
        let change = Change { values: facts, reason: Some("搬往新区".to_owned()), ..Change::default() };
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        app.update_customer(&owner, id, version, &change).await.unwrap();
        let change = ContactChange { name: Some("谭晓岚".to_owned()), ..ContactChange::default() };
        let now = app.contacts(&owner, id).await.unwrap().remove(0);
        app.change_contact(&owner, contact, now.version, change).await.unwrap();
        let moments = app.timeline(&owner, id, &["interaction".to_owned()], None, 9).await.unwrap().moments;
        let kedang_app::timeline::Moment::Interaction(visit) = &moments[0] else { unreachable!() };
        let mend = ReportChange { summary: Some("框架价已改口".to_owned()), ..ReportChange::default() };
        app.change_interaction(&owner, visit.id, 1, mend).await.unwrap();
        assert_eq!(app.kept_item(&keeper, item.id).await.unwrap().item.title, "深岭框架协议");
        app.change_item(&keeper, item.id, 1, &original("深岭补充协议")).await.unwrap();
        app.verify_fact(&keeper, id, fact("office_phone", None), "上门看过铭牌").await.unwrap();
        forget(app).await;
        let later = ["深岭路九百九十九号", "025-55550288", "搬往新区", "谭晓岚", "框架价已改口", "上门看过铭牌", "深岭补充协议"];
        assert_eq!(found(&world, &later).await, Vec::<String>::new());

        seal(app, &owner, id, Sealing::Name).await;
        forget(app).await;
        assert_eq!(found(&world, &[NAME, "深岭密封", "shenlingmifengjian", "jnslmfj"]).await, Vec::<String>::new());

        // And in clear again, it is there again.
        seal(app, &owner, id, Sealing::Clear).await;
        assert!(!found(&world, &["谭晓岚"]).await.is_empty());
    }

    async fn what_is_said_of_a_sealed_customer_elsewhere_is_sealed_too(world: World) {
        world.company().await;
        world.obey("C").await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        app.verify_fact(&head, id, fact("office_phone", None), "上门核对").await.unwrap();
        let wrong = Wrong {
            fact: fact("office_phone", None),
            value: json!("025-55550777"),
            reason: "总机已经改号".to_owned(),
            source: "客户传真来函".to_owned(),
        };
        let correction = app.report_correction(&owner, id, &wrong).await.unwrap().correction;
        let news = |text: &str| NewNews {
            kind: NewsKind::MajorMatter,
            text: text.to_owned(),
            customer: Some(id),
            confidential: false,
        };
        let told = app.report_news(&owner, &news("深岭正在谈并购")).await.unwrap().news;
        let sunjia = world.context("sunjia").await;
        let typed = Draft {
            kind: CustomerKind::Organization,
            name: "江宁深岭密封件公司".to_owned(),
            template: "company".to_owned(),
            owner: None,
            values: values([("credit_code", json!(CODE))]),
            contacts: Vec::new(),
        };
        let met = app.clashes(&sunjia, &typed).await.unwrap().remove(0);
        let asking = Asking {
            draft: typed,
            reference: met.reference,
            wish: Wish::Share,
            reason: "对方主动来电询价".to_owned(),
        };
        let case = app.ask_clash(&sunjia, asking).await.unwrap().case;
        while app.find_twins_part().await.unwrap() {}

        seal(app, &owner, id, Sealing::Name).await;
        app.check_correction(&head, correction.id, 1, "致电总机属实").await.unwrap();
        app.report_news(&owner, &news("深岭并购已谈崩")).await.unwrap();
        forget(app).await;
        let protected = [
            NAME, CODE, PHONE, "上门核对", "025-55550777", "总机已经改号", "客户传真来函", "深岭正在谈并购",
            "江宁深岭密封件公司", "对方主动来电询价", "致电总机属实", "深岭并购已谈崩",
        ];
        assert_eq!(found(&world, &protected).await, Vec::<String>::new());

        // Whoever may, reads all of it.
        let read = app.corrections(&owner, Wanted::default(), None, 9).await.unwrap().remove(0).correction;
        assert_eq!((&read.before, &read.after), (&json!(PHONE), &json!("025-55550777")));
        assert_eq!((read.reason.as_str(), read.finding.as_deref()), ("总机已经改号", Some("致电总机属实")));
        assert_eq!(app.news_of(&owner, told.id).await.unwrap().news.text, "深岭正在谈并购");
        let case = app.clash_case(&owner, case.id).await.unwrap().case;
        assert_eq!((case.name.as_str(), case.reason.as_str()), ("江宁深岭密封件公司", "对方主动来电询价"));
        app.apply_correction(&owner, correction.id, 2).await.unwrap();
        let now = app.open_customer(&owner, id).await.unwrap().customer;
        assert_eq!(now.values["office_phone"], json!("025-55550777"));
    }

    async fn the_level_that_the_regulation_gives_seals_a_customer(world: World) {
        world.company().await;
        world.obey("L").await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        // An important customer is confidential (L4-6.2).
        let important = |value| values([("strategic_partner", value)]);
        let change = Change { values: important(json!(true)), ..Change::default() };
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        app.update_customer(&owner, id, version, &change).await.unwrap();
        forget(app).await;
        assert_eq!(found(&world, &PROTECTED).await, Vec::<String>::new());
        let opened = app.open_customer(&owner, id).await.unwrap().customer;
        assert_eq!((opened.name.as_str(), &opened.values["office_phone"]), (NAME, &json!(PHONE)));
        // And back: whatever made it so is gone.
        let change = Change { values: important(json!(null)), ..Change::default() };
        app.update_customer(&owner, id, opened.version, &change).await.unwrap();
        let filters = ["region:eq:320102".to_owned()];
        let conditions = app.conditions(&owner, &filters).await.unwrap();
        assert_eq!(app.count_customers(&owner, &conditions).await.unwrap().count, 1);
        assert!(!found(&world, &[PHONE]).await.is_empty());
    }
}
