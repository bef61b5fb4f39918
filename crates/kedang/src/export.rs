//! `kedang export`

use crate::acting::{context, failed};
use crate::console;
use crate::failure::Failure;
use crate::install::Install;
use clap::{Args, ValueEnum};
use kedang_app::export::{ExportFile, ExportFormat, Wish};
use kedang_app::saved_view::SavedView;
use kedang_app::{App, Context};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// The list of customers has no other.
const LIST: &str = "customers";
/// Writes the customers that somebody sees into a file, under their rights; the log says which.
#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    install: Install,
    /// Login of the person under whose rights and name they leave
    #[arg(long = "as", value_name = "LOGIN")]
    login: String,
    /// Form of the file
    #[arg(long, value_enum)]
    format: Format,
    /// What for; the company may insist on it
    #[arg(long, default_value = "")]
    purpose: String,
    /// A saved view of this person's, by its name or id: its filters, order and columns
    #[arg(long, value_name = "VIEW")]
    view: Option<String>,
    /// Only customers that meet this, as field:op:value; may be repeated, all must hold
    #[arg(long = "filter", value_name = "FILTER")]
    filters: Vec<String>,
    /// Order: a key, with - before it for the greatest first
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Keys of the columns in their order, separated by commas; facts alone come behind what every
    /// customer has
    #[arg(long, value_delimiter = ',', value_name = "KEYS")]
    columns: Vec<String>,
    /// Begin a table of text with what a workbook has on its cover
    #[arg(long)]
    cover: bool,
    /// Replace the file if there is one
    #[arg(long)]
    force: bool,
    /// Where to
    #[arg(value_name = "OUT")]
    out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Xlsx,
    Vcf,
}

impl Export {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        // Said before anything is looked for; asked again when the file gets its name.
        if !self.force && fs::symlink_metadata(&self.out).is_ok() {
            return Err(self.is_there());
        }
        // Where nothing can be written nothing leaves, and the log does not say that it did.
        let mut draft = Draft::new(&self.out).map_err(|e| self.unwritable(e))?;
        let app = self.install.app().await?;
        let size = self.take(&app, &mut draft).await;
        app.db().close().await;
        let size = size?;
        draft.finish(&self.out, self.force).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => self.is_there(),
            _ => self.unwritable(error),
        })?;
        console::line(format_args!("{}: {size} bytes", self.out.display()));
        Ok(())
    }

    /// Writes all of it, and says how many bytes that are.
    async fn take(&self, app: &App, draft: &mut Draft) -> Result<u64, Failure> {
        let mut file = self.file(app).await?;
        let mut size = 0;
        while let Some(piece) = file.next().await {
            let piece = piece.map_err(|error| Failure::new("the export broke off", error))?;
            draft.file.write_all(&piece).map_err(|e| self.unwritable(e))?;
            size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        }
        Ok(size)
    }

    fn unwritable(&self, error: io::Error) -> Failure {
        Failure::new(format!("{} cannot be written", self.out.display()), error)
    }

    fn is_there(&self) -> Failure {
        let out = self.out.display();
        Failure::plain(format!("{out} is there already; --force replaces it"))
    }

    async fn file(&self, app: &App) -> Result<ExportFile, Failure> {
        let ctx = context(app, &self.login).await?;
        let (mut filters, mut sort, mut columns) = (Vec::new(), None, Vec::new());
        if let Some(name) = &self.view {
            let view = view(app, &ctx, name).await?.definition;
            (filters, sort, columns) = (view.filters, view.sort, view.columns);
        }
        filters.extend(self.filters.iter().cloned());
        if !self.columns.is_empty() {
            columns.clone_from(&self.columns);
        }
        let wish = Wish {
            purpose: self.purpose.clone(),
            filters,
            sort: self.sort.clone().or(sort),
            columns,
            format: match self.format {
                Format::Csv => ExportFormat::Csv,
                Format::Xlsx => ExportFormat::Xlsx,
                Format::Vcf => ExportFormat::Vcf,
            },
            cover: self.cover,
            only: None,
        };
        match app.export_at_once(&ctx, &wish).await {
            Ok(file) => Ok(file),
            Err(error) => Err(failed(app, &ctx, "the export", error).await),
        }
    }
}

/// A view that this person may use, by its id or name; one's own before those of others.
async fn view(app: &App, ctx: &Context, wanted: &str) -> Result<SavedView, Failure> {
    let views = match app.saved_views(ctx, LIST).await {
        Ok(views) => views,
        Err(error) => return Err(failed(app, ctx, "the view", error).await),
    };
    let named = |view: &&SavedView| view.id.to_string() == wanted || view.name == wanted;
    let mut found: Vec<_> = views.iter().filter(named).collect();
    found.sort_by_key(|view| view.person.0 != ctx.actor.person);
    match found.as_slice() {
        [] => Err(Failure::plain(format!("there is no view {wanted}"))),
        [first, second, ..]
            if (first.person.0 == ctx.actor.person) == (second.person.0 == ctx.actor.person) =>
        {
            Err(Failure::plain(format!("there are several views {wanted}; name one by its id")))
        }
        [first, ..] => Ok((*first).clone()),
    }
}

/// A file on its way, that only its owner may read. It gets its name when it is whole; until then,
/// and when it never is, whatever has the name stays.
struct Draft {
    path: PathBuf,
    file: File,
}

impl Draft {
    /// Beside the place where it is to be.
    fn new(out: &Path) -> io::Result<Self> {
        let mut name = out.file_name().ok_or(ErrorKind::InvalidInput)?.to_owned();
        name.push(format!(".new-{}", std::process::id()));
        let path = out.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        Ok(Self { path, file })
    }

    fn finish(self, out: &Path, force: bool) -> io::Result<()> {
        self.file.sync_all()?;
        // A link is never made over something else.
        if force { fs::rename(&self.path, out) } else { fs::hard_link(&self.path, out) }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // It has another name by now, or was not wanted.
        let _ = fs::remove_file(&self.path);
    }
}
