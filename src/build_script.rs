//! Themes and the starter are embedded as they stand: a file that is added to them must reach the binary.

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/cli/starter");
}
