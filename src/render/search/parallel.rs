//! Work by number, on every core. Not rayon: its waiting workers take up other work, and whatever asks for an output may
//! already hold one of them; work that waits for the very index it is part of would never end.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::threads::with_helpers;

/// What `make` makes of `0..count`, in that order.
pub(super) fn parallel<T: Send>(count: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let numbers =
            std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed)).take_while(|number| *number < count);
        numbers.map(|number| (number, make(number))).collect::<Vec<_>>()
    };
    let threads = rayon::current_num_threads().min(count);
    let ((), parts) = with_helpers(threads.saturating_sub(1), work, || ());
    let mut made: Vec<_> = parts.into_iter().flatten().collect();
    made.sort_unstable_by_key(|(number, _)| *number);
    made.into_iter().map(|(_, made)| made).collect()
}

/// What `make` makes of each of `items`, in their order. Each is given away, so it is gone once it is made into something.
pub(super) fn parallel_map<T: Send, U: Send>(items: Vec<T>, make: impl Fn(T) -> U + Sync) -> Vec<U> {
    let items: Vec<Mutex<Option<T>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let take = |number: usize| items[number].lock().unwrap_or_else(PoisonError::into_inner).take();
    parallel(items.len(), |number| take(number).map(&make)).into_iter().flatten().collect()
}
