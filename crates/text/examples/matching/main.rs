//! Measures the matching of records on a table with known truth.
//!
//! ```text
//! cargo run --release -p kedang-text --example matching -- \
//!     --customers customers.csv --truth truth.csv [--threads 2] [--times 33] [--blank 50] [--errors 20] [--fit] [--write OUT.csv]
//! ```
//!
//! `--write` writes the records that are measured, with the company that each belongs to, for
//! others to be measured on; it is not part of the time.
//!
//! `--times N` repeats the table N times with other names, codes and numbers, `--blank N` leaves
//! out N of a hundred cells other than names, `--errors N` shows wrong pairs, `--fit` fits the weights of evidence to the tuning part of the truth.

#![expect(clippy::print_stdout, reason = "a report on the terminal is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

mod fit;
mod report;
mod table;
mod vary;

use std::{error::Error, fs, time::Instant};

use kedang_text::matching::{batch, cluster};

use crate::{report::Truth, table::Table};

struct Options {
    customers: String,
    truth: Option<String>,
    write: Option<String>,
    threads: usize,
    times: usize,
    blank: u64,
    errors: usize,
    fit: bool,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        customers: String::new(),
        truth: None,
        write: None,
        threads: 2,
        times: 1,
        blank: 0,
        errors: 0,
        fit: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--customers" => options.customers = value()?,
            "--truth" => options.truth = Some(value()?),
            "--write" => options.write = Some(value()?),
            "--threads" => options.threads = value()?.parse()?,
            "--times" => options.times = value()?.parse()?,
            "--blank" => options.blank = value()?.parse()?,
            "--errors" => options.errors = value()?.parse()?,
            "--fit" => options.fit = true,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    if options.customers.is_empty() {
        return Err("--customers FILE is needed".into());
    }
    Ok(options)
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let truth = options.truth.as_deref().map(Truth::read).transpose()?;
    let mut table = Table::open(&options.customers, options.blank)?;
    let entities = truth.as_ref().map(|truth| truth.by_id());
    let mut copy = match &options.write {
        Some(path) => Some(table.copy(path)?),
        None => None,
    };
    let started = Instant::now();
    let (profiles, ids) =
        table.profiles(options.threads, options.times, entities.as_ref(), copy.as_mut())?;
    let read = started.elapsed();
    let making = table.making;
    let matching = Instant::now();
    if options.fit {
        let Some(truth) = &truth else { return Err("--fit needs --truth".into()) };
        fit::fit(&profiles, &truth.of(&ids));
        return Ok(());
    }
    let found = batch::pairs(&profiles, options.threads);
    let paired = matching.elapsed();
    let clusters = cluster(&profiles, &found.pairs);
    let whole = matching.elapsed() + making;
    println!("records              {}", profiles.len());
    println!("pairs compared       {}", found.compared);
    println!("time: profiles       {:.2} s", making.as_secs_f64());
    println!("time: pairs          {:.2} s", paired.as_secs_f64());
    println!("time: clusters       {:.2} s", (matching.elapsed() - paired).as_secs_f64());
    println!("time: all of these   {:.2} s on {} threads", whole.as_secs_f64(), options.threads);
    println!("time: with the file  {:.2} s", (read + matching.elapsed()).as_secs_f64());
    println!("processor time       {:.2} s", processor_seconds());
    println!("most memory          {} MB", peak_memory_kb() / 1024);
    println!("size of a profile    {} bytes", size_of_val(profiles.first().ok_or("no records")?));
    if let Some(truth) = &truth {
        let truth = truth.of(&ids);
        report::calibration(&truth, &found.pairs);
        report::report(&truth, &clusters, &profiles, &found.frequencies, options.errors);
    }
    Ok(())
}

fn peak_memory_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

/// User and system time, in the kernel's ticks of a hundredth of a second.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u32 = rest
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|number| number.parse::<u32>().ok())
        .sum();
    f64::from(ticks) / 100.0
}
