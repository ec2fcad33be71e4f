//! How long each stage took, as a table for people and as JSON for programs.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// A clock that is read after each stage.
#[derive(Debug)]
pub(super) struct Timings {
    started: Instant,
    stages: Vec<Stage>,
}

/// How long a stage took, and how much time of all processors it used meanwhile.
#[derive(Clone, Copy, Debug)]
struct Stage {
    name: &'static str,
    wall: Duration,
    processor: Duration,
}

impl Timings {
    /// Starts the clock.
    pub(super) fn start() -> Self {
        Self { started: Instant::now(), stages: Vec::new() }
    }

    /// Runs a stage and notes how long it took.
    pub(super) fn stage<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        let (started, used) = (Instant::now(), processor_time());
        let result = run();
        self.stages.push(Stage { name, wall: started.elapsed(), processor: processor_time().saturating_sub(used) });
        result
    }

    /// The time since the start.
    pub(super) fn total(&self) -> Duration {
        self.started.elapsed()
    }

    fn rows(&self) -> impl Iterator<Item = Stage> {
        let total = Stage { name: "total", wall: self.total(), processor: processor_time() };
        self.stages.iter().copied().chain([total])
    }

    /// One line a stage, and one for the whole: time, share of the whole, and how many processors were at work.
    pub(super) fn table(&self) -> String {
        let total = self.total().as_secs_f64().max(f64::EPSILON);
        self.rows().fold(String::new(), |mut table, Stage { name, wall, processor }| {
            let share = 100.0 * wall.as_secs_f64() / total;
            let busy = processor.as_secs_f64() / wall.as_secs_f64().max(f64::EPSILON);
            let _ = writeln!(table, "{name:>8} {:>9.1} ms {share:>4.0} %  on {busy:.1} processors", milliseconds(wall));
            table
        })
    }

    /// `{"timings":{"load":0.012,…,"total":0.5},"processor":{"load":0.02,…}}` in seconds, on one line.
    pub(super) fn json(&self) -> String {
        let by_stage = |time: fn(&Stage) -> Duration| -> serde_json::Map<String, serde_json::Value> {
            self.rows().map(|stage| (stage.name.to_owned(), seconds(time(&stage)))).collect()
        };
        let (wall, processor) = (by_stage(|stage| stage.wall), by_stage(|stage| stage.processor));
        format!("{}\n", serde_json::json!({ "timings": wall, "processor": processor }))
    }
}

/// What all threads of this process have used of all processors.
fn processor_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn seconds(time: Duration) -> serde_json::Value {
    serde_json::Value::from((time.as_secs_f64() * 1e6).round() / 1e6)
}
