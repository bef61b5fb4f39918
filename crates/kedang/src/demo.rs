//! `kedang demo`

use crate::console;
use crate::failure::Failure;
use crate::install::{Install, command_line};
use clap::Args;
use kedang_app::AppError;
use kedang_app::demo::{SamplePerson, customers, people};
use kedang_domain::org::Regulation;
use serde::Serialize;

/// Makes a sample company in an empty place, and prints who can sign in.
#[derive(Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    install: Install,
    /// The regulation that the company obeys: M, C, H, L or S
    #[arg(long, value_name = "CODE", default_value = "M", value_parser = regulation)]
    regulation: Regulation,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn regulation(code: &str) -> Result<Regulation, String> {
    Regulation::from_code(code).ok_or_else(|| "must be M, C, H, L or S".to_owned())
}

/// Who can sign in.
#[derive(Serialize)]
struct Printed<'a> {
    people: Vec<PrintedPerson<'a>>,
}

#[derive(Serialize)]
struct PrintedPerson<'a> {
    login: &'a str,
    password: &'a str,
    role: &'a str,
    department: &'a str,
    name: &'a str,
}

impl<'a> From<&'a SamplePerson> for PrintedPerson<'a> {
    fn from(person: &'a SamplePerson) -> Self {
        Self {
            login: &person.login,
            password: person.password.reveal(),
            role: person.role,
            department: person.department,
            name: person.name,
        }
    }
}

impl Demo {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let app = self.install.app().await?;
        let people =
            people(&app, command_line(&app), self.regulation).await.map_err(
                |error| match error {
                    AppError::Conflict { code: "already_set_up", .. } => Failure::plain(format!(
                        "there is a company already; take an empty place instead of {}",
                        self.install.data.display()
                    )),
                    other => Failure::new("the sample company cannot be made", other),
                },
            )?;
        customers(&app, &people, &command_line(&app))
            .await
            .map_err(|e| Failure::new("the sample customers cannot be made", e))?;
        app.db().close().await;
        let people: Vec<_> = people.iter().map(PrintedPerson::from).collect();
        if self.json {
            let text = serde_json::to_string_pretty(&Printed { people })
                .map_err(|e| Failure::new("the people cannot be printed", e))?;
            console::line(text);
            return Ok(());
        }
        for person in people {
            let PrintedPerson { login, password, role, department, name } = person;
            console::line(format_args!("{login:<10} {password}  {role:<24} {department} {name}"));
        }
        Ok(())
    }
}
