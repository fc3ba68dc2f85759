//! What one hears of and when, and the habits of writing.

use model::{Event, Quiet, QuietNow, Rules};
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
    all
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
