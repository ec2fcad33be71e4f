//! Which names are not part of a handbook wherever they stand: what editors leave behind while they save,
//! hidden files, and the folders of other tools. The watcher asks too, so that they wake nobody.

/// Whether a file or folder of this name is passed over, with all that is in it.
pub fn is_passed_over(name: &str) -> bool {
    is_hidden(name) || is_editors(name) || is_of_another_tool(name)
}

/// Dotfiles; `.#name` (Emacs' locks) and `.name.swp` (Vim's) are among them.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Swap files, locks, backups and half-written files of editors.
fn is_editors(name: &str) -> bool {
    const SUFFIXES: &[&str] = &["~", ".swp", ".swo", ".swx", ".tmp", ".bak", ".part", "___jb_tmp___", "___jb_old___"];
    let lower = name.to_ascii_lowercase();
    SUFFIXES.iter().any(|suffix| lower.ends_with(suffix))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
        || name == "4913" // Vim's probe whether a folder can be written
}

/// What package managers and file managers put beside an author's files.
fn is_of_another_tool(name: &str) -> bool {
    matches!(name, "node_modules" | "__MACOSX" | "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::is_passed_over;

    #[test]
    fn what_editors_leave_behind_is_passed_over() {
        for name in [".git", ".#a.md", ".a.md.swp", "a.md~", "#a.md#", "4913", "a.md.TMP", "~$a.docx", "node_modules"] {
            assert!(is_passed_over(name), "{name}");
        }
    }

    #[test]
    fn an_authors_files_are_not() {
        for name in ["index.md", "4913.md", "a#b.md", "#", "tmp", "swp.md", "a~b.png"] {
            assert!(!is_passed_over(name), "{name}");
        }
    }
}
