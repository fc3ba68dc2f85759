//! The page of what one hears of, and of when one hears of nothing.

use std::sync::mpsc::channel;

use model::{
    Attention, Away, Call, Command, Event, Failure, Hearing, HearingChange, Quiet, QuietChange, QuietHours, QuietNow,
};
use platform::Announcement;
use ui::screen::notifications;
use ui::{Message, Page};

use crate::fixtures::{self, MINUTE, NOW, hearing};
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

/// The page, as it stands when the server has answered.
pub fn page() -> Stand {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Hearing(hearing()), Event::Quiet(Quiet::default())]);
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::Notifications));
    stand
}

fn checked(stage: &Stage<Stand>, key: &str) -> Option<bool> {
    stage.node(key).semantics.checked
}

#[test]
fn each_wish_is_asked_of_the_server_and_shows_when_it_holds() {
    let mut stage = on(page());
    assert_eq!(checked(&stage, "hearing:groups:1"), Some(true));
    let ways = [
        ("hearing:groups:0", HearingChange::Groups(Attention::All)),
        ("hearing:direct:1", HearingChange::Direct(Attention::Mentions)),
        ("hearing:me", HearingChange::Mentions(false)),
        ("hearing:everybody", HearingChange::Everybody(true)),
        ("hearing:sound", HearingChange::Sound(false)),
        ("hearing:nothing", HearingChange::Nothing(true)),
        ("hearing:remove:budget", HearingChange::NoKeyword("budget".into())),
    ];
    for (key, wanted) in ways {
        press(&mut stage, key);
        let Command::SetHearing { ticket, change } = wish(&mut stage) else {
            panic!("{key}")
        };
        assert_eq!(change, wanted, "{key}");
        report(&mut stage, vec![done(ticket)]);
    }
    assert_eq!(
        checked(&stage, "hearing:groups:0"),
        Some(false),
        "until the server says so"
    );
    let all = Hearing {
        groups: Attention::All,
        ..hearing()
    };
    report(&mut stage, vec![Event::Hearing(all)]);
    assert_eq!(checked(&stage, "hearing:groups:0"), Some(true));
}

#[test]
fn a_word_stays_in_its_field_until_the_server_has_it() {
    let mut stage = on(page());
    fill(&mut stage, "hearing:keyword", " ferry ");
    press(&mut stage, "hearing:add");
    let Command::SetHearing { ticket, change } = wish(&mut stage) else {
        panic!("a word")
    };
    assert_eq!(change, HearingChange::Keyword("ferry".to_owned()));
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(has(&stage, "notifications:refused"));
    let typed = |stage: &Stage<Stand>| stage.node("hearing:keyword").text.unwrap().text;
    assert_eq!(typed(&stage), " ferry ");
    press(&mut stage, "hearing:add");
    let Command::SetHearing { ticket, .. } = wish(&mut stage) else {
        panic!("again")
    };
    report(&mut stage, vec![done(ticket)]);
    assert_eq!(typed(&stage), "");
    assert!(!has(&stage, "notifications:refused"));
}

#[test]
fn hours_are_kept_when_they_are_times() {
    let mut stage = on(page());
    press(&mut stage, "quiet:on");
    fill(&mut stage, "quiet:from", "25:00");
    assert!(says(&stage, "Write a time such as 19:00"));
    press(&mut stage, "quiet:keep");
    assert!(stage.play.wished().is_empty());
    fill(&mut stage, "quiet:from", "18.30");
    press(&mut stage, "quiet:day:6");
    press(&mut stage, "quiet:keep");
    let Command::SetQuiet {
        ticket,
        change: QuietChange::Hours(hours),
    } = wish(&mut stage)
    else {
        panic!("hours")
    };
    let wanted = QuietHours {
        on: true,
        from: 18 * 60 + 30,
        days: [true, true, true, true, true, true, false],
        ..QuietHours::default()
    };
    assert_eq!(hours, wanted);
    let quiet = Quiet {
        hours,
        holds: true,
        now: None,
    };
    report(&mut stage, vec![Event::Quiet(quiet), done(ticket)]);
    assert!(says(&stage, "by the hours you chose"));
    assert_eq!(notifications::minutes("7"), Some(420));
    assert_eq!(notifications::minutes("0705"), Some(425));
    for none in ["", ":", "7:", "7:5:1", "24:00", "12:60", "+1:00", "１２:００", "é7"] {
        assert_eq!(notifications::minutes(none), None, "{none}");
    }
}

#[test]
fn the_bell_over_the_rooms_says_how_it_stands_and_leads_to_the_page() {
    let mut stand = Stand::signed_in();
    let until = Quiet {
        now: Some(QuietNow::Until(NOW + 60 * MINUTE)),
        holds: true,
        ..Quiet::default()
    };
    stand.report(vec![Event::Quiet(until)]);
    let mut stage = on(stand);
    let bell = stage.node("rooms:bell").name().to_owned();
    assert!(
        bell.starts_with("Do not disturb until") && bell.contains("16:04"),
        "{bell}"
    );
    stage.play.desk(ui::screen::desk::Message::Quiet(QuietChange::Off));
    let Command::SetQuiet { change, .. } = wish(&mut stage) else {
        panic!("off")
    };
    assert_eq!(change, QuietChange::Off);
    stage.play.desk(ui::screen::desk::Message::Notifications);
    let page = Some(Page::Notifications { from_settings: false });
    assert_eq!(stage.play.app.page(), page);
    stage.play.say(Message::Escape);
    assert_eq!(stage.play.app.page(), None);
}

#[test]
fn what_came_meanwhile_is_told_in_one() {
    let mut stand = Stand::signed_in();
    let (sender, announced) = channel();
    stand.app.announce_to(sender);
    let call = |name: &str, sender| Call {
        room: "!room:cabinet.example".into(),
        name: name.into(),
        sender,
    };
    let away = Away {
        messages: 12,
        rooms: 3,
        calls: vec![call("Procurement", Some(fixtures::rhys())), call("Harbour", None)],
    };
    stand.report(vec![Event::Away(away)]);
    let shown = Announcement::Show {
        key: "away".to_owned(),
        title: "While you were away".to_owned(),
        body: "12 messages in 3 rooms\nRhys Morgan named you in Procurement\nYou were named in Harbour".to_owned(),
        sound: false,
    };
    assert_eq!(announced.try_iter().collect::<Vec<_>>(), [shown]);
    stand.report(vec![Event::NoAway]);
    let withdrawn = Announcement::Withdraw("away".to_owned());
    assert_eq!(announced.try_iter().collect::<Vec<_>>(), [withdrawn]);
}
