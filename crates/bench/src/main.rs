//! Measures Kedang.
fn main() {}
