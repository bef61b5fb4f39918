use crate::{command, count, kedang, keep_keys, log, testdata};
use kedang_app::company::CompanyChange;
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

#[test]
fn reasons_are_told_in_words_of_the_reader() {
    let folder = std::env::temp_dir().join(format!("kedang-table-words-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    let path = folder.join("a.csv");
    fs::write(&path, "客户名称,手机\n甲公司,12\n乙公司,13812345678\n").unwrap();
    for (locale, words) in [("zh_CN.UTF-8", "手机："), ("en_GB.UTF-8", "手机: "), ("", "手机: ")]
    {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_kedang"))
            .env_clear()
            .env("LC_ALL", "")
            .env("LANG", locale)
            .args(["import", "--dry-run"])
            .arg(&path)
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let line = out.lines().find(|line| line.starts_with("row 2: ")).unwrap();
        let (code, said) = line["row 2: ".len()..].split_once(" (").unwrap();
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{line}");
        assert!(said.starts_with(words) && said.chars().count() > 10, "{line}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

on_both_engines! {
    async fn above_the_limit_it_says_that_it_waits(world: World) {
        world.company().await;
        keep_keys(&world);
        let admin = world.context("admin").await;
        let version = world.app.company(&admin).await.unwrap().version;
        let change = CompanyChange { import_approval_rows: Some(Some(0)), ..CompanyChange::default() };
        world.app.change_company(&admin, version, &change).await.unwrap();
        let path = world.folder.join("a.csv");
        fs::write(&path, "客户名称,手机\n甲公司,13812345678\n").unwrap();
        let file = path.display().to_string();
        let run = command(&world, "import", &["--as", "chenlu", "--json", &file]);
        assert_eq!(run.code, 0, "{}", run.error);
        let told: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((&told["status"], &told["written_rows"]), (&"awaiting_approval".into(), &0.into()));
        let run = command(&world, "import", &["--as", "chenlu", &file]);
        assert!(run.out.contains("waits for an approval of its 1 rows"), "{}", run.out);
        let id = told["import"].as_str().unwrap();
        let run = command(&world, "import", &["--as", "chenlu", "--write", id]);
        assert!(run.failure().contains("import_awaiting_approval"), "{}", run.error);
        assert_eq!(count(&world, "SELECT count(*) FROM customer").await, 0);

        let head = world.context("qiaosen").await;
        let import = world.app.import(&head, id.parse().unwrap()).await.unwrap();
        world.app.approve_import(&head, import.id, import.version).await.unwrap();
        let run = command(&world, "import", &["--as", "chenlu", "--write", id]);
        assert!(run.out.starts_with("1 customers registered"), "{}{}", run.out, run.error);
        assert_eq!(count(&world, "SELECT count(*) FROM customer").await, 1);
    }

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
