//! What the session reports, on its way to the part of the screen it concerns.

use std::sync::Arc;

use iced::Task;
use model::{Command, Event, Member, Membership, Patch, RoomId, Ticket, Why};

use super::conversation::{Spot, Wish};
use super::{Action, Message, Notice, State, dialog, playing, viewer};
use crate::wishes::Wishes;

impl State {
    /// Takes over one report.
    pub fn apply(&mut self, event: Event, wishes: &mut Wishes) -> Task<Message> {
        match event {
            // Where the person stands, trust, and what is announced, are the program's.
            Event::Stage(_)
            | Event::Ways { .. }
            | Event::Browser { .. }
            | Event::Record(_)
            | Event::Trust(_)
            | Event::RecoveryKey(_)
            | Event::KeyFile(_)
            | Event::Loss(_)
            | Event::Confirmation(_)
            | Event::Devices(_)
            | Event::NewDevice(_)
            | Event::Notice(_)
            | Event::NoNotice(_)
            | Event::Ignored(_)
            | Event::Face { .. }
            | Event::Away(_)
            | Event::NoAway
            | Event::Hearing(_)
            | Event::Quiet(_)
            | Event::Profile(_)
            | Event::NoProfile { .. } => {}
            Event::Connection(connection) => self.connection = connection,
            Event::Rooms(patches) => {
                if patches.iter().any(|patch| matches!(patch, Patch::Reset(_))) {
                    // Another list, perhaps of a session that knows nothing of what this one was shown.
                    self.on_show.clear();
                }
                self.rooms.apply(patches);
                self.look(wishes);
            }
            Event::Header(header) => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == header.id) {
                    // A header comes when people come or go, or messages are pinned.
                    if let Some(details) = &mut self.details {
                        details.open(&header.id, &header.pins, wishes);
                    }
                    if let Some(thread) = &mut self.thread {
                        thread.set_header(header.clone());
                    }
                    open.set_header(header);
                }
            }
            Event::Rows { room, patches } => {
                if patches.iter().any(|patch| matches!(patch, Patch::Clear)) {
                    // Where policy shut the room, nothing it said stays on show.
                    self.dialog.take_if(|dialog| dialog.question.shows_words());
                    if self.open.as_ref().is_some_and(|open| *open.room() == room) {
                        self.close_thread(wishes);
                        self.close_threads(wishes);
                    }
                }
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room) {
                    if !open.apply(patches) {
                        tracing::error!("a timeline lost step with the session and is opened again");
                        wishes.send(Command::OpenRoom(room));
                    }
                    self.keep_viewer(wishes);
                    self.mark_read(wishes);
                }
            }
            Event::Expired { room, events } => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room) {
                    open.let_go(&events);
                    let event = |viewer: &viewer::State| open.said(viewer.row())?.event.clone();
                    let gone = self
                        .viewer
                        .as_ref()
                        .and_then(event)
                        .is_some_and(|event| events.contains(&event));
                    if gone {
                        self.close_viewer(wishes);
                    }
                }
                if let Some(details) = &mut self.details {
                    details.let_go(&events);
                }
                if let Some(threads) = self.threads.as_mut().filter(|threads| *threads.room() == room) {
                    threads.let_go(&events, wishes);
                }
                self.dialog.take_if(|dialog| dialog.question.is_about(&events));
            }
            Event::Paging { room, state } => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room) {
                    open.set_paging(state, wishes);
                }
            }
            Event::Picture { room, row, picture } => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room) {
                    open.pictures.set(row, picture);
                }
            }
            Event::Viewed { room, row, picture } => {
                if let Some(viewer) = &mut self.viewer {
                    viewer.set(&room, &row, picture);
                }
            }
            Event::Film { room, row, large, film } => {
                if self.open.as_ref().is_some_and(|open| *open.room() == room) {
                    self.film(None, row, large, film);
                }
            }
            Event::InThread { root, event } => return self.apply_in_thread(&root, *event, wishes),
            Event::Threads(list) => {
                if let Some(threads) = &mut self.threads {
                    threads.set(&list);
                }
            }
            Event::LeadsToThread { room, root, event } => return self.led_to_thread(&room, root, event, wishes),
            Event::Sound { room, row, track } => self.sound(&room, &row, track),
            Event::Rehearsed(track) => self.rehearsed(track),
            Event::Spoken { number, spoken } => self.spoken(number, &spoken),
            Event::Kept { room, file } => return self.kept(&Spot { room, thread: None }, file, wishes),
            Event::Sendable { path, file } => {
                if let Some(dialog) = &mut self.dialog {
                    dialog.question.set_file(&path, file);
                }
            }
            Event::Typing { room, people } => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room) {
                    open.set_typing(people);
                }
            }
            Event::Members { room, people } => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room) {
                    let here = |member: &&Member| member.membership != Membership::Banned;
                    let others = people.iter().filter(here);
                    let others = others.filter(|member| member.person.id != self.me.person.id);
                    let others: Arc<[Member]> = others.cloned().collect();
                    if let Some(thread) = &mut self.thread {
                        thread.set_members(others.clone());
                    }
                    open.set_members(others);
                }
                if let Some(details) = &mut self.details {
                    details.set_members(&room, people);
                }
            }
            Event::Pins { room, messages } => {
                if let Some(details) = &mut self.details {
                    details.set_pins(&room, messages);
                }
            }
            Event::Found { query, results } => {
                if let Some(search) = &mut self.search {
                    search.set(&query, results);
                }
            }
            Event::PeopleFound { typed, people } => {
                if let Some(dialog) = &mut self.dialog {
                    dialog.set_people(&typed, people);
                }
            }
            Event::Spaces(spaces) => {
                self.rooms.set_spaces(spaces);
                self.look(wishes);
            }
            Event::Space(page) => {
                if let Some(space) = &mut self.space {
                    space.set(page);
                }
            }
            Event::HoldsRooms(room) => {
                if self.open.as_ref().is_some_and(|open| *open.room() == room) {
                    return self.show_space(room, wishes);
                }
            }
            Event::Listing(listing) => {
                if let Some(dialog) = &mut self.dialog {
                    dialog.question.set_listing(listing);
                }
            }
            Event::Versions { event, versions } => {
                if let Some(dialog) = &mut self.dialog {
                    dialog.question.set_versions(&event, versions);
                }
            }
            Event::Dated { room, event } => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room)
                    && let Some(ticket) = open.seek(event, wishes)
                {
                    self.wished.insert(ticket, (Wish::Show, room));
                }
            }
            Event::Link(link) => return iced::clipboard::write(link.to_string()),
            Event::Draft { room, text, mentions } => {
                if let Some(open) = self.open.as_mut().filter(|open| *open.room() == room) {
                    open.composer.restore(&text, mentions);
                }
            }
            Event::Done { ticket, room, file } => return self.done(ticket, room, file, wishes),
            Event::Refused { ticket, why } => self.refused(ticket, why),
        }
        Task::none()
    }

    pub(super) fn answer_dialog(&mut self, message: dialog::Message, wishes: &mut Wishes) -> Action {
        let Some(open) = &mut self.dialog else {
            return Action::Task(Task::none());
        };
        if let (dialog::Message::Emoji(emoji), dialog::Question::React { .. }) = (&message, &open.question) {
            let emoji = *emoji;
            self.use_emoji(emoji);
        }
        let Some(open) = &mut self.dialog else {
            return Action::Task(Task::none());
        };
        let thread = self.asked_in.clone();
        let action = wishes.within(thread.as_ref(), |wishes| open.update(message, wishes));
        if action == dialog::Action::GoChosen && self.choose_target() {
            return Action::Task(iced::widget::operation::focus("dialog:confirm"));
        }
        let Some(open) = &self.dialog else {
            return Action::Task(Task::none());
        };
        let chosen = match &open.question {
            dialog::Question::Jump { query, chosen } => {
                self.rooms.matching(query).get(*chosen).map(|room| room.id.clone())
            }
            _ => None,
        };
        // The question waits behind the page of rules.
        if !matches!(action, dialog::Action::None | dialog::Action::Rule(_))
            && let Some(dialog) = self.dialog.take()
        {
            if let Some((ticket, room)) = dialog.left() {
                self.wished.insert(ticket, (Wish::SendFile, room));
            }
            wishes.within(thread.as_ref(), |wishes| dialog.let_go(wishes));
        }
        Action::Task(match action {
            dialog::Action::None | dialog::Action::Close => Task::none(),
            dialog::Action::Wished(ticket, wish) => {
                let here = self.open.as_ref().map(|open| open.room().clone());
                if let Some(room) = here.or(self.space.as_ref().map(|space| space.id().clone())) {
                    self.wished.insert(ticket, (wish, room));
                }
                Task::none()
            }
            dialog::Action::Insert(emoji) => self.insert(thread.as_ref(), emoji, wishes),
            dialog::Action::Go(room) => self.open(room, wishes),
            dialog::Action::GoChosen => chosen.map_or_else(Task::none, |room| self.open(room, wishes)),
            dialog::Action::Offer(path) => {
                let spot = self.in_thread(thread.as_ref()).map(|open| open.spot());
                spot.map_or_else(Task::none, |spot| self.offer(&spot, vec![path], wishes))
            }
            dialog::Action::OpenLink(url) => return Action::OpenLink(url),
            dialog::Action::Copy(words) => return Action::Copy(words),
            dialog::Action::Rule(key) => return Action::Rule(key),
        })
    }

    fn done(
        &mut self,
        ticket: Ticket,
        room: Option<RoomId>,
        file: Option<String>,
        wishes: &mut Wishes,
    ) -> Task<Message> {
        for open in self.open.iter_mut().chain(&mut self.thread) {
            let root = open.thread().cloned();
            if wishes.within(root.as_ref(), |wishes| open.composer.done(ticket, wishes)) {
                return Task::none();
            }
        }
        if let Some(Spot { room, thread }) = self.left.remove(&ticket) {
            let gone = Command::SaveDraft {
                room,
                text: String::new(),
                mentions: Vec::new(),
            };
            wishes.within(thread.as_ref(), |wishes| wishes.send(gone));
            return Task::none();
        }
        if self.voice_done(ticket) {
            return Task::none();
        }
        let thread = self.asked_in.clone();
        let answered = self
            .dialog
            .as_mut()
            .and_then(|dialog| wishes.within(thread.as_ref(), |wishes| dialog.done(ticket, wishes)));
        if answered == Some(false) {
            return Task::none();
        }
        if answered == Some(true) {
            let answered = self.dialog.take().map(|dialog| {
                wishes.within(thread.as_ref(), |wishes| dialog.let_go(wishes));
                dialog.question
            });
            match answered {
                Some(dialog::Question::Decide { .. }) => self.notice = Some(Notice::Decided),
                Some(dialog::Question::Report(_)) => self.notice = Some(Notice::Reported),
                _ => {}
            }
            return room.map_or_else(Task::none, |room| self.open(room, wishes));
        }
        match self.wished.remove(&ticket) {
            // It is on its way here, if it isn't yet.
            Some((Wish::Show, _)) => {}
            Some((Wish::CopyLink, _)) => self.notice = Some(Notice::LinkCopied),
            Some((Wish::Save, _)) => self.notice = file.map(Notice::Saved),
            Some((Wish::OpenFilm, _)) => {
                return file.map_or_else(Task::none, |file| {
                    Task::done(Message::Play(playing::Message::OpenFilm(file.into())))
                });
            }
            // Left where it was marked, it would be read again with the next message.
            Some((Wish::Leave | Wish::MarkUnread, left))
                if self.open.as_ref().is_some_and(|open| *open.room() == left) =>
            {
                self.close_room(wishes);
            }
            Some((Wish::Leave, left)) if self.space.as_ref().is_some_and(|space| *space.id() == left) => {
                self.leave_space(wishes);
            }
            Some((Wish::Join, joined)) => return self.open(room.unwrap_or(joined), wishes),
            // The room begins anew as a member sees it.
            Some((Wish::Accept, accepted)) => {
                let room = room.unwrap_or(accepted);
                if self.open.as_ref().is_some_and(|open| *open.room() == room) {
                    self.leave_room(wishes);
                }
                return self.open(room, wishes);
            }
            _ => {}
        }
        Task::none()
    }

    fn refused(&mut self, ticket: Ticket, why: Why) {
        let mut shown = self.open.iter_mut().chain(&mut self.thread);
        if shown.any(|open| open.composer.refused(ticket, &why))
            || self.dialog.as_mut().is_some_and(|dialog| dialog.refused(ticket, &why))
            || self.voice_refused(ticket, &why)
        {
            return;
        }
        // The text was kept as that room's draft when the room was left.
        let wish = match self.left.remove(&ticket) {
            Some(_) => Some(Wish::SendElsewhere),
            None => self.wished.remove(&ticket).map(|(wish, _)| wish),
        };
        if let Some(wish) = wish {
            self.notice = Some(Notice::Refused(wish, why));
        }
    }
}
