//! The `kedang` binary.
fn main() {}
