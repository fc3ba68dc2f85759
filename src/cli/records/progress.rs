//! How far it got, for somebody at a terminal; whoever reads the output from a file sees nothing of it.

use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use records::Against;
use records::segment::SealedEntry;
use records::verify::Watcher;

pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Over all bytes of some journals.
    pub fn over(journals: &[(PathBuf, Against)]) -> Self {
        let folders = journals
            .iter()
            .flat_map(|(folder, _)| ["segments", "files"].map(|part| folder.join(part)));
        let bar = ProgressBar::new(folders.map(|folder| bytes(&folder)).sum());
        // A template that makes no sense would leave the plain bar.
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {bytes} of {total_bytes}, {eta} left") {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub fn add(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    pub fn done(&self) {
        self.0.finish_and_clear();
    }
}

impl Watcher for &Progress {
    fn entry(&mut self, _: &SealedEntry<'_>, bytes: u64) {
        self.add(bytes);
    }
}

fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
}
