//! The loudspeaker.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{FromSample, SampleFormat, SizedSample, Stream, StreamConfig};

use super::line::Line;
use super::{SoundState, Told, passes, why};

/// What there is to play at this moment.
pub enum Heard {
    /// Samples, of both channels in turn where there are two.
    Samples(Vec<f32>),
    /// Nothing yet.
    Soon,
    /// Nothing any more.
    Over,
}

/// Something that is played. Dropping it ends that.
#[derive(Debug)]
pub struct Speaker {
    told: Arc<Told>,
    orders: Sender<bool>,
    rate: u32,
}

impl Speaker {
    /// Plays what `samples` gives, whenever there is room for more. It is asked on a thread that must not wait.
    pub fn new(rate: u32, channels: u16, samples: impl FnMut() -> Heard + Send + 'static) -> Self {
        let told = Arc::new(Told::default());
        let (orders, ordered) = channel();
        let source = Source {
            samples: Box::new(samples),
            channels: usize::from(channels.clamp(1, 2)),
            piece: Vec::new(),
            at: 0,
            over: false,
            told: told.clone(),
        };
        let telling = told.clone();
        let work = move || match play(source, rate, &telling) {
            Ok(stream) => obey(&stream, &ordered, &telling),
            Err(error) => {
                tracing::info!(%error, "nothing is played");
                telling.set(why(&error));
            }
        };
        if std::thread::Builder::new()
            .name("speaker".to_owned())
            .spawn(work)
            .is_err()
        {
            told.set(SoundState::Broken);
        }
        Self { told, orders, rate }
    }

    /// Stops for a while, or goes on.
    pub fn pause(&self, pause: bool) {
        // It may have ended by itself.
        self.orders.send(pause).ok();
    }

    /// How it is doing.
    pub fn state(&self) -> SoundState {
        self.told.state()
    }

    /// How much was played, by the samples that were given.
    pub fn played(&self) -> Duration {
        self.told.time(self.rate)
    }
}

fn obey(stream: &Stream, ordered: &Receiver<bool>, told: &Told) {
    while let Ok(pause) = ordered.recv() {
        let done = if pause { stream.pause() } else { stream.play() };
        match done {
            Ok(()) => told.set(if pause { SoundState::Paused } else { SoundState::Running }),
            Err(error) => told.set(why(&error)),
        }
    }
}

fn play(source: Source, rate: u32, told: &Arc<Told>) -> Result<Stream, cpal::Error> {
    let device = cpal::default_host().default_output_device();
    let device = device.ok_or(cpal::ErrorKind::DeviceNotAvailable)?;
    let usual = device.default_output_config()?;
    let config = usual.config();
    let line = Line::new(rate, config.sample_rate);
    let stream = match usual.sample_format() {
        SampleFormat::F32 => open::<f32>(&device, config, source, line),
        SampleFormat::I16 => open::<i16>(&device, config, source, line),
        SampleFormat::I32 => open::<i32>(&device, config, source, line),
        SampleFormat::U8 => open::<u8>(&device, config, source, line),
        _ => Err(cpal::ErrorKind::UnsupportedConfig.into()),
    }?;
    // Before it plays: it may be over in no time.
    told.set(SoundState::Running);
    stream.play()?;
    Ok(stream)
}

fn open<T: SizedSample + FromSample<f32>>(
    device: &cpal::Device,
    config: StreamConfig,
    mut source: Source,
    mut line: Line,
) -> Result<Stream, cpal::Error> {
    let (sides, told) = (usize::from(config.channels.max(1)), source.told.clone());
    let fill = move |room: &mut [T], _: &cpal::OutputCallbackInfo| {
        for frame in room.chunks_mut(sides) {
            let [left, right] = line.next(|| source.next()).unwrap_or_default();
            for (side, sample) in frame.iter_mut().enumerate() {
                let value = match (sides, side) {
                    (1, _) => f32::midpoint(left, right),
                    (_, 0) => left,
                    (_, 1) => right,
                    _ => 0.0,
                };
                *sample = T::from_sample(value.clamp(-1.0, 1.0));
            }
        }
        if source.is_over() {
            source.told.set(SoundState::Over);
        }
    };
    let fault = move |error| {
        if !passes(&error) {
            told.set(why(&error));
        }
    };
    device.build_output_stream(config, fill, fault, None)
}

/// Samples, piece by piece.
struct Source {
    samples: Box<dyn FnMut() -> Heard + Send>,
    channels: usize,
    piece: Vec<f32>,
    at: usize,
    over: bool,
    told: Arc<Told>,
}

impl Source {
    fn next(&mut self) -> Option<[f32; 2]> {
        while self.at + self.channels > self.piece.len() {
            if self.over {
                return None;
            }
            match (self.samples)() {
                Heard::Samples(piece) => (self.piece, self.at) = (piece, 0),
                Heard::Soon => return None,
                Heard::Over => self.over = true,
            }
        }
        let frame = [self.piece[self.at], self.piece[self.at + self.channels - 1]];
        self.at += self.channels;
        self.told.frames.fetch_add(1, Ordering::Relaxed);
        Some(frame)
    }

    fn is_over(&self) -> bool {
        self.over && self.at + self.channels > self.piece.len()
    }
}
