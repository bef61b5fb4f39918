use crate::{command, count, kedang, keep_keys, log, testdata};
use kedang_evidence::{Channel, Outcome};
use kedang_testkit::on_both_engines;
use serde_json::Value;
use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// A file of the test data, unpacked where it is kept packed.
fn unpacked(folder: &Path, name: &str) -> PathBuf {
    let packed = testdata(&format!("{name}.gz"));
    if !packed.exists() {
        return testdata(name);
    }
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(packed).unwrap()).read_to_end(&mut bytes).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What is printed and written is what the table's maker says it holds.
fn check(name: &str) {
    let folder = std::env::temp_dir().join(format!("kedang-table-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    let file = unpacked(&folder, name).display().to_string();
    let rows = folder.join("rows.ndjson");
    let run =
        kedang(&["import", &file, "--dry-run", "--json", "--rows", &rows.display().to_string()]);
    assert_eq!(run.code, 0, "{}", run.error);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let wanted = fs::read_to_string(testdata(&format!("{name}.expected.json"))).unwrap();
    let wanted: Value = serde_json::from_str(&wanted).unwrap();
    for key in ["data_rows", "valid_rows", "invalid_rows", "invalid"] {
        assert_eq!(found[key], wanted[key], "{key}");
    }
    assert!(found.get("written_rows").is_none());
    let (found, wanted) = (lines(&rows), lines(&unpacked(&folder, &format!("{name}.rows.ndjson"))));
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(&wanted) {
        for key in ["row", "valid", "reason"] {
            assert_eq!(found[key], wanted[key], "{found}");
        }
        if wanted["valid"] == true {
            assert_eq!(found["values"], wanted["expected"], "row {}", wanted["row"]);
        }
    }
    let mode = fs::metadata(&rows).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "customers are for their owner's eyes");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_workbook_is_judged_as_its_maker_says() {
    check("customers_merged_title.xlsx");
}

#[test]
fn the_old_workbook_is_judged_as_its_maker_says() {
    check("customers_biff8.xls");
}

#[test]
fn business_cards_are_judged_as_their_maker_says() {
    for version in ["21", "30", "40"] {
        check(&format!("contacts_v{version}.vcf"));
    }
}

#[test]
fn the_table_in_gb18030_is_judged_as_its_maker_says() {
    check("customers_gb18030.csv");
}

#[test]
fn the_table_in_utf8_is_judged_as_its_maker_says() {
    check("customers_utf8_bom.csv");
}

#[test]
fn what_is_no_table_is_said_in_one_line() {
    let folder = std::env::temp_dir().join(format!("kedang-table-none-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    for (file, code) in [
        (write("photo.xlsx", b"\xff\xd8\xff\xe0 a,b\n"), "file_unsupported"),
        (write("empty.csv", b""), "file_empty"),
        (write("words.csv", b"nothing here\nlooks like a header\n"), "no header row"),
        (folder.join("missing.csv").display().to_string(), "file_io"),
    ] {
        let run = kedang(&["import", &file, "--dry-run", "--json"]);
        assert!(run.failure().contains(code), "{}", run.error);
    }
    // Without a login nothing is written, and nobody is asked for one when nothing is.
    let run = kedang(&["import", &write("a.csv", "客户名称,手机\n甲,12\n".as_bytes())]);
    assert_eq!(run.code, 2);
    fs::remove_dir_all(&folder).unwrap();
}

on_both_engines! {
    async fn a_table_is_registered_under_somebodys_rights(world: World) {
        let company = world.company().await;
        keep_keys(&world);
        let path = world.folder.join("a.csv");
        fs::write(&path, "客户名称,手机\n甲公司,13812345678\n乙公司,12\n").unwrap();
        let file = path.display().to_string();
        let run = command(&world, "import", &["--as", "chenlu", "--json", &file]);
        assert_eq!(run.code, 0, "{}", run.error);
        let told: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((&told["written_rows"], &told["invalid_rows"]), (&1.into(), &1.into()));
        let entry = log(&world, "customer.create").await.remove(0);
        assert_eq!(entry.draft().channel, Channel::Cli);
        let ctx = world.context("chenlu").await;
        let found = world.app.search_customers(&ctx, "甲公司", 5).await.unwrap();
        assert_eq!(found[0].customer.owner.0, company.id("chenlu"));

        // Whom the page would refuse is refused here, and on record.
        let run = command(&world, "import", &["--as", "wangmin", &file]);
        assert!(run.failure().contains("import.run"), "{}", run.error);
        let entry = log(&world, "import.run").await.remove(0);
        assert_eq!((entry.draft().outcome, entry.draft().channel), (Outcome::Refused, Channel::Cli));
        let run = command(&world, "import", &["--as", "nobody", &file]);
        assert!(run.failure().contains("nobody signs in as nobody"));
        assert_eq!(count(&world, "SELECT count(*) FROM customer").await, 1);
        assert_eq!(count(&world, "SELECT count(*) FROM import_batch").await, 1);
    }
}
