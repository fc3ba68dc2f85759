//! A sound that is played: asked for, heard, stopped for a while, and where it has come to.

use std::time::Duration;

use model::{Next, Track, Why};
use platform::sound::{Heard, SoundState, Speaker};

/// How fast it goes at first, and the steps after that, in percent.
pub const SPEEDS: [u16; 3] = [100, 150, 200];

/// A sound that is played.
#[derive(Debug)]
pub struct Player {
    from: Duration,
    speed: u16,
    length: Option<Duration>,
    /// None while it is on its way.
    speaker: Option<Speaker>,
    paused: bool,
    trouble: Option<Trouble>,
}

/// Why it isn't heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It can't be had or played.
    Why(Why),
    /// It can't be heard here.
    Device(SoundState),
}

impl Player {
    /// It was asked for, from this place on and at this speed.
    pub fn new(from: Duration, speed: u16) -> Self {
        Self {
            from,
            speed,
            length: None,
            speaker: None,
            paused: false,
            trouble: None,
        }
    }

    /// It has come, if it is what was asked for last.
    pub fn begin(&mut self, track: Result<Track, Why>) {
        match track {
            Ok(track) if (track.from, track.speed) == (self.from, self.speed) && self.speaker.is_none() => {
                self.length = track.length;
                let samples = track.samples;
                let speaker = Speaker::new(track.rate, track.channels, move || match samples.next() {
                    Next::Ready(piece) => Heard::Samples(piece),
                    Next::Soon => Heard::Soon,
                    Next::Over => Heard::Over,
                });
                if self.paused {
                    speaker.pause(true);
                }
                self.speaker = Some(speaker);
            }
            // Of a place that it has left since.
            Ok(_) => {}
            Err(why) => self.trouble = Some(Trouble::Why(why)),
        }
    }

    /// Stops for a while, or goes on.
    pub fn pause(&mut self, pause: bool) {
        self.paused = pause;
        if let Some(speaker) = &self.speaker {
            speaker.pause(pause);
        }
    }

    /// Whether it is heard, or about to be.
    pub fn is_playing(&self) -> bool {
        !self.paused && self.trouble.is_none()
    }

    /// Whether it waits to go on.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Where in it one is.
    pub fn at(&self) -> Duration {
        let played = self.speaker.as_ref().map(Speaker::played).unwrap_or_default();
        let at = self.from + played.mul_f32(f32::from(self.speed) / 100.0);
        self.length.map_or(at, |length| at.min(length))
    }

    /// How long all of it is, once that is known.
    pub fn length(&self) -> Option<Duration> {
        self.length
    }

    /// Why it isn't heard.
    pub fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Looks how it is doing. False at the end.
    pub fn beat(&mut self) -> bool {
        match self.speaker.as_ref().map(Speaker::state) {
            Some(SoundState::Over) => return false,
            Some(state @ (SoundState::NoDevice | SoundState::Forbidden | SoundState::Broken)) => {
                self.trouble = Some(Trouble::Device(state));
                self.speaker = None;
            }
            _ => {}
        }
        true
    }
}
