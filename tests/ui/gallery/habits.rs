//! What one hears of and when, and the habits of writing.

use model::{Event, Quiet, QuietNow, Rules};
use ui::screen::desk::conversation::{Message as Talk, composer};
use ui::screen::desk::{Key, Message as Desk, dialog};
use ui::{Language, Message};

use crate::fixtures::{self, MINUTE, NOW};
use crate::stand::Stand;

pub fn all() -> Vec<(&'static str, Stand)> {
    let mut all = vec![("notifications", page(Rules::default(), Language::English))];
    all.push(("notifications, Welsh", page(Rules::default(), Language::Welsh)));
    let mut none = Rules::default();
    none.window.announce = false;
    all.push(("notifications, none by rule", page(none, Language::English)));
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Quiet(quiet())]);
    all.push(("quiet", stand));
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::Notifications));
    all.push(("notifications unknown", stand));
    all.extend(writing());
    all
}

/// What is offered and asked while one writes.
fn writing() -> Vec<(&'static str, Stand)> {
    let talking = |message: Talk| {
        let mut stand = Stand::talking();
        stand.talk(message);
        stand
    };
    let written = |text: &str| {
        let mut stand = Stand::talking();
        stand.write(text);
        stand
    };
    let mut unknown = written("/shrug well");
    unknown.send();
    let asks = |key: Key| {
        let mut stand = Stand::talking();
        stand.desk(Desk::Key(key));
        stand
    };
    let origin = "Rhys Morgan (House of Commons), Monday 2 November 2026, 15:04";
    let mut to = talking(Talk::Forward("m1".into(), origin.into()));
    to.desk(Desk::Dialog(dialog::Message::Go("!bill:cabinet.example".into())));
    vec![
        ("commands", written("/")),
        ("emoji offered", written(":th")),
        ("no such command", unknown),
        ("emoji", talking(Talk::Composer(composer::Message::Emoji))),
        ("reaction", talking(Talk::ChooseReaction("m1".into()))),
        ("forward", talking(Talk::Forward("m1".into(), origin.into()))),
        ("forward to", to),
        ("date", asks(Key::Date)),
    ]
}

fn quiet() -> Quiet {
    Quiet {
        now: Some(QuietNow::Until(NOW + 60 * MINUTE)),
        holds: true,
        ..Quiet::default()
    }
}

fn page(rules: Rules, language: Language) -> Stand {
    let mut stand = Stand::under(rules, language);
    stand.report(fixtures::signed_in());
    stand.report(vec![Event::Hearing(fixtures::hearing()), Event::Quiet(quiet())]);
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::Notifications));
    stand
}
