//! Sounds in messages: one of them plays at a time.

use std::time::Duration;

use iced::Alignment;
use iced::widget::{column, container, row};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Command, FileFacts, Play, Plays, RoomId, RowKey, Track, Why};
use platform::sound::SoundState;

use super::{Message, play};
use crate::screen::Scene;
use crate::screen::desk::player::{Player, SPEEDS, Trouble};
use crate::wishes::Wishes;
use crate::words::{Words, fl};

/// The widest line of a sound, before text is made larger.
const WIDEST: f32 = 380.0;
/// One step of the keyboard.
const STEP: Duration = Duration::from_secs(5);

/// What is played, and how fast the person wants to hear voices.
#[derive(Debug)]
pub struct Sounds {
    now: Option<(RowKey, Player)>,
    speed: u16,
}

impl Default for Sounds {
    fn default() -> Self {
        Self {
            now: None,
            speed: SPEEDS[0],
        }
    }
}

impl Sounds {
    /// Plays the sound of this message, stops it for a while, or goes on.
    pub fn toggle(&mut self, room: RoomId, row: RowKey, voice: bool, wishes: &mut Wishes) {
        match &mut self.now {
            Some((now, player)) if *now == row && player.trouble().is_none() => {
                let pause = player.is_playing();
                player.pause(pause);
            }
            _ => self.play(room, row, Duration::ZERO, voice, wishes),
        }
    }

    /// Goes on from another place.
    pub fn seek(&mut self, room: RoomId, row: RowKey, to: Duration, voice: bool, wishes: &mut Wishes) {
        let paused = self.of(&row).is_some_and(Player::is_paused);
        self.play(room, row, to, voice, wishes);
        if let (true, Some((_, player))) = (paused, &mut self.now) {
            player.pause(true);
        }
    }

    /// The next speed, for all voices from now on.
    pub fn faster(&mut self, room: RoomId, row: &RowKey, wishes: &mut Wishes) {
        let at = SPEEDS.iter().position(|speed| *speed == self.speed).unwrap_or_default();
        self.speed = SPEEDS[(at + 1) % SPEEDS.len()];
        if let Some(player) = self.of(row) {
            let at = player.at();
            self.seek(room, row.clone(), at, true, wishes);
        }
    }

    /// Takes over a sound that was asked for.
    pub fn set(&mut self, row: &RowKey, track: Result<Track, Why>) {
        if let Some((now, player)) = &mut self.now
            && now == row
        {
            player.begin(track);
        }
    }

    /// Plays nothing any more.
    pub fn stop(&mut self) {
        self.now = None;
    }

    /// Plays nothing of messages that have gone.
    pub fn keep(&mut self, stands: impl Fn(&RowKey) -> bool) {
        self.now.take_if(|(row, _)| !stands(row));
    }

    /// Whether something plays.
    pub fn is_playing(&self) -> bool {
        self.now.as_ref().is_some_and(|(_, player)| player.is_playing())
    }

    /// Looks how far it has come.
    pub fn beat(&mut self) {
        if let Some((_, player)) = &mut self.now
            && !player.beat()
        {
            self.now = None;
        }
    }

    fn of(&self, row: &RowKey) -> Option<&Player> {
        self.now
            .as_ref()
            .filter(|(now, _)| now == row)
            .map(|(_, player)| player)
    }

    fn play(&mut self, room: RoomId, row: RowKey, from: Duration, voice: bool, wishes: &mut Wishes) {
        let speed = if voice { self.speed } else { SPEEDS[0] };
        wishes.send(Command::Play(Play::Sound {
            room,
            row: row.clone(),
            from,
            speed,
        }));
        self.now = Some((row, Player::new(from, speed)));
    }
}

/// The line of a sound; nothing where the message is none.
pub(super) fn view<'a>(
    key: &'a RowKey,
    file: &'a FileFacts,
    sounds: &'a Sounds,
    scene: Scene<'a>,
) -> Option<Element<'a, Message>> {
    let Plays::Sound {
        length,
        loudness,
        voice,
    } = &file.plays
    else {
        return None;
    };
    let words = scene.words;
    let player = sounds.of(key);
    let name = match voice {
        true => fl!(words, "voice-message"),
        false => file.name.to_string(),
    };
    let length = player.and_then(Player::length).or(*length);
    let at = player.map(Player::at).unwrap_or_default();
    let playing = player.is_some_and(Player::is_playing);
    let (icon, label) = match playing {
        true => (Icon::Pause, fl!(words, "sound-pause", name = &*name)),
        false => (Icon::Play, fl!(words, "sound-play", name = &*name)),
    };
    let play =
        kit::icon_button(format!("play:{key}"), icon, label).on_press(Message::Play(play::Message::Sound(key.clone())));
    let line = seek_line(format!("seek:{key}"), &name, (at, length), loudness, words, move |to| {
        Message::Play(play::Message::Seek(key.clone(), to))
    });
    let mut below = row![text::caption(times(at, length, words))].spacing(space::M);
    if *voice {
        let speed = f32::from(sounds.speed) / 100.0;
        let label = fl!(words, "sound-speed", speed = speed.to_string());
        let faster = kit::button(format!("speed:{key}"), label).quiet().compact();
        below = below.push(Element::from(
            faster.on_press(Message::Play(play::Message::Faster(key.clone()))),
        ));
    }
    let mut lines = column![
        row![Element::from(play), line]
            .spacing(space::S)
            .align_y(Alignment::Center),
        below.align_y(Alignment::Center),
    ];
    if let Some(trouble) = player.and_then(Player::trouble) {
        let said = self::trouble(trouble, scene);
        let mark = row![
            Icon::Alert.sized(18.0).style(theme::danger),
            kit::status(format!("trouble:{key}"), said)
        ];
        lines = lines.push(mark.spacing(space::S));
    }
    Some(container(lines).max_width(WIDEST).into())
}

/// Where in a sound one is, and the way to another place in it, where it is known how long it is.
pub fn seek_line<'a, M: 'a>(
    id: String,
    name: &str,
    (at, length): (Duration, Option<Duration>),
    loudness: &'a [f32],
    words: &Words,
    seek: impl Fn(Duration) -> M + 'a,
) -> Element<'a, M> {
    let whole = length.unwrap_or_default().max(Duration::from_millis(1));
    let part = |time: Duration| time.as_secs_f32() / whole.as_secs_f32();
    let name = fl!(words, "sound-place", name = name);
    let to = length.map(|length| move |part: f32| seek(length.mul_f32(part)));
    let value = times(at, length, words);
    kit::seek(id, name, value, (part(at), part(STEP).min(0.25)), loudness, to)
}

/// "0:12 of 1:05", or how long it is before it is heard.
pub fn times(at: Duration, length: Option<Duration>, words: &Words) -> String {
    match length {
        Some(length) if at.is_zero() => words.length(length),
        Some(length) => fl!(
            words,
            "sound-time",
            at = words.length(at),
            length = words.length(length)
        ),
        None => words.length(at),
    }
}

/// Why a sound isn't heard, in words.
pub fn trouble(trouble: &Trouble, scene: Scene<'_>) -> String {
    let words = scene.words;
    match trouble {
        Trouble::Why(why) => {
            let refusal = words.refusal(fl!(words, "sound-failed"), why, scene.organisation);
            format!("{} {}", fl!(words, "sound-failed"), refusal.rest())
        }
        Trouble::Device(SoundState::NoDevice) => fl!(words, "sound-no-device"),
        Trouble::Device(SoundState::Forbidden) => fl!(words, "sound-forbidden"),
        Trouble::Device(_) => fl!(words, "sound-broken"),
    }
}
