//! What only machines read: `sitemap.xml`, `opensearch.xml`, `robots.txt`, `.nojekyll`.

use std::fmt::Write;
use std::sync::Arc;

use super::List;
use crate::path::{Address, OutPath};
use crate::plan::Site;
use crate::render::escape::push_escaped;
use crate::render::view::{absolute, site_title};
use crate::render::{Bytes, Output, Shared};

/// The most addresses that one file may hold: <https://www.sitemaps.org/protocol.html>
const SITEMAP_LIMIT: usize = 50_000;

/// The most characters of a search's short name, by OpenSearch 1.1.
const OPENSEARCH_NAME: usize = 16;

pub(super) fn list(site: &Site, _: &Arc<Shared>) -> List {
    let mut outputs = vec![
        (OutPath::new("robots.txt"), Output::new(|site| Ok(Bytes::from(robots(site))))),
        // Without it GitHub Pages would run Jekyll over the folder.
        (OutPath::new(".nojekyll"), Output::new(|_| Ok(Bytes::Static(b"")))),
    ];
    if site.config.base_url.is_some() {
        outputs.push((OutPath::new("sitemap.xml"), Output::new(|site| Ok(Bytes::from(sitemap(site))))));
        if site.config.search {
            outputs.push((OutPath::new("opensearch.xml"), Output::new(|site| Ok(Bytes::from(opensearch(site))))));
        }
    }
    outputs
}

fn robots(site: &Site) -> String {
    let base = site.config.base_url.as_ref().map(|base| format!("Sitemap: {}sitemap.xml\n", base.value));
    format!("User-agent: *\nAllow: /\n{}", base.unwrap_or_default())
}

/// Lets a browser offer the site's search: <https://github.com/dewitt/opensearch>. Only with a `base_url`: browsers take no relative address.
fn opensearch(site: &Site) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>",
    );
    let title = site_title(site);
    let short: String = title.chars().take(OPENSEARCH_NAME).collect();
    push_escaped(&mut xml, short.trim());
    xml.push_str("</ShortName>\n<Description>");
    push_escaped(&mut xml, title);
    xml.push_str("</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"");
    push_escaped(&mut xml, &absolute(site, &Address::new("search/")).unwrap_or_default());
    xml.push_str("?q={searchTerms}\"/>\n</OpenSearchDescription>\n");
    xml
}

fn sitemap(site: &Site) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in site.pages.iter().filter(|page| !page.document.front.draft).take(SITEMAP_LIMIT) {
        let Some(address) = absolute(site, &page.address) else { continue };
        xml.push_str("<url><loc>");
        push_escaped(&mut xml, &address);
        xml.push_str("</loc>");
        if let Some(reviewed) = &page.document.front.reviewed {
            let _ = write!(xml, "<lastmod>{}</lastmod>", reviewed.value);
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
