//! What moves and sounds: frames and samples, handed over as they are wanted. Whoever makes them waits until there is room for the
//! next, and ends when nobody holds the other side any more.

use std::fmt;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::{Pixels, RoomId, RowKey};

/// A picture of a film, and how long it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What there is to see.
    pub pixels: Pixels,
    /// For how long.
    pub hold: Duration,
}

/// What can be had of a flow at this moment.
#[derive(Clone, Debug, PartialEq)]
pub enum Next<T> {
    /// This.
    Ready(T),
    /// Nothing yet.
    Soon,
    /// Nothing any more.
    Over,
}

/// Frames or samples on their way. Clones name the same one.
pub struct Flow<T>(Arc<Mutex<Receiver<T>>>);

impl<T> Flow<T> {
    /// A flow of which so many may wait, and what to put them into.
    pub fn new(waiting: usize) -> (SyncSender<T>, Self) {
        let (sender, receiver) = sync_channel(waiting);
        (sender, Self(Arc::new(Mutex::new(receiver))))
    }

    /// Takes what comes next. Never waits.
    pub fn next(&self) -> Next<T> {
        let receiver = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match receiver.try_recv() {
            Ok(next) => Next::Ready(next),
            Err(TryRecvError::Empty) => Next::Soon,
            Err(TryRecvError::Disconnected) => Next::Over,
        }
    }

    /// Waits for what comes next; none at the end.
    pub fn wait(&self) -> Option<T> {
        let receiver = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        receiver.recv().ok()
    }
}

impl<T> Clone for Flow<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for Flow<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flow")
    }
}

/// A picture that moves, from its beginning.
pub type Film = Flow<Frame>;

/// A sound that is played, from somewhere in it.
#[derive(Clone, Debug)]
pub struct Track {
    /// Samples a second, of each channel.
    pub rate: u32,
    /// One or two; of two, the samples come in turn.
    pub channels: u16,
    /// How long all of it is, where that is known.
    pub length: Option<Duration>,
    /// Where in it this begins.
    pub from: Duration,
    /// How fast it goes, in percent.
    pub speed: u16,
    /// The samples.
    pub samples: Flow<Vec<f32>>,
}

/// What is being spoken: samples of one channel, 48,000 a second.
pub type Take = Flow<Vec<f32>>;

/// A message that was spoken.
#[derive(Clone, PartialEq)]
pub struct Spoken {
    /// Its file.
    pub bytes: Arc<[u8]>,
    /// How long it is.
    pub length: Duration,
    /// How loud it is, from beginning to end, each between 0 and 1.
    pub loudness: Arc<[f32]>,
}

impl fmt::Debug for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spoken({:?})", self.length)
    }
}

/// A wish to see, hear or speak something.
#[derive(Clone, Debug)]
pub enum Play {
    /// A picture of the open room that moves; [`crate::Event::Film`] follows.
    Picture {
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// By itself, and not in the conversation.
        large: bool,
    },
    /// A sound of the open room; [`crate::Event::Sound`] follows.
    Sound {
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// From where in it.
        from: Duration,
        /// How fast, in percent.
        speed: u16,
    },
    /// What was spoken, before it is sent; [`crate::Event::Rehearsed`] follows.
    Spoken {
        /// What.
        spoken: Spoken,
        /// From where in it.
        from: Duration,
    },
    /// Make a message of what is being spoken; [`crate::Event::Spoken`] follows at its end.
    Take {
        /// Tells it from another.
        number: u64,
        /// What.
        take: Take,
    },
}

/// The longest message that is spoken.
pub const LONGEST_SPOKEN: Duration = Duration::from_secs(10 * 60);

/// What of a file is shown or played here.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Plays {
    /// Nothing that goes on in time.
    #[default]
    Nothing,
    /// A picture that moves, as its sender says.
    Animation,
    /// A film, which another program plays.
    Video {
        /// How long its sender says it is.
        length: Option<Duration>,
    },
    /// A sound.
    Sound {
        /// How long its sender says it is.
        length: Option<Duration>,
        /// How loud its sender says it is, from beginning to end, each between 0 and 1; empty where they don't.
        loudness: Arc<[f32]>,
        /// It was spoken, as a message.
        voice: bool,
    },
}

impl Eq for Plays {}
