//! What leaves, and what is on record of it.

use crate::{contact, customer, denied, draft, entries, kept, log, refused, unseen, values};
use kedang_app::customer::Change;
use kedang_app::export::{Export, ExportFormat, ExportState, Only, Wish};
use kedang_app::share::{NewShare, Until};
use kedang_app::{App, AppError, Context};
use kedang_domain::export::PURPOSE_MAX;
use kedang_domain::id::CustomerId;
use kedang_domain::permission::Reason;
use kedang_evidence::{Actor, Detail};
use kedang_exchange::vcard::{self, Version};
use kedang_exchange::{Limits, Workbook};
use kedang_storage::export as stored;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;
use sha2::{Digest as _, Sha256};

pub(crate) fn wish(format: ExportFormat, filters: &[&str], columns: &[&str]) -> Wish {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Wish {
        purpose: "年度回访".to_owned(),
        filters: owned(filters),
        sort: Some("code".to_owned()),
        columns: owned(columns),
        format,
        cover: false,
        only: None,
    }
}

fn csv(filters: &[&str], columns: &[&str]) -> Wish {
    wish(ExportFormat::Csv, filters, columns)
}

async fn taken(app: &App, ctx: &Context, wish: &Wish) -> Vec<u8> {
    app.export_at_once(ctx, wish).await.unwrap().whole().await.unwrap()
}

/// The lines of a CSV file, without its byte-order mark.
pub(crate) fn lines(file: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(file).unwrap();
    text.strip_prefix('\u{feff}').unwrap().lines().map(str::to_owned).collect()
}

/// The sheets of a workbook, as the texts of their rows.
fn sheets(file: Vec<u8>) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book = Workbook::from_bytes(file, Limits::default()).unwrap();
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let mut found = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        let row = |row: Result<kedang_exchange::RawRow, _>| {
            let row = row.unwrap_or_else(|_: kedang_exchange::ReadError| unreachable!());
            row.cells.iter().map(|cell| cell.text().to_owned()).collect()
        };
        found.push((name, book.rows(index).unwrap().map(row).collect()));
    }
    found
}

/// The newest export in the register, and the file codes of what left with it.
async fn newest(world: &World) -> (Export, Vec<String>) {
    let keeper = world.context("fangxin").await;
    let export = world.app.exports(&keeper, None, None, 1).await.unwrap().remove(0).export;
    let mut conn = world.app.db().read().await.unwrap();
    let rows = stored::rows(&mut conn, export.no, 0, 10_000).await.unwrap();
    (export, rows.into_iter().map(kedang_storage::customer::code).collect())
}

/// As [`newest`], once it is over.
async fn over(world: &World) -> (Export, Vec<String>) {
    loop {
        let found = newest(world).await;
        if found.0.state != ExportState::Leaving {
            return found;
        }
        tokio::task::yield_now().await;
    }
}

on_both_engines! {
    async fn what_leaves_is_what_one_sees_and_is_on_record(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let (owner, other) = (world.context("wangmin").await, world.context("tangbo").await);
        let new = draft("华北泵业", [("stage", json!("potential")), ("region", json!("320102"))]);
        app.create_customer(&owner, &new).await.unwrap();
        let _second = customer(app, &owner, "江南造纸").await;
        let _foreign = customer(app, &other, "南方电器").await;
        let director = world.context("qiaosen").await;
        let file = taken(app, &director, &csv(&[], &["stage", "region"])).await;
        let found = lines(&file);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("客户编号,客户名称,类型,负责人,所属部门,完整度"), "{}", found[0]);
        assert!(found[1].starts_with("KH0000001,华北泵业,单位,王敏,销售一组,"), "{}", found[1]);
        assert!(found[1].ends_with("江苏省南京市玄武区"), "{}", found[1]);
        assert!(!String::from_utf8_lossy(&file).contains("南方电器"), "not for sales");

        // The register, the list and the log agree, and the log holds no purpose in clear.
        let (export, left) = newest(&world).await;
        assert_eq!((export.state, export.left_rows), (ExportState::Done, 2));
        assert_eq!((&*export.register, &*export.purpose), ("DC20261123-001", "年度回访"));
        assert_eq!(left, ["KH0000001", "KH0000002"]);
        let begun = log(&world, "customer.export").await.remove(0);
        let ended = log(&world, "export.finish").await.remove(0);
        assert!(begun.index() < ended.index());
        for entry in [&begun, &ended] {
            let said = entry.draft();
            assert_eq!(said.subject.as_ref().unwrap().id, export.id.to_string());
            assert_eq!(said.details["rows"], Detail::Int(2));
            assert_eq!(said.details["register"], Detail::Text("DC20261123-001".to_owned()));
            assert_eq!(said.actor, Actor::Person(company.id("qiaosen").to_string()));
            assert!(!String::from_utf8(entry.encode()).unwrap().contains("年度回访"));
        }
        let hash = Sha256::digest("KH0000001\nKH0000002\n");
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(ended.draft().details["list"], Detail::Text(hash));
        let asked = log(&world, "export.request").await.remove(0);
        assert_eq!(asked.draft().changes[0].field, "purpose");

        // Whoever sees all takes all; with a filter, what the filter says; in the columns' order.
        let keeper = world.context("fangxin").await;
        assert_eq!(lines(&taken(app, &keeper, &csv(&[], &[])).await).len(), 4);
        let some = csv(&["stage:eq:potential"], &["name", "stage", "code"]);
        let found = lines(&taken(app, &keeper, &some).await);
        assert_eq!(found, ["客户名称,合作阶段,客户编号", "华北泵业,潜在,KH0000001"]);
        assert_eq!(newest(&world).await.0.register, "DC20261123-003");
        let none = csv(&["stage:eq:lost", "region:under:440000"], &[]);
        assert_eq!(lines(&taken(app, &keeper, &none).await).len(), 1);
        let (export, left) = newest(&world).await;
        assert_eq!((export.state, left.len()), (ExportState::Done, 0), "an empty list left too");
    }

    async fn it_is_for_those_who_may(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let id = customer(app, &owner, "华北泵业").await;
        let without = |purpose: &str| Wish { purpose: purpose.to_owned(), ..csv(&[], &[]) };
        for login in ["wangmin", "chenlu", "liuyun", "jinhui", "mozhen", "heqing", "admin"] {
            let ctx = world.context(login).await;
            // Nothing else is said to them.
            let told = app.export_at_once(&ctx, &without("")).await;
            assert_eq!(denied(&world, &ctx, None, told).await, Reason::NotPermitted, "{login}");
            let told = app.ask_export(&ctx, &csv(&[], &[])).await;
            assert_eq!(denied(&world, &ctx, None, told).await, Reason::NotPermitted, "{login}");
        }
        let before = (kept(&world).await, entries(&world).await);
        let keeper = world.context("fangxin").await;
        let told = app.export_at_once(&keeper, &csv(&[], &["stage", "nonsense"])).await;
        assert_eq!(refused(told), [("/columns".to_owned(), "field_unknown")]);
        let told = app.ask_export(&keeper, &csv(&["stage:eq:nonsense"], &[])).await;
        assert_eq!(refused(told), [("/filter/0".to_owned(), "choice_unknown")]);
        let told = app.ask_export(&keeper, &without(" ")).await;
        assert_eq!(refused(told), [("/purpose".to_owned(), "required")]);
        let told = app.ask_export(&keeper, &without(&"长".repeat(PURPOSE_MAX + 1))).await;
        assert_eq!(refused(told), [("/purpose".to_owned(), "too_long")]);
        let sort = Some("nonsense".to_owned());
        let told = app.ask_export(&keeper, &Wish { sort, ..csv(&[], &[]) }).await;
        assert_eq!(refused(told), [("/sort".to_owned(), "sort_unknown")]);
        assert_eq!((kept(&world).await, entries(&world).await), before, "nothing left");

        // A customer that somebody does not see is no customer that they could take out.
        let market = world.context("luwei").await;
        let nobody = Only { customer: CustomerId::new(app.fresh()), contact: None };
        let told = app.ask_export(&market, &Wish { only: Some(nobody), ..csv(&[], &[]) }).await;
        assert!(matches!(told, Err(AppError::NotFound)));
        let south = world.context("qiaosen").await;
        let hidden = customer(app, &world.context("tangbo").await, "南方电器").await;
        let only = Some(Only { customer: hidden, contact: None });
        let told = app.ask_export(&south, &Wish { only, ..csv(&[], &[]) }).await;
        unseen(&world, &south, hidden, "customer.export", told).await;
        let only = Some(Only { customer: id, contact: None });
        let file = taken(app, &south, &Wish { only, ..csv(&[], &[]) }).await;
        assert_eq!(lines(&file).len(), 2);
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
        let file = taken(app, &director, &csv(&[], &["source_note"])).await;
        for line in &lines(&file)[1..] {
            for cell in line.split(',') {
                let first = cell.trim_start_matches('"').chars().next().unwrap_or(' ');
                assert!(!"=+-@\t\r＝＋－＠".contains(first), "{line}");
            }
        }
        let mut book = wish(ExportFormat::Xlsx, &[], &["source_note"]);
        book.purpose = "=1+1".to_owned();
        let found = sheets(taken(app, &director, &book).await);
        assert_eq!(found[1].1.len(), names.len() + 1);
        assert!(found[0].1.iter().any(|row| row.iter().any(|cell| cell == "=1+1")), "a text");
    }

    async fn a_workbook_says_who_took_it_out_and_what_for(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let new = draft("华北泵业", [("stage", json!("potential"))]);
        app.create_customer(&owner, &new).await.unwrap();
        customer(app, &owner, "江南造纸").await;
        let director = world.context("qiaosen").await;
        let filters = ["stage:in:potential,intent", "owner:ne:me", "name:contains:泵", "region:empty"];
        let book = wish(ExportFormat::Xlsx, &filters, &["name", "stage"]);
        let found = sheets(taken(app, &director, &book).await);
        assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["封面", "客户"]);
        let said: Vec<String> = found[0].1.iter().map(|row| row.join("|")).collect();
        for line in [
            "江北禾木机电设备有限公司 · 客户资料导出",
            "导出编号|DC20261123-001",
            "导出人|乔森",
            "所属部门|销售部",
            "导出时间|2026-11-23 09:00",
            "用途|年度回访",
            "筛选条件|合作阶段 为其中之一 潜在、意向；负责人 ≠ 本人；客户名称 包含 “泵”；所在地区 未填",
            "字段|客户名称、合作阶段",
            "客户数|1",
            "密级|内部",
        ] {
            assert!(said.iter().any(|one| one.trim_end_matches('|') == line), "{line}: {said:#?}");
        }
        assert_eq!(found[1].1, [["客户名称", "合作阶段"], ["华北泵业", "潜在"]]);

        // In a table of text only when that is wanted, as lines that are one cell each.
        let mut table = csv(&[], &["name"]);
        assert_eq!(lines(&taken(app, &director, &table).await)[0], "客户名称");
        table.cover = true;
        table.purpose = "寄送\"样本\", 一次".to_owned();
        let found = lines(&taken(app, &director, &table).await);
        assert!(found[0].starts_with("# 江北禾木"), "{found:?}");
        assert!(found.contains(&"# 用途：寄送＂样本＂， 一次".to_owned()), "{found:?}");
        assert_eq!(found.iter().filter(|line| !line.starts_with('#')).count(), 3);
        assert!(found.iter().filter(|line| line.starts_with('#')).all(|line| !line.contains(',')));
    }

    async fn contacts_leave_as_cards(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let mut new = draft("华北泵业", [("address", json!("中山路385号")), ("office_phone", json!("025-55550999"))]);
        new.contacts = vec![
            contact("陈隐", [("mobile", json!("13912340987")), ("post", json!("采购经理")), ("home_phone", json!("025-55550111"))]),
            contact("李新", [("email", json!("lixin@example.com"))]),
        ];
        let id = app.create_customer(&owner, &new).await.unwrap().customer.id;
        customer(app, &owner, "江南造纸").await;
        let director = world.context("qiaosen").await;
        let file = taken(app, &director, &wish(ExportFormat::Vcf, &[], &[])).await;
        assert!(!String::from_utf8_lossy(&file).contains("55550111"), "no private number");
        let cards: Vec<_> =
            vcard::read(&file, Limits::default()).unwrap().into_iter().map(Result::unwrap).collect();
        let names: Vec<_> = cards.iter().map(|card| card.formatted_name.as_str()).collect();
        assert_eq!(names, ["陈隐", "李新", "江南造纸"]);
        let first = &cards[0];
        assert_eq!(first.version, Version::V4_0);
        assert_eq!((&*first.title, &first.organization), ("采购经理", &vec!["华北泵业".to_owned()]));
        assert_eq!(first.phones[0].value, "13912340987");
        assert_eq!(first.addresses[0].street, "中山路385号");
        assert_eq!(newest(&world).await.1.len(), 2);

        // One contact of one customer, and of no other.
        let contacts = app.contacts(&director, id).await.unwrap();
        let chosen = contacts.iter().find(|one| one.name == "李新").unwrap().id;
        let mut one = wish(ExportFormat::Vcf, &[], &[]);
        one.only = Some(Only { customer: id, contact: Some(chosen) });
        let cards = vcard::read(&taken(app, &director, &one).await, Limits::default()).unwrap();
        assert_eq!(cards.len(), 1);
        let entry = log(&world, "customer.export").await.remove(0);
        assert_eq!(entry.draft().customer, Some(id.to_string()));
        let elsewhere = customer(app, &owner, "北方水泥").await;
        one.only = Some(Only { customer: elsewhere, contact: Some(chosen) });
        assert!(matches!(app.export_at_once(&director, &one).await, Err(AppError::NotFound)));
    }

    async fn a_long_list_is_whole_and_each_once(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        // More than are read at a time, and not a multiple of it.
        for part in 0..3 {
            let drafts: Vec<_> =
                (0..180).map(|n| draft(&format!("第{part}批{n}号客户"), [])).collect();
            let made = app.register_customers(&owner, drafts).await.unwrap();
            assert!(made.iter().all(Result::is_ok));
        }
        let director = world.context("qiaosen").await;
        for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
            let mut wanted = wish(format, &[], &["code"]);
            wanted.sort = Some("-updated_at".to_owned());
            let file = taken(app, &director, &wanted).await;
            let mut found: Vec<String> = match format {
                ExportFormat::Csv => lines(&file),
                _ => sheets(file).remove(1).1.into_iter().map(|mut row| row.remove(0)).collect(),
            };
            found.remove(0);
            found.sort_unstable();
            found.dedup();
            assert_eq!(found.len(), 540);
            let (export, left) = newest(&world).await;
            assert_eq!((left, export.left_rows), (found, 540));
        }
    }

    async fn what_breaks_off_is_on_record_with_what_left(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        // Far more text than waits for a reader.
        let long = "长".repeat(4_000);
        for part in 0..6 {
            let new = |n| draft(&format!("第{part}批{n}号客户"), [("remark", json!(long))]);
            let drafts: Vec<_> = (0..200).map(new).collect();
            let made = app.register_customers(&owner, drafts).await.unwrap();
            assert!(made.iter().all(Result::is_ok));
        }
        let director = world.context("qiaosen").await;
        let mut file = app.export_at_once(&director, &csv(&[], &["remark"])).await.unwrap();
        assert!(!file.next().await.unwrap().unwrap().is_empty());
        drop(file);
        let (export, left) = over(&world).await;
        assert_eq!(export.state, ExportState::Aborted);
        assert!((500..=1_200).contains(&left.len()), "{}", left.len());
        let entry = log(&world, "export.abort").await.remove(0);
        let rows = i64::try_from(left.len()).unwrap();
        assert_eq!((&entry.draft().details["rows"], export.left_rows), (&Detail::Int(rows), rows));
        assert!(log(&world, "export.finish").await.is_empty());
        let told = app.fetch_export(&director, export.id).await.map(drop);
        assert_eq!(crate::clash(told).0, "export_fetched");

        // Of a workbook nothing leaves before it is whole.
        let book = app.export_at_once(&director, &wish(ExportFormat::Xlsx, &[], &["remark"])).await;
        drop(book.unwrap());
        let (export, left) = over(&world).await;
        assert_eq!((export.state, left.len()), (ExportState::Aborted, 0));
    }

    async fn who_saw_a_customer_tells_of_the_lists_it_left_with(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let pump = customer(app, &owner, "华北泵业").await;
        let paper = customer(app, &owner, "江南造纸").await;
        let director = world.context("qiaosen").await;
        taken(app, &director, &csv(&["name:contains:泵"], &[])).await;
        let exports = async |id| {
            let page = app.customer_evidence(&owner, id, None, 200).await.unwrap();
            let all = page.items.into_iter().filter_map(|found| found.said);
            all.filter(|said| said.action == "customer.export").collect::<Vec<_>>()
        };
        let found = exports(pump).await;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].actor, Actor::Person(company.id("qiaosen").to_string()));
        assert_eq!(exports(paper).await.len(), 0);
        // Page by page none is told twice or left out.
        for _ in 0..3 {
            taken(app, &director, &csv(&[], &[])).await;
        }
        assert_eq!(exports(pump).await.len(), 4);
        let mut before = None;
        let mut seen = Vec::new();
        loop {
            let page = app.customer_evidence(&owner, pump, before, 2).await.unwrap();
            seen.extend(page.items.iter().map(|found| found.index));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert!(seen.is_sorted_by(|a, b| a > b), "{seen:?}");
    }

    async fn what_one_no_longer_sees_does_not_leave(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let director = world.context("qiaosen").await;
        customer(app, &owner, "江南造纸").await;
        // Shared from the other side for the day.
        let market = world.context("luwei").await;
        let south = customer(app, &world.context("tangbo").await, "南方电器").await;
        let new = NewShare {
            person: company.id("qiaosen"),
            until: Until::Instant(world.app.now() + 60_000),
            reason: "展会".to_owned(),
        };
        app.create_share(&market, south, new).await.unwrap();
        let asked = app.ask_export(&director, &csv(&[], &["name"])).await.unwrap().export;
        assert_eq!((asked.state, asked.asked_rows), (ExportState::Ready, 2));
        world.clock.advance(120_000);
        let later = world.context("qiaosen").await;
        let change = Change { name: Some("江南纸业".to_owned()), ..Change::default() };
        let opened = app.list_customers(&later, &kedang_app::customer::Query {
            conditions: Vec::new(),
            sort: kedang_app::customer::Sort { key: kedang_app::customer::SortKey::Code, descending: false },
            after: None,
            limit: 10,
            wanted: kedang_app::customer::Wanted::NONE,
        }).await.unwrap();
        app.update_customer(&owner, opened[0].id, opened[0].version, &change).await.unwrap();
        let file = app.fetch_export(&later, asked.id).await.unwrap().whole().await.unwrap();
        assert_eq!(lines(&file), ["客户名称", "江南纸业"], "as it is when it leaves");
        assert_eq!(newest(&world).await.1, ["KH0000001"]);
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
