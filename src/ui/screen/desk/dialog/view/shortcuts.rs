//! The list of shortcuts.

use iced::Length;
use iced::widget::{container, row};
use kit::theme::space;
use kit::{Element, text};

use crate::screen::Scene;
use crate::screen::desk::dialog::Message;
use crate::words::fl;

/// Keys and what they do.
pub fn view<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let all = [
        (fl!(words, "key-jump"), fl!(words, "shortcut-jump")),
        (fl!(words, "key-find"), fl!(words, "shortcut-find")),
        (fl!(words, "key-find-all"), fl!(words, "shortcut-find-all")),
        (fl!(words, "key-date"), fl!(words, "shortcut-date")),
        (fl!(words, "key-new"), fl!(words, "shortcut-new")),
        (fl!(words, "key-rooms"), fl!(words, "shortcut-rooms")),
        (fl!(words, "key-unread"), fl!(words, "shortcut-unread")),
        (fl!(words, "key-page"), fl!(words, "shortcut-page")),
        (fl!(words, "key-accounts"), fl!(words, "shortcut-accounts")),
        (fl!(words, "key-columns"), fl!(words, "shortcut-columns")),
        (fl!(words, "key-send"), fl!(words, "shortcut-send")),
        (fl!(words, "key-line"), fl!(words, "shortcut-line")),
        (fl!(words, "key-attach"), fl!(words, "shortcut-attach")),
        (fl!(words, "key-speak"), fl!(words, "shortcut-speak")),
        (fl!(words, "key-paste"), fl!(words, "shortcut-paste")),
        (fl!(words, "key-edit"), fl!(words, "shortcut-edit")),
        (fl!(words, "key-menu"), fl!(words, "shortcut-menu")),
        (fl!(words, "key-zoom"), fl!(words, "shortcut-zoom")),
        (fl!(words, "key-escape"), fl!(words, "shortcut-escape")),
        (fl!(words, "key-settings"), fl!(words, "shortcut-settings")),
        (fl!(words, "key-lock"), fl!(words, "shortcut-lock")),
        (fl!(words, "key-quit"), fl!(words, "shortcut-quit")),
        (fl!(words, "key-list"), fl!(words, "shortcut-list")),
    ];
    let total = all.len();
    let rows = all.into_iter().enumerate().map(|(index, (key, what))| {
        let label = format!("{key}: {what}");
        let line = row![
            container(text::mono(key)).width(200),
            text::body(what).width(Length::Fill)
        ]
        .spacing(space::M);
        Element::from(
            kit::list_row(format!("shortcut:{index}"), label, line)
                .position(index + 1, total)
                .padding([3.0, 0.0]),
        )
    });
    let list = kit::list("shortcuts", fl!(words, "shortcuts-title"), rows);
    let close = kit::button("dialog:cancel", fl!(words, "close"))
        .primary()
        .on_press(Message::Close);
    kit::dialog(
        "dialog",
        fl!(words, "shortcuts-title"),
        list,
        [close.into()],
        Message::Close,
    )
}
