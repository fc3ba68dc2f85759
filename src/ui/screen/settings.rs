//! Looks, language and the way out.

use iced::widget::{column, row};
use kit::theme::space;

use super::{Scene, page};
use crate::preferences::{Choice, Preferences};
use crate::words::{Language, fl};

/// What happens on this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// A theme.
    Theme(Choice),
    /// A language; none for the system's.
    Language(Option<Language>),
    /// A size of text, in percent.
    Scale(u16),
    /// Sign out, once that is confirmed.
    SignOut,
    /// The page about who manages this program.
    About,
    /// Back to where one was.
    Back,
}

/// The page. `name` is who is signed in, if anybody.
pub fn view<'a>(preferences: &'a Preferences, name: Option<&'a str>, scene: Scene<'a>) -> kit::Element<'a, Message> {
    let words = scene.words;
    let themes = Choice::ALL.map(|choice| match choice {
        Choice::System => fl!(words, "theme-system"),
        Choice::Light => fl!(words, "theme-light"),
        Choice::Dark => fl!(words, "theme-dark"),
        Choice::Contrast => fl!(words, "theme-contrast"),
    });
    let theme = kit::choices(
        "settings:theme",
        fl!(words, "settings-theme"),
        themes,
        Choice::ALL.iter().position(|choice| *choice == preferences.theme),
        |index| Message::Theme(Choice::ALL[index]),
    );
    // Each language names itself: whoever needs it can't read the others.
    let languages = [
        fl!(words, "language-system"),
        fl!(words, "language-en"),
        fl!(words, "language-cy"),
    ];
    let chosen = preferences.language.as_deref().and_then(Language::from_tag);
    let language = kit::choices(
        "settings:language",
        fl!(words, "settings-language"),
        languages,
        Some(
            chosen
                .and_then(|it| Language::ALL.iter().position(|language| *language == it))
                .map_or(0, |index| index + 1),
        ),
        |index| Message::Language(index.checked_sub(1).map(|index| Language::ALL[index])),
    );
    let scale = kit::choices(
        "settings:scale",
        fl!(words, "settings-scale"),
        Preferences::SCALES.map(|percent| fl!(words, "percent", number = percent)),
        Preferences::SCALES
            .iter()
            .position(|percent| *percent == preferences.scale),
        |index| Message::Scale(Preferences::SCALES[index]),
    );
    let about = kit::button("settings:about", fl!(words, "about-title"))
        .icon(kit::Icon::Info)
        .on_press(Message::About);
    let mut content = column![theme, language, scale].spacing(space::XXL);
    let mut ways = row![kit::Element::from(about)].spacing(space::M);
    if let Some(name) = name {
        let out = kit::button("settings:sign-out", fl!(words, "sign-out"))
            .icon(kit::Icon::SignOut)
            .on_press(Message::SignOut);
        ways = ways.push(kit::Element::from(out));
        content = content.push(
            column![
                kit::heading(2, fl!(words, "settings-account")),
                kit::text::body(fl!(words, "signed-in-as", name = name)),
                ways.wrap()
            ]
            .spacing(space::M),
        );
    } else {
        content = content.push(ways);
    }
    page::page(scene, fl!(words, "settings-title"), Message::Back, content)
}
