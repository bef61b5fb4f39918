use crate::{contact, customer, denied, draft, entries, kept, log, refused, values};
use kedang_app::customer::{Change, ExportFormat, Query, Sort, SortKey, Wanted};
use kedang_app::{App, AppError, Context};
use kedang_domain::permission::Reason;
use kedang_evidence::Detail;
use kedang_exchange::{Limits, Workbook};
use kedang_testkit::on_both_engines;
use serde_json::json;

async fn query(app: &App, ctx: &Context, filters: &[&str]) -> Query {
    let filters: Vec<_> = filters.iter().map(|f| (*f).to_owned()).collect();
    Query {
        conditions: app.conditions(ctx, &filters).await.unwrap(),
        sort: Sort { key: SortKey::Code, descending: false },
        after: None,
        limit: 0,
        wanted: Wanted::NONE,
    }
}

/// The lines of a CSV file, without its byte-order mark.
fn lines(file: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(file).unwrap();
    text.strip_prefix('\u{feff}').unwrap().lines().map(str::to_owned).collect()
}

on_both_engines! {
    async fn what_leaves_is_what_one_sees_and_is_on_record(world: World) {
        world.company().await;
        let app = &world.app;
        let (owner, other) = (world.context("wangmin").await, world.context("tangbo").await);
        let new = draft("华北泵业", [("stage", json!("potential")), ("region", json!("320102"))]);
        let seen = app.create_customer(&owner, &new).await.unwrap().customer.id;
        let _second = customer(app, &owner, "江南造纸").await;
        let foreign = customer(app, &other, "南方电器").await;
        let director = world.context("qiaosen").await;
        let columns = ["stage".to_owned(), "region".to_owned()];
        let all = query(app, &director, &[]).await;
        let file = app.export_customers(&director, all, &columns, ExportFormat::Csv).await.unwrap();
        let found = lines(&file);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("客户编号,客户名称,类型,负责人,所属部门,完整度"), "{}", found[0]);
        assert!(found[1].starts_with("KH0000001,华北泵业,单位,王敏,销售一组,"), "{}", found[1]);
        assert!(found[1].ends_with("江苏省南京市玄武区"), "{}", found[1]);
        assert!(!String::from_utf8_lossy(&file).contains("南方电器"), "not for sales");
        let entry = log(&world, "customer.export").await.remove(0);
        let Detail::List(ids) = &entry.draft().details["customers"] else { unreachable!() };
        assert_eq!(ids.len(), 2);
        assert!(ids.contains(&seen.to_string()) && !ids.contains(&foreign.to_string()));
        assert_eq!(entry.draft().details["rows"], Detail::Int(2));

        // Whoever sees all takes all; with a filter, what the filter says.
        let keeper = world.context("fangxin").await;
        let all = query(app, &keeper, &[]).await;
        let file = app.export_customers(&keeper, all, &[], ExportFormat::Csv).await.unwrap();
        assert_eq!(lines(&file).len(), 4);
        let some = query(app, &keeper, &["stage:eq:potential"]).await;
        let file = app.export_customers(&keeper, some, &[], ExportFormat::Csv).await.unwrap();
        assert_eq!(lines(&file).len(), 2);
        let none = query(app, &keeper, &["stage:eq:lost", "region:under:440000"]).await;
        let file = app.export_customers(&keeper, none, &[], ExportFormat::Csv).await.unwrap();
        assert_eq!(lines(&file).len(), 1);
        let entry = log(&world, "customer.export").await.remove(0);
        assert_eq!(entry.draft().details["rows"], Detail::Int(0), "an empty list left too");
    }

    async fn it_is_for_those_who_may(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        customer(app, &owner, "华北泵业").await;
        for login in ["wangmin", "chenlu", "liuyun", "jinhui", "mozhen", "heqing", "admin"] {
            let ctx = world.context(login).await;
            let all = query(app, &ctx, &[]).await;
            let told = app.export_customers(&ctx, all, &[], ExportFormat::Xlsx).await;
            assert_eq!(denied(&world, &ctx, None, told).await, Reason::NotPermitted, "{login}");
        }
        let before = (kept(&world).await, entries(&world).await);
        let keeper = world.context("fangxin").await;
        let columns = ["stage".to_owned(), "nonsense".to_owned()];
        let all = query(app, &keeper, &[]).await;
        let told = app.export_customers(&keeper, all, &columns, ExportFormat::Csv).await;
        assert_eq!(refused(told), [("/columns".to_owned(), "field_unknown")]);
        assert_eq!((kept(&world).await, entries(&world).await), before, "nothing left");
    }

    async fn no_cell_is_a_formula(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let names = ["=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "\t=1+1"];
        for name in names {
            let mut new = draft(name, [("source_note", json!("=HYPERLINK(\"http://x.example\")"))]);
            new.contacts = vec![contact("=1+1", [])];
            app.create_customer(&owner, &new).await.unwrap();
        }
        let director = world.context("qiaosen").await;
        let columns = ["source_note".to_owned()];
        let all = query(app, &director, &[]).await;
        let file = app.export_customers(&director, all, &columns, ExportFormat::Csv).await.unwrap();
        for line in &lines(&file)[1..] {
            for cell in line.split(',') {
                let first = cell.trim_start_matches('"').chars().next().unwrap_or(' ');
                assert!(!"=+-@\t\r＝＋－＠".contains(first), "{line}");
            }
        }
        let all = query(app, &director, &[]).await;
        let file = app.export_customers(&director, all, &columns, ExportFormat::Xlsx).await.unwrap();
        let path = world.folder.join("out.xlsx");
        std::fs::write(&path, &file).unwrap();
        let mut book = Workbook::from_path(&path, Limits::default()).unwrap();
        let mut rows = 0;
        for row in book.rows(0).unwrap() {
            let row = row.unwrap();
            rows += 1;
            assert!(row.cells.iter().all(|cell| !format!("{cell:?}").contains("Error")), "{row:?}");
        }
        assert_eq!(rows, names.len() + 1);
    }

    async fn a_long_list_is_whole_and_each_once(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        // More than are read at a time, and not a multiple of it.
        for part in 0..3 {
            let drafts: Vec<_> =
                (0..180).map(|n| draft(&format!("客户{part}-{n:03}"), [])).collect();
            let made = app.register_customers(&owner, drafts).await.unwrap();
            assert!(made.iter().all(Result::is_ok));
        }
        let director = world.context("qiaosen").await;
        let mut wanted = query(app, &director, &[]).await;
        wanted.sort = Sort { key: SortKey::UpdatedAt, descending: true };
        let file = app.export_customers(&director, wanted, &[], ExportFormat::Csv).await.unwrap();
        let mut found: Vec<_> = lines(&file)[1..].iter().map(|l| l[..9].to_owned()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), 540);
        let entry = log(&world, "customer.export").await.remove(0);
        let Detail::List(ids) = &entry.draft().details["customers"] else { unreachable!() };
        assert_eq!(ids.len(), 540);
    }

    async fn too_many_registered_at_once_are_refused(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let drafts = vec![draft("华北泵业", []); kedang_app::customer::CHUNK + 1];
        let told = world.app.register_customers(&owner, drafts).await;
        assert!(matches!(told, Err(AppError::TooLarge { unit: "rows", .. })), "{told:?}");
        assert!(kept(&world).await.is_empty());
        let change = Change { values: values([("stage", json!(null))]), ..Change::default() };
        let nobody = kedang_domain::id::CustomerId::new(world.app.fresh());
        let told = world.app.update_customer(&owner, nobody, 1, &change).await;
        assert!(matches!(told, Err(AppError::NotFound)));
    }
}
