//! `kedang audit`: what an auditor does, without the server and without writing anything.
//!
//! Ends with 0 when the log is good, with 1 when it is not, and with 2 when that could not be found
//! out.

mod file;

use crate::console;
use crate::failure::Failure;
use crate::install::Install;
use crate::keys::VERIFYING;
use clap::{Args, Subcommand};
use kedang_api::evidence::VerificationResult;
use kedang_api::messages::{Language, text};
use kedang_app::evidence::{Verified, kept_root};
use kedang_db::{Conn, Db};
use kedang_evidence::{Checkpoint, KeptRoot, Trust, VerifyingKey, hash_to_hex};
use kedang_storage::evidence;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const BAD: u8 = 1;
const CANNOT: u8 = 2;

/// Verifies the evidence log, offline.
#[derive(Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Read the whole log against its checkpoints and against roots that were kept outside
    Verify(Verify),
    /// Write the log into a file, to be verified elsewhere
    Export(Export),
    /// Print size and root of the newest checkpoint, to be kept outside
    Root(Root),
}

/// Whose signatures are believed.
#[derive(Args)]
struct Trusted {
    /// Key that verifies the checkpoints, name+hash+key; more than one after a change of the key.
    /// Without it, those in keys/evidence.vkey of the data folder
    #[arg(long, value_name = "KEY")]
    vkey: Vec<String>,
}

#[derive(Args)]
struct Verify {
    #[command(flatten)]
    install: Install,
    #[command(flatten)]
    trusted: Trusted,
    /// A file that `kedang audit export` wrote, instead of the database
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Size and root that somebody kept outside, as printed; may be given more than once
    #[arg(long, value_name = "SIZE ROOT")]
    root: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Export {
    #[command(flatten)]
    install: Install,
    /// Where to write; a file that is there is not overwritten
    file: PathBuf,
}

#[derive(Args)]
struct Root {
    #[command(flatten)]
    install: Install,
    #[command(flatten)]
    trusted: Trusted,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Audit {
    pub(crate) async fn run(self) -> ExitCode {
        let done = match self.what {
            What::Verify(command) => command.run().await,
            What::Export(command) => command.run().await,
            What::Root(command) => command.run().await,
        };
        done.unwrap_or_else(|failure| {
            console::error(&failure);
            ExitCode::from(CANNOT)
        })
    }
}

/// The language of whoever runs the command.
fn language() -> Language {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    match locale {
        Some(locale) if locale.starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

fn say<const N: usize>(code: &str, params: [(&str, Value); N]) {
    let params: Map<_, _> = params.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    console::line(text(language(), code, &params));
}

fn print(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Failure::new("the result cannot be printed", e))?;
    console::line(text);
    Ok(())
}

impl Trusted {
    /// The keys that were given, or those beside the data. Never one that comes with the log: it
    /// would vouch for itself.
    fn trust(&self, data: &Path) -> Result<Trust, Failure> {
        let path = data.join("keys").join(VERIFYING);
        let lines = if self.vkey.is_empty() {
            let text = fs::read_to_string(&path).map_err(|e| {
                let path = path.display();
                Failure::new(format!("no key to trust: give --vkey, or {path}"), e)
            })?;
            text.lines().map(str::to_owned).collect()
        } else {
            self.vkey.clone()
        };
        let keys = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let keys: Vec<VerifyingKey> = keys
            .map(|line| line.parse().map_err(|e| Failure::new(format!("the key {line}"), e)))
            .collect::<Result<_, Failure>>()?;
        match keys.first() {
            None => Err(Failure::plain(format!("there is no key in {}", path.display()))),
            Some(first) if keys.iter().all(|key| key.name() == first.name()) => {
                let name = first.name().to_owned();
                Ok(Trust::new(&name, keys))
            }
            Some(_) => Err(Failure::plain("the keys are of different logs")),
        }
    }
}

/// The database as it is at this instant, for reading only.
async fn open(install: &Install) -> Result<(Db, Conn), Failure> {
    let cannot = |e| Failure::new("the database cannot be opened", e);
    let db = Db::open_read_only(&install.location()?).await.map_err(cannot)?;
    let conn = db.snapshot().await.map_err(cannot)?;
    Ok((db, conn))
}

fn unreadable(error: kedang_storage::StorageError) -> Failure {
    Failure::new("the log cannot be read", error)
}

impl Verify {
    async fn run(self) -> Result<ExitCode, Failure> {
        let trust = self.trusted.trust(&self.install.data)?;
        let kept = self.root.iter().map(|text| {
            kept_root(text).ok_or_else(|| {
                Failure::plain(format!("{text:?} is no root: a size and 64 hexadecimal digits"))
            })
        });
        let kept: Vec<KeptRoot> = kept.collect::<Result<_, _>>()?;
        let verified = match &self.file {
            Some(path) => Verified { report: file::verify(path, trust, &kept)?, misfiled: None },
            None => {
                let (db, mut conn) = open(&self.install).await?;
                let verified = evidence::verify(&mut conn, trust, &kept).await;
                drop(conn);
                db.close().await;
                verified.map_err(unreadable)?
            }
        };
        let result = VerificationResult::new(&verified, language());
        if self.json {
            print(&result)?;
        } else {
            tell(&verified, &result);
        }
        Ok(if result.ok { ExitCode::SUCCESS } else { ExitCode::from(BAD) })
    }
}

fn tell(verified: &Verified, result: &VerificationResult) {
    if let Some(bad) = &result.first_bad {
        say("audit_bad", [("size", result.size.into())]);
        console::line(&bad.message);
    } else {
        say("audit_good", [("size", result.size.into()), ("proven", result.proven.into())]);
    }
    say("audit_counts", [("checkpoints", result.checkpoints.into()), ("kept", result.kept.into())]);
    for warning in &result.warnings {
        say("audit_warning", [("message", warning.message.as_str().into())]);
    }
    let more = result.warning_count - result.warnings.len() as u64;
    if more > 0 {
        say("audit_more_warnings", [("count", more.into())]);
    }
    if result.ok {
        say("audit_root", []);
        console::line(KeptRoot { size: verified.report.size, root: verified.report.root });
    }
}

impl Export {
    async fn run(self) -> Result<ExitCode, Failure> {
        let (db, mut conn) = open(&self.install).await?;
        let size = file::export(&mut conn, &self.file).await?;
        drop(conn);
        db.close().await;
        say("audit_exported", [("size", size.into())]);
        Ok(ExitCode::SUCCESS)
    }
}

impl Root {
    async fn run(self) -> Result<ExitCode, Failure> {
        let trust = self.trusted.trust(&self.install.data)?;
        let (db, mut conn) = open(&self.install).await?;
        let newest = evidence::latest_checkpoint(&mut conn).await.map_err(unreadable)?;
        let head = evidence::head(&mut conn).await.map_err(unreadable)?;
        drop(conn);
        db.close().await;
        let newest = newest.ok_or_else(|| Failure::plain("nothing was signed yet"))?;
        let checkpoint = Checkpoint::open(newest.note.as_bytes(), &trust)
            .map_err(|e| Failure::new("the newest checkpoint is not believed", e))?;
        let size = head.map_or(0, |(size, _)| u64::try_from(size).unwrap_or(0));
        let since = size.saturating_sub(checkpoint.size());
        let at = kedang_api::wire::instant(checkpoint.at().unwrap_or(newest.at));
        let printed = KeptRoot::from(&checkpoint).to_string();
        if self.json {
            print(&json!({
                "origin": checkpoint.origin(),
                "size": checkpoint.size(),
                "root": hash_to_hex(checkpoint.root()),
                "at": at,
                "printed": printed,
                "note": newest.note,
                "unsigned": since,
            }))?;
            return Ok(ExitCode::SUCCESS);
        }
        say("audit_signed", [("origin", checkpoint.origin().into()), ("at", at.into())]);
        say("audit_root", []);
        console::line(printed);
        for key in trust.keys().iter().take(1) {
            say("audit_key", [("key", key.to_string().into())]);
        }
        if since > 0 {
            say("audit_unsigned", [("count", since.into())]);
        }
        Ok(ExitCode::SUCCESS)
    }
}
