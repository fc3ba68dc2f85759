//! A voice, as it is spoken: Opus in Ogg (RFC 7845), one channel, as other programs make their voice messages.

use std::time::Duration;

use ropus::{Application, Bitrate, Channels, Encoder, Signal};

use crate::ogg::Writer;

/// Samples a second of what is put in.
pub const RATE: u32 = 48_000;
/// The longest message.
pub const LONGEST: Duration = Duration::from_secs(10 * 60);
/// How much a second of speech takes, in bits.
const BITS: u32 = 28_000;
/// Samples of a packet: 20 ms.
const PACKET: usize = 960;
/// The largest packet there is, in bytes (RFC 6716, section 3.2.1).
const LARGEST: usize = 1_275;
/// So many figures say how loud it was when.
const FIGURES: usize = 100;

/// A message that is being spoken.
pub struct Voice {
    encoder: Encoder,
    file: Writer,
    skip: u64,
    waiting: Vec<f32>,
    /// Samples put in, and samples in packets.
    heard: u64,
    packed: u64,
    /// How loud each packet is.
    loud: Vec<f32>,
    /// The packet before the end, which says that it is the last only once that is known.
    last: Option<Vec<u8>>,
}

/// A message that was spoken.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The file.
    pub bytes: Vec<u8>,
    /// How long it is.
    pub length: Duration,
    /// How loud it is, from beginning to end, each between 0 and 1.
    pub loudness: Vec<f32>,
}

impl Voice {
    /// Nothing said yet; none where no encoder can be made.
    pub fn new() -> Option<Self> {
        let encoder = Encoder::builder(RATE, Channels::Mono, Application::Voip)
            .bitrate(Bitrate::Bits(BITS))
            .signal(Signal::Voice)
            .build()
            .ok()?;
        let skip = u16::try_from(encoder.lookahead()).ok()?;
        Some(Self {
            encoder,
            file: Writer::voice(skip),
            skip: u64::from(skip),
            waiting: Vec::new(),
            heard: 0,
            packed: 0,
            loud: Vec::new(),
            last: None,
        })
    }

    /// Takes samples in; what would make it longer than any message is left out.
    pub fn hear(&mut self, samples: &[f32]) {
        let room = (LONGEST.as_secs() * u64::from(RATE)).saturating_sub(self.heard);
        let samples = &samples[..samples.len().min(usize::try_from(room).unwrap_or(usize::MAX))];
        self.heard += samples.len() as u64;
        self.waiting.extend_from_slice(samples);
        while self.waiting.len() >= PACKET {
            let packet: Vec<f32> = self.waiting.drain(..PACKET).collect();
            self.loud.push(loudness(&packet));
            self.pack(&packet);
        }
    }

    /// The whole message; none where nothing was said.
    pub fn finish(mut self) -> Option<Spoken> {
        if self.heard == 0 {
            return None;
        }
        let rest = std::mem::take(&mut self.waiting);
        if !rest.is_empty() {
            self.loud.push(loudness(&rest));
        }
        let mut rest = rest;
        // What the encoder holds back comes out with what is put in after it.
        while self.packed < self.heard + self.skip {
            rest.resize(PACKET, 0.0);
            self.pack(&std::mem::take(&mut rest));
        }
        let last = self.last.take()?;
        self.file.packet(&last, self.heard + self.skip, true);
        Some(Spoken {
            bytes: self.file.finish(),
            length: Duration::from_millis(self.heard * 1000 / u64::from(RATE)),
            loudness: figures(&self.loud),
        })
    }

    fn pack(&mut self, samples: &[f32]) {
        let samples: Vec<f32> = samples
            .iter()
            .map(|sample| {
                if sample.is_finite() {
                    sample.clamp(-1.0, 1.0)
                } else {
                    0.0
                }
            })
            .collect();
        let mut packet = vec![0; LARGEST];
        let length = self.encoder.encode_float(&samples, &mut packet).unwrap_or_default();
        packet.truncate(length);
        if let Some(before) = self.last.replace(packet) {
            self.file.packet(&before, self.packed, false);
        }
        self.packed += PACKET as u64;
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few samples")]
fn loudness(samples: &[f32]) -> f32 {
    let power: f32 = samples.iter().map(|sample| sample * sample).sum();
    (power / samples.len().max(1) as f32).sqrt()
}

/// As many figures as are shown, the loudest of them 1.
fn figures(loud: &[f32]) -> Vec<f32> {
    let most = loud.iter().copied().fold(0.01, f32::max);
    let count = loud.len().min(FIGURES);
    let part = |index: usize| {
        let (from, to) = (index * loud.len() / count, (index + 1) * loud.len() / count);
        loud[from..to].iter().copied().fold(0.0, f32::max) / most
    };
    (0..count).map(part).collect()
}
