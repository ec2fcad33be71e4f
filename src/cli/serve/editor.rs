//! Links that open a file at a line in the author's editor. They are followed by the browser; no request to this
//! server starts anything.

use std::path::PathBuf;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::cli::Failure;
use crate::load::Roots;

/// What may not stand in the path of a link to an editor.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'<').add(b'>').add(b'?').add(b'`');

/// The editors that are known by name, with their links.
const KNOWN: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
];

/// An editor, as the links that open it.
#[derive(Clone, Debug)]
pub(super) struct Editor {
    template: String,
    root: PathBuf,
}

impl Editor {
    /// The editor of that name, or of that template, for files below the root.
    ///
    /// # Errors
    /// When there is none of that name.
    pub(super) fn new(name: &str, roots: &Roots) -> Result<Self, Failure> {
        let known = KNOWN.iter().find(|(known, _)| *known == name).map(|(_, template)| *template);
        let own = (name.contains("://") && name.contains("{path}")).then_some(name);
        let Some(template) = known.or(own) else {
            let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
            let help =
                format!("one of {}, or a link such as name://open?file={{path}}&line={{line}}", names.join(", "));
            return Err(Failure::new(format!("there is no editor `{name}`")).help(help));
        };
        let root = roots.root.canonicalize().unwrap_or_else(|_| roots.root.clone());
        Ok(Self { template: template.to_owned(), root })
    }

    /// The link that opens `file`, a path below the root.
    pub(super) fn link(&self, file: &str, line: usize, column: usize) -> String {
        let path = self.root.join(file);
        let path = utf8_percent_encode(&path.to_string_lossy(), UNSAFE).to_string();
        let numbered = self.template.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        numbered.replace("{path}", &path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_the_file_the_line_and_the_column() {
        let roots = Roots { root: PathBuf::from("/no/such root") };
        let editor = Editor::new("vscode", &roots).unwrap();
        assert_eq!(editor.link("content/a&b.md", 12, 5), "vscode://file/no/such%20root/content/a%26b.md:12:5");
        let own = Editor::new("mine://{path}@{line}", &roots).unwrap();
        assert_eq!(own.link("content/a.md", 1, 1), "mine:///no/such%20root/content/a.md@1");
        assert!(Editor::new("notepad", &roots).is_err());
    }
}
