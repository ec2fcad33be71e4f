//! The templates of `templates/files/`: each is rendered once and written under the same path at the site's root. They
//! see the addresses of all other files, and a `version` that changes whenever any of those may change.

use std::sync::Arc;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::path::{Address, OutPath, SourcePath};
use crate::plan::Site;
use crate::render::templates::optional;
use crate::render::{Bytes, Output, Outputs, Purpose, Shared};

/// Adds the theme's own files to `outputs`, which holds all others.
pub(in crate::render) fn list_files(site: &Site, shared: &Arc<Shared>, outputs: &mut Outputs) {
    let addresses: Arc<Vec<Value>> =
        Arc::new(outputs.iter().map(|(path, _)| Value::from(browser_address(path))).collect());
    for name in site.theme.files.keys().filter_map(|path| path.strip_prefix("templates/files/")) {
        let own = (Arc::clone(shared), Arc::clone(&addresses), name.to_owned());
        let output = Output::new(move |site| file(site, &own.0, &own.1, &own.2));
        outputs.table.insert(OutPath::new(name), output);
    }
}

fn file(site: &Site, shared: &Shared, addresses: &[Value], name: &str) -> Result<Bytes, Diagnostic> {
    let version = (shared.purpose == Purpose::Publish).then(|| version(site));
    let mut context = Context::new();
    context.insert_value("root", Value::from("./"));
    context.insert_value("files", Value::from(addresses.to_vec()));
    context.insert_value("version", optional(version.as_deref()));
    let about = SourcePath::from(format!("/{name}"));
    shared.templates.render(site, &format!("files/{name}"), &about, &context).map(Bytes::from)
}

/// The address under which a browser asks for the file at `path`.
fn browser_address(path: &OutPath) -> String {
    let path = path.as_str();
    let address = path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(path);
    Address::new(address).href()
}

/// A hash over everything that the site is made from.
fn version(site: &Site) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes()).update(site.sources.fingerprint().as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}
