//! Files that a walk finds -> files that are read, while it still walks.
//!
//! Reading from a disk is mostly waiting: more files are asked for at once than there are cores, so that a disk
//! that serves several requests together is given several.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use super::read::read;
use super::walk::Found;
use super::{SourceFile, Sources};
use crate::diagnostic::Diagnostics;
use crate::threads::with_helpers;

/// Readers for each core that the rest of the work may take.
const READERS_A_CORE: usize = 8;

/// More gain nothing from any disk.
const MOST_READERS: usize = 32;

/// Reads what `find` sends, or takes it from `before` where it has not changed. The order is that of reading: any.
pub(super) fn read_found<T>(before: &Sources, find: impl FnOnce(&Sender<Found>) -> T) -> (T, ReadFiles) {
    let (sender, receiver) = channel();
    let receiver = Mutex::new(receiver);
    let read_all = || {
        let mut files = ReadFiles::default();
        while let Some(found) = next(&receiver) {
            let (file, fault) = read(found, before);
            files.files.extend(file);
            files.faults.extend(fault);
        }
        files
    };
    // The readers end when the sender is gone and all that it sent is taken.
    let find = move || find(&sender);
    let readers = (rayon::current_num_threads() * READERS_A_CORE).min(MOST_READERS);
    let (found, parts) = with_helpers(readers, read_all, find);
    let mut all = ReadFiles::default();
    for part in parts {
        all.files.extend(part.files);
        all.faults.extend(part.faults);
    }
    (found, all)
}

/// What was read, and what could not be.
#[derive(Default)]
pub(super) struct ReadFiles {
    pub(super) files: Vec<SourceFile>,
    pub(super) faults: Diagnostics,
}

/// The next file that was found; `None` once the walk is done and all are taken.
fn next(receiver: &Mutex<Receiver<Found>>) -> Option<Found> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
