//! Settings where nobody looks for them: other generators read theirs beside `content/`, and some end in `.yml`.
//!
//! A warning: the site is sound, but not as its author set it.

use std::path::Path;

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::path::SourcePath;

pub(super) static CHECK: Check =
    Check::warning("misplaced-settings", "a settings file that is not read, for it stands elsewhere or ends in .yml");

/// Looks below `root` for settings that are not where they are read from.
pub(super) fn look(root: &Path) -> Diagnostics {
    let places = |name: &str| [format!("{name}.yaml"), format!("{name}.yml"), format!("content/{name}.yml")];
    let names = ["handbook", "sources", "synonyms"];
    let found = names.into_iter().flat_map(|name| places(name).map(|place| (name, place)));
    found.filter(|(_, place)| root.join(place).is_file()).map(|(name, place)| report(name, place)).collect()
}

fn report(name: &str, place: String) -> Diagnostic {
    let path = SourcePath::from(place);
    Diagnostic::about_file(&CHECK, format!("{path} is not read"), &path).help(format!("move it to content/{name}.yaml"))
}
