//! What stands around the text of every page and does not depend on it: `templates/frame/`, rendered once for each kind
//! of page and each depth of folders, and shared.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, Value};

use super::navigation::{DEPTHS, depth};
use super::templates::{Templates, html};
use crate::diagnostic::Diagnostic;
use crate::path::SourcePath;
use crate::plan::Site;

/// The parts of the frame, as far as they were asked for.
pub(super) struct Frames {
    /// The stems of `templates/frame/`.
    parts: Vec<String>,
    /// The stems of `templates/kinds/`.
    kinds: Vec<String>,
    /// By depth, then by kind.
    rendered: Vec<OnceLock<Value>>,
}

impl Frames {
    /// Of the site's theme.
    pub(super) fn new(site: &Site) -> Self {
        let stems = |folder: &str| {
            let stem = |path: &str| Some(path.strip_prefix(folder)?.strip_suffix(".html")?.to_owned());
            site.theme.files.keys().filter_map(|path| stem(path)).collect::<Vec<_>>()
        };
        let kinds = stems("templates/kinds/");
        let rendered = (0..DEPTHS * kinds.len()).map(|_| OnceLock::new()).collect();
        Self { parts: stems("templates/frame/"), kinds, rendered }
    }

    /// The parts around pages of `kind` from which `root` leads up to the site's root: HTML by stem.
    ///
    /// # Errors
    /// When a template fails; `about` is the page to name then.
    pub(super) fn around(
        &self,
        site: &Site,
        templates: &Templates,
        kind: &str,
        root: &str,
        about: &SourcePath,
    ) -> Result<Value, Diagnostic> {
        let slot = self.slot(kind, root);
        if let Some(known) = slot.and_then(OnceLock::get) {
            return Ok(known.clone());
        }
        let mut context = Context::new();
        context.insert_value("root", Value::from(root));
        context.insert_value("kind", Value::from(kind));
        let mut frame = BTreeMap::new();
        for stem in &self.parts {
            let part = templates.render(site, &format!("frame/{stem}.html"), about, &context)?;
            frame.insert(stem.clone(), html(&part));
        }
        let frame = Value::from(frame);
        if let Some(slot) = slot {
            // Two threads may have made it, the same each.
            let _ = slot.set(frame.clone());
        }
        Ok(frame)
    }

    fn slot(&self, kind: &str, root: &str) -> Option<&OnceLock<Value>> {
        let kind = self.kinds.iter().position(|own| own == kind)?;
        self.rendered.get(depth(root)? * self.kinds.len() + kind)
    }
}
