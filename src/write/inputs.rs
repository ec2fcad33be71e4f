//! What a site is made from, as one hash: the tool itself and every source. Nothing else has a say in it, neither the
//! clock nor the environment; so a site that was made from the same need not be made again to know that it is the same.

use crate::load::Sources;

/// A hash over the tool and `sources`.
///
/// Of files that are only copied it has what pages say of them; whether they are the same is asked of each.
pub(super) fn inputs(sources: &Sources) -> [u8; 16] {
    let mut hash = blake3::Hasher::new();
    hash.update(env!("HANDBOOK_BUILD").as_bytes()).update(sources.fingerprint().as_bytes());
    let mut inputs = [0; 16];
    hash.finalize_xof().fill(&mut inputs);
    inputs
}
