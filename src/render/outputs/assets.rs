//! The files of `content/` that are copied as they are.

use std::sync::Arc;

use super::List;
use crate::load::Body;
use crate::plan::{Asset, AssetId, Site};
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, _: &Arc<Shared>) -> List {
    let output = |(id, asset): (AssetId, &Asset)| {
        (asset.address.out_path(), Output::new(move |site| Ok(bytes(&site.asset(id).body))))
    };
    (0u32..).map(AssetId).zip(&site.assets).map(output).collect()
}

/// The bytes of a file that is published as it was found.
pub(super) fn bytes(body: &Body) -> Bytes {
    match body {
        Body::Text(text) => Bytes::Memory(text.as_bytes().to_vec()),
        Body::Bytes(std::borrow::Cow::Borrowed(bytes)) => Bytes::Static(bytes),
        Body::Bytes(std::borrow::Cow::Owned(bytes)) => Bytes::Memory(bytes.clone()),
        Body::OnDisk { path, .. } => Bytes::File(path.clone()),
    }
}
