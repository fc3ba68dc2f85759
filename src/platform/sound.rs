//! The loudspeaker and the microphone, as the system has them.
//!
//! Each is spoken to on a thread of its own: opening a device may take a while, and is never done on the thread that draws.
//! Whoever drops the handle is heard no more, and hears no more.

mod line;
mod microphone;
mod speaker;

pub use microphone::{Microphone, TAKEN};
pub use speaker::{Heard, Speaker};

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

/// How a device is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundState {
    /// It is being opened.
    Opening,
    /// It plays, or listens.
    Running,
    /// It waits until it is told to go on.
    Paused,
    /// All was played.
    Over,
    /// There is no such device.
    NoDevice,
    /// The system doesn't let this program use it.
    Forbidden,
    /// Something was wrong with it.
    Broken,
}

/// What a handle and a device tell each other.
#[derive(Debug, Default)]
struct Told {
    state: AtomicU8,
    /// Frames played or heard.
    frames: AtomicU64,
    /// How loud it is, in parts of a million.
    loud: AtomicU64,
}

impl Told {
    fn set(&self, state: SoundState) {
        self.state.store(state as u8, Ordering::Relaxed);
    }

    fn state(&self) -> SoundState {
        use SoundState::{Broken, Forbidden, NoDevice, Opening, Over, Paused, Running};
        [Opening, Running, Paused, Over, NoDevice, Forbidden, Broken][usize::from(self.state.load(Ordering::Relaxed))]
    }

    fn time(&self, rate: u32) -> Duration {
        let frames = self.frames.load(Ordering::Relaxed);
        Duration::from_micros(frames.saturating_mul(1_000_000) / u64::from(rate.max(1)))
    }
}

/// What is wrong, in a word.
fn why(error: &cpal::Error) -> SoundState {
    match error.kind() {
        cpal::ErrorKind::DeviceNotAvailable | cpal::ErrorKind::HostUnavailable => SoundState::NoDevice,
        cpal::ErrorKind::PermissionDenied => SoundState::Forbidden,
        _ => SoundState::Broken,
    }
}

/// Whether a device that says this goes on all the same.
fn passes(error: &cpal::Error) -> bool {
    matches!(
        error.kind(),
        cpal::ErrorKind::DeviceChanged | cpal::ErrorKind::RealtimeDenied | cpal::ErrorKind::Xrun
    )
}
