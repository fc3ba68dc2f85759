//! What the session reports, on its way to the screen it concerns.

use iced::Task;
use kit::Fence as _;
use model::{Event, Me, Patch, RecordState, Row, RowKind, Stage, Ticket, Why};
use std::sync::Arc;

use super::beside::Ask;
use super::{App, Message, Screen};
use crate::screen::{desk, faces, ignored, notifications, obstacle, profile, sign_in, sign_in_again, trust};

impl App {
    /// Takes over a batch of reports, in order.
    pub(super) fn report(&mut self, events: Vec<Event>) -> Task<Message> {
        let mut tasks = Vec::new();
        // What a session that policy has ended still had to say.
        if matches!(self.screen, Screen::Blocked(_)) {
            return Task::none();
        }
        for event in events {
            let Some(event) = self.heed(event) else { continue };
            if !kit::draws_emoji() && shows_emoji(&event) {
                kit::load_emoji();
            }
            tasks.push(match event {
                Event::Stage(stage) => self.stage(stage),
                Event::Record(state) => {
                    self.record = state;
                    Task::none()
                }
                Event::Browser { ticket, url } => self.open_page(ticket, &url),
                Event::Ways { to, ways } => {
                    if let Screen::SignIn(state) = &mut self.screen {
                        state.set_ways(to, ways);
                    }
                    Task::none()
                }
                Event::Face { whose, picture } => {
                    self.faces.set(whose, picture);
                    Task::none()
                }
                Event::Ignored(people) => {
                    self.ignored.set(people);
                    Task::none()
                }
                Event::Notice(notice) => {
                    self.notice(&notice);
                    Task::none()
                }
                Event::NoNotice(room) => {
                    self.no_notice(&room);
                    Task::none()
                }
                Event::Done { ticket, .. } if self.is_given_up(ticket) => {
                    self.wishes.ask(|ticket| model::Command::SignOut { ticket });
                    Task::none()
                }
                Event::Done { ticket, .. } if self.unlocked(ticket) => self.resumed(),
                Event::Refused { ticket, why } => self.refused(ticket, why),
                Event::Done { ticket, .. } if self.is_answered(ticket) => Task::none(),
                event => match self.hear(event) {
                    Ok(task) => task,
                    Err(event) => self.forward(*event),
                },
            });
        }
        Task::batch(tasks)
    }

    fn stage(&mut self, stage: Stage) -> Task<Message> {
        if let Screen::SignIn(state) = &self.screen {
            self.given_up.extend_from_slice(state.given_up());
        }
        if !matches!(stage, Stage::SignedIn(_)) {
            // A session that begins anew says again what there is to announce.
            self.hush();
        }
        // What was typed stays while the same is said again.
        if let (Screen::SignIn(state), Stage::SignedOut { .. }) = (&mut self.screen, &stage) {
            // It may be said because there are other rules.
            state.ask_anew(&self.rules.window, &mut self.wishes);
            return Task::none();
        }
        let (desk, interrupted) = match std::mem::replace(&mut self.screen, Screen::Starting) {
            Screen::Desk(desk) => (Some(desk), false),
            Screen::SignInAgain(_, desk) => (desk.map(|desk| *desk), true),
            _ => (None, false),
        };
        if matches!(stage, Stage::SignedOut { .. } | Stage::Obstacle(_)) {
            // There is nothing left to keep from sight.
            self.idle.open();
            self.trust = trust::State::default();
            self.hearing = notifications::State::default();
            self.record = RecordState::None;
            self.ignored = ignored::State::default();
            self.profile = profile::State::default();
            self.faces = faces::Faces::default();
        }
        match stage {
            Stage::Starting => self.screen = Screen::Starting,
            Stage::SignedOut { departments, ended } => {
                self.page = None;
                if std::mem::take(&mut self.leaving) && !ended {
                    self.beside_mut().asks = Some(Ask::Leave);
                }
                let mut state = sign_in::State::new(departments, ended, &self.rules.window);
                state.ask_anew(&self.rules.window, &mut self.wishes);
                let focus = iced::widget::operation::focus(state.first_field(&self.rules.window));
                self.screen = Screen::SignIn(state);
                return focus;
            }
            // Said again, or after the session began anew: what was on show stays.
            Stage::SignedIn(me) => self.signed_in(me, desk, interrupted),
            Stage::Renewed(me) => self.signed_in(me, desk, true),
            Stage::SignInAgain(me) => {
                self.page = None;
                let state = sign_in_again::State::new(me);
                let focus = iced::widget::operation::focus(state.first_focus(&self.rules.window));
                self.screen = Screen::SignInAgain(state, desk.map(Box::new));
                return focus;
            }
            Stage::Obstacle(obstacle) => self.screen = Screen::Obstacle(obstacle::State::new(obstacle)),
        }
        Task::none()
    }

    /// The desk of this person, as it was where there was one. `anew` where the session shows nothing by itself.
    fn signed_in(&mut self, me: Me, desk: Option<desk::State>, anew: bool) {
        let desk = desk.filter(|desk| desk.me().id == me.person.id);
        let mut desk = match desk {
            Some(mut desk) => {
                desk.set_me(me);
                desk
            }
            None => {
                self.trust = trust::State::default();
                let mut desk = desk::State::new(me);
                // Nobody reads in a window, or an account, that is behind another.
                drop(desk.update(desk::Message::Focused(self.idle.focused), &mut self.wishes));
                desk.set_recent(&self.preferences.recent_emoji);
                desk
            }
        };
        if anew {
            self.trust.resume(&mut self.wishes);
            desk.resume(&mut self.wishes);
        }
        self.screen = Screen::Desk(desk);
    }

    /// What was in the way is gone: one goes on writing.
    pub(super) fn resumed(&self) -> Task<Message> {
        match &self.screen {
            Screen::Desk(desk) if desk.conversation_open().is_some() && self.page.is_none() => {
                iced::widget::operation::focus(desk::conversation::composer::ID)
            }
            _ => Task::none(),
        }
    }

    /// Whoever asked for a page in the browser has it opened. Nobody else does.
    fn open_page(&mut self, ticket: Ticket, url: &Arc<str>) -> Task<Message> {
        if let Some(task) = self.open_to_unlock(ticket, url) {
            return task;
        }
        if let Some(task) = self.trust.open_page(ticket, url) {
            return task.map(Message::Trust);
        }
        match &mut self.screen {
            Screen::SignIn(state) => state.open_page(ticket, url).map(Message::SignIn),
            Screen::SignInAgain(state, _) => match state.open(ticket, url) {
                Some(task) => task.map(Message::SignInAgain),
                None => Task::none(),
            },
            _ => Task::none(),
        }
    }

    fn refused(&mut self, ticket: Ticket, why: Why) -> Task<Message> {
        if let Some(task) = self.still_locked(ticket, &why) {
            return task;
        }
        if let Some(task) = self.trust.refused(ticket, &why) {
            return task.map(Message::Trust);
        }
        if self.ignored.refused(ticket, &why) || self.profile.refused(ticket, &why) {
            return Task::none();
        }
        if let Screen::SignIn(state) = &mut self.screen {
            return state.refused(ticket, why, &self.rules.window).map(Message::SignIn);
        }
        if let Screen::SignInAgain(state, _) = &mut self.screen
            && let Some(task) = state.refused(ticket, &why)
        {
            return task.map(Message::SignInAgain);
        }
        self.forward(Event::Refused { ticket, why })
    }

    fn forward(&mut self, event: Event) -> Task<Message> {
        if let Event::Link(link) = &event {
            self.gate().copied(link);
        }
        match (&mut self.screen, event) {
            (Screen::Desk(desk), event) => desk.apply(event, &mut self.wishes).map(Message::Desk),
            (Screen::SignInAgain(_, Some(desk)), event) => desk.apply(event, &mut self.wishes).map(Message::Desk),
            _ => Task::none(),
        }
    }

    /// What was asked on a page was done.
    fn is_answered(&mut self, ticket: Ticket) -> bool {
        self.trust.done(ticket) || self.ignored.done(ticket) || self.profile.done(ticket)
    }

    fn is_given_up(&mut self, ticket: Ticket) -> bool {
        if let Screen::SignIn(state) = &self.screen {
            self.given_up.extend_from_slice(state.given_up());
        }
        self.given_up.contains(&ticket)
    }
}

/// Whether there is an emoji to draw.
fn shows_emoji(event: &Event) -> bool {
    match event {
        Event::Rows { patches, .. } => patches.iter().any(|patch| match patch {
            Patch::Reset(rows) | Patch::Append(rows) => rows.iter().any(has_emoji),
            Patch::PushFront(row) | Patch::PushBack(row) | Patch::Insert(_, row) | Patch::Set(_, row) => has_emoji(row),
            _ => false,
        }),
        Event::InThread { event, .. } => shows_emoji(event),
        // The seven pictures are on their way.
        Event::Confirmation(_) => true,
        _ => false,
    }
}

fn has_emoji(row: &Arc<Row>) -> bool {
    match &row.kind {
        RowKind::Message(said) => {
            // Beyond the arrows and letters of the first plane: good enough to decide on a font.
            let pictures = |text: &str| {
                !text.is_ascii()
                    && text
                        .chars()
                        .any(|letter| letter >= '\u{2600}' && !letter.is_alphabetic())
            };
            !said.reactions.is_empty() || said.body.plain().is_some_and(|plain| pictures(plain))
        }
        _ => false,
    }
}
