//! The files that the binary carries.
/// The starter.
pub fn starter_files() -> Vec<super::SourceFile> {
    Vec::new()
}
