//! What moves and sounds: fetched within limits, and decoded beside the runtime as it is wanted.

use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use media::film::Film as Frames;
use media::sound::Sound;
use media::voice::Voice;
use model::{Failure, Film, Flow, RowKey, Spoken, Take, Track, Why};
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use super::{SHOWN, VIEWED_BYTES};
use crate::convert;
use crate::guard::account::Account;
use crate::guard::conversation::Conversation;

/// The widest and highest film that is looked at by itself, in pixels: 5 MB a frame.
const VIEWED: (u32, u32) = (1_280, 960);
/// How many frames wait to be shown.
const FRAMES: usize = 3;
/// The largest sound that is played, in bytes: an hour of music.
const SOUND_BYTES: u64 = 64 * 1024 * 1024;
/// How many pieces of a sound wait to be heard: a second or two.
const PIECES: usize = 64;

impl Conversation {
    /// Plays the picture of a message, where it moves.
    pub(crate) async fn film(&self, row: &RowKey, large: bool) -> Result<Film, Why> {
        let item = self.event(row)?;
        let (source, told) = convert::attachment::picture(item.content()).ok_or(Why::Failed(Failure::NotFound))?;
        fits(told, VIEWED_BYTES, Failure::PictureTooLarge)?;
        let bytes = self
            .account
            .download(source, VIEWED_BYTES, Failure::PictureTooLarge)
            .await?;
        let most = if large { VIEWED } else { SHOWN };
        let (sender, film) = Flow::new(FRAMES);
        let (telling, told) = oneshot::channel();
        // What draws it can't leave its thread.
        self.account.play("film", move || {
            let frames = Frames::open(bytes.into(), most);
            telling.send(frames.is_some()).ok();
            if let Some(frames) = frames {
                pass_on(frames, &sender);
            }
        })?;
        if told.await != Ok(true) {
            return Err(Why::Failed(Failure::PictureUndrawn));
        }
        Ok(film)
    }

    /// Plays the sound of a message from this place on.
    pub(crate) async fn sound(&self, row: &RowKey, from: Duration, speed: u16) -> Result<Track, Why> {
        let item = self.event(row)?;
        let (source, told) = convert::attachment::sound(item.content()).ok_or(Why::Failed(Failure::NotFound))?;
        fits(told, SOUND_BYTES, Failure::PlayTooLarge)?;
        let bytes = self
            .account
            .download(source, SOUND_BYTES, Failure::PlayTooLarge)
            .await?;
        self.account.sound_of(bytes.into(), from, speed).await
    }
}

impl Account {
    /// Plays what was spoken.
    pub(crate) async fn rehearse(&self, spoken: &Spoken, from: Duration) -> Result<Track, Why> {
        self.sound_of(spoken.bytes.clone(), from, 100).await
    }

    /// Makes a message of what is being spoken, to its end.
    pub(crate) async fn hear_out(&self, take: Take) -> Result<Spoken, Why> {
        let (sender, done) = oneshot::channel();
        self.play("voice", move || {
            let spoken = Voice::new().and_then(|mut voice| {
                while let Some(samples) = take.wait() {
                    voice.hear(&samples);
                }
                voice.finish()
            });
            // Whoever asked may be gone.
            sender.send(spoken).ok();
        })?;
        let spoken = done.await.ok().flatten().ok_or(Why::Failed(Failure::NothingHeard))?;
        Ok(Spoken {
            bytes: spoken.bytes.into(),
            length: spoken.length,
            loudness: spoken.loudness.into(),
        })
    }

    async fn sound_of(&self, bytes: Arc<[u8]>, from: Duration, speed: u16) -> Result<Track, Why> {
        let opening = self.draw(move || {
            let mut sound = Sound::open(bytes)?;
            if !from.is_zero() {
                sound.seek(from);
            }
            sound.at_speed(f32::from(speed) / 100.0);
            Some(sound)
        });
        let sound = opening.await.flatten().ok_or(Why::Failed(Failure::SoundUnplayed))?;
        let (sender, samples) = Flow::new(PIECES);
        let track = Track {
            rate: sound.rate(),
            channels: sound.channels(),
            length: sound.length(),
            from,
            speed,
            samples,
        };
        self.play("sound", move || pass_on(sound, &sender))?;
        Ok(track)
    }

    /// Works on a thread of its own, which nobody waits for: it ends when nobody looks or listens any more. A few at a time.
    fn play(&self, name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Why> {
        let permit: OwnedSemaphorePermit = self
            .playing
            .clone()
            .try_acquire_owned()
            .map_err(|_| Why::Failed(Failure::NotReady))?;
        let work = move || {
            let _permit = permit;
            work();
        };
        let begun = std::thread::Builder::new().name(name.to_owned()).spawn(work);
        begun.map(drop).map_err(|_| Why::Failed(Failure::Internal))
    }
}

/// Hands on one after another, each when there is room for it.
fn pass_on<T>(source: impl Iterator<Item = T>, sender: &SyncSender<T>) {
    for piece in source {
        if sender.send(piece).is_err() {
            return;
        }
    }
}

fn fits(told: Option<u64>, most: u64, larger: Failure) -> Result<(), Why> {
    match told.unwrap_or_default() <= most {
        true => Ok(()),
        false => Err(Why::Failed(larger)),
    }
}
