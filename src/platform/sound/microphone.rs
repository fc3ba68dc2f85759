//! The microphone.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{FromSample, SampleFormat, SizedSample, Stream, StreamConfig};

use super::line::Line;
use super::{SoundState, Told, passes, why};

/// Samples a second that are handed on, of one channel.
pub const TAKEN: u32 = 48_000;

/// Something that is being heard. Dropping it ends that, and lets go of what is handed the samples.
#[derive(Debug)]
pub struct Microphone {
    told: Arc<Told>,
    /// Dropped with the handle, which ends the thread.
    _ending: Sender<()>,
}

impl Microphone {
    /// Hands what is heard to `hear`, piece by piece. It is called on a thread that must not wait.
    pub fn new(hear: impl FnMut(Vec<f32>) + Send + 'static) -> Self {
        let told = Arc::new(Told::default());
        let (ending, ended): (Sender<()>, Receiver<()>) = channel();
        let telling = told.clone();
        let work = move || match listen(hear, &telling) {
            Ok(stream) => {
                // Until nobody holds the handle any more.
                ended.recv().ok();
                drop(stream);
            }
            Err(error) => {
                tracing::info!(%error, "nothing is heard");
                telling.set(why(&error));
            }
        };
        if std::thread::Builder::new()
            .name("microphone".to_owned())
            .spawn(work)
            .is_err()
        {
            told.set(SoundState::Broken);
        }
        Self { told, _ending: ending }
    }

    /// How it is doing.
    pub fn state(&self) -> SoundState {
        self.told.state()
    }

    /// How long it has been heard.
    pub fn heard(&self) -> Duration {
        self.told.time(TAKEN)
    }

    /// How loud it is at this moment, from 0 to 1.
    pub fn loudness(&self) -> f32 {
        self.told.loud.load(Ordering::Relaxed) as f32 / 1e6
    }
}

fn listen(hear: impl FnMut(Vec<f32>) + Send + 'static, told: &Arc<Told>) -> Result<Stream, cpal::Error> {
    let device = cpal::default_host().default_input_device();
    let device = device.ok_or(cpal::ErrorKind::DeviceNotAvailable)?;
    let usual = device.default_input_config()?;
    let config = usual.config();
    let stream = match usual.sample_format() {
        SampleFormat::F32 => open::<f32>(&device, config, hear, told),
        SampleFormat::I16 => open::<i16>(&device, config, hear, told),
        SampleFormat::I32 => open::<i32>(&device, config, hear, told),
        SampleFormat::U8 => open::<u8>(&device, config, hear, told),
        _ => Err(cpal::ErrorKind::UnsupportedConfig.into()),
    }?;
    told.set(SoundState::Running);
    stream.play()?;
    Ok(stream)
}

fn open<T: SizedSample>(
    device: &cpal::Device,
    config: StreamConfig,
    mut hear: impl FnMut(Vec<f32>) + Send + 'static,
    told: &Arc<Told>,
) -> Result<Stream, cpal::Error>
where
    f32: FromSample<T>,
{
    let sides = usize::from(config.channels.max(1));
    let mut line = Line::new(config.sample_rate, TAKEN);
    let (telling, faulty) = (told.clone(), told.clone());
    let take = move |heard: &[T], _: &cpal::InputCallbackInfo| {
        let mut frames = heard.chunks_exact(sides).map(|frame| {
            let sum: f32 = frame.iter().map(|sample| f32::from_sample_(*sample)).sum();
            [sum / sides as f32; 2]
        });
        let mut taken = Vec::with_capacity(heard.len() / sides + 1);
        while let Some([sample, _]) = line.next(|| frames.next()) {
            taken.push(sample);
        }
        let loudest = taken.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
        telling
            .loud
            .store((loudest.clamp(0.0, 1.0) * 1e6) as u64, Ordering::Relaxed);
        telling.frames.fetch_add(taken.len() as u64, Ordering::Relaxed);
        hear(taken);
    };
    let fault = move |error| {
        if !passes(&error) {
            faulty.set(why(&error));
        }
    };
    device.build_input_stream(config, take, fault, None)
}
