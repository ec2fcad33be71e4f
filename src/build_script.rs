//! Gives the binary a name of its own, `HANDBOOK_BUILD`: a hash over all that it is made of. Output is known to be up to
//! date by it. Themes and the starter are embedded as they stand: a file that is added to them must reach the binary.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for root in ["Cargo.lock", "Cargo.toml", "src", "themes"] {
        println!("cargo::rerun-if-changed={root}");
        hash(Path::new(root), &mut hasher)?;
    }
    for variable in ["PROFILE", "TARGET"] {
        std::env::var(variable).unwrap_or_default().hash(&mut hasher);
    }
    println!("cargo::rustc-env=HANDBOOK_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Hashes the file, or all files of the folder by name.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut paths: Vec<_> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| hash(path, hasher));
    }
    path.hash(hasher);
    match fs::read(path) {
        Ok(bytes) => bytes.hash(hasher),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    Ok(())
}
