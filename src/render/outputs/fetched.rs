//! What scripts add to pages and say, in the site's language: `templates/fetched/NAME.html`, rendered once as `NAME.txt` in the
//! theme's folder. The pages that need it fetch it, so that none of them carries it along. It is HTML, but no page, and what
//! looks for pages should not take it for one.

use std::sync::Arc;

use tera::Context;

use super::List;
use crate::path::{OutPath, SourcePath};
use crate::plan::Site;
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let stem = |path: &str| Some(path.strip_prefix("templates/fetched/")?.strip_suffix(".html")?.to_owned());
    let output = |stem: String| {
        let path = OutPath::new(format!("{}/{stem}.txt", site.theme.folder));
        let shared = Arc::clone(shared);
        let render = move |site: &Site| {
            let about = SourcePath::from(format!("/{stem}.txt"));
            shared.templates.render(site, &format!("fetched/{stem}.html"), &about, &Context::new()).map(Bytes::from)
        };
        (path, Output::new(render))
    };
    site.theme.files.keys().filter_map(|path| stem(path)).map(output).collect()
}
