//! Outputs -> disk: the new site is made complete beside the old one and swapped in.
//!
//! 1. [`Destination`] is where to; a folder that somebody could miss is refused before anything is touched.
//! 2. `lock` keeps a second build out of it, `leftovers` clears what killed ones left.
//! 3. A site that was made from the very same `inputs`, and stands as it was made, is done. Else
//!    `stage` makes every output in parallel. What the old site has already, byte for byte, is left alone;
//!    what is new goes to a staging folder (`apart`). Nothing is kept in memory.
//! 4. `swap` links the unchanged files into the staging folder too, and exchanges it with the old one in one step.
//!    Where the folder cannot be renamed, `in_place` puts the new files into it one by one.
//! 5. `marker` is the file that tells our folder from any other, and an unchanged file from a changed one.
//!
//! A process that is killed at any moment leaves the old site or the new one, whole. No file is synced: a
//! power cut may cost what the system had not written back yet, as it may for any copied folder. A site can be
//! made again at any time, the next build notices files that were cut short by their size, and a sync of ten
//! thousand files takes longer than everything else.

mod apart;
mod destination;
mod in_place;
mod inputs;
mod leftovers;
mod lock;
mod marker;
mod stage;
mod swap;

use std::path::PathBuf;

pub use destination::Destination;

use crate::diagnostic::Diagnostics;
use crate::load::IoError;
use crate::plan::Site;
use crate::render::Outputs;
use destination::Place;
use lock::Lock;
use stage::{OldSite, Staged, Staging};
use swap::Swapped;

/// What became of the output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or differ.
    pub written: usize,
    /// Files that stayed as they were, with their inode and time.
    pub unchanged: usize,
    /// Files that are no longer part of the site.
    pub removed: usize,
    /// Why the folder was updated file by file instead of at once, if it was.
    pub in_place: Option<String>,
    /// Where files of others were left that appeared in the folder while it was swapped.
    pub left: Option<PathBuf>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The folder must not be written to.
    Refused {
        /// The folder, as it was asked for.
        folder: PathBuf,
        /// Why: a clause about it, without a full stop.
        reason: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// The system would not let us.
    Io(IoError),
    /// Some outputs could not be made.
    Content(Diagnostics),
}

impl From<IoError> for WriteError {
    fn from(error: IoError) -> Self {
        Self::Io(error)
    }
}

/// Makes every output and publishes the site at `destination`; `made` is called after each one, from any thread.
///
/// # Errors
/// When the folder must not be written to, an output cannot be made or the system refuses: then the old site
/// stays as it was. Only a folder that is updated in place may be left between the two.
pub fn write(
    site: &Site,
    outputs: &Outputs,
    destination: &Destination,
    made: &(dyn Fn() + Sync),
) -> Result<Changes, WriteError> {
    destination.check()?;
    destination.check_sources(&site.sources)?;
    let place = destination.place()?;
    let _lock = Lock::take(destination, &place)?;
    leftovers::clear(destination, &place)?;
    destination.check()?;

    let old = OldSite::read(destination.folder())?;
    let inputs = inputs::inputs(&site.sources);
    if old.as_ref().is_some_and(|old| old.manifest.inputs == Some(inputs) && old.stands_whole(site, outputs)) {
        return Ok(Changes { unchanged: outputs.len(), ..Changes::default() });
    }
    let staging = Staging::new(&place)?;
    let changes = stage::stage(site, outputs, old.as_ref(), &staging, made)
        .map(|files| Staged { files, inputs })
        .and_then(|staged| publish(destination, &place, old.as_ref(), &staging, &staged));
    changes.inspect_err(|_| staging.discard())
}

/// Brings what was staged into its place; an old site that is the same already is left alone.
fn publish(
    destination: &Destination,
    place: &Place,
    old: Option<&OldSite>,
    staging: &Staging,
    staged: &Staged,
) -> Result<Changes, WriteError> {
    let changes = staged.changes(old);
    if old.is_some() && changes.written == 0 && changes.removed == 0 {
        staging.discard();
        // It is the same although it was made from something else: the next build shall know at once.
        marker::write(destination.folder(), &staged.manifest()).map_err(IoError::at(destination.folder()))?;
        return Ok(changes);
    }
    let reason = match why_in_place(place, old)? {
        Some(reason) => reason,
        None => match swap::swap(destination, old, staging, staged)? {
            Swapped::Done(left) => return Ok(Changes { left, ..changes }),
            Swapped::Fixed(error) => format!("the system does not exchange it: {error}"),
        },
    };
    in_place::update(destination, old, staging, staged)?;
    Ok(Changes { in_place: Some(reason), ..changes })
}

/// Why the old site has to be updated file by file rather than exchanged with the new one.
fn why_in_place(place: &Place, old: Option<&OldSite>) -> Result<Option<String>, IoError> {
    if place.fixed.is_some() {
        return Ok(place.fixed.clone());
    }
    let Some(old) = old else { return Ok(None) };
    let foreign = in_place::first_foreign(old)?;
    Ok(foreign.map(|path| format!("it holds files of others, such as {path}, which are kept")))
}
