//! The account in front, under the band that says which it is.

use std::rc::Rc;

use iced::widget::column;
use iced::window;
use kit::Element;

use super::{Accounts, Message, band};
use crate::app::view::title;
use crate::words::fl;

impl Accounts {
    /// The window's whole view.
    pub fn view(&self, window: window::Id) -> Element<'_, Message> {
        let front = self.front();
        let number = front.beside().number;
        let (page, question) = front.parts();
        let page = page.map(move |message| Message::Of(number, message));
        let question = question.map(|question| question.map(move |message| Message::Of(number, message)));
        // What the account asks waits until it was read: there is one question at a time.
        let notice = self.notice.as_ref().map(|notice| band::notice(self, notice));
        kit::root(window, self.title(window), column![band::view(self), page])
            .zoom(self.scale_factor(window))
            .dialog(notice.or(question))
            // Nothing that a widget remembers of one account is there in another.
            .subject(u64::from(number.0))
            .fence(Rc::new(front.gate()), Message::Kept)
            .into()
    }

    /// The window's title: how much is unread, where one is, and in which account where there are several.
    pub fn title(&self, _window: window::Id) -> String {
        let front = self.front();
        let title = match self.unread() {
            0 => title(front),
            count => fl!(
                front.words(),
                "window-title-unread",
                count = count,
                title = title(front)
            ),
        };
        match front.address() {
            Some(account) if self.open.len() > 1 => {
                fl!(
                    front.words(),
                    "notice-account",
                    title = title,
                    account = account.as_str()
                )
            }
            _ => title,
        }
    }
}
