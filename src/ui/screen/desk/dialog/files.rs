//! Files that are to be sent: looked at first, and sent one after another.

use std::path::{Path, PathBuf};

use iced::widget::image::Handle;
use model::{Command, RoomId, Sendable, Ticket, Why};

use crate::screen::desk::conversation::pictures;
use crate::wishes::Wishes;

/// How many files are sent at once.
pub const MOST: usize = 50;

/// The files, in the order in which they go.
#[derive(Clone, Debug)]
pub struct Files {
    room: RoomId,
    chosen: Vec<Chosen>,
    /// There were more than are sent at once.
    left_out: bool,
    /// What to say of the first, as typed.
    pub caption: String,
}

/// A file.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Where it is.
    pub path: PathBuf,
    /// Its bytes, once known.
    pub size: Option<u64>,
    /// What it looks like, where it is a picture, and how large that is.
    pub picture: Option<(Handle, (u32, u32))>,
    /// What it says beside what it shows stays in it.
    pub unclean: bool,
    /// Why it would be refused.
    pub refused: Option<Why>,
}

impl Files {
    /// Asks about none yet.
    pub fn new(room: RoomId) -> Self {
        Self {
            room,
            chosen: Vec::new(),
            left_out: false,
            caption: String::new(),
        }
    }

    /// One more, which is looked at. One that is among them already stays where it is.
    pub fn add(&mut self, path: PathBuf, wishes: &mut Wishes) {
        if self.chosen.iter().any(|it| it.path == path) {
            return;
        }
        if self.chosen.len() == MOST {
            self.left_out = true;
            return;
        }
        wishes.send(Command::LookAtFile {
            room: self.room.clone(),
            path: path.clone(),
        });
        self.chosen.push(Chosen {
            path,
            size: None,
            picture: None,
            unclean: false,
            refused: None,
        });
    }

    /// Takes over what is known of one.
    pub fn set(&mut self, path: &Path, file: Sendable) {
        if let Some(chosen) = self.chosen.iter_mut().find(|it| it.path == path) {
            chosen.size = file.size;
            chosen.unclean = file.unclean;
            chosen.refused = file.refused;
            chosen.picture = file.picture.map(|pixels| {
                let sides = (pixels.width, pixels.height);
                (pictures::handle(pixels), sides)
            });
        }
    }

    /// Not this one.
    pub fn take_out(&mut self, path: &Path, wishes: &mut Wishes) {
        self.chosen.retain(|it| it.path != path);
        wishes.send(Command::LetGoOfFile(path.to_owned()));
    }

    /// None of them: a file that was made of something pasted is not kept for nothing.
    pub fn let_go(&self, wishes: &mut Wishes) {
        for chosen in &self.chosen {
            wishes.send(Command::LetGoOfFile(chosen.path.clone()));
        }
    }

    /// Sends the first. What was typed goes with it.
    pub fn send(&self, wishes: &mut Wishes) -> Option<Ticket> {
        let (room, path) = (self.room.clone(), self.chosen.first()?.path.clone());
        let caption = self.caption.clone();
        Some(wishes.ask(|ticket| Command::SendFile {
            ticket,
            room,
            path,
            caption,
        }))
    }

    /// The first is sent.
    pub fn sent(&mut self, wishes: &mut Wishes) {
        self.caption.clear();
        if let Some(path) = self.chosen.first().map(|first| first.path.clone()) {
            self.take_out(&path, wishes);
        }
    }

    /// Where they go.
    pub fn room(&self) -> &RoomId {
        &self.room
    }

    /// The files, the first to be sent first.
    pub fn chosen(&self) -> &[Chosen] {
        &self.chosen
    }

    /// Whether there were more than are sent at once.
    pub fn left_out(&self) -> bool {
        self.left_out
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Whether nothing is known that speaks against sending them.
    pub fn are_ready(&self) -> bool {
        !self.is_empty() && self.chosen.iter().all(|it| it.refused.is_none())
    }
}

impl Chosen {
    /// What it is called.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}
