//! What is announced one by one, what is held back, and what is said at once afterwards.

use std::collections::HashMap;

use model::{Away, Call, Event, Notice, RoomId};

use crate::clock::Reading;

/// Whoever was away for so long hears of what came at once, in milliseconds.
const LONG: i64 = 10 * 60 * 1000;
/// The most rooms in which somebody named the person that are listed by their names.
const CALLS: usize = 3;

/// Says what there is to announce, or keeps it until somebody may hear it.
#[derive(Debug, Default)]
pub struct Herald {
    /// What was announced and stands.
    told: HashMap<RoomId, Notice>,
    /// What came while nothing was announced, in the order of the last of it.
    held: Vec<Notice>,
    /// Rooms of which it was said at once that something came, and how much of it was heard here.
    covered: HashMap<RoomId, u32>,
    quiet: bool,
}

impl Herald {
    /// What is to be announced of a room, or that there is nothing any more.
    pub fn hear(&mut self, room: &RoomId, notice: Option<Notice>) -> Vec<Event> {
        self.held.retain(|held| held.room != *room);
        let Some(notice) = notice else {
            return self.read(room);
        };
        let told = self.told.get(room);
        if told == Some(&notice) {
            return Vec::new();
        }
        let fewer = told.is_some_and(|told| notice.count < told.count);
        if self.quiet && !fewer {
            self.held.push(notice);
            return Vec::new();
        }
        // Said already, with everything else that came.
        if let (None, Some(said)) = (told, self.covered.get_mut(room))
            && notice.count <= *said
        {
            *said = notice.count;
            return Vec::new();
        }
        self.told.insert(room.clone(), notice.clone());
        vec![Event::Notice(notice)]
    }

    /// Nothing of this room is unread any more.
    pub fn read(&mut self, room: &RoomId) -> Vec<Event> {
        let told = self.told.remove(room).map(|_| Event::NoNotice(room.clone()));
        let covered = self.covered.remove(room).is_some() && self.covered.is_empty();
        told.into_iter().chain(covered.then_some(Event::NoAway)).collect()
    }

    /// Whether it was said of this room, among others, that something came.
    pub fn covers(&self, room: &RoomId) -> bool {
        self.covered.contains_key(room)
    }

    /// Whether nothing is announced.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Announces nothing from now on.
    pub fn hold(&mut self) {
        self.quiet = true;
    }

    /// Announces again: first, at once, what was held back, with what came before there was anybody to hear it.
    pub fn release(&mut self, unheard: Vec<Notice>) -> Vec<Event> {
        self.quiet = false;
        let held = std::mem::take(&mut self.held);
        let heard = |room: &RoomId| held.iter().find(|held| held.room == *room);
        let before = unheard.iter().filter(|notice| heard(&notice.room).is_none()).cloned();
        let whole = held.iter().map(|notice| {
            let before = unheard.iter().find(|unheard| unheard.room == notice.room);
            let count = before.map_or(0, |before| before.count).max(notice.count);
            Notice {
                count,
                ..notice.clone()
            }
        });
        let came: Vec<Notice> = before.chain(whole).collect();
        if let ([only], [_]) = (held.as_slice(), came.as_slice()) {
            // One room says more for itself.
            self.told.insert(only.room.clone(), only.clone());
            return vec![Event::Notice(only.clone())];
        }
        if came.is_empty() {
            return Vec::new();
        }
        let mut events = Vec::new();
        for notice in &came {
            let said = heard(&notice.room).map_or(0, |heard| heard.count);
            self.covered.insert(notice.room.clone(), said);
            if self.told.remove(&notice.room).is_some() {
                events.push(Event::NoNotice(notice.room.clone()));
            }
        }
        events.push(Event::Away(away(&came)));
        events
    }
}

fn away(came: &[Notice]) -> Away {
    let calls = came.iter().rev().filter(|notice| notice.calls);
    let calls = calls.map(|notice| Call {
        room: notice.room.clone(),
        name: notice.name.clone(),
        sender: notice.sender.clone(),
    });
    Away {
        messages: came.iter().fold(0, |all, notice| all.saturating_add(notice.count)),
        rooms: u32::try_from(came.len()).unwrap_or(u32::MAX),
        calls: calls.take(CALLS).collect(),
    }
}

/// Whether somebody, or their computer, or its line, was away for long.
#[derive(Clone, Copy, Debug, Default)]
pub struct Absence {
    last: Option<Reading>,
    cut: Option<i64>,
}

impl Absence {
    /// After an earlier run that was seen last at this time.
    pub fn since(seen: Option<i64>, now: Reading) -> (Self, bool) {
        let long = seen.is_some_and(|seen| now.wall.saturating_sub(seen) > LONG);
        let last = Some(now);
        (Self { last, cut: None }, long)
    }

    /// What this computer's clocks say now, and whether there is a line. True where that ends a long absence: the computer
    /// slept, its clock was put forward, or there was no line.
    pub fn look(&mut self, now: Reading, online: bool) -> bool {
        let slept = self.last.replace(now).is_some_and(|last| {
            let ran = now.running.saturating_sub(last.running).as_millis();
            let ran = i64::try_from(ran).unwrap_or(i64::MAX);
            now.wall.saturating_sub(last.wall).saturating_sub(ran) > LONG
        });
        if !online {
            self.cut.get_or_insert(now.wall);
            return slept;
        }
        let cut = self.cut.take().is_some_and(|cut| now.wall.saturating_sub(cut) > LONG);
        slept || cut
    }
}
