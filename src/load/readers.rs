//! Files that a walk finds -> files that are read, while it still walks.
//!
//! Reading from a disk is mostly waiting: more files are asked for at once than there are cores, so that a disk
//! that serves several requests together is given several.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, scope};

use super::read::read;
use super::walk::Found;
use super::{SourceFile, Sources};
use crate::diagnostic::Diagnostics;

/// Readers for each core that the rest of the work may take.
const READERS_A_CORE: usize = 8;

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
    scope(|scope| {
        let readers = rayon::current_num_threads() * READERS_A_CORE;
        // A thread that cannot be had is no loss: the others, and this one once the walk is done, do its share.
        let readers: Vec<_> = (0..readers).filter_map(|_| Builder::new().spawn_scoped(scope, read_all).ok()).collect();
        let found = find(&sender);
        drop(sender);
        let mut all = read_all();
        for reader in readers {
            match reader.join() {
                Ok(part) => all.add(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        (found, all)
    })
}

/// What was read, and what could not be.
#[derive(Default)]
pub(super) struct ReadFiles {
    pub(super) files: Vec<SourceFile>,
    pub(super) faults: Diagnostics,
}

impl ReadFiles {
    fn add(&mut self, other: Self) {
        self.files.extend(other.files);
        self.faults.extend(other.faults);
    }
}

/// The next file that was found; `None` once the walk is done and all are taken.
fn next(receiver: &Mutex<Receiver<Found>>) -> Option<Found> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
