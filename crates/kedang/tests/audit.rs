//! What an auditor does at the command line, while the server runs and when it does not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_app::App;
use kedang_app::evidence::Said;
use kedang_db::{Location, Sql};
use kedang_evidence::{Actor, Channel, Entry, SigningKey};
use kedang_testkit::{Engine, World, on_both_engines};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

struct Run {
    code: i32,
    out: String,
    error: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// Index and reason of the first thing that is bad.
    fn bad(&self) -> (u64, String) {
        assert_eq!(self.code, 1, "{}{}", self.out, self.error);
        let bad = self.json()["first_bad"].clone();
        (bad["index"].as_u64().unwrap(), bad["why"].as_str().unwrap().to_owned())
    }
}

fn audit<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_kedang"))
        .env_clear()
        .env("LC_ALL", "zh_CN.UTF-8")
        .arg("audit")
        .args(args)
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Where the world is, as options of the command.
fn place(world: &World) -> Vec<String> {
    let data = world.folder.display().to_string();
    match world.location() {
        Location::File(_) => vec!["--data".to_owned(), data],
        Location::Url(url) => {
            vec!["--data".to_owned(), data, "--database-url".to_owned(), url]
        }
    }
}

fn verify(world: &World, more: &[&str]) -> Run {
    let place = place(world);
    let args = ["verify", "--json"].into_iter().chain(place.iter().map(String::as_str));
    audit(args.chain(more.iter().copied()))
}

async fn append(app: &App, count: i64) {
    for n in 0..count {
        let system = Actor::System("test".to_owned());
        let said = Said::new(app.now(), system, Channel::Job, "test.entry").detail("n", n);
        app.recorder().record(said).await.unwrap();
    }
}

/// A log of 300 entries, signed at 280, with its key beside it.
async fn log(world: &World) {
    append(&world.app, 280).await;
    world.app.checkpoint().await.unwrap();
    append(&world.app, 20).await;
    let keys = world.folder.join("keys");
    fs::create_dir(&keys).unwrap();
    let key = world.app.verifying_key().unwrap();
    fs::write(keys.join("evidence.vkey"), format!("{key}\n")).unwrap();
}

async fn tamper(world: &World, sql: Sql) {
    let mut tx = world.app.db().begin().await.unwrap();
    tx.run_exactly(1, sql).await.unwrap();
    tx.commit().await.unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

on_both_engines! {
    async fn a_good_log_is_good_and_nothing_is_written(world: World) {
        log(&world).await;
        let before = names(&world.folder);
        let run = verify(&world, &[]);
        assert_eq!(run.code, 0, "{}", run.error);
        let result = run.json();
        assert_eq!((&result["ok"], &result["size"]), (&Value::from(true), &Value::from(300)));
        assert_eq!((&result["proven"], &result["checkpoints"]), (&Value::from(280), &Value::from(1)));
        assert_eq!(result["warnings"][0]["code"], "evidence_unsigned");

        let mut args = vec!["root".to_owned()];
        args.extend(place(&world));
        let run = audit(&args);
        assert_eq!(run.code, 0, "{}", run.error);
        let printed = run.out.lines().find(|line| line.starts_with("280 ")).unwrap();
        assert!(run.out.contains("kedang.test/log") && run.out.contains("20"), "{}", run.out);
        args.push("--json".to_owned());
        let root = audit(&args).json();
        assert_eq!((&root["printed"], &root["unsigned"]), (&Value::from(printed), &Value::from(20)));
        assert_eq!(verify(&world, &["--root", printed]).json()["kept"], 1);
        let typed = format!("280:{}", root["root"].as_str().unwrap());
        assert_eq!(verify(&world, &["--root", &typed, "--root", printed]).json()["kept"], 2);
        let other = format!("280 {}", "ab".repeat(32));
        assert_eq!(verify(&world, &["--root", &other]).bad(), (280, "evidence_kept".to_owned()));
        assert_eq!(names(&world.folder), before);
        let mut conn = world.app.db().read().await.unwrap();
        assert_eq!(kedang_storage::evidence::head(&mut conn).await.unwrap().unwrap().0, 300);
    }

    async fn a_bad_log_is_named_in_words_too(world: World) {
        log(&world).await;
        tamper(&world, Sql::new("DELETE FROM evidence WHERE seq = 123")).await;
        assert_eq!(verify(&world, &[]).bad(), (123, "evidence_missing".to_owned()));
        let mut args = vec!["verify".to_owned()];
        args.extend(place(&world));
        let run = audit(&args);
        assert_eq!(run.code, 1);
        assert!(run.out.contains("第 123 条记录缺失"), "{}", run.out);
        assert!(!run.out.contains('{'), "{}", run.out);
    }

    async fn only_the_trusted_key_counts(world: World) {
        log(&world).await;
        let other = SigningKey::from_bytes("kedang.test/log", &[9; 32]).unwrap();
        let other = other.verifying_key().to_string();
        let ours = world.app.verifying_key().unwrap().to_string();
        assert_eq!(verify(&world, &["--vkey", &other]).bad().1, "evidence_checkpoint_refused");
        assert_eq!(verify(&world, &["--vkey", &ours]).code, 0);
        assert_eq!(verify(&world, &["--vkey", &other, "--vkey", &ours]).code, 0);
        let elsewhere = SigningKey::from_bytes("elsewhere", &[1; 32]).unwrap();
        let elsewhere = elsewhere.verifying_key().to_string();
        assert_eq!(verify(&world, &["--vkey", &elsewhere]).bad().1, "evidence_checkpoint_refused");
        assert_eq!(verify(&world, &["--vkey", &elsewhere, "--vkey", &ours]).code, 2);
        assert_eq!(verify(&world, &["--vkey", "x"]).code, 2);
        assert_eq!(verify(&world, &["--root", "x"]).code, 2);
        fs::remove_file(world.folder.join("keys/evidence.vkey")).unwrap();
        let run = verify(&world, &[]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.error.contains("evidence.vkey"), "{}", run.error);
    }

    async fn a_file_verifies_without_the_database(world: World) {
        log(&world).await;
        let file = world.folder.join("log.ndjson");
        let path = file.display().to_string();
        let mut args = vec!["export".to_owned(), path.clone()];
        args.extend(place(&world));
        let run = audit(&args);
        assert_eq!(run.code, 0, "{}", run.error);
        assert!(run.out.contains("300"), "{}", run.out);
        let again = audit(&args);
        assert_eq!(again.code, 2, "a file is not overwritten");

        let key = world.app.verifying_key().unwrap().to_string();
        let read = |path: &str, more: &[&str]| {
            let args = ["verify", "--json", "--vkey", &key, "--file", path];
            audit(args.into_iter().chain(more.iter().copied()))
        };
        let (from_file, from_database) = (read(&path, &[]), verify(&world, &[]));
        assert_eq!(from_file.code, 0, "{}", from_file.error);
        assert_eq!(from_file.json(), from_database.json());
        let root = from_database.json()["root"].as_str().unwrap().to_owned();
        assert_eq!(read(&path, &["--root", &format!("300:{root}")]).json()["proven"], 300);

        let lines: Vec<_> = fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect();
        let entries = lines.iter().position(|line| line.contains("\"leaf\"")).unwrap();
        assert_eq!(lines.len(), entries + 300);
        let line: Value = serde_json::from_str(&lines[entries + 7]).unwrap();
        Entry::decode(line["entry"].as_str().unwrap().as_bytes()).unwrap();
        let changed = world.folder.join("changed.ndjson");
        let with = |edit: &dyn Fn(&mut Vec<String>)| {
            let mut lines = lines.clone();
            edit(&mut lines);
            fs::write(&changed, lines.join("\n")).unwrap();
            read(changed.to_str().unwrap(), &[])
        };
        let at = entries + 50;
        let named = |run: Run, index: u64, why: &str| assert_eq!(run.bad(), (index, why.to_owned()));
        named(with(&|l| l[at] = l[at].replace("test.entry", "test.other")), 50, "evidence_leaf_hash");
        named(with(&|l| drop(l.remove(at))), 50, "evidence_missing");
        named(with(&|l| l.swap(at, at + 1)), 50, "evidence_missing");
        named(with(&|l| l.truncate(at)), 50, "evidence_cut_tail");
        named(with(&|l| l.truncate(entries + 290)), 290, "evidence_missing");
        let no_text = |l: &mut Vec<String>| {
            let last = l.pop().unwrap();
            l.push(last.replace("\"entry\"", "\"bytes\""));
        };
        named(with(&no_text), 299, "evidence_leaf_hash");
        named(with(&|l| l.retain(|line| !line.contains("\"node\""))), 0, "evidence_node_missing");
        named(with(&|l| l.retain(|line| !line.contains("\"head\""))), 280, "evidence_head_missing");
        assert_eq!(with(&|l| l[0].clear()).code, 2);
        assert_eq!(with(&|l| l[at] = "{}".to_owned()).code, 2);
        assert_eq!(with(&|l| { let head = l.remove(1); l.push(head) }).code, 2);
        assert_eq!(with(&Vec::clear).code, 2);
        assert_eq!(with(&|l| l.truncate(1)).json()["size"], 0);
        assert_eq!(read("/nowhere/log.ndjson", &[]).code, 2);
    }
}

#[test]
fn a_file_at_rest_a_copy_after_a_crash_and_none() {
    World::run(Engine::Sqlite, "audit_at_rest", async |world| {
        log(&world).await;
        // As a crash leaves it: the file and its write-ahead log, nobody at home.
        let crashed = world.folder.join("crashed");
        fs::create_dir_all(crashed.join("keys")).unwrap();
        for name in ["kedang.db", "kedang.db-wal", "keys/evidence.vkey"] {
            fs::copy(world.folder.join(name), crashed.join(name)).unwrap();
        }
        let data = crashed.display().to_string();
        let run = audit(["verify", "--json", "--data", &data]);
        assert_eq!((run.code, run.json()["size"].as_u64()), (0, Some(300)), "{}", run.error);
        // Closed in order.
        world.app.db().close().await;
        let before = names(&world.folder);
        let run = verify(&world, &[]);
        assert_eq!((run.code, run.json()["size"].as_u64()), (0, Some(300)), "{}", run.error);
        assert_eq!(names(&world.folder), before);
        // None: it is not made, and a log that cannot be read is not a good one.
        fs::remove_file(crashed.join("kedang.db")).unwrap();
        let run = audit(["verify", "--data", &data]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(!crashed.join("kedang.db").exists());
        // The write-ahead log alone may hold all that was ever written.
        fs::remove_file(crashed.join("kedang.db-wal")).unwrap();
        fs::write(crashed.join("kedang.db"), "not a database").unwrap();
        assert_eq!(audit(["verify", "--data", &data]).code, 2);
        fs::write(crashed.join("kedang.db"), "").unwrap();
        assert_eq!(audit(["verify", "--data", &data]).code, 2, "no schema");
    });
}
