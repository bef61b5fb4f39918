//! The `kedang` binary: one file for each subcommand, and what they share.

mod acting;
mod audit;
mod connections;
mod console;
mod demo;
mod export;
mod failure;
mod import;
mod install;
mod keys;
mod logging;
mod matching;
mod migrate;
mod openapi;
mod policy;
mod serve;
mod vault;

use clap::{Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// A request makes and drops many small things, and several threads do so at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Customer files under the company's own regulation.
#[derive(Parser)]
#[command(name = "kedang", version, about, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    logging: logging::Logging,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the page and the API
    Serve(serve::Serve),
    /// Bring the database up to date and stop
    Migrate(migrate::Migrate),
    /// Make a sample company in an empty place, and print who can sign in
    Demo(demo::Demo),
    /// Import a customer table under somebody's rights, or only judge it
    Import(import::Import),
    /// Write the customers that somebody sees into a file, under their rights
    Export(export::Export),
    /// Find the rows of a customer table that are one customer; no database
    Match(matching::Match),
    /// Verify the evidence log, offline
    Audit(audit::Audit),
    /// Look after the keys of what is confidential
    Vault(vault::Vault),
    /// Check, print and compare regulations: those that are shipped, files, a company's own
    Policy(policy::Policy),
    /// Print the OpenAPI document of the API
    Openapi(openapi::Openapi),
}

impl Command {
    async fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Audit(command) => return Ok(command.run().await),
            Self::Policy(command) => return command.run().await,
            Self::Serve(command) => command.run().await,
            Self::Migrate(command) => command.run().await,
            Self::Demo(command) => command.run().await,
            Self::Import(command) => command.run().await,
            Self::Export(command) => command.run().await,
            Self::Vault(command) => command.run().await,
            Self::Match(command) => command.run(),
            Self::Openapi(command) => command.run(),
        }
        .map(|()| ExitCode::SUCCESS)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.logging.start();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(kedang_db::BLOCKING + cores)
        .enable_all()
        .build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(arguments.command.run()),
        Err(error) => Err(Failure::new("the runtime cannot be started", error)),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            console::error(&failure);
            ExitCode::FAILURE
        }
    }
}
