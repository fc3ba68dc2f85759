//! What policy says of a file before it is sent, and what the person is shown of it.

use std::path::{Path, PathBuf};

use media::{picture, video};
use mime_guess::mime::Mime;
use model::{Failure, RoomId, Sendable, Why};
use policy::Policy;
use tokio::io::AsyncReadExt;

use crate::guard::account::Account;
use crate::guard::outgoing::Outgoing;

/// The largest file sent, whatever policy says: it is read and encrypted in memory. 1 GiB.
const SEND_BYTES: u64 = 1024 * 1024 * 1024;
/// So much of a file says what it is.
const BEGINNING: u64 = 64 * 1024;
/// The largest file that is drawn before it is sent, in bytes.
const DRAWN_BYTES: u64 = 64 * 1024 * 1024;
/// The widest and highest such picture, in pixels.
const DRAWN: (u32, u32) = (320, 240);

/// Judges a file by its size and its name: what may not be sent is not read. Gives its type and its bytes.
pub(in crate::guard) async fn named(policy: &Policy, path: &Path) -> Result<(Mime, u64), Why> {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let facts = tokio::fs::metadata(path).await;
    let facts = facts.map_err(|_| Why::Failed(Failure::Disk))?;
    policy
        .judge_file(facts.len(), &[mime.essence_str()])
        .map_err(Why::Policy)?;
    if !facts.is_file() || facts.len() > SEND_BYTES {
        return Err(Why::Failed(Failure::Malformed));
    }
    Ok((mime, facts.len()))
}

/// Judges a file by what it is: a program may call itself anything.
pub(in crate::guard) fn read(policy: &Policy, mime: &Mime, size: u64, beginning: &[u8]) -> Result<(), Why> {
    let told = infer::get(beginning).map(|kind| kind.mime_type());
    let kinds: Vec<&str> = told.into_iter().chain([mime.essence_str()]).collect();
    policy.judge_file(size, &kinds).map_err(Why::Policy)
}

impl Account {
    /// Looks at a file that may be sent to this room. It is judged again when it is.
    pub(crate) async fn look_at_file(&self, room: &RoomId, path: PathBuf) -> Sendable {
        let size = tokio::fs::metadata(&path).await.ok();
        let mut file = Sendable {
            size: size.filter(|facts| facts.is_file()).map(|facts| facts.len()),
            picture: None,
            unclean: false,
            refused: None,
        };
        let outgoing = Outgoing::File(path.clone(), String::new());
        let judged = match self.clear(room, outgoing).await {
            Ok(_) => self.drawn_before(&path).await,
            Err(why) => Err(why),
        };
        match judged {
            Ok(Looked { picture, unclean }) => (file.picture, file.unclean) = (picture, unclean),
            Err(why) => file.refused = Some(why),
        }
        file
    }

    async fn drawn_before(&self, path: &Path) -> Result<Looked, Why> {
        let disk = |_| Why::Failed(Failure::Disk);
        let (mime, size) = named(&self.policy, path).await?;
        let (wall, place) = (self.wall.clone(), path.to_owned());
        let judging = tokio::task::spawn_blocking(move || wall.judge(&place));
        judging.await.map_err(|_| Why::Failed(Failure::Internal))??;
        let mut open = tokio::fs::File::open(path).await.map_err(disk)?;
        let mut bytes = Vec::new();
        let mut beginning = (&mut open).take(BEGINNING);
        beginning.read_to_end(&mut bytes).await.map_err(disk)?;
        read(&self.policy, &mime, size, &bytes)?;
        if !infer::is_image(&bytes) || size > DRAWN_BYTES {
            let unclean = infer::is_video(&bytes) && video::kind(&bytes).is_none();
            return Ok(Looked { picture: None, unclean });
        }
        // What has grown since is not read any further.
        let mut rest = open.take(DRAWN_BYTES);
        rest.read_to_end(&mut bytes).await.map_err(disk)?;
        let (width, height) = DRAWN;
        let drawn = self.draw(move || picture::before(&bytes, width, height)).await;
        let drawn = drawn.ok_or(Why::Failed(Failure::Internal))?;
        let picture = drawn.map_err(|media::Unclean| Why::Failed(Failure::PictureUnclean))?;
        Ok(Looked {
            picture,
            unclean: false,
        })
    }
}

/// What was seen of a file.
struct Looked {
    picture: Option<model::Pixels>,
    /// What it says beside what it shows stays in it.
    unclean: bool,
}
