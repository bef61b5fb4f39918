//! The log of the process, on standard error.

use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;

/// The form of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Text,
    /// For programs, one JSON object a line
    Json,
}

/// How the process logs.
#[derive(Args)]
pub(crate) struct Logging {
    /// What to log, e.g. `info` or `kedang_app=debug,warn`
    #[arg(
        long = "log",
        env = "KEDANG_LOG",
        default_value = "info",
        global = true,
        value_name = "FILTER"
    )]
    filter: String,
    /// Form of the log
    #[arg(
        long = "log-format",
        env = "KEDANG_LOG_FORMAT",
        default_value = "text",
        global = true,
        value_name = "FORM"
    )]
    form: Form,
}

impl Logging {
    pub(crate) fn start(&self) {
        let filter = EnvFilter::builder()
            .with_default_directive(tracing_subscriber::filter::LevelFilter::INFO.into())
            .parse_lossy(&self.filter);
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        match self.form {
            Form::Text => {
                use std::io::IsTerminal as _;
                log.with_ansi(std::io::stderr().is_terminal()).init();
            }
            Form::Json => log.json().init(),
        }
    }
}
