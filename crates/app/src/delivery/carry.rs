//! Who carries messages.

use kedang_courier::{Courier, Failure, Letter, MailServer, Message, Robot};

/// Carries messages; the courier, or a test's own.
pub trait Carrier: Sync {
    /// Hands a letter to a server.
    fn mail(
        &self,
        server: &MailServer,
        letter: &Letter,
    ) -> impl Future<Output = Result<(), Failure>> + Send;

    /// Lets a robot say something.
    fn say(
        &self,
        robot: &Robot,
        message: &Message,
    ) -> impl Future<Output = Result<(), Failure>> + Send;
}

impl Carrier for Courier {
    async fn mail(&self, server: &MailServer, letter: &Letter) -> Result<(), Failure> {
        Self::mail(self, server, letter).await
    }

    async fn say(&self, robot: &Robot, message: &Message) -> Result<(), Failure> {
        Self::say(self, robot, message).await
    }
}
