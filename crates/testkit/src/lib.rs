//! What tests share: both engines, a clock that is told the time, randomness that repeats.
//!
//! ```ignore
//! kedang_testkit::on_both_engines! {
//!     async fn a_closed_department_takes_nobody(world: World) { … }
//! }
//! ```

mod company;
mod http;
pub mod postgres;
mod world;

pub use company::Company;
pub use http::{Http, Reply};
pub use kedang_db::Engine;
pub use world::{FakeClock, FakeEntropy, World};

/// Writes one test for each engine. The body gets a [`World`] with an empty, migrated database.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block)*) => {$(
        async fn $name($world: $crate::World) $body

        mod $name {
            $(#[$meta])*
            #[test]
            fn sqlite() {
                $crate::World::run($crate::Engine::Sqlite, stringify!($name), super::$name);
            }

            $(#[$meta])*
            #[test]
            fn postgres() {
                $crate::World::run($crate::Engine::Postgres, stringify!($name), super::$name);
            }
        }
    )*};
}
