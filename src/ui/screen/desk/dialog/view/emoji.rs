//! The emoji to choose from: a field for a name, those used last, and one group at a time.

use iced::widget::{column, container, row};
use kit::theme::space;
use kit::{Element, text};

use crate::screen::Scene;
use crate::screen::desk::dialog::emoji::Picking;
use crate::screen::desk::dialog::{EMOJI, Message};
use crate::words::fl;

/// The side of a place in the grid.
const PLACE: f32 = 44.0;

/// For a reaction, or for the message that is being written.
pub fn view<'a>(
    picking: &'a Picking,
    recent: &'a [&'static str],
    reaction: bool,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let title = match reaction {
        true => fl!(words, "react"),
        false => fl!(words, "emoji-insert"),
    };
    let label = fl!(words, "emoji-search");
    let field = kit::entry("emoji:search", &*label, &*picking.words)
        .label_hidden()
        .placeholder(label)
        .icon(kit::Icon::Search)
        .on_input(Message::SeekEmoji)
        .on_submit(Message::FirstEmoji);
    let mut content = column![].spacing(space::M);
    if reaction {
        content = content.push(quick(scene));
    }
    content = content.push(Element::from(field));
    let shown = picking.shown();
    if picking.words.trim().is_empty() {
        if !recent.is_empty() {
            let recent = recent.iter().filter_map(|emoji| emojis::get(emoji)).collect();
            content = content.push(text::strong(fl!(words, "emoji-recent"))).push(grid(
                "emoji:recent",
                fl!(words, "emoji-recent"),
                recent,
            ));
        }
        let names = groups(scene);
        let label = names.get(picking.group).cloned().unwrap_or_default();
        content = content
            .push(kit::select(
                "emoji:group",
                fl!(words, "emoji-group"),
                names,
                Some(picking.group),
                Message::EmojiGroup,
            ))
            .push(grid("emoji:grid", label, shown));
    } else {
        let said = match shown.len() {
            0 => fl!(words, "search-empty-title"),
            count => fl!(words, "search-found", count = count),
        };
        content =
            content
                .push(kit::status("emoji:found", said))
                .push(grid("emoji:grid", fl!(words, "emoji-search"), shown));
    }
    let cancel = kit::button("dialog:cancel", fl!(words, "cancel")).on_press(Message::Close);
    kit::dialog("dialog", title, content, [cancel.into()], Message::Close)
}

/// A few for reactions, at hand without a search.
fn quick<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let names = [
        fl!(words, "emoji-thumbs-up"),
        fl!(words, "emoji-heart"),
        fl!(words, "emoji-laughing"),
        fl!(words, "emoji-party"),
        fl!(words, "emoji-surprised"),
        fl!(words, "emoji-sad"),
        fl!(words, "emoji-thanks"),
        fl!(words, "emoji-eyes"),
    ];
    let buttons = EMOJI.into_iter().zip(names).enumerate().map(|(index, (emoji, name))| {
        let button = kit::button(format!("emoji:{index}"), emoji)
            .describe(name)
            .on_press(Message::Emoji(emoji));
        Element::from(button)
    });
    container(row(buttons).spacing(space::S).wrap()).into()
}

/// One Tab stop; arrows go on by one, page keys by ten.
fn grid<'a>(id: &'static str, label: String, shown: Vec<&'static emojis::Emoji>) -> Element<'a, Message> {
    let total = shown.len();
    let places = shown.into_iter().enumerate().map(|(index, emoji)| {
        let face = container(text::marked(emoji.as_str(), &[])).center_x(PLACE - 2.0 * space::XS);
        let place = kit::list_row(format!("{id}:{emoji}"), emoji.name(), face)
            .position(index + 1, total)
            .padding([space::S, space::XS])
            .on_press(Message::Emoji(emoji.as_str()));
        container(Element::from(place)).width(PLACE).into()
    });
    kit::list(id, label, [row(places).wrap().into()])
}

fn groups(scene: Scene<'_>) -> Vec<String> {
    let words = scene.words;
    let name = |group: emojis::Group| match group {
        emojis::Group::SmileysAndEmotion => fl!(words, "emoji-smileys"),
        emojis::Group::PeopleAndBody => fl!(words, "emoji-people"),
        emojis::Group::AnimalsAndNature => fl!(words, "emoji-nature"),
        emojis::Group::FoodAndDrink => fl!(words, "emoji-food"),
        emojis::Group::TravelAndPlaces => fl!(words, "emoji-travel"),
        emojis::Group::Activities => fl!(words, "emoji-activities"),
        emojis::Group::Objects => fl!(words, "emoji-objects"),
        emojis::Group::Symbols => fl!(words, "emoji-symbols"),
        emojis::Group::Flags => fl!(words, "emoji-flags"),
    };
    emojis::Group::iter().map(name).collect()
}
