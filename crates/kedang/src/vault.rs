//! `kedang vault`, and where the master keys of the vault come from.
//!
//! By default they lie in a file beside the other keys, plain or locked by a passphrase. Whoever
//! wants them nowhere on this machine gives them in the environment.

use crate::console;
use crate::failure::Failure;
use crate::install::Install;
use clap::{Args, Subcommand};
use kedang_app::App;
use kedang_app::keys::VaultKeys;
use kedang_app::world::{Entropy as _, SystemEntropy};
use kedang_vault::{Locked, MasterKeys, NONCE, SALT, Suite, VaultError};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The master keys themselves: `1:base64`, divided by commas.
const KEYS: &str = "KEDANG_VAULT_KEYS";
/// What locks the file with the master keys.
const PASSPHRASE: &str = "KEDANG_VAULT_PASSPHRASE";
/// The file, in the folder of the keys.
const FILE: &str = "vault";
/// What the file says of itself.
const REMARK: &str = "# Master keys of the vault. Whoever has this file and the database reads what is \
                      confidential; without it nobody does. Keep a copy apart from the backups.\n";

/// The vault: what belongs to confidential and top secret customers
#[derive(Args)]
pub(crate) struct Vault {
    #[command(flatten)]
    install: Install,
    #[command(subcommand)]
    order: Order,
}

#[derive(Subcommand)]
enum Order {
    /// Tell which keys there are, what they wrap, and whether they open it
    Status,
    /// Add a newer master key and wrap the keys of all customers by it; the server may go on
    Rotate,
}

impl Vault {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        if matches!(self.order, Order::Rotate) {
            // Opens with the present keys first: a wrong passphrase must not end in a new file.
            let app = self.install.app().await?;
            app.db().close().await;
            let version = add(&self.install.keys())?;
            console::line(format_args!("Master key {version} is there. Keep a copy of the file."));
            let app = self.install.app().await?;
            while app.rewrap_part().await.map_err(|e| Failure::new(UNREADABLE, e))? {}
            return told(&app).await;
        }
        told(&self.install.app().await?).await
    }
}

const UNREADABLE: &str = "the vault cannot be read";

/// Says how the vault stands, and closes the database.
async fn told(app: &App) -> Result<(), Failure> {
    let state = app.vault_state().await.map_err(|e| Failure::new(UNREADABLE, e))?;
    let held: Vec<_> = state.held.iter().map(ToString::to_string).collect();
    console::line(format_args!("cipher             {}", state.suite));
    console::line(format_args!("master keys        {}", held.join(", ")));
    console::line(format_args!("sealed customers   {}", state.customers));
    for count in &state.wrapped {
        let opens = if count.opens { "" } else { "  LOST: these do not open" };
        console::line(format_args!(
            "wrapped by key {:<3} {} data keys{opens}",
            count.master, count.keys
        ));
    }
    if state.older() > 0 {
        console::line("A server that runs wraps the older ones anew within a minute.");
    }
    app.db().close().await;
    Ok(())
}

/// Fails with what is to be done when customers lie sealed that these keys do not open.
pub(crate) async fn refuse_lost(app: &App) -> Result<(), Failure> {
    let state = app.vault_state().await.map_err(|e| Failure::new(UNREADABLE, e))?;
    let lost: Vec<_> = state.lost().map(|version| version.to_string()).collect();
    if lost.is_empty() {
        return Ok(());
    }
    Err(Failure::plain(format!(
        "master key {} of the vault is lost or another one, and {} customers lie sealed: put the \
         backup of the file keys/{FILE} back, or give the keys in {KEYS}; nobody can open these \
         customers without them",
        lost.join(", "),
        state.customers
    )))
}

/// The keys of the vault. Makes the first one, unless something is sealed already: then a missing
/// key is a loss that must not be papered over.
pub(crate) fn load(folder: &Path, suite: Suite, sealed: bool) -> Result<VaultKeys, Failure> {
    if let Some(text) = variable(KEYS) {
        let masters = MasterKeys::parse(&text).map_err(|e| Failure::new(KEYS, e))?;
        return Ok(VaultKeys { masters, suite, again: Arc::new(|| None) });
    }
    let path = folder.join(FILE);
    if !path.exists() {
        if sealed {
            return Err(Failure::plain(format!(
                "{} is missing, but customers lie sealed: put the backup of it back, or give the \
                 keys in {KEYS}; nobody can open these customers without them",
                path.display()
            )));
        }
        let masters = MasterKeys::first(fresh());
        // Another process that starts now may have made it meanwhile: the first one counts.
        match write(&path, &masters, Write::First) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            written => written.map_err(|e| broken(&path, e))?,
        }
    }
    let masters = read(&path)?;
    let again = Arc::new(move || read(&path).ok());
    Ok(VaultKeys { masters, suite, again })
}

/// Adds a newer master key to the file and gives its version.
fn add(folder: &Path) -> Result<u32, Failure> {
    if variable(KEYS).is_some() {
        return Err(Failure::plain(format!(
            "the master keys are given in {KEYS}: add a further one there, with the next number, \
             and start the server anew; it wraps everything by the newest by itself"
        )));
    }
    let path = folder.join(FILE);
    let mut masters = read(&path)?;
    let version = masters.add(fresh());
    write(&path, &masters, Write::Again).map_err(|e| broken(&path, e))?;
    Ok(version)
}

fn read(path: &PathBuf) -> Result<MasterKeys, Failure> {
    let text = fs::read_to_string(path).map_err(|e| broken(path, e))?;
    let passphrase = variable(PASSPHRASE);
    MasterKeys::read(&text, passphrase.as_deref()).map_err(|error| match error {
        VaultError::Passphrase => Failure::plain(format!(
            "{} is locked: {PASSPHRASE} is missing or another one",
            path.display()
        )),
        other => broken(path, other),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Write {
    /// Only if there is none.
    First,
    /// In the place of what is there.
    Again,
}

/// Writes the file as a whole or not at all, for its owner alone.
fn write(path: &Path, masters: &MasterKeys, how: Write) -> io::Result<()> {
    let draft = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    file.write_all(REMARK.as_bytes())?;
    match variable(PASSPHRASE) {
        None => file.write_all(masters.to_text().as_bytes())?,
        Some(passphrase) => {
            let locked = Locked::new(masters, &passphrase, fresh::<SALT>(), fresh::<NONCE>());
            file.write_all(locked.map_err(io::Error::other)?.to_text().as_bytes())?;
        }
    }
    file.sync_all()?;
    if how == Write::Again {
        return fs::rename(&draft, path);
    }
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    linked
}

fn fresh<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemEntropy.fill(&mut bytes);
    bytes
}

/// A variable; an empty one is an unset one.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn broken(path: &Path, error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::new(format!("{} cannot be read or made", path.display()), error)
}
