//! Small pictures of people and rooms, and one's own name and picture.
//!
//! A picture is fetched when somebody or something comes into view that has one: through the person's own server, from approved
//! servers alone, small, and drawn within limits. Nothing is fetched of what policy keeps shut, nor of an invitation.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::StreamExt;
use futures_util::stream;
use matrix_sdk::media::{MediaFormat, MediaRequestParameters, MediaThumbnailSettings};
use matrix_sdk::ruma::events::room::MediaSource;
use matrix_sdk::ruma::{MxcUri, OwnedMxcUri, UInt, UserId};
use matrix_sdk::{Room, RoomMemberships};
use media::picture;
use mime_guess::mime::Mime;
use model::{Event, Failure, OwnChange, Pixels, RoomId, RoomKind, Whose, Why};
use policy::{Entry, Governed};
use tokio::sync::mpsc;

use super::account::Account;
use super::media::sendable;
use super::rooms::{Depth, failed};
use crate::convert::names;
use crate::outlet::Outlet;

/// The sides of a small picture, in pixels: twice those of the largest on screen.
const SIDE: u32 = 112;
/// The largest file of one, in bytes: a server that doesn't make them smaller is not asked for more.
const BYTES: usize = 4 * 1024 * 1024;
/// Of so many people in a room pictures are fetched when they are listed.
const MEMBERS: usize = 100;
/// How many are fetched at a time.
const AT_ONCE: usize = 3;

type Asked = (Whose, Option<OwnedMxcUri>);

/// Which pictures were asked for.
pub(super) struct Faces {
    known: Mutex<HashMap<Whose, Option<OwnedMxcUri>>>,
    asking: mpsc::UnboundedSender<Asked>,
    asked: Mutex<Option<mpsc::UnboundedReceiver<Asked>>>,
}

impl Default for Faces {
    fn default() -> Self {
        let (asking, asked) = mpsc::unbounded_channel();
        Self {
            known: Mutex::default(),
            asking,
            asked: Mutex::new(Some(asked)),
        }
    }
}

impl Faces {
    /// Somebody or something came into view that has this picture, or none.
    pub(super) fn look(&self, whose: Whose, url: Option<&MxcUri>) {
        let url = url.map(ToOwned::to_owned);
        let mut known = self.known();
        let before = known.get(&whose);
        // What never had one needs no word about it.
        if before == Some(&url) || (before.is_none() && url.is_none()) {
            return;
        }
        known.insert(whose.clone(), url.clone());
        // Nobody fetches any more once the session ends.
        self.asking.send((whose, url)).ok();
    }

    fn forget(&self, whose: &Whose) {
        self.known().remove(whose);
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Whose, Option<OwnedMxcUri>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    /// Reports pictures of what came into view, for ever.
    pub(crate) async fn show_faces(self: Arc<Self>, outlet: Outlet) {
        let asked = self.faces.asked.lock().ok().and_then(|mut asked| asked.take());
        let Some(asked) = asked else { return };
        let asked = stream::unfold(asked, |mut asked| async move {
            let next = asked.recv().await?;
            Some((next, asked))
        });
        let drawing = asked.for_each_concurrent(AT_ONCE, |(whose, url)| {
            let (account, outlet) = (self.clone(), outlet.clone());
            async move {
                let picture = match url {
                    None => None,
                    Some(url) => match account.face(&url).await {
                        Ok(picture) => picture,
                        Err(failure) => {
                            // Where there was no line to the server, it is tried again when it comes into view again.
                            tracing::debug!(code = failure.code(), "a small picture was not fetched");
                            return account.faces.forget(&whose);
                        }
                    },
                };
                outlet.put(Event::Face { whose, picture });
            }
        });
        drawing.await;
    }

    async fn face(&self, url: &MxcUri) -> Result<Option<Pixels>, Failure> {
        let approved = url
            .server_name()
            .is_ok_and(|server| self.policy.approves(server.as_str()));
        if !approved {
            return Ok(None);
        }
        let side = UInt::from(SIDE);
        let request = MediaRequestParameters {
            source: MediaSource::Plain(url.to_owned()),
            format: MediaFormat::Thumbnail(MediaThumbnailSettings::new(side, side)),
        };
        let bytes = self.client.media().get_media_content(&request, true).await;
        let bytes = bytes.map_err(|error| crate::convert::failure::media_failure(&error))?;
        if bytes.len() > BYTES {
            return Ok(None);
        }
        Ok(self.draw(move || picture::face(&bytes, SIDE)).await.flatten())
    }

    /// A room came into view.
    pub(super) async fn look_at_room(&self, room: &Room) {
        match self.kind_of(room) {
            RoomKind::Direct(user) => {
                let Ok(id) = UserId::parse(user.as_str()) else { return };
                let member = room.get_member_no_sync(&id).await.ok().flatten();
                let url = member.as_ref().and_then(|member| member.avatar_url());
                self.faces.look(Whose::Person(user), url);
            }
            RoomKind::Room => {
                let id = RoomId::from(room.room_id().as_str());
                self.faces.look(Whose::Room(id), room.avatar_url().as_deref());
            }
            RoomKind::Invitation(_) | RoomKind::Knock => {}
        }
    }

    /// Who is in a room came into view: as many as anybody looks at.
    pub(super) async fn look_at_members(&self, room: &Room) {
        let facts = self.facts_of(room, Depth::Known).await;
        if self.policy.admit(Entry::Open(&facts.borrow())).is_err() {
            return;
        }
        let members = room.members_no_sync(RoomMemberships::JOIN).await;
        for member in members.unwrap_or_default().iter().take(MEMBERS) {
            self.saw(member.user_id(), member.avatar_url());
        }
    }

    /// Somebody came into view.
    pub(super) fn saw(&self, user: &UserId, url: Option<&MxcUri>) {
        self.faces.look(Whose::Person(user.as_str().into()), url);
    }

    /// Has the person called otherwise, or shown by another picture. Both are in clear.
    pub(crate) async fn set_own(&self, change: OwnChange) -> Result<(), Why> {
        self.policy.may_describe_oneself().map_err(Why::Policy)?;
        let account = self.client.account();
        match change {
            OwnChange::Name(name) => {
                let name = names::shown_title(&name);
                if name.is_empty() {
                    return Err(Why::Failed(Failure::Malformed));
                }
                account.set_display_name(Some(&name)).await.map_err(failed)
            }
            OwnChange::Picture(None) => {
                account.set_avatar_url(None).await.map_err(failed)?;
                self.look_at_own(None);
                Ok(())
            }
            OwnChange::Picture(Some(path)) => {
                let (mime, bytes) = self.public_picture(&path).await?;
                let url = account.upload_avatar(&mime, bytes).await.map_err(failed)?;
                self.look_at_own(Some(&url));
                Ok(())
            }
        }
    }

    /// Gives a room another picture, or none.
    pub(super) async fn set_room_picture(
        &self,
        room: &Room,
        path: Option<&Path>,
        _governed: &Governed,
    ) -> Result<(), Why> {
        match path {
            None => room.remove_avatar().await.map(drop).map_err(failed),
            Some(path) => {
                let (mime, bytes) = self.public_picture(path).await?;
                let set = room.upload_avatar(&mime, bytes, None).await;
                set.map(drop).map_err(failed)
            }
        }
    }

    /// A picture that everybody may see: judged as a file that is sent, drawn anew without what its file says, and no larger than it
    /// is shown.
    async fn public_picture(&self, path: &Path) -> Result<(Mime, Vec<u8>), Why> {
        let (mime, _) = sendable::named(&self.policy, path).await?;
        let bytes = tokio::fs::read(path).await.map_err(|_| Why::Failed(Failure::Disk))?;
        sendable::read(&self.policy, &mime, bytes.len() as u64, &bytes)?;
        let drawn = self.draw(move || picture::public(&bytes)).await;
        let clean = drawn.ok_or(Why::Failed(Failure::Internal))?;
        let clean = clean.map_err(|media::Unclean| Why::Failed(Failure::PictureUnclean))?;
        let mime: Mime = clean
            .format
            .mime()
            .parse()
            .map_err(|_| Why::Failed(Failure::Internal))?;
        Ok((mime, clean.bytes))
    }

    pub(super) fn look_at_own(&self, url: Option<&MxcUri>) {
        if let Some(user) = self.client.user_id() {
            self.saw(user, url);
        }
    }
}
