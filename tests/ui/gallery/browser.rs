//! Screens of signing in in the browser.

use model::{Command, Event, Stage as Standing, Ticket};
use ui::screen::trust::devices;
use ui::screen::{browser, password, sign_in};
use ui::{Language, Message};

use crate::fixtures::{self, by_browser};
use crate::stand::Stand;

/// All of them.
pub fn screens(add: &mut impl FnMut(&'static str, Stand)) {
    let form = |language| {
        let mut stand = Stand::under(by_browser(false), language);
        stand.report(vec![fixtures::signed_out()]);
        stand.say(Message::SignIn(sign_in::Message::Email(
            "amina@cabinet.example.gov.uk".into(),
        )));
        stand
    };
    add("sign in by browser", form(Language::English));
    let mut stand = form(Language::English);
    stand.report(vec![fixtures::ways(false, &["Department sign-in", "Contractors"])]);
    add("sign in by browser, two pages", stand);
    let mut stand = Stand::under(by_browser(true), Language::Welsh);
    stand.report(vec![fixtures::signed_out()]);
    add("sign in by browser or password, Welsh", stand);
    let mut stand = form(Language::English);
    stand.report(vec![fixtures::no_ways()]);
    add("no way to sign in", stand);
    let mut stand = form(Language::English);
    stand.say(Message::SignIn(sign_in::Message::Prove(None)));
    add("asking for the sign-in page", stand);
    for (name, language) in [
        ("waiting for the browser", Language::English),
        ("waiting for the browser, Welsh", Language::Welsh),
    ] {
        let mut stand = form(language);
        stand.say(Message::SignIn(sign_in::Message::Prove(None)));
        shown(&mut stand);
        stand.say(Message::SignIn(sign_in::Message::Browser(browser::Message::Opened(
            false,
        ))));
        stand.say(Message::SignIn(sign_in::Message::Browser(browser::Message::Copy)));
        add(name, stand);
    }

    let mut stand = Stand::under(by_browser(false), Language::English);
    stand.report(vec![Event::Stage(Standing::SignInAgain(fixtures::me_by_browser()))]);
    add("sign in again by browser", stand);
    let mut stand = locked();
    stand.say(Message::Lock);
    add("locked, by browser", stand);
    let mut stand = locked();
    stand.say(Message::Lock);
    stand.say(Message::Idle(password::Message::Prove));
    shown(&mut stand);
    add("locked, waiting for the browser", stand);
    let mut stand = locked();
    stand.report(vec![Event::Devices(fixtures::devices())]);
    stand.say(Message::Trust(ui::screen::trust::Message::OpenDevices));
    let out = devices::Message::SignOut("OFFICELAPT".into());
    stand.say(Message::Trust(ui::screen::trust::Message::Devices(out)));
    add("signing a device out by browser", stand);
}

/// Somebody who signed in in the browser, where the window locks itself.
fn locked() -> Stand {
    let mut rules = by_browser(false);
    rules.window.lock_after_idle_minutes = Some(10);
    let mut stand = Stand::under(rules, Language::English);
    stand.report(fixtures::signed_in());
    stand.report(vec![Event::Stage(Standing::SignedIn(fixtures::me_by_browser()))]);
    stand
}

/// The page to open is known.
fn shown(stand: &mut Stand) {
    let ticket: Ticket = stand.ticket(|command| match command {
        Command::Prove { ticket, .. } => Some(*ticket),
        _ => None,
    });
    stand.report(vec![fixtures::page_for(ticket)]);
}
