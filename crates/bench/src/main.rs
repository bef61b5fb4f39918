//! Measures Kedang: generates a company with many customers, starts the real server on it and
//! loads it over HTTP, beside the bare SQL of the same work in the same run.
//!
//! ```sh
//! kedang-bench --server target/release/kedang --customers 100000
//! ```

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod bare;
mod duty;
mod generate;
mod http;
mod import;
mod load;
mod peer;
mod process;

use clap::Parser;
use std::path::PathBuf;
use std::time::Duration;

/// As in the server: what is registered in bulk here would be imported there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What went wrong, in words.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measures Kedang.
#[derive(Parser)]
struct Arguments {
    /// The server to measure
    #[arg(long, value_name = "PATH", required_unless_present = "pocketbase")]
    server: Option<PathBuf>,
    /// Measure this PocketBase instead
    #[arg(long, value_name = "PATH", conflicts_with = "server")]
    pocketbase: Option<PathBuf>,
    /// Customers to generate
    #[arg(long, default_value_t = 100_000)]
    customers: usize,
    /// Customers to whom ten things happen in a simulated year that somebody has to enter
    #[arg(long, default_value_t = 10_000)]
    obligated: usize,
    /// PostgreSQL instead of SQLite: postgres://user@host/name, an empty database
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Connections in a closed loop
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// Seconds for each kind of work
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Measure only the kinds of work whose name contains this
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Keep the data here and use it again next time
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let duration = Duration::from_secs(arguments.seconds);
    if let Some(binary) = &arguments.pocketbase {
        return peer(&arguments, binary, duration).await;
    }
    let Some(program) = &arguments.server else { return Err("no server is named".into()) };
    let scratch = tempfile::tempdir()?;
    let folder = arguments.data.clone().unwrap_or_else(|| scratch.path().to_owned());
    let place = process::Place { folder, database_url: arguments.database_url.clone() };
    let company = generate::company(program, &place, arguments.customers).await?;
    let server = process::Server::start(program, &place).await?;
    let plan = load::Plan {
        connections: arguments.connections,
        duration,
        only: arguments.only.as_deref().unwrap_or_default(),
    };
    let figures = load::measure(&server, &company, &place, &plan).await?;
    let imported = match "import".contains(plan.only) && arguments.database_url.is_none() {
        true => Some(import::measure(program).await?),
        false => None,
    };
    let started = server.started;
    let memory = server.memory()?;
    server.stop().await?;
    let duties = match "obligations".contains(plan.only) {
        true => Some(duty::measure(&place, &company, arguments.obligated).await?),
        false => None,
    };
    if arguments.json {
        let text = serde_json::json!({
            "customers": arguments.customers,
            "engine": if arguments.database_url.is_some() { "postgres" } else { "sqlite" },
            "start_ms": started.as_millis(),
            "generated_per_second": company.generated_per_second,
            "memory_mib": memory / 1024,
            "import_rows_per_second": imported.map(|i| i.whole),
            "import_bare_per_second": imported.map(|i| i.bare),
            "obligations": duties.map(|duties| duties.json()),
            "work": figures.iter().map(load::Figure::json).collect::<Vec<_>>(),
        });
        println!("{text:#}");
        return Ok(());
    }
    println!(
        "{} customers, {} connections, {} s each, start {} ms, memory {} MiB, registered {:.0}/s",
        arguments.customers,
        arguments.connections,
        arguments.seconds,
        started.as_millis(),
        memory / 1024,
        company.generated_per_second,
    );
    table(&figures);
    if let Some(duties) = duties {
        println!("{}", duties.lines());
    }
    if let Some(import::Imported { judged, written, whole, bare }) = imported {
        println!(
            "import of {} rows: {whole:.0} rows/s as a whole (judged {judged:.0}/s, written \
             {written:.0}/s), bare load {bare:.0}/s, ratio {:.2}",
            import::ROWS,
            whole / bare,
        );
    }
    Ok(())
}

async fn peer(
    arguments: &Arguments,
    binary: &std::path::Path,
    duration: Duration,
) -> Result<(), Failure> {
    let peer = peer::measure(binary, arguments.customers, arguments.connections, duration).await?;
    println!(
        "PocketBase: {} customers, {} connections, {} s each, start {} ms, memory {} MiB, \
         imported {:.0}/s",
        arguments.customers,
        arguments.connections,
        arguments.seconds,
        peer.started.as_millis(),
        peer.memory / 1024,
        peer.imported_per_second,
    );
    table(&peer.figures);
    Ok(())
}

fn table(figures: &[load::Figure]) {
    println!(
        "{:<26} {:>9} {:>9} {:>9} {:>11} {:>10} {:>7}",
        "work", "req/s", "p50 ms", "p99 ms", "cpu us/req", "bare/s", "ratio"
    );
    for figure in figures {
        println!("{}", figure.line());
    }
}
