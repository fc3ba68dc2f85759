//! Sounds: opened, and decoded as they are listened to. All of it never lies in memory.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use ropus::{Channels, DecodeMode};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::CODEC_ID_OPUS;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::common::Limit;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, SeekMode, SeekTo, Track, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;
use symphonia::core::units::{Time, TimeBase, Timestamp};

use crate::stretch::Stretch;

/// How often a second a sound may be looked at.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=192_000;
/// So many packets without a sound in them, one after another, are the end.
const SILENT: u32 = 2_000;
/// The most samples of a packet of Opus, of one channel: 120 ms.
const PACKET: usize = 5_760;
/// What is played at another speed is sped up by at most this.
const SPEEDS: std::ops::RangeInclusive<f32> = 0.5..=3.0;
/// How much of what a file says beside its sound is read, in bytes.
const SAID: Limit = Limit::Maximum(64 * 1024);

/// A sound, at a place in it.
pub struct Sound {
    format: Box<dyn FormatReader>,
    decoder: Decoder,
    track: u32,
    base: TimeBase,
    rate: u32,
    channels: u16,
    length: Option<Duration>,
    /// What comes before the first sound that is to be heard, where the file counts that too.
    skip: u64,
    /// What comes before it is not heard.
    from: Option<Timestamp>,
    stretch: Option<Stretch>,
    over: bool,
}

enum Decoder {
    Opus(Box<ropus::Decoder>, usize),
    Other(Box<dyn AudioDecoder>),
}

impl Sound {
    /// Opens a sound at its beginning; none where it is of no kind that is known here, or broken.
    pub fn open(bytes: Arc<[u8]>) -> Option<Self> {
        let file = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
        let said = MetadataOptions::default()
            .limit_tag_bytes(SAID)
            .limit_visual_bytes(SAID);
        let format = symphonia::default::get_probe()
            .probe(&Hint::new(), file, FormatOptions::default(), said)
            .ok()?;
        let track = format.default_track(TrackType::Audio)?;
        let Some(CodecParameters::Audio(facts)) = &track.codec_params else {
            return None;
        };
        let rate = facts.sample_rate.filter(|rate| RATES.contains(rate))?;
        let (decoder, channels) = decoder(facts)?;
        let base = track.time_base.or_else(|| TimeBase::try_from_recip(rate))?;
        let skip = skip(facts);
        Some(Self {
            track: track.id,
            length: length(track, base, rate, skip),
            skip,
            from: (skip > 0).then(|| after(Timestamp::default(), skip)),
            format,
            decoder,
            base,
            rate,
            channels,
            stretch: None,
            over: false,
        })
    }

    /// Samples a second, of each channel.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// One or two.
    pub fn channels(&self) -> u16 {
        self.channels
    }

    /// How long it is, where its file says so.
    pub fn length(&self) -> Option<Duration> {
        self.length
    }

    /// Goes on from there.
    pub fn seek(&mut self, to: Duration) {
        let Ok(millis) = u64::try_from(to.as_millis()) else {
            return;
        };
        let time = Time::from_millis_u64(millis);
        let Some(ts) = self.base.calc_timestamp(time) else {
            return;
        };
        let place = SeekTo::Timestamp {
            ts: after(ts, self.skip),
            track_id: self.track,
        };
        if self.format.seek(SeekMode::Accurate, place).is_err() {
            // Some can only be read from the beginning, and some say nothing of where they are.
            self.over = self.length.is_some_and(|length| to >= length);
        }
        self.from = self.base.calc_timestamp(time).map(|at| after(at, self.skip));
        self.decoder.reset(self.rate);
    }

    /// Plays faster or slower, as high as it is.
    pub fn at_speed(&mut self, speed: f32) {
        let speed = speed.clamp(*SPEEDS.start(), *SPEEDS.end());
        self.stretch = (speed != 1.0).then(|| Stretch::new(speed, self.rate, self.channels));
    }

    fn decoded(&mut self) -> Option<Vec<f32>> {
        for _ in 0..SILENT {
            if self.over {
                return None;
            }
            let packet = match self.format.next_packet() {
                Ok(Some(packet)) => packet,
                Ok(None) | Err(_) => {
                    self.over = true;
                    return None;
                }
            };
            if packet.track_id != self.track {
                continue;
            }
            let samples = match self.decoder.decode(&packet) {
                Ok(samples) => samples,
                // Of a packet that is broken nothing is heard.
                Err(Broken::Packet) => continue,
                Err(Broken::All) => {
                    self.over = true;
                    return None;
                }
            };
            let samples = self.late(&packet, samples);
            if !samples.is_empty() {
                return Some(samples);
            }
        }
        self.over = true;
        None
    }

    /// Without what comes before the place that was asked for.
    fn late(&mut self, packet: &Packet, mut samples: Vec<f32>) -> Vec<f32> {
        let Some(from) = self.from else {
            return samples;
        };
        let early = packet.pts.duration_to(from).map_or(0, |early| early.get());
        if early == 0 {
            self.from = None;
            return samples;
        }
        let early = self.base.calc_duration_saturating(early.into()).as_secs_f64();
        let frames = (early * f64::from(self.rate)) as usize;
        let dropped = frames.saturating_mul(usize::from(self.channels)).min(samples.len());
        samples.drain(..dropped);
        samples
    }
}

impl Iterator for Sound {
    type Item = Vec<f32>;

    /// The samples that come next, of both channels in turn where there are two; none at the end.
    fn next(&mut self) -> Option<Vec<f32>> {
        loop {
            let samples = self.decoded();
            let Some(stretch) = &mut self.stretch else {
                return samples;
            };
            let Some(samples) = samples else {
                return self.stretch.take().map(Stretch::rest).filter(|rest| !rest.is_empty());
            };
            let played = stretch.play(&samples);
            if !played.is_empty() {
                return Some(played);
            }
        }
    }
}

enum Broken {
    Packet,
    All,
}

impl Decoder {
    fn decode(&mut self, packet: &Packet) -> Result<Vec<f32>, Broken> {
        match self {
            Self::Opus(decoder, channels) => {
                if packet.data.is_empty() {
                    return Err(Broken::Packet);
                }
                let mut samples = vec![0.0; PACKET * *channels];
                let frames = decoder.decode_float(&packet.data, &mut samples, DecodeMode::Normal);
                let frames = frames.map_err(|_| Broken::Packet)?;
                samples.truncate(frames.min(PACKET) * *channels);
                let cut = |trim: u64| usize::try_from(trim).unwrap_or(usize::MAX).saturating_mul(*channels);
                let end = samples.len().saturating_sub(cut(packet.trim_end.get()));
                samples.truncate(end);
                samples.drain(..cut(packet.trim_start.get()).min(samples.len()));
                Ok(samples)
            }
            Self::Other(decoder) => {
                let decoded = match decoder.decode(packet) {
                    Ok(decoded) => decoded,
                    Err(Error::DecodeError(_) | Error::IoError(_)) => return Err(Broken::Packet),
                    Err(_) => return Err(Broken::All),
                };
                let channels = decoded.spec().channels().count();
                let mut samples = Vec::new();
                decoded.copy_to_vec_interleaved::<f32>(&mut samples);
                Ok(match channels {
                    0 => return Err(Broken::Packet),
                    1 | 2 => samples,
                    #[expect(clippy::cast_precision_loss, reason = "a few channels")]
                    many => samples
                        .chunks_exact(many)
                        .map(|frame| frame.iter().sum::<f32>() / many as f32)
                        .collect(),
                })
            }
        }
    }

    /// What comes next doesn't follow on what came before.
    fn reset(&mut self, rate: u32) {
        match self {
            Self::Opus(decoder, channels) => {
                if let Ok(fresh) = ropus::Decoder::new(rate, side(*channels)) {
                    **decoder = fresh;
                }
            }
            Self::Other(decoder) => decoder.reset(),
        }
    }
}

fn decoder(facts: &AudioCodecParameters) -> Option<(Decoder, u16)> {
    let channels = facts.channels.as_ref().map_or(1, |channels| channels.count());
    if facts.codec == CODEC_ID_OPUS {
        // More of them are several streams, which nobody speaks into.
        let heard = u16::try_from(channels).ok().filter(|count| (1..=2).contains(count))?;
        let opus = ropus::Decoder::new(facts.sample_rate?, side(channels)).ok()?;
        return Some((Decoder::Opus(Box::new(opus), channels), heard));
    }
    let options = AudioDecoderOptions::default();
    let decoder = symphonia::default::get_codecs()
        .make_audio_decoder(facts, &options)
        .ok()?;
    Some((Decoder::Other(decoder), if channels == 2 { 2 } else { 1 }))
}

fn side(channels: usize) -> Channels {
    match channels {
        2 => Channels::Stereo,
        _ => Channels::Mono,
    }
}

/// How many samples at its beginning are for the decoder alone (RFC 7845, 4.2). In Ogg, they count.
fn skip(facts: &AudioCodecParameters) -> u64 {
    let head = facts
        .extra_data
        .as_deref()
        .and_then(|head| head.strip_prefix(b"OpusHead"));
    match head {
        Some([_, _, low, high, ..]) => u64::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    }
}

fn after(at: Timestamp, skip: u64) -> Timestamp {
    at.saturating_add(skip.into())
}

fn length(track: &Track, base: TimeBase, rate: u32, skip: u64) -> Option<Duration> {
    let seconds = match (track.duration, track.num_frames) {
        (Some(length), _) => base.calc_duration(length.saturating_sub(skip.into()))?.as_secs_f64(),
        #[expect(clippy::cast_precision_loss, reason = "seconds")]
        (None, Some(frames)) => frames as f64 / f64::from(rate),
        (None, None) => return None,
    };
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|length| !length.is_zero())
}
