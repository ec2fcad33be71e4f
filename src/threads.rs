//! Threads besides rayon's, for work that waits: on a disk, or for something that all of rayon's may be waiting for too.

use std::thread::{Builder, scope};

/// Runs `work` on up to `helpers` threads while this one runs `first`, and then on this one too. Gives what `first` has
/// made, and what each `work` has, in no order.
///
/// A thread that cannot be had is no loss: the others, and this one, do its share.
pub(crate) fn with_helpers<T: Send, U>(
    helpers: usize,
    work: impl Fn() -> T + Sync,
    first: impl FnOnce() -> U,
) -> (U, Vec<T>) {
    scope(|scope| {
        let helpers: Vec<_> = (0..helpers).filter_map(|_| Builder::new().spawn_scoped(scope, &work).ok()).collect();
        let first = first();
        let mut made = vec![work()];
        for helper in helpers {
            match helper.join() {
                Ok(part) => made.push(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        (first, made)
    })
}
