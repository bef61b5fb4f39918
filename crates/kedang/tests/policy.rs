//! What the command line says about regulations.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_policy::capability::capabilities;
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
