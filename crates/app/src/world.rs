//! Time and randomness, as parameters.

/// Gives the time.
pub trait Clock: Send + Sync {
    /// Now, in ms UTC.
    fn now(&self) -> i64;
}

/// Gives randomness.
pub trait Entropy: Send + Sync {
    /// Fills the bytes with randomness fit for secrets.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time comes in")]
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// The machine's randomness.
#[derive(Debug)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::expect_used, reason = "without randomness no secret may be made; stop")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}
