//! The outputs, one file a kind. To add one, write a file and a line in [`LISTS`].

mod assets;
mod exports;
mod fetched;
mod files;
mod machine;
mod markdown_copy;
mod not_found;
mod pages;
mod print;
mod redirects;
mod search;
mod sources;
mod styles;
mod theme;
mod tools;
mod topics;

use std::sync::Arc;

use tera::{Context, Value};

use super::navigation::navigation;
use super::view::PageView;
use super::{Bytes, Output, Shared};
use crate::diagnostic::Diagnostic;
use crate::path::{Address, OutPath, SourcePath};
use crate::plan::{PageId, Site};

pub(super) use files::list_files;

/// What one kind of output adds to the table.
type List = Vec<(OutPath, Output)>;

/// Every kind of output, in the order of importance; the files of `templates/files/`, which name all others, come last.
pub(super) const LISTS: &[fn(&Site, &Arc<Shared>) -> List] = &[
    pages::list,
    topics::list,
    sources::list,
    tools::list,
    print::list,
    markdown_copy::list,
    search::list,
    not_found::list,
    redirects::list,
    assets::list,
    theme::list,
    styles::list,
    fetched::list,
    exports::list,
    machine::list,
];

/// Renders `templates/kinds/KIND.html` for a page of the tool's own.
fn render_page(
    site: &Site,
    shared: &Shared,
    kind: &'static str,
    address: &Address,
    page: PageView,
    extra: impl IntoIterator<Item = (&'static str, Value)>,
) -> Result<Bytes, Diagnostic> {
    render_long_page(site, shared, (kind, address, 0), page, extra)
}

/// The same for a page whose own text takes some `content` bytes.
fn render_long_page(
    site: &Site,
    shared: &Shared,
    (kind, address, content): (&'static str, &Address, usize),
    page: PageView,
    extra: impl IntoIterator<Item = (&'static str, Value)>,
) -> Result<Bytes, Diagnostic> {
    let about = SourcePath::from(format!("/{address}"));
    let mut context = page_context(site, shared, kind, &address.to_root(), None, &about, page)?;
    for (name, value) in extra {
        context.insert_value(name, value);
    }
    shared.templates.render_kind(site, kind, &about, &context, content).map(Bytes::Memory)
}

/// What the template of a page of `kind` sees besides what all share: `root`, the way up to the site's root; the frame; the
/// navigation beside the page `id`; the page. `about` is what to name when a template of these fails.
fn page_context(
    site: &Site,
    shared: &Shared,
    kind: &str,
    root: &str,
    id: Option<PageId>,
    about: &SourcePath,
    page: PageView,
) -> Result<Context, Diagnostic> {
    let mut context = Context::new();
    context.insert_value("root", Value::from(root));
    context.insert_value("frame", shared.frames.around(site, &shared.templates, kind, root, about)?);
    context.insert_value("nav", navigation(site, shared, root, id, about)?);
    context.insert_value("page", page.finish());
    Ok(context)
}
