//! Site -> [`Outputs`]: a table of path -> how to make its bytes. Nothing is made until it is asked for:
//! `build` asks for all of them in parallel, `serve` for the one that a browser wants.

mod blocks;
mod escape;
mod faults;
mod frame;
mod html;
mod markdown;
mod medium;
mod navigation;
mod outputs;
mod qr;
mod sanitize;
mod script;
mod search;
mod shuffle;
mod specimen;
mod templates;
mod view;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use tera::Value;

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::path::OutPath;
use crate::plan::Site;
use frame::Frames;
use navigation::SharedEntries;
pub use sanitize::is_kept;
use templates::Templates;

/// What can go wrong here.
pub static CHECKS: &[&Check] = &[&faults::TEMPLATE];

/// What the outputs are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A folder for a web space.
    Publish,
    /// An author's own browser: nothing that would outlive the session, such as a service worker.
    Preview,
}

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
    make: Arc<Make>,
    /// Whether it is one of many that come of one work.
    in_batch: bool,
}

type Make = dyn Fn(&Site) -> Result<Bytes, Diagnostic> + Send + Sync;

/// Every file of the site, by path.
#[derive(Default)]
pub struct Outputs {
    table: BTreeMap<OutPath, Output>,
}

/// What all outputs share: the templates, the theme's words that the renderer itself uses, entries of navigations, frames.
struct Shared {
    templates: Templates,
    strings: BTreeMap<String, String>,
    purpose: Purpose,
    entries: SharedEntries,
    frames: Frames,
}

/// Lists the outputs of `site`. The diagnostics are of templates that cannot be read; then there are no outputs.
pub fn render(site: &Site, purpose: Purpose) -> (Outputs, Diagnostics) {
    let strings = site.theme.strings.clone();
    let globals = vec![
        ("site", view::site_view(site, purpose)),
        (
            "strings",
            Value::from(
                strings.iter().map(|(key, text)| (key.clone(), Value::from(text.as_str()))).collect::<BTreeMap<_, _>>(),
            ),
        ),
        ("theme", Value::from(site.theme.folder.as_str())),
        ("preview", Value::from(purpose == Purpose::Preview)),
    ];
    let (templates, diagnostics) = Templates::new(site, globals);
    if !diagnostics.is_empty() {
        return (Outputs::default(), diagnostics);
    }
    let (entries, frames) = (SharedEntries::new(), Frames::new(site));
    let shared = Arc::new(Shared { templates, strings, purpose, entries, frames });
    let mut outputs = Outputs::default();
    for list in outputs::LISTS {
        outputs.table.extend(list(site, &shared));
    }
    outputs::list_files(site, &shared, &mut outputs);
    (outputs, diagnostics)
}

impl Shared {
    /// One of the theme's strings; `""` when it has none of that name.
    fn string(&self, key: &str) -> &str {
        self.strings.get(key).map_or("", String::as_str)
    }
}

impl Output {
    /// An output that `make` makes.
    fn new(make: impl Fn(&Site) -> Result<Bytes, Diagnostic> + Send + Sync + 'static) -> Self {
        Self { make: Arc::new(make), in_batch: false }
    }

    /// The same, as one of many that come of one work.
    fn in_batch(self) -> Self {
        Self { in_batch: true, ..self }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// When a template fails: the diagnostic names the template, the line and the page.
    pub fn bytes(&self, site: &Site) -> Result<Bytes, Diagnostic> {
        (self.make)(site)
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        Self::Memory(text.into_bytes())
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

    /// What `each` makes of every output, on all cores, in the order of paths. Those that come of one work are left to one
    /// thread, and begun at once: no other has to wait for it then.
    pub fn for_each<T: Send>(&self, each: impl Fn(&OutPath, &Output) -> T + Sync) -> Vec<T> {
        let run = |(place, (path, output)): (usize, (&OutPath, &Output))| (place, each(path, output));
        let (batch, others): (Vec<_>, Vec<_>) = self.iter().enumerate().partition(|(_, (_, output))| output.in_batch);
        let (batch, mut made): (Vec<_>, Vec<_>) =
            rayon::join(|| batch.into_iter().map(run).collect(), || others.into_par_iter().map(run).collect());
        made.extend(batch);
        made.sort_unstable_by_key(|(place, _)| *place);
        made.into_iter().map(|(_, made)| made).collect()
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
