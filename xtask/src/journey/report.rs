//! What was done, what was checked, how long it took.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use anyhow::{Result, anyhow};
use serde::Serialize;

use super::{Person, Stage};

/// The journey so far.
pub struct Report {
    folder: PathBuf,
    began: Instant,
    steps: Vec<Step>,
}

/// One step: what was seen at its end, and what held.
#[derive(Serialize)]
struct Step {
    number: usize,
    name: String,
    seconds: f64,
    passed: bool,
    checks: Vec<Check>,
    pictures: Vec<String>,
}

#[derive(Serialize)]
struct Check {
    what: String,
    passed: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    detail: String,
}

#[derive(Serialize)]
struct Whole<'a> {
    passed: bool,
    seconds: f64,
    steps: &'a [Step],
}

/// Where a step notes what it checks.
pub struct Checks {
    stem: String,
    folder: PathBuf,
    checks: Vec<Check>,
    pictures: Vec<String>,
}

impl Report {
    pub fn new(folder: &Path) -> Report {
        Report {
            folder: folder.to_path_buf(),
            began: Instant::now(),
            steps: Vec::new(),
        }
    }

    /// Plays one step. What it cannot do ends the journey; what it finds wrong is noted, and the journey goes on.
    pub fn step(
        &mut self,
        stage: &mut Stage,
        name: &str,
        work: impl FnOnce(&mut Stage, &mut Checks) -> Result<()>,
    ) -> Result<()> {
        let number = self.steps.len() + 1;
        let stem = format!("{number:02}-{name}");
        let mut checks = Checks {
            stem: stem.clone(),
            folder: self.folder.clone(),
            checks: Vec::new(),
            pictures: Vec::new(),
        };
        let began = Instant::now();
        let worked = work(stage, &mut checks);
        if let Err(error) = &worked {
            checks.that("the step could be done", false, format!("{error:#}"));
            stage.leave_traces(&self.folder, &stem);
        }
        let passed = checks.checks.iter().all(|check| check.passed);
        let seconds = began.elapsed().as_secs_f64();
        println!("  {} {stem} ({seconds:.1} s)", if passed { "good  " } else { "FAILED" });
        for check in checks.checks.iter().filter(|check| !check.passed) {
            // All of it: where this runs, the folder may be gone before anybody looks.
            println!(
                "         not so: {} {}",
                check.what,
                check.detail.replace('\n', "\n         ")
            );
        }
        let Checks { checks, pictures, .. } = checks;
        self.steps.push(Step {
            number,
            name: name.to_owned(),
            seconds,
            passed,
            checks,
            pictures,
        });
        worked.map_err(|error| anyhow!("the journey ended at {stem}: {}", first_line(&error)))
    }

    /// Writes journey.json and says whether everything held.
    pub fn finish(self) -> Result<bool> {
        let passed = self.steps.iter().all(|step| step.passed);
        let whole = Whole {
            passed,
            seconds: self.began.elapsed().as_secs_f64(),
            steps: &self.steps,
        };
        fs::write(self.folder.join("journey.json"), serde_json::to_vec_pretty(&whole)?)?;
        let failed = self.steps.iter().filter(|step| !step.passed).count();
        println!("  {} steps, {failed} failed, {:.0} s", self.steps.len(), whole.seconds);
        Ok(passed)
    }
}

impl Checks {
    /// Notes that something holds, or does not.
    pub fn that(&mut self, what: &str, holds: bool, detail: impl Into<String>) {
        let detail = if holds { String::new() } else { detail.into() };
        self.checks.push(Check {
            what: what.to_owned(),
            passed: holds,
            detail,
        });
    }

    /// Takes the picture of this step, and notes whether everything on it can be reached with assistive technology.
    pub fn picture(&mut self, person: &Person) -> Result<()> {
        self.take(person, format!("{}.png", self.stem))
    }

    /// Takes a further picture.
    pub fn also(&mut self, person: &Person, what: &str) -> Result<()> {
        self.take(person, format!("{}-{what}.png", self.stem))
    }

    /// Takes a picture of all that is on somebody's desk.
    pub fn whole_screen(&mut self, person: &Person, what: &str) -> Result<()> {
        let name = format!("{}-{what}.png", self.stem);
        person.picture_of_desk(&self.folder.join(&name))?;
        self.pictures.push(name);
        Ok(())
    }

    /// Has each state of trust drawn in each dress, and notes whoever would be shut out of one.
    pub fn drawn(&mut self, showcase: &Path) -> Result<()> {
        let mut command = Command::new(showcase);
        command.arg("trust").arg(&self.folder).arg(&self.stem);
        let output = command.output()?;
        let faults = String::from_utf8_lossy(&output.stderr);
        self.that("everybody can use every state", output.status.success(), faults);
        let begin = format!("{}-", self.stem);
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.starts_with(&begin) && name.ends_with(".png") {
                self.pictures.push(name);
            }
        }
        self.pictures.sort();
        let drawn = self.pictures.len();
        self.that(
            "each is drawn in two languages and two themes",
            drawn > 0 && drawn.is_multiple_of(4),
            format!("{drawn} pictures"),
        );
        Ok(())
    }

    fn take(&mut self, person: &Person, name: String) -> Result<()> {
        person.screenshot(&self.folder.join(&name))?;
        self.pictures.push(name);
        let unnamed = person.driver()?.unnamed()?;
        self.that("every control has a name", unnamed.is_empty(), unnamed.join("; "));
        Ok(())
    }
}

fn first_line(error: &anyhow::Error) -> String {
    format!("{error:#}").lines().next().unwrap_or_default().to_owned()
}
