//! Sources -> [`Documents`]: one file at a time, in parallel. Front matter, the Markdown tree, and the
//! blocks that have a meaning here; pulldown-cmark and YAML are known to this stage only.

mod document;
mod front_matter;
mod places;
mod settings;
mod slug;
mod stub;
mod tree;

use std::sync::Arc;

pub use document::*;
pub use front_matter::*;
pub use settings::*;
pub use slug::slug;
pub use tree::*;

/// Everything that was understood file by file.
#[derive(Clone, Debug)]
pub struct Documents {
    /// The pages, sorted by path.
    pub pages: Vec<Arc<Document>>,
    /// `content/handbook.yaml`
    pub config: Config,
    /// `content/sources.yaml`, in the order written.
    pub works: Vec<Work>,
    /// `content/synonyms.yaml`
    pub synonyms: Vec<Vec<String>>,
    /// Each theme's `theme.yaml`, by folder name, sorted.
    pub themes: std::collections::BTreeMap<String, ThemeManifest>,
}
