//! Reading a text file anew, in the encoding and with the separator that a person names.

use crate::{clash, count, file_of, log, refusal, taken};
use kedang_app::AppError;
use kedang_app::import::{Correction, Import, ImportChange, Verdicts, is_correctable};
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};

fn read_as(encoding: Option<Option<&str>>, separator: Option<Option<char>>) -> ImportChange {
    let encoding = encoding.map(|one| one.map(str::to_owned));
    let correction = Correction { encoding, separator };
    ImportChange { correction, ..ImportChange::default() }
}

/// The cells of the row below the header.
async fn first(world: &World, import: &Import) -> Vec<String> {
    let ctx = world.context("chenlu").await;
    let rows = world.app.import_preview(&ctx, import.id).await.unwrap();
    rows[1].cells.iter().map(|cell| cell.text().to_owned()).collect()
}

/// One customer, 甲公司, in Big5.
const BIG5: &[u8] = b"Customer Name,Mobile\n\xa5\xd2\xa4\xbd\xa5q,13812345678\n";

on_both_engines! {
    async fn what_was_found_out_can_be_corrected(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let path = file_of(&world, "big5.csv", BIG5);
        let import = app.start_import(&ctx, path, "big5.csv").await.unwrap();
        assert!(is_correctable(&import.layout.info));
        // Wrongly, as a person may say.
        let change = read_as(Some(Some("gb18030")), None);
        let wrong = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        assert_ne!(first(&world, &wrong).await[0], "甲公司");
        let change = read_as(Some(Some("big5")), None);
        let right = app.change_import(&ctx, import.id, wrong.version, &change).await.unwrap();
        assert_eq!(first(&world, &right).await, ["甲公司", "13812345678"]);
        assert_eq!((right.status.as_str(), right.counts.data, right.counts.valid), ("ready", 1, 1));
        assert_eq!(right.layout.info.encoding.as_deref(), Some("big5"));
        let entry = log(&world, "import.change").await.remove(0);
        assert_eq!(entry.draft().details["separator"], Detail::Text("comma".to_owned()));
        // What was said stays said when something else is.
        let change = read_as(None, Some(Some(';')));
        let other = app.change_import(&ctx, import.id, right.version, &change).await.unwrap();
        assert_eq!(first(&world, &other).await, ["甲公司,13812345678"]);
        let change = ImportChange { template: Some("potential_dealer".to_owned()), ..read_as(None, Some(None)) };
        let found = app.change_import(&ctx, import.id, other.version, &change).await.unwrap();
        assert_eq!((first(&world, &found).await.len(), found.template.as_str()), (2, "potential_dealer"));
        // The rows are those of the last reading alone.
        assert_eq!(count(&world, "SELECT count(*) FROM import_row").await, 2);
        let (_, rows) = app.import_lines(&ctx, import.id, Verdicts::All, 0, 9).await.unwrap();
        assert_eq!(rows[0].cells[1].text(), "13812345678");
    }

    async fn what_cannot_be_read_anew_stays_as_it_is(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, "客户名称,手机\n甲,13812345678\n").await;
        let (id, version) = (import.id, import.version);
        let change = read_as(Some(Some("klingon")), None);
        let refused = refusal(app.change_import(&ctx, id, version, &change).await);
        assert_eq!(refused, ("/encoding".to_owned(), "encoding_unknown"));
        let change = read_as(Some(None), None);
        let stale = app.change_import(&ctx, id, version + 1, &change).await;
        assert!(matches!(stale, Err(AppError::Stale { .. })), "{stale:?}");
        let other = world.context("zhaolei").await;
        let theirs = app.change_import(&other, id, version, &change).await;
        assert!(matches!(theirs, Err(AppError::NotFound)));
        // Nothing is read anew once it is being written, and the bytes are not kept any longer.
        assert_eq!(count(&world, "SELECT count(*) FROM import_file").await, 1);
        let written = app.begin_writing(&ctx, id).await.unwrap();
        assert_eq!(count(&world, "SELECT count(*) FROM import_file").await, 0);
        assert_eq!(clash(app.change_import(&ctx, id, written.version, &change).await), "import_not_ready");
        let given_up = taken(&world, &ctx, "客户名称\n乙\n").await;
        app.cancel_import(&ctx, given_up.id).await.unwrap();
        assert_eq!(count(&world, "SELECT count(*) FROM import_file").await, 0);
    }
}
