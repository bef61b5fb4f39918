//! Customer tables in and out at the command line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod export;
mod import;
mod matching;

use kedang_db::{Location, Sql};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Run {
    code: i32,
    out: String,
    error: String,
}

impl Run {
    /// The one line that says why it failed.
    fn failure(&self) -> &str {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.error);
        let mut lines = self.error.lines().filter(|line| line.starts_with("kedang: "));
        let line = lines.next().unwrap();
        assert_eq!(lines.next(), None, "{}", self.error);
        line
    }
}

fn kedang(args: &[&str]) -> Run {
    let output =
        Command::new(env!("CARGO_BIN_EXE_kedang")).env_clear().args(args).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A command on the installation of a world.
fn command(world: &World, command: &str, args: &[&str]) -> Run {
    let data = world.folder.display().to_string();
    let mut all = vec![command, "--data", &data];
    let location = world.location();
    if let Location::Url(url) = &location {
        all.extend(["--database-url", url.as_str()]);
    }
    all.extend(args);
    kedang(&all)
}

/// Puts the keys of a world where an installation has them.
fn keep_keys(world: &World) {
    let folder = world.folder.join("keys");
    fs::create_dir_all(&folder).unwrap();
    let keys = world.app.keys();
    fs::write(folder.join("signing"), keys.signing).unwrap();
    fs::write(folder.join("sealing"), keys.sealing).unwrap();
    fs::write(folder.join("commitment"), [2; 32]).unwrap();
    fs::write(folder.join("origin"), &keys.origin).unwrap();
}

fn testdata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/messy").join(name)
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    conn.one(Sql::new(sql)).await.unwrap().take().unwrap()
}

/// Entries of an action, newest first.
async fn log(world: &World, action: &str) -> Vec<Entry> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = Filter { action: Some(action.to_owned()), ..Filter::default() };
    let found = evidence::search(&mut conn, &filter, None, 100).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}
