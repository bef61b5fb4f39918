//! Files that are no tables, and people who may not import.

use crate::{count, customers, file_of, refusal, table, taken};
use kedang_app::AppError;
use kedang_app::import::{FILE_MAX, Fix, ImportChange, Verdicts};
use kedang_domain::id::ImportId;
use kedang_testkit::on_both_engines;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose sheet is this.
fn workbook(sheet: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="{id}" Type="x/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let (package, main) = (
        relation("r1", "officeDocument", "xl/workbook.xml"),
        relation("r1", "worksheet", "worksheets/sheet1.xml"),
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", package.as_bytes()),
        (
            "xl/workbook.xml",
            br#"<workbook><sheets><sheet name="s" r:id="r1"/></sheets></workbook>"#,
        ),
        ("xl/_rels/workbook.xml.rels", main.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(more);
    archive(&parts)
}

on_both_engines! {
    async fn what_is_no_table_is_refused_whatever_its_name(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let entries = "SELECT count(*) FROM evidence";
        let before = count(&world, entries).await;
        let bomb = workbook(&vec![b' '; 80 << 20], &[]);
        assert!(bomb.len() < 200_000);
        let mut cut = workbook(b"<worksheet><sheetData/></worksheet>", &[]);
        cut.truncate(cut.len() / 2);
        let cases: Vec<(&str, Vec<u8>, &str)> = vec![
            ("photo.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01 name,mobile\n".to_vec(), "file_unsupported"),
            ("plain.xlsx", b"\xff\xd8\xff\xe1 without, any\nof, it\n".to_vec(), "file_unsupported"),
            ("scan.csv", b"%PDF-1.7\n1,2\n".to_vec(), "file_unsupported"),
            ("data.csv", b"name,mobile\n\0\0,1\n".to_vec(), "file_unsupported"),
            ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), "file_unsupported"),
            ("pictures.xlsx", archive(&[("a.jpg", b"x")]), "file_unsupported"),
            ("nothing.csv", Vec::new(), "file_empty"),
            ("bomb.xlsx", bomb, "file_too_large"),
            ("cut.xlsx", cut, "file_damaged"),
        ];
        for (name, bytes, code) in cases {
            let path = file_of(&world, name, &bytes);
            let told = refusal(app.start_import(&ctx, path, name).await);
            assert_eq!(told, ("/file".to_owned(), code), "{name}");
        }
        // A file over the limit is not even looked at: this one is nothing but length.
        let path = world.folder.join("long.csv");
        std::fs::File::create(&path).unwrap().set_len(FILE_MAX + 1).unwrap();
        let told = refusal(app.start_import(&ctx, path, "long.csv").await);
        assert_eq!(told, ("/file".to_owned(), "file_too_large"));
        assert_eq!(count(&world, "SELECT count(*) FROM import_batch").await, 0);
        assert_eq!((count(&world, entries).await, customers(&world).await), (before, 0));
    }

    async fn names_in_an_archive_lead_nowhere(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let aside = world.folder.join("aside");
        let up = format!("../../../../../..{}", aside.display());
        let whole = aside.display().to_string();
        let sheet = r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>客户名称</t></is></c><c t="inlineStr"><is><t>手机</t></is></c></row><row><c t="inlineStr"><is><t>甲公司</t></is></c></row></sheetData></worksheet>"#;
        let file = workbook(sheet.as_bytes(), &[(&up, b"x"), (&whole, b"x")]);
        let path = file_of(&world, "odd.xlsx", &file);
        let import = world.app.start_import(&ctx, path, "../../../etc/客户.xlsx").await.unwrap();
        assert_eq!((import.file_name.as_str(), import.counts.valid), ("客户.xlsx", 1));
        assert!(!aside.exists());
    }

    async fn an_import_is_its_makers_own(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let id = taken(&world, &ctx, &table(3)).await.id;
        // Somebody else who imports sees what they see of what is not there.
        let other = world.context("zhaolei").await;
        for id in [id, ImportId::new(app.fresh())] {
            let missing = |error: Option<AppError>| matches!(error, Some(AppError::NotFound));
            assert!(missing(app.import(&other, id).await.err()));
            assert!(missing(app.import_lines(&other, id, Verdicts::All, 0, 5).await.err()));
            assert!(missing(app.import_preview(&other, id).await.err()));
            assert!(missing(app.change_import(&other, id, 1, &ImportChange::default()).await.err()));
            assert!(missing(app.mend_import(&other, id, 2, &BTreeMap::new()).await.err()));
            assert!(missing(app.fix_import(&other, id, 1, Fix::Clear).await.err()));
            assert!(missing(app.begin_writing(&other, id).await.err()));
            assert!(missing(app.cancel_import(&other, id).await.err()));
            let words = |_: &kedang_app::import::Import, _: &[_]| String::new();
            assert!(missing(app.import_rejects(&other, id, words, ("a", "b")).await.err()));
        }
        assert!(app.imports(&other, None, 10).await.unwrap().is_empty());
        // Who imports nothing is refused before anything is looked for.
        for login in ["wangmin", "gaoyuan", "luwei", "jinhui", "heqing", "admin"] {
            let ctx = world.context(login).await;
            let path = file_of(&world, "mine.csv", table(1).as_bytes());
            let told = app.start_import(&ctx, path, "mine.csv").await;
            assert!(matches!(told, Err(AppError::Refused(_))), "{login}");
            assert!(matches!(app.import(&ctx, id).await, Err(AppError::Refused(_))), "{login}");
            assert!(matches!(app.imports(&ctx, None, 10).await, Err(AppError::Refused(_))), "{login}");
        }
        assert_eq!(app.import(&ctx, id).await.unwrap().status, "ready");
        assert_eq!(count(&world, "SELECT count(*) FROM import_batch").await, 1);
    }
}
