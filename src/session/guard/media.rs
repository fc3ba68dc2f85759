//! Files, out and in: encrypted before they leave, checked before a byte of them is written.

mod download;
mod laid_out;
mod leaving;
mod moving;
mod pasted;
pub(super) mod sendable;

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use matrix_sdk::attachment::AttachmentConfig as InThread;
use matrix_sdk::ruma::events::room::MediaSource;
use matrix_sdk::ruma::events::room::message::{MessageType, TextMessageEventContent};
use matrix_sdk_ui::timeline::{AttachmentConfig, AttachmentSource};
use media::picture;
use mime_guess::mime::Mime;
use model::{Failure, Pixels, RowKey, Spoken, Why};

use super::account::Account;
use super::conversation::{Conversation, content, failed};
use crate::convert::{self, markdown};

/// The widest and highest picture in a timeline, in pixels.
const SHOWN: (u32, u32) = (480, 360);
/// The widest and highest picture that is looked at by itself, in pixels: 36 MB while it is open.
const VIEWED: (u32, u32) = (3_000, 3_000);
/// The largest file of such a picture, in bytes: it is fetched into memory.
const VIEWED_BYTES: u64 = 64 * 1024 * 1024;
/// The largest file of a picture that is fetched without being asked for, in bytes.
const SMALL_BYTES: u64 = 6 * 1024 * 1024;
/// The largest file that is fetched, in bytes: it is decrypted in memory. 1 GiB.
const LARGEST: u64 = 1024 * 1024 * 1024;
/// What a message that was spoken is sent as.
const VOICE: &str = "audio/ogg";
/// Names tried before giving up when files of the same name are there already.
const NAMES: u32 = 1_000;

impl Conversation {
    pub(super) async fn send_file(&self, path: PathBuf, caption: &str) -> Result<(), Why> {
        let policy = &self.account.policy;
        let (mime, _) = sendable::named(policy, &path).await?;
        let bytes = tokio::fs::read(&path).await.map_err(|_| Why::Failed(Failure::Disk))?;
        sendable::read(policy, &mime, bytes.len() as u64, &bytes)?;
        let wall = self.account.wall.clone();
        let judging = tokio::task::spawn_blocking(move || {
            wall.judge(&path)?;
            wall.judge_bytes(&bytes).map(|()| (path, bytes))
        });
        let (path, bytes) = judging.await.map_err(|_| Why::Failed(Failure::Internal))??;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let name = convert::names::file_name(&name).to_string();
        self.send_read(name, mime, bytes, caption_of(caption)).await
    }

    /// Sends a file that was in another message, judged and cleaned as one of this computer is.
    pub(super) async fn send_bytes(
        &self,
        name: String,
        bytes: Vec<u8>,
        caption: Option<TextMessageEventContent>,
    ) -> Result<(), Why> {
        let mime = mime_guess::from_path(&name).first_or_octet_stream();
        sendable::read(&self.account.policy, &mime, bytes.len() as u64, &bytes)?;
        self.send_read(name, mime, bytes, caption).await
    }

    async fn send_read(
        &self,
        name: String,
        mime: Mime,
        bytes: Vec<u8>,
        caption: Option<TextMessageEventContent>,
    ) -> Result<(), Why> {
        let policy = &self.account.policy;
        let mut config = AttachmentConfig {
            caption,
            ..AttachmentConfig::default()
        };
        let cleaning = tokio::task::spawn_blocking(move || leaving::leaving(bytes, mime, name));
        let leaving = cleaning.await.map_err(|_| Why::Failed(Failure::Internal))??;
        policy
            .judge_file(leaving.bytes.len() as u64, &[leaving.mime.essence_str()])
            .map_err(Why::Policy)?;
        config.info = leaving.info;
        config.thumbnail = leaving.thumbnail;
        self.attach(leaving.bytes, leaving.name, leaving.mime, config).await
    }

    /// Sends what was spoken.
    pub(super) async fn send_spoken(&self, spoken: &Spoken, name: &str) -> Result<(), Why> {
        let size = spoken.bytes.len();
        let judged = self.account.policy.judge_file(size as u64, &[VOICE]);
        judged.map_err(Why::Policy)?;
        let config = AttachmentConfig {
            info: Some(leaving::voice_info(size, spoken.length, &spoken.loudness)),
            ..AttachmentConfig::default()
        };
        let mime = VOICE.parse().map_err(|_| Why::Failed(Failure::Internal))?;
        let name = format!("{}.ogg", convert::names::file_name(name));
        self.attach(spoken.bytes.to_vec(), name, mime, config).await
    }

    async fn attach(&self, bytes: Vec<u8>, name: String, mime: Mime, config: AttachmentConfig) -> Result<(), Why> {
        if let Some(reply) = self.answer_in_thread() {
            let config = InThread {
                info: config.info,
                thumbnail: config.thumbnail,
                caption: config.caption,
                reply: Some(reply),
                ..InThread::default()
            };
            let queue = self.room.send_queue();
            let sent = queue.send_attachment(name, mime, bytes, config).await;
            return sent.map(drop).map_err(|_| Why::Failed(Failure::Internal));
        }
        let source = AttachmentSource::Data { bytes, filename: name };
        self.timeline
            .send_attachment(source, mime, config)
            .use_send_queue()
            .await
            .map_err(failed)
    }

    /// Draws the picture of a message, small; none where it can't be had, or can't be drawn.
    pub(crate) async fn picture(&self, row: &RowKey) -> Option<Pixels> {
        let item = self.event(row).ok()?;
        let Some(source) = convert::attachment::small_picture(item.content()) else {
            let (hash, sides) = convert::attachment::blurred(item.content())?;
            return picture::blurred(&hash, sides);
        };
        let bytes = self
            .account
            .download(source, SMALL_BYTES, Failure::PictureTooLarge)
            .await
            .ok()?;
        self.draw(bytes, SHOWN).await
    }

    /// Draws the picture of a message, large.
    pub(crate) async fn large_picture(&self, row: &RowKey) -> Result<Pixels, Why> {
        let item = self.event(row)?;
        let (source, told) = convert::attachment::picture(item.content()).ok_or(Why::Failed(Failure::NotFound))?;
        let fits = |size: u64| match size <= VIEWED_BYTES {
            true => Ok(()),
            false => Err(Why::Failed(Failure::PictureTooLarge)),
        };
        fits(told.unwrap_or_default())?;
        // Its sender may say anything.
        let bytes = self
            .account
            .download(source, VIEWED_BYTES, Failure::PictureTooLarge)
            .await?;
        let drawn = self.draw(bytes, VIEWED).await;
        drawn.ok_or(Why::Failed(Failure::PictureUndrawn))
    }

    async fn draw(&self, bytes: Vec<u8>, (width, height): (u32, u32)) -> Option<Pixels> {
        let drawing = self.account.draw(move || picture::pixels(&bytes, width, height));
        drawing.await.flatten()
    }

    /// Fetches a file as it is, to be sent elsewhere.
    pub(super) async fn fetch(&self, source: MediaSource) -> Result<Vec<u8>, Why> {
        self.account.download(source, LARGEST, Failure::FileTooLarge).await
    }

    /// Fetches a file, checks it against the hash its sender vouched for, and saves it under a free name.
    /// Returns that name.
    pub(crate) async fn save_file(&self, row: &RowKey, folder: &Path) -> Result<String, Why> {
        self.account.policy.judge_saving().map_err(Why::Policy)?;
        let item = self.event(row)?;
        let (source, name) = convert::attachment(item.content()).ok_or(Why::Failed(Failure::NotFound))?;
        let bytes = self.fetch(source).await?;
        let (folder, wall) = (folder.to_owned(), self.account.wall.clone());
        let saving = move || {
            // Known before anybody can send it elsewhere.
            wall.saves(&bytes);
            save(&folder, &name, &bytes)
        };
        tokio::task::spawn_blocking(saving)
            .await
            .map_err(|_| Why::Failed(Failure::Internal))?
            .map_err(|_| Why::Failed(Failure::Disk))
    }
}

impl Account {
    /// Draws beside the runtime, so many at a time as memory is to be taken for; none where that fails.
    pub(super) async fn draw<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let permit = self.drawing.clone().acquire_owned().await.ok()?;
        let drawing = tokio::task::spawn_blocking(move || {
            // Kept until it is drawn, whoever has stopped waiting for it.
            let _permit = permit;
            work()
        });
        drawing.await.ok()
    }
}

fn caption_of(text: &str) -> Option<TextMessageEventContent> {
    match content(markdown::typed(text.trim(), &[])).msgtype {
        MessageType::Text(text) if !text.body.is_empty() => Some(text),
        MessageType::Emote(said) => Some(TextMessageEventContent::plain(said.body)),
        _ => None,
    }
}

/// Writes a file whole under the first free name, readable by its owner alone: `note.pdf`, `note (2).pdf`, ...
fn save(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<String> {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    for number in 1..=NAMES {
        let name = if number == 1 {
            name.to_owned()
        } else {
            format!("{stem} ({number}){extension}")
        };
        let path = folder.join(&name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
                    // Half a file under its real name would pass for a whole one.
                    std::fs::remove_file(&path).ok();
                    return Err(error);
                }
                return Ok(name);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
