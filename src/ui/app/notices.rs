//! What is announced outside the window. The session says of what, and how much of it; who is at the window needs none of it.

use std::sync::mpsc::Sender;

use iced::Task;
use model::{AccountNumber, Device, EventId, Notice, Person, RoomId};
use platform::Announcement;

use super::{App, Message, Page, Screen};
use crate::words::{Words, fl};

/// The key of the announcement that somebody signed in; the others have the ids of their rooms, which begin with `!`.
const SIGN_IN: &str = "sign-in";

impl App {
    /// Has announcements go there.
    pub fn announce_to(&mut self, announcements: Sender<Announcement>) {
        self.announcements = Some(announcements);
    }

    /// New messages in a room.
    pub(super) fn notice(&mut self, notice: &Notice) {
        if self.looks_at(&notice.room, notice.thread.as_ref()) {
            return;
        }
        match &notice.thread {
            Some(thread) => drop(self.announced.insert(notice.room.clone(), thread.clone())),
            None => drop(self.announced.remove(&notice.room)),
        }
        let words = &self.words;
        // Whoever locks the window doesn't want it read over their shoulder.
        let text = notice.text.as_deref().filter(|_| !self.is_locked());
        let more = fl!(words, "notice-messages", count = notice.count);
        let body = match text {
            Some(text) if notice.count > 1 => format!("{text}\n{more}"),
            Some(text) => text.to_owned(),
            None => more,
        };
        self.announce(Announcement::Show {
            key: notice.room.to_string(),
            title: self.titled(title(notice, words)),
            body,
            sound: notice.sound,
        });
    }

    /// Nothing is new in a room any more.
    pub(super) fn no_notice(&mut self, room: &RoomId) {
        self.announced.remove(room);
        self.announce(Announcement::Withdraw(room.to_string()));
    }

    /// Somebody signed in to the person's account.
    pub(super) fn announce_sign_in(&self, device: &Device) {
        if self.rules.window.announce {
            self.announce(Announcement::Show {
                key: SIGN_IN.to_owned(),
                title: self.titled(fl!(self.words, "program")),
                body: fl!(self.words, "stranger", name = &*device.name),
                sound: false,
            });
        }
    }

    /// The person has said whether it was them.
    pub(super) fn withdraw_sign_in(&self) {
        self.announce(Announcement::Withdraw(SIGN_IN.to_owned()));
    }

    /// Takes back all there is.
    pub(super) fn hush(&self) {
        self.announce(Announcement::WithdrawAll);
    }

    /// An announcement was clicked: what it was about shows, behind the lock where there is one.
    pub(crate) fn show_announced(&mut self, key: &str) -> Task<Message> {
        let locked = self.is_locked();
        let room = RoomId::from(key);
        let Screen::Desk(desk) = &mut self.screen else {
            return Task::none();
        };
        if desk.rooms().room(&room).is_none() {
            return Task::none();
        }
        // What is being done about trust is not swept away: a recovery key is shown once.
        if !matches!(self.page, Some(Page::Trust { .. })) {
            self.page = None;
        }
        let thread = self.announced.get(&room).cloned();
        let mut opened = desk.open(room, &mut self.wishes);
        if let Some(thread) = thread {
            opened = Task::batch([opened, desk.open_thread(thread, true, &mut self.wishes)]);
        }
        if locked || self.page.is_some() {
            return Task::none();
        }
        opened.map(Message::Desk)
    }

    /// Whether somebody sees what comes into this room, or into this thread of it.
    fn looks_at(&self, room: &RoomId, thread: Option<&EventId>) -> bool {
        let Screen::Desk(desk) = &self.screen else {
            return false;
        };
        let is_open = desk.conversation_open().is_some_and(|open| open.room() == room);
        let is_open = is_open && (thread.is_none() || desk.thread_open().and_then(|open| open.thread()) == thread);
        is_open && self.idle.focused && !self.is_locked() && self.page.is_none()
    }

    /// A title with the account it is about, where there are several.
    pub(super) fn titled(&self, title: String) -> String {
        match self.address() {
            Some(account) if self.beside().open > 1 => {
                fl!(self.words, "notice-account", title = title, account = account.as_str())
            }
            _ => title,
        }
    }

    pub(super) fn announce(&self, announcement: Announcement) {
        let announcement = match self.beside().prefixed {
            true => of_account(self.beside().number, announcement),
            false => announcement,
        };
        if let Some(announcements) = &self.announcements {
            // Nobody listens where nothing announces.
            announcements.send(announcement).ok();
        }
    }
}

/// The same, apart from what other accounts announce.
fn of_account(account: AccountNumber, announcement: Announcement) -> Announcement {
    match announcement {
        Announcement::Show {
            key,
            title,
            body,
            sound,
        } => Announcement::Show {
            key: keyed(account, &key),
            title,
            body,
            sound,
        },
        Announcement::Withdraw(key) => Announcement::Withdraw(keyed(account, &key)),
        Announcement::WithdrawThose(begin) => Announcement::WithdrawThose(keyed(account, &begin)),
        Announcement::WithdrawAll => Announcement::WithdrawThose(keyed(account, "")),
    }
}

fn keyed(account: AccountNumber, key: &str) -> String {
    format!("{} {key}", account.0)
}

/// The account and the key of what was announced; the whole is the key where it names no account.
pub(crate) fn unkeyed(key: &str) -> Option<(AccountNumber, &str)> {
    let (number, key) = key.split_once(' ')?;
    Some((AccountNumber(number.parse().ok()?), key))
}

/// Who, and where.
fn title(notice: &Notice, words: &Words) -> String {
    let room = &*notice.name;
    let Some(sender) = &notice.sender else {
        return room.to_owned();
    };
    let who = named(sender, words);
    if notice.direct {
        return who;
    }
    fl!(words, "notice-in-room", name = who, room = room)
}

/// A name that somebody outside has given themselves is nothing to go by.
pub(super) fn named(person: &Person, words: &Words) -> String {
    let name = &*person.name;
    match person.department {
        Some(_) => name.to_owned(),
        None => fl!(words, "notice-outside", name = name, server = person.id.server()),
    }
}
