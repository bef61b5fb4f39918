//! The server as a process of its own, watched from outside.

use crate::Failure;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

/// Where the data is.
#[derive(Clone, Debug)]
pub struct Place {
    /// Folder of the installation.
    pub folder: PathBuf,
    /// PostgreSQL instead of the file.
    pub database_url: Option<String>,
}

impl Place {
    /// A command of the server on this place.
    #[must_use]
    pub fn command(&self, server: &Path, name: &str) -> Command {
        let mut command = Command::new(server);
        command.arg(name).arg("--data").arg(&self.folder).stderr(Stdio::null());
        command.env_remove("KEDANG_DATABASE_URL");
        if let Some(url) = &self.database_url {
            command.env("KEDANG_DATABASE_URL", url);
        }
        command
    }
}

/// A running server.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: String,
    /// From the start of the process to the first answer.
    pub started: Duration,
}

impl Server {
    /// Starts the server and waits until it answers.
    ///
    /// # Errors
    /// When it does not within 30 s.
    pub async fn start(server: &Path, place: &Place) -> Result<Self, Failure> {
        Self::launch(|address| {
            let mut command = place.command(server, "serve");
            command.arg("--listen").arg(address);
            command
        })
        .await
    }

    /// Starts any server on a free port and waits until it answers.
    ///
    /// # Errors
    /// When it does not within 30 s.
    pub async fn launch(command: impl FnOnce(&str) -> Command) -> Result<Self, Failure> {
        let free = TcpListener::bind("127.0.0.1:0").await?;
        let address = free.local_addr()?.to_string();
        drop(free);
        let begun = Instant::now();
        let child = command(&address)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        while TcpStream::connect(&address).await.is_err() {
            if begun.elapsed() > Duration::from_secs(30) {
                return Err("the server does not answer".into());
            }
            sleep(Duration::from_millis(2)).await;
        }
        Ok(Self { child, address, started: begun.elapsed() })
    }

    /// Processor time used so far.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn cpu(&self) -> Result<Duration, Failure> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid()?))?;
        // The name in brackets can hold anything; fields are counted behind it.
        let fields: Vec<&str> =
            stat.rsplit_once(')').map(|(_, rest)| rest.split(' ').collect()).unwrap_or_default();
        let ticks = |index: usize| fields.get(index).and_then(|f| f.parse::<u64>().ok());
        let (Some(user), Some(system)) = (ticks(12), ticks(13)) else {
            return Err("the process has no times".into());
        };
        // A tick is 10 ms on every Linux that matters.
        Ok(Duration::from_millis((user + system) * 10))
    }

    /// Greatest memory in use so far, in KiB.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn memory(&self) -> Result<u64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()?))?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok())
            .ok_or_else(|| "the process has no memory".into())
    }

    /// Asks the server to stop and waits for it.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn stop(mut self) -> Result<(), Failure> {
        let pid = self.pid()?.to_string();
        Command::new("kill").arg("-TERM").arg(pid).status().await?;
        self.child.wait().await?;
        Ok(())
    }

    fn pid(&self) -> Result<u32, Failure> {
        self.child.id().ok_or_else(|| "the server has ended".into())
    }
}
