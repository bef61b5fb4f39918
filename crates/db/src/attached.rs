//! What the layer above hangs on a database, so that it is at hand wherever there is a connection.

use std::any::Any;
use std::sync::{Arc, OnceLock};

/// At most one thing, shared by a [`crate::Db`] and all its connections.
#[derive(Clone, Default)]
pub(crate) struct Attached(Arc<OnceLock<Arc<dyn Any + Send + Sync>>>);

impl Attached {
    /// `false` when there is one already.
    pub(crate) fn set<T: Any + Send + Sync>(&self, thing: Arc<T>) -> bool {
        self.0.set(thing).is_ok()
    }

    pub(crate) fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        Arc::clone(self.0.get()?).downcast().ok()
    }
}
