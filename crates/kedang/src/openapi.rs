//! `kedang openapi`

use crate::console;
use crate::failure::Failure;
use clap::Args;

/// Prints the OpenAPI document of the API.
#[derive(Args)]
pub(crate) struct Openapi {}

impl Openapi {
    #[expect(clippy::unused_self, reason = "every subcommand runs itself")]
    pub(crate) fn run(self) -> Result<(), Failure> {
        let document = kedang_api::openapi()
            .to_pretty_json()
            .map_err(|e| Failure::new("the document cannot be written", e))?;
        console::line(document);
        Ok(())
    }
}
