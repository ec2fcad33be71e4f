//! One run through the stages, from the disk to the table of outputs, with this run's policy applied to all that
//! was found on the way.

use std::path::Path;

use super::Failure;
use super::args::{ProjectArguments, RunArguments};
use super::policy::Policy;
use super::timings::Timings;
use crate::diagnostic::{self, Diagnostics, Severity};
use crate::load::{IoError, Roots, load};
use crate::parse::parse;
use crate::plan::{Drafts, Site, plan};
use crate::render::{Outputs, Purpose, render};
use crate::verify::verify;

/// A handbook, understood as far as it can be.
pub(super) struct Handbook {
    pub(super) site: Site,
    pub(super) outputs: Outputs,
    /// All that was found, sorted, as severe as this run has it.
    pub(super) diagnostics: Diagnostics,
}

/// Takes the handbook at `root` through all stages up to the table of outputs.
///
/// # Errors
/// When it cannot be read as a whole.
pub(super) fn understand(roots: &Roots, policy: &Policy, timings: &mut Timings) -> Result<Handbook, IoError> {
    let (sources, mut diagnostics) = timings.stage("load", || load(roots))?;
    let (documents, found) = timings.stage("parse", || parse(&sources));
    diagnostics.extend(found);
    let (site, found) = timings.stage("plan", || plan(documents, sources, Drafts::LeftOut));
    diagnostics.extend(found);
    diagnostics.extend(timings.stage("verify", || verify(&site)));
    let (outputs, found) = timings.stage("render", || render(&site, Purpose::Publish));
    diagnostics.extend(found);
    let mut diagnostics = policy.apply(&site.config, diagnostics);
    diagnostic::sort(&mut diagnostics);
    Ok(Handbook { site, outputs, diagnostics })
}

impl Handbook {
    /// Whether something in it stops the build.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many pages somebody wrote.
    pub(super) fn page_count(&self) -> usize {
        self.site.pages.iter().filter(|page| page.written).count()
    }

    /// What goes wrong when every output is made; the outputs themselves are dropped.
    pub(super) fn faults_of_outputs(&self) -> Diagnostics {
        self.outputs.for_each(|_, output| output.bytes(&self.site).err()).into_iter().flatten().collect()
    }
}

/// Where the handbook of `arguments` is.
pub(super) fn roots(arguments: &ProjectArguments) -> Roots {
    Roots { root: arguments.root.clone() }
}

/// What `arguments` say of checks.
///
/// # Errors
/// When they name one that does not exist.
pub(super) fn policy(arguments: &ProjectArguments) -> Result<Policy, Failure> {
    Policy::new(&arguments.warn, &arguments.allow)
}

/// Sets how many threads the stages use.
///
/// # Errors
/// When the system does not give them.
pub(super) fn use_threads(arguments: &RunArguments) -> Result<(), Failure> {
    let Some(jobs) = arguments.jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into());
    pool.build_global().map_err(|error| Failure::new(format!("cannot start {jobs} threads: {error}")))
}

/// Turns the error of reading the handbook at `root` into one that helps.
pub(super) fn cannot_load(error: IoError, root: &Path) -> Failure {
    let is_missing = error.source.kind() == std::io::ErrorKind::NotFound;
    let failure = Failure::from(error);
    if is_missing {
        let here = root.display();
        let is_content = root.canonicalize().is_ok_and(|root| root.ends_with("content"));
        if is_content {
            return failure.help("this is content/ itself: name the folder that holds it with --root");
        }
        return failure.help(format!("a handbook has a folder content/; `handbook init {here}` starts one"));
    }
    failure
}
