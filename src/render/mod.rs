//! Site -> [`Outputs`]: a table of path -> how to make its bytes. Nothing is made until it is asked for:
//! `build` asks for all of them in parallel, `serve` for the one that a browser wants.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::path::OutPath;
use crate::plan::Site;

/// What an output is made of once it is asked for.
#[derive(Debug)]
pub enum Bytes {
    /// Made in memory.
    Memory(Vec<u8>),
    /// Bytes of the bundle.
    Static(&'static [u8]),
    /// A file on disk, to be copied or streamed as it is.
    File(PathBuf),
}

/// How to make one output's bytes.
#[derive(Clone)]
pub struct Output {
    make: Arc<dyn Fn(&Site) -> Result<Bytes, Diagnostic> + Send + Sync>,
}

/// Every file of the site, by path.
#[derive(Default)]
pub struct Outputs {
    table: BTreeMap<OutPath, Output>,
}

impl Output {
    /// An output that `make` makes.
    pub fn new(make: impl Fn(&Site) -> Result<Bytes, Diagnostic> + Send + Sync + 'static) -> Self {
        Self { make: Arc::new(make) }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// When a template fails: the diagnostic names the template, the line and the page.
    pub fn bytes(&self, site: &Site) -> Result<Bytes, Diagnostic> {
        (self.make)(site)
    }
}

impl Outputs {
    /// The output at `path`.
    pub fn get(&self, path: &str) -> Option<&Output> {
        self.table.get(path)
    }

    /// All outputs, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutPath, &Output)> {
        self.table.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }
}
