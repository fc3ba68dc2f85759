//! A message that is spoken: heard, listened to, sent or given up. It lies in memory alone until then.

mod view;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use model::{Command, Flow, LONGEST_SPOKEN, Play, RoomId, Spoken, Ticket, Track, Why};
use platform::sound::{Microphone, SoundState};

use crate::screen::desk::player::Player;
use crate::wishes::Wishes;

pub use view::view;

/// What the focus goes to while something is spoken.
pub const STOP: &str = "voice:stop";
/// And after.
pub const SEND: &str = "voice:send";

/// So many pieces may wait to be taken over: half a minute, should the session be slow.
const WAITING: usize = 4_096;

/// Tells the messages spoken in one run apart.
static NUMBERS: AtomicU64 = AtomicU64::new(1);

/// What is being spoken, or was.
#[derive(Debug, Default)]
pub struct State(Option<Stage>);

#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one")]
enum Stage {
    /// It is being spoken.
    Speaking { number: u64, microphone: Microphone },
    /// The session makes a message of it.
    Ending {
        number: u64,
        /// Why it ended, where that wasn't the person's wish.
        device: Option<SoundState>,
    },
    /// It can be listened to, and sent.
    Spoken {
        spoken: Spoken,
        player: Option<Player>,
        /// What was asked of the session.
        sent: Option<Ticket>,
        /// Why the last try was refused.
        why: Option<Why>,
    },
    /// Nothing came of it.
    Failed(Fault),
}

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The microphone.
    Device(SoundState),
    /// Anything else.
    Why(Why),
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum Message {
    /// Begin to speak, or end it.
    Speak,
    /// Not this one.
    Discard,
    /// Listen to it, stop that for a while, or go on.
    Listen,
    /// Listen from another place on.
    Seek(Duration),
    /// Send it, under this name.
    Send(Arc<str>),
    /// The page of rules, at this one.
    Rule(&'static str),
}

/// Where the focus is to go.
pub type Focus = Option<&'static str>;

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, room: &RoomId, wishes: &mut Wishes) -> Focus {
        match (message, &mut self.0) {
            (Message::Speak, None | Some(Stage::Failed(_))) => {
                self.0 = Some(begin(wishes));
                return Some(STOP);
            }
            (Message::Speak, Some(Stage::Speaking { .. })) => {
                self.end(None);
                return Some(SEND);
            }
            (Message::Discard, Some(Stage::Spoken { sent: Some(_), .. })) => {}
            (Message::Discard, _) => {
                self.0 = None;
                return Some(super::composer::ID);
            }
            (
                Message::Listen,
                Some(Stage::Spoken {
                    player: Some(player), ..
                }),
            ) if player.trouble().is_none() => {
                let pause = player.is_playing();
                player.pause(pause);
            }
            (Message::Listen, Some(Stage::Spoken { .. })) => self.listen(Duration::ZERO, wishes),
            (Message::Seek(to), Some(Stage::Spoken { .. })) => self.listen(to, wishes),
            (
                Message::Send(name),
                Some(Stage::Spoken {
                    spoken,
                    player,
                    sent,
                    why,
                }),
            ) if sent.is_none() => {
                (*player, *why) = (None, None);
                let (spoken, room) = (spoken.clone(), room.clone());
                let send = |ticket| Command::SendSpoken {
                    ticket,
                    room,
                    spoken,
                    name: name.to_string(),
                };
                *sent = Some(wishes.ask(send));
            }
            _ => {}
        }
        None
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether something is heard or played, so that there is something to look at again and again.
    pub fn is_busy(&self) -> bool {
        match &self.0 {
            Some(Stage::Speaking { .. }) => true,
            Some(Stage::Spoken { player, .. }) => player.as_ref().is_some_and(Player::is_playing),
            _ => false,
        }
    }

    /// Looks how far it has come.
    pub fn beat(&mut self) {
        match &mut self.0 {
            Some(Stage::Speaking { microphone, .. }) => {
                let state = microphone.state();
                let failed = matches!(state, SoundState::NoDevice | SoundState::Forbidden | SoundState::Broken);
                if failed && microphone.heard().is_zero() {
                    self.0 = Some(Stage::Failed(Fault::Device(state)));
                } else if failed {
                    // What was said until then is kept.
                    self.end(Some(state));
                } else if microphone.heard() >= LONGEST_SPOKEN {
                    self.end(None);
                }
            }
            Some(Stage::Spoken { player, .. }) => {
                player.take_if(|player| !player.beat());
            }
            _ => {}
        }
    }

    /// Nobody speaks or listens any more: another room is shown, or the window is locked. What was said is kept.
    pub fn hush(&mut self) {
        match &mut self.0 {
            Some(Stage::Speaking { .. }) => self.end(None),
            Some(Stage::Spoken { player, .. }) => *player = None,
            Some(Stage::Failed(_)) => self.0 = None,
            _ => {}
        }
    }

    /// The session has made a message of what was spoken. False where it is another's.
    pub fn spoken(&mut self, number: u64, spoken: &Result<Spoken, Why>) -> bool {
        let Some(Stage::Ending { number: mine, device }) = &self.0 else {
            return false;
        };
        if *mine != number {
            return false;
        }
        self.0 = Some(match (spoken, device) {
            (Ok(spoken), _) => Stage::Spoken {
                spoken: spoken.clone(),
                player: None,
                sent: None,
                why: None,
            },
            (Err(_), Some(device)) => Stage::Failed(Fault::Device(*device)),
            (Err(why), None) => Stage::Failed(Fault::Why(why.clone())),
        });
        true
    }

    /// It plays.
    pub fn rehearsed(&mut self, track: Result<Track, Why>) {
        if let Some(Stage::Spoken {
            player: Some(player), ..
        }) = &mut self.0
        {
            player.begin(track);
        }
    }

    /// The session has taken it over. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        let mine = self.awaits(ticket);
        if mine {
            self.0 = None;
        }
        mine
    }

    /// The session refused: it is still here. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, refusal: &Why) -> bool {
        let mine = self.awaits(ticket);
        if let (true, Some(Stage::Spoken { sent, why, .. })) = (mine, &mut self.0) {
            (*sent, *why) = (None, Some(refusal.clone()));
        }
        mine
    }

    fn awaits(&self, ticket: Ticket) -> bool {
        matches!(&self.0, Some(Stage::Spoken { sent: Some(mine), .. }) if *mine == ticket)
    }

    fn end(&mut self, device: Option<SoundState>) {
        if let Some(Stage::Speaking { number, microphone }) = self.0.take() {
            drop(microphone);
            self.0 = Some(Stage::Ending { number, device });
        }
    }

    fn listen(&mut self, from: Duration, wishes: &mut Wishes) {
        if let Some(Stage::Spoken { spoken, player, .. }) = &mut self.0 {
            *player = Some(Player::new(from, 100));
            wishes.send(Command::Play(Play::Spoken {
                spoken: spoken.clone(),
                from,
            }));
        }
    }
}

fn begin(wishes: &mut Wishes) -> Stage {
    let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
    let (sender, take) = Flow::new(WAITING);
    wishes.send(Command::Play(Play::Take { number, take }));
    let microphone = Microphone::new(move |samples| {
        // A session that is that far behind takes nothing over any more.
        sender.try_send(samples).ok();
    });
    Stage::Speaking { number, microphone }
}
