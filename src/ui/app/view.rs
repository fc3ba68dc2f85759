//! What is on show: the screen or a page over it, and at most one question.

use iced::widget::column;
use iced::window;
use kit::{Element, text};

use super::{App, Confirm, Message, Page, Screen};
use crate::screen::{
    Scene, blocked, desk, ended, idle, notifications, obstacle, rulebook, settings, sign_in, sign_in_again, starting,
};
use crate::words::fl;

impl App {
    /// The window's whole view, where this is the only account.
    pub fn view(&self, window: window::Id) -> Element<'_, Message> {
        let (page, question) = self.parts();
        kit::root(window, title(self), page)
            .zoom(self.scale_factor(window))
            .dialog(question)
            .into()
    }

    /// What there is to see of this account: the page, and the question over it.
    pub(crate) fn parts(&self) -> (Element<'_, Message>, Option<Element<'_, Message>>) {
        let scene = Scene {
            words: &self.words,
            organisation: &self.organisation,
            rules: &self.rules,
            proven_by: self.proven_by(),
            trust: self.trust.trust(),
            record: self.record,
            ignored: self.ignored.people(),
            faces: &self.faces,
            quiet: self.hearing.quiet(),
        };
        let content = match self.page {
            _ if self.is_locked() => self.behind_lock(scene),
            Some(Page::Settings) => {
                let account = match &self.screen {
                    Screen::Desk(desk) => Some(settings::Account {
                        name: &desk.me().name,
                        trust: self.trust.trust(),
                        ignored: &self.ignored,
                        profile: &self.profile,
                        me: desk.me(),
                        another: self.may_add(),
                    }),
                    _ => None,
                };
                settings::view(&self.preferences, self.looks(), account, scene).map(Message::SettingsPage)
            }
            Some(Page::Notifications { .. }) => notifications::view(&self.hearing, scene).map(Message::Notifications),
            Some(Page::Trust { place, .. }) => self.trust_page(place, scene),
            Some(Page::Rules { .. }) => rulebook::view(&self.rulebook, scene).map(Message::Rulebook),
            None => match &self.screen {
                Screen::Blocked(state) => blocked::view(state, scene).map(Message::Blocked),
                Screen::Starting => starting::view(scene),
                Screen::Obstacle(state) => obstacle::view(state, scene).map(Message::Obstacle),
                Screen::SignIn(state) => sign_in::view(state, scene).map(Message::SignIn),
                Screen::SignInAgain(state, _) => sign_in_again::view(state, scene).map(Message::SignInAgain),
                Screen::Desk(desk) => desk::view(desk, scene).map(Message::Desk),
                Screen::Ended => ended::view(scene).map(Message::Ended),
            },
        };
        let content = column![self.bars(scene), content];
        let question = match (self.confirm, &self.screen) {
            (Some(confirm), _) => Some(question(confirm, scene)),
            _ if self.compares() => self.comparison(scene),
            (None, Screen::Desk(desk)) if self.page.is_none() && !self.is_locked() => {
                desk::dialog(desk, scene).map(|dialog| dialog.map(Message::Desk))
            }
            _ => None,
        };
        (content.into(), question)
    }

    /// All there is to see of a window that locked itself.
    fn behind_lock<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        match self.idle.screen() {
            Some(state) => idle::view(state, scene).map(Message::Idle),
            None => starting::view(scene),
        }
    }
}

/// The window's title: where one is.
pub fn title(app: &App) -> String {
    let words = &app.words;
    match app.page {
        _ if app.is_locked() => return fl!(words, "program"),
        Some(Page::Settings) => return fl!(words, "window-title", name = fl!(words, "settings-title")),
        Some(Page::Notifications { .. }) => {
            return fl!(words, "window-title", name = fl!(words, "notifications-title"));
        }
        Some(Page::Trust { place, .. }) => return fl!(words, "window-title", name = app.trust_title(place)),
        Some(Page::Rules { .. }) => return fl!(words, "window-title", name = fl!(words, "rules-title")),
        None => {}
    }
    let name = match &app.screen {
        Screen::Desk(desk) => desk.conversation_open().and_then(|open| {
            open.header()
                .map(|header| header.name.clone())
                .or_else(|| desk.rooms().room(open.room()).map(|room| room.name.clone()))
        }),
        _ => None,
    };
    name.map_or_else(
        || fl!(app.words, "program"),
        |name| fl!(app.words, "window-title", name = &*name),
    )
}

fn question<'a>(confirm: Confirm, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let (title, what, yes) = match confirm {
        Confirm::SignOut => (
            fl!(words, "sign-out-title"),
            fl!(words, "sign-out-text"),
            fl!(words, "sign-out"),
        ),
        Confirm::StartAfresh => (
            fl!(words, "start-afresh-title"),
            fl!(words, "start-afresh-text"),
            fl!(words, "start-afresh"),
        ),
    };
    let yes = kit::button("confirm:yes", yes).danger().on_press(Message::Confirm);
    let no = kit::button("confirm:no", fl!(words, "cancel")).on_press(Message::Deny);
    kit::dialog(
        "confirm",
        title,
        text::body(what),
        [yes.into(), no.into()],
        Message::Deny,
    )
}
