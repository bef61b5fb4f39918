//! A throw-away PostgreSQL for tests.
//!
//! The test runner starts every test in a process of its own, so the cluster cannot live in a
//! static: the first process that needs one starts it, the others find it through a state file,
//! and `scripts/postgres-stop` (called at the end of `make test`) ends it. A cluster whose
//! postmaster has died is cleaned away and started anew.
//!
//! Every test gets a database of its own from [`database_url`]; [`template`] prepares one database
//! (migrations, sample rows) that the others are then copied from in a few milliseconds. Databases
//! of processes that have ended are dropped in passing.
//!
//! The cluster trusts whoever reaches its unix socket, and that socket is in a folder only the
//! server's own account may enter. It gives up durability for speed and must hold nothing of value.
//! Its default collation is ICU's Chinese, which orders quite unlike bytes, so that a key which
//! forgot `COLLATE "C"` is found here and not at a customer's.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The oldest PostgreSQL that Kedang runs on, and so the oldest that tests accept.
const OLDEST_VERSION: u32 = 15;

/// The superuser of the cluster.
const USER: &str = "kedang";

/// A unix socket's path may have 107 bytes; the rest is taken by the folder's name and the file's.
const LONGEST_TEMP_DIR: usize = 60;

/// So many databases of ended processes may lie about before one process clears them.
const LEFTOVERS: usize = 24;

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// Why no database could be had. Its text names the remedy where there is one.
#[derive(Debug)]
pub struct PostgresError(String);

impl fmt::Display for PostgresError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PostgresError {}

fn error(text: impl Into<String>) -> PostgresError {
    PostgresError(text.into())
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> PostgresError + '_ {
    move |source| error(format!("{}: {source}", path.display()))
}

/// Makes an empty database for one test and returns its `postgres://` URL.
///
/// `name_hint` (the test's name, say) becomes part of the database's name, so that a database seen
/// in the server's log can be told. Blocks the thread for some 30 ms, and for about two seconds in
/// the process that has to start the cluster.
///
/// # Panics
/// When PostgreSQL is not installed or does not start: a test that needs it fails, it never skips.
#[must_use]
#[track_caller]
#[expect(clippy::panic, reason = "a test without its database must fail with the reason")]
pub fn database_url(name_hint: &str) -> String {
    fresh(name_hint, None).unwrap_or_else(|why| panic!("no PostgreSQL database: {why}"))
}

/// Like [`database_url`], copied from the database `template` (see [`template`]).
///
/// # Panics
/// As [`database_url`]; also when there is no such template.
#[must_use]
#[track_caller]
#[expect(clippy::panic, reason = "a test without its database must fail with the reason")]
pub fn database_url_from(name_hint: &str, template: &str) -> String {
    fresh(name_hint, Some(template)).unwrap_or_else(|why| panic!("no PostgreSQL database: {why}"))
}

/// Creates the database `name`, copied from `template` if one is given, and returns its URL.
///
/// # Errors
/// When PostgreSQL cannot be had, `name` exists, or `template` does not.
pub fn create_database(name: &str, template: Option<&str>) -> Result<String, PostgresError> {
    let cluster = Home::shared().ensure()?;
    cluster.psql("postgres", &[&create_statement(name, template)])?;
    Ok(cluster.url(name))
}

/// Prepares a database once and returns its name, to be handed to [`database_url_from`].
///
/// The first process that asks for `key` runs `prepare` with the URL of an empty database; the
/// others wait for it. Put into `key` whatever changes the outcome (a digest of the migrations): a
/// cluster may outlive the build that made the template. `prepare` must have closed its connections
/// when it returns; those left are cut.
///
/// # Errors
/// When PostgreSQL cannot be had or `prepare` fails; the failure is kept by nobody, the next asks
/// anew.
pub fn template<E: fmt::Display>(
    key: &str,
    prepare: impl FnOnce(&str) -> Result<(), E>,
) -> Result<String, PostgresError> {
    Home::shared().template(key, prepare)
}

fn fresh(name_hint: &str, template: Option<&str>) -> Result<String, PostgresError> {
    Home::shared().ensure()?.fresh(name_hint, template)
}

/// Where one cluster's lock and state lie.
#[derive(Debug, Clone)]
struct Home(PathBuf);

/// A running cluster.
#[derive(Debug, Clone)]
struct Cluster {
    home: Home,
    /// Holds the data and the socket; belongs to the server's account.
    dir: PathBuf,
    /// PostgreSQL's programs.
    bin: PathBuf,
}

impl Home {
    /// In the build folder, so that two checkouts do not stop each other's cluster.
    fn shared() -> Self {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
            PathBuf::from,
        );
        Self(target.join("pg"))
    }

    fn state(&self) -> PathBuf {
        self.0.join("state")
    }

    /// Waits for this home's lock; it is free again when the file is dropped, or its process ends.
    fn lock(&self, what: &str) -> Result<File, PostgresError> {
        fs::create_dir_all(&self.0).map_err(at(&self.0))?;
        let path = self.0.join(what);
        let file = File::options().create(true).append(true).open(&path).map_err(at(&path))?;
        file.lock().map_err(at(&path))?;
        Ok(file)
    }

    fn recorded(&self) -> Option<Cluster> {
        let state = fs::read_to_string(self.state()).ok()?;
        let value = |key: &str| {
            state
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
                .map(PathBuf::from)
        };
        let dir = value("dir")?;
        // What the file names is going to be removed at some time: only ever a folder of our make.
        let ours = dir.file_name().and_then(OsStr::to_str).is_some_and(|n| n.starts_with(PREFIX));
        (ours && dir.is_absolute()).then_some(Cluster {
            home: self.clone(),
            dir,
            bin: value("bin")?,
        })
    }

    fn running(&self) -> Option<Cluster> {
        self.recorded().filter(|it| UnixStream::connect(it.dir.join(".s.PGSQL.5432")).is_ok())
    }

    fn ensure(&self) -> Result<Cluster, PostgresError> {
        if let Some(cluster) = self.running() {
            return Ok(cluster);
        }
        let _lock = self.lock("lock")?;
        if let Some(cluster) = self.running() {
            return Ok(cluster);
        }
        if let Some(stale) = self.recorded() {
            stale.remove()?;
        }
        let cluster = Cluster {
            home: self.clone(),
            bin: programs(&installations())?,
            dir: make_dir(&std::env::temp_dir())?,
        };
        cluster.start()?;
        Ok(cluster)
    }

    fn template<E: fmt::Display>(
        &self,
        key: &str,
        prepare: impl FnOnce(&str) -> Result<(), E>,
    ) -> Result<String, PostgresError> {
        let cluster = self.ensure()?;
        let name = format!("m_{}", identifier(key, 60));
        let _lock = self.lock(&format!("{name}.lock"))?;
        let known = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
        if cluster.psql("postgres", &[&known])?.trim() == "1" {
            return Ok(name);
        }
        // Under another name until it is complete: a copy is never taken of half a template.
        let draft = database_name("draft");
        cluster.psql("postgres", &[&drop_statement(&draft), &create_statement(&draft, None)])?;
        prepare(&cluster.url(&draft))
            .map_err(|why| error(format!("the template {key} could not be prepared: {why}")))?;
        let cut = format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{draft}'"
        );
        let rename = format!("ALTER DATABASE \"{draft}\" RENAME TO \"{name}\"");
        cluster.psql("postgres", &[&cut, &rename])?;
        Ok(name)
    }
}

impl Cluster {
    fn url(&self, database: &str) -> String {
        format!("postgres://{USER}@localhost/{database}?host={}", self.dir.display())
    }

    fn fresh(&self, name_hint: &str, template: Option<&str>) -> Result<String, PostgresError> {
        let name = database_name(name_hint);
        // The process number may have been another's before, and so may the name.
        let printed = self.psql(
            "postgres",
            &[
                &drop_statement(&name),
                &create_statement(&name, template),
                "SELECT datname FROM pg_database WHERE datname LIKE 't\\_%'",
            ],
        )?;
        let left: Vec<&str> = printed.lines().filter(|name| has_ended(name)).collect();
        if left.len() > LEFTOVERS {
            self.sweep(&left);
        }
        Ok(self.url(&name))
    }

    /// Drops databases of ended processes. Best effort: the whole cluster goes in the end.
    fn sweep(&self, databases: &[&str]) {
        let Ok(file) = File::options().create(true).append(true).open(self.home.0.join("sweep"))
        else {
            return;
        };
        // Whoever holds it is dropping the same databases.
        if file.try_lock().is_err() {
            return;
        }
        let statements: Vec<String> = databases.iter().map(|name| drop_statement(name)).collect();
        let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
        let _ = self.psql("postgres", &statements);
    }

    /// Runs each statement by itself and returns what they print, one value a line.
    fn psql(&self, database: &str, statements: &[&str]) -> Result<String, PostgresError> {
        let mut command = clean(self.bin.join("psql"));
        command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-w", "-U", USER, "-h"]);
        command.arg(&self.dir).args(["-d", database]);
        for statement in statements {
            command.args(["-c", statement]);
        }
        Ok(String::from_utf8_lossy(&run(&mut command)?.stdout).into_owned())
    }

    /// A command in the cluster's folder, under the account it belongs to: the server refuses to
    /// run as root.
    fn command(&self, program: &str) -> Result<Command, PostgresError> {
        let owner = fs::metadata(&self.dir).map_err(at(&self.dir))?;
        let mut command = clean(self.bin.join(program));
        command.current_dir(&self.dir);
        if owner.uid() != current_user(&self.home.0)? {
            command.uid(owner.uid()).gid(owner.gid());
        }
        Ok(command)
    }

    fn start(&self) -> Result<(), PostgresError> {
        // Recorded before it runs, so that a start which fails or is killed is cleaned up after.
        let state = format!("dir={}\nbin={}\n", self.dir.display(), self.bin.display());
        let draft = self.home.0.join("state.new");
        fs::write(&draft, state).map_err(at(&draft))?;
        fs::rename(&draft, self.home.state()).map_err(at(&draft))?;

        let mut initdb = self.command("initdb")?;
        initdb.args(["-D", "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"]);
        initdb.args(["--locale=C", "--locale-provider=icu", "--icu-locale=zh"]);
        run(&mut initdb)?;

        // pg_ctl splits what it hands on at spaces, quotes and all; a settings file is plainer.
        let settings = format!("{SETTINGS}unix_socket_directories = '{}'\n", self.dir.display());
        let path = self.dir.join("data/postgresql.conf");
        fs::write(&path, settings).map_err(at(&path))?;

        // The log is a file of its own also because the server must not hold the pipes of the test
        // that happened to start it.
        let mut start = self.command("pg_ctl")?;
        start.args(["-D", "data", "-l", "log", "-w", "-t", "60", "-s", "start"]);
        run(&mut start).map(drop).map_err(|why| {
            let log = fs::read_to_string(self.dir.join("log")).unwrap_or_default();
            error(format!("{why}\nThe server's log:\n{log}"))
        })
    }

    /// Ends the server, if it runs, and removes its folder and state.
    fn remove(&self) -> Result<(), PostgresError> {
        if self.dir.exists() {
            let mut stop = self.command("pg_ctl")?;
            // Fails when there is no server to stop, which is the usual case here.
            let _ = run(stop.args(["-D", "data", "-m", "immediate", "-w", "-s", "stop"]));
            fs::remove_dir_all(&self.dir).map_err(at(&self.dir))?;
        }
        let state = self.home.state();
        fs::remove_file(&state).map_err(at(&state))
    }
}

const PREFIX: &str = "kedang-pg-";

/// Everything that waits for a disk is off. Without a vacuum of its own, a template is never in use
/// when it is copied.
const SETTINGS: &str = "\
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
shared_buffers = 64MB
max_wal_size = 4GB
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %d '
";

/// A command that does not take its server from the caller's environment.
fn clean(program: PathBuf) -> Command {
    let mut command = Command::new(program);
    for (key, _) in std::env::vars_os() {
        if key.to_str().is_some_and(|key| key.starts_with("PG")) {
            command.env_remove(key);
        }
    }
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Result<Output, PostgresError> {
    let program = command.get_program().to_string_lossy().into_owned();
    // Not a pipe: the postmaster inherits it, and waiting for its end would wait for the server's.
    let pg_ctl = program.ends_with("pg_ctl");
    if pg_ctl {
        command.stdout(Stdio::null()).stderr(Stdio::null());
    }
    let output = command.output().map_err(|why| error(format!("{program}: {why}")))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(error(format!("{program} failed ({}): {}", output.status, said.trim())))
}

/// The folders that may hold PostgreSQL's programs, with the version their place tells.
fn installations() -> Vec<(Option<u32>, PathBuf)> {
    let mut found: Vec<(Option<u32>, PathBuf)> = Vec::new();
    if let Ok(entries) = fs::read_dir("/usr/lib/postgresql") {
        found.extend(entries.flatten().filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((Some(version), entry.path().join("bin")))
        }));
    }
    found.sort();
    found.reverse();
    let path = std::env::var_os("PATH").unwrap_or_default();
    found.extend(std::env::split_paths(&path).map(|dir| (None, dir)));
    found
}

fn programs(installations: &[(Option<u32>, PathBuf)]) -> Result<PathBuf, PostgresError> {
    let mut too_old = String::new();
    for (version, dir) in installations {
        let complete = ["initdb", "pg_ctl", "psql"].iter().all(|name| dir.join(name).is_file());
        if !complete {
            continue;
        }
        match version.or_else(|| asked_version(dir)) {
            Some(version) if version >= OLDEST_VERSION => return Ok(dir.clone()),
            version => {
                let version = version.map_or_else(|| "unknown".to_owned(), |it| it.to_string());
                too_old = format!(" (version {version} in {} will not do)", dir.display());
            }
        }
    }
    Err(error(format!(
        "these tests need PostgreSQL {OLDEST_VERSION} or later and found none{too_old}: install it \
         (Debian: apt-get install postgresql; `make test` does) or put its initdb on the PATH"
    )))
}

/// "initdb (PostgreSQL) 16.4 (Debian …)" → 16.
fn asked_version(dir: &Path) -> Option<u32> {
    let output = run(clean(dir.join("initdb")).arg("--version")).ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().find_map(|word| word.split('.').next()?.parse().ok())
}

/// The account this process acts as; where the system does not tell, the one the home belongs to.
fn current_user(home: &Path) -> Result<u32, PostgresError> {
    let told = fs::metadata("/proc/self").or_else(|_| fs::metadata(home));
    told.map(|it| it.uid()).map_err(at(home))
}

/// Makes the cluster's folder, and gives it to an ordinary account if this is root.
fn make_dir(temp: &Path) -> Result<PathBuf, PostgresError> {
    let parent = if temp.as_os_str().len() <= LONGEST_TEMP_DIR { temp } else { Path::new("/tmp") };
    let pid = std::process::id();
    loop {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let dir = parent.join(format!("{PREFIX}{pid}-{number}"));
        match fs::create_dir(&dir) {
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => continue,
            made => made.map_err(at(&dir))?,
        }
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).map_err(at(&dir))?;
        if fs::metadata(&dir).map_err(at(&dir))?.uid() == 0 {
            let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
            let (uid, gid) = ordinary_account(&accounts).ok_or_else(|| {
                error("PostgreSQL does not run as root, and there is no account postgres or nobody")
            })?;
            chown(&dir, Some(uid), Some(gid)).map_err(at(&dir))?;
        }
        return Ok(dir);
    }
}

/// User and group of `postgres`, else of `nobody`, from the text of `/etc/passwd`.
fn ordinary_account(accounts: &str) -> Option<(u32, u32)> {
    ["postgres", "nobody"].iter().find_map(|wanted| {
        accounts.lines().find_map(|line| {
            let mut parts = line.split(':');
            (parts.next()? == *wanted).then_some(())?;
            Some((parts.nth(1)?.parse().ok()?, parts.next()?.parse().ok()?))
        })
    })
}

/// `t_<process>_<number>_<hint>`, within PostgreSQL's 63 bytes.
fn database_name(hint: &str) -> String {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    format!("t_{}_{number}_{}", std::process::id(), identifier(hint, 30))
}

/// Letters, digits and underscores that need no quoting in a name or a URL, at most `longest` many.
fn identifier(text: &str, longest: usize) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    text.chars().map(plain).take(longest).collect()
}

/// Whether the process that a database was made by is gone. Told on Linux only; elsewhere the
/// databases stay until the cluster goes.
fn has_ended(database: &str) -> bool {
    let pid = database.split('_').nth(1).and_then(|pid| pid.parse::<u32>().ok());
    pid.is_some_and(|pid| {
        Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{pid}")).exists()
    })
}

fn create_statement(name: &str, template: Option<&str>) -> String {
    match template {
        Some(template) => format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\""),
        None => format!("CREATE DATABASE \"{name}\""),
    }
}

fn drop_statement(name: &str) -> String {
    format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)")
}

#[cfg(test)]
mod tests;
