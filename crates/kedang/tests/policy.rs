//! What the command line says about regulations.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Location, Sql};
use kedang_policy::capability::capabilities;
use kedang_testkit::{World, on_both_engines};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

fn policy(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kedang"))
        .env_clear()
        .arg("policy")
        .args(args)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_packs_that_come_with_the_program_are_right_and_compared() {
    let (code, out, _) = policy(&["check"]);
    assert_eq!(code, 0, "{out}");
    let matter = out.lines().find(|line| line.starts_with("loan.term ")).unwrap();
    assert!(matter.contains("M 5.2.3") && matter.contains("L1-19.5.2"), "{matter}");
    assert!(matter.ends_with("M排在前面，以M为准。"), "{matter}");
}

#[test]
fn coverage_names_every_clause_and_how_it_is_met() {
    let (code, out, _) = policy(&["coverage", "--json"]);
    assert_eq!(code, 0);
    let clauses: Value = serde_json::from_str(&out).unwrap();
    let clauses = clauses["clauses"].as_array().unwrap();
    let of = |name: &str| clauses.iter().find(|clause| clause["clause"] == name).unwrap();
    for name in ["M 5.1.6a", "L1-18.4", "S7.4", "H2.2.4", "C6.2.4"] {
        let clause = of(name);
        assert!(!clause["text"].as_str().unwrap().is_empty(), "{name}");
        assert!(!clause["by"].as_array().unwrap().is_empty(), "{name}");
        let met = clause["met"].as_str().unwrap();
        assert!(["enforced", "tracked", "attested", "not_yet"].contains(&met), "{name}");
        assert_eq!(met == "not_yet", clause["will"].is_string(), "{name}");
    }
}

#[test]
fn a_regulation_is_printed_in_both_languages() {
    let (code, out, _) = policy(&["print", "m"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("<!doctype html>") && out.ends_with("</html>\n"));
    assert!(out.contains("<html lang=\"zh-CN\">") && out.contains("id=\"5.1.6a\""));
    let (_, english, _) = policy(&["print", "m", "--language", "en"]);
    assert!(english.contains("<html lang=\"en\">"));
    assert!(!out.contains('{') || !out.split("</style>").nth(1).unwrap().contains('{'));
}

/// A company's pack upon M and L, in a file.
fn company(folder: &Path, name: &str, version: &str, changes: &str) -> String {
    let file = folder.join(name);
    let head = format!(
        "[pack]\ncode = \"own\"\nversion = \"{version}\"\n\
         title = {{ zh = \"客户数据制度\", en = \"Customer data\" }}\nbase = [\"M@1\", \"L@1\"]\n"
    );
    fs::write(&file, head + changes).unwrap();
    file.to_str().unwrap().to_owned()
}

const LONGER: &str = "[[set]]\npack = \"M\"\nkey = \"loan.important_term\"\nvalue = \"2 days\"\n\
    reason = { zh = \"分公司在外地\", en = \"Branches are out of town\" }\n\
    [[hold]]\nmatter = \"loan.term\"\npack = \"L\"\n";

#[test]
fn a_companys_pack_is_checked_with_its_bases() {
    let folder = tempfile::tempdir().unwrap();
    let good = company(folder.path(), "own.toml", "2", LONGER);
    let (code, out, _) = policy(&["check", &good]);
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with(&format!("{good}: own 2 of M, L: ")), "{out}");
    assert!(out.contains("(1 changed)") && out.contains("公司决定以L为准。"), "{out}");
    let bad = company(folder.path(), "bad.toml", "2", &LONGER.replace("2 days", "soon"));
    let (code, out, _) = policy(&["check", &bad]);
    assert_eq!(code, 1);
    assert_eq!(out, format!("{bad}:9:9: \"soon\" does not fit a Duration\n"));
}

#[test]
fn what_a_version_changes_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let old = company(folder.path(), "1.toml", "1", "");
    let new = company(folder.path(), "2.toml", "2", LONGER);
    let (code, out, _) = policy(&["difference", &old, &new]);
    assert_eq!(code, 0);
    assert!(
        out.contains(
            "M 5.2.3.7 数值变更: 重要资料归还时限：当日 → 重要资料归还时限：2天 # 分公司在外地"
        ),
        "{out}"
    );
    let (_, out, _) = policy(&["difference", &old, &new, "--json", "--language", "en"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    let kinds: Vec<_> =
        told["differences"].as_array().unwrap().iter().map(|d| &d["kind"]).collect();
    assert_eq!(kinds, ["rule_changed", "holder_changed"]);
    let (code, _, error) = policy(&["difference", &old, "nowhere"]);
    assert_eq!(code, 1);
    assert!(error.contains("nowhere is no pack"), "{error}");
}

#[test]
fn a_document_for_word_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let own = company(folder.path(), "own.toml", "2", LONGER);
    let file = folder.path().join("own.docx");
    let out = file.to_str().unwrap();
    let (code, said, error) = policy(&["print", &own, "--against", "M", "--docx", out]);
    assert_eq!((code, said.as_str()), (0, ""), "{error}");
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));
    let nowhere = folder.path().join("no/such.docx");
    let (code, _, error) = policy(&["print", "S", "--docx", nowhere.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(error.contains("such.docx cannot be written"), "{error}");
}

#[test]
fn the_schema_is_printed_for_editors() {
    let (code, out, _) = policy(&["schema"]);
    assert_eq!(code, 0);
    let schema: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(schema["title"], "Policy pack");
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    fs::write(&file, "[pack]\ncode = \"X\"\nversion = 1\n").unwrap();
    let file = file.to_str().unwrap();
    let (code, out, _) = policy(&["check", file]);
    assert_eq!(code, 1);
    assert!(out.starts_with(&format!("{file}:3:11: ")), "{out}");
    let (code, _, error) = policy(&["print", file]);
    assert_eq!(code, 1);
    assert!(error.contains(":3:11: "), "{error}");
    let (code, _, error) = policy(&["coverage", "nowhere.toml"]);
    assert_eq!(code, 1);
    assert!(error.contains("nowhere.toml is no pack"), "{error}");
}

/// The command about an installation: where it is goes before what else is asked.
fn of(world: &World, what: &str, more: &[&str]) -> (i32, String, String) {
    let data = world.folder.display().to_string();
    let mut args = vec![what, "--data", &data];
    let url = match world.location() {
        Location::File(_) => None,
        Location::Url(url) => Some(url),
    };
    if let Some(url) = &url {
        args.extend(["--database-url", url]);
    }
    args.extend(more);
    policy(&args)
}

async fn entries(world: &World) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    conn.one(Sql::new("SELECT count(*) FROM evidence")).await.unwrap().take().unwrap()
}

on_both_engines! {
    async fn the_regulation_of_an_installation_is_read_and_nothing_is_written(world: World) {
        let _ = world.company().await;
        let before = entries(&world).await;
        let (code, out, error) = of(&world, "check", &["--version", "1"]);
        assert_eq!(code, 0, "{out}{error}");
        let (code, out, error) = of(&world, "coverage", &["--on", "2026-11-23", "--json"]);
        assert_eq!(code, 0, "{error}");
        let told: Value = serde_json::from_str(&out).unwrap();
        let clauses = told["clauses"].as_array().unwrap();
        assert!(clauses.iter().any(|clause| clause["clause"] == "M 5.1.6a"));
        assert!(clauses.iter().all(|clause| clause["clause"] != "S8.3"), "M alone is in force");
        let (code, out, error) = of(&world, "print", &["--version", "1"]);
        assert_eq!(code, 0, "{error}");
        assert!(out.starts_with("<!doctype html>") && out.contains("id=\"5.1.6a\""));
        assert_eq!(entries(&world).await, before);
    }

    async fn what_an_installation_does_not_have_is_refused(world: World) {
        let (code, _, error) = of(&world, "print", &[]);
        assert_eq!(code, 1);
        assert!(error.contains("there is no company in it yet"), "{error}");
        let _ = world.company().await;
        for (more, why) in [
            (["--version", "9"], "there is no version 9"),
            (["--on", "2020-01-01"], "nothing was in force on 2020-01-01"),
        ] {
            let (code, _, error) = of(&world, "print", &more);
            assert_eq!(code, 1);
            assert!(error.contains(why), "{error}");
        }
    }
}

#[test]
fn a_folder_without_an_installation_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, error) = policy(&["coverage", "--data", folder.path().to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(error.contains("there is no "), "{error}");
    let (code, _, error) = policy(&["coverage", "--version", "1"]);
    assert_eq!(code, 1);
    assert!(error.contains("name it with --data"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was made there");
}

/// A pack cannot claim what a person would not find.
#[test]
fn what_is_said_to_be_there_has_a_page() {
    let features = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/features");
    let mut routes = String::new();
    for feature in fs::read_dir(features).unwrap() {
        routes +=
            &fs::read_to_string(feature.unwrap().path().join("routes.ts")).unwrap_or_default();
    }
    for known in capabilities() {
        let Some(page) = &known.page else { continue };
        assert!(routes.contains(&format!("path: '{page}'")), "{}: {page}", known.key);
    }
}
