//! What is announced outside the window, and where a click leads.

use std::sync::mpsc::{Receiver, channel};

use model::{Command, Device, Event, Notice, Rules, Stage as Standing};
use platform::Announcement;
use ui::screen::desk::Message as Desk;
use ui::screen::trust::{Message as Trust, devices};
use ui::{Language, Message, News};

use crate::fixtures::{self, RHYS};
use crate::stand::Stand;

/// A window, and what it has announced.
struct Scene {
    stand: Stand,
    announced: Receiver<Announcement>,
}

impl Scene {
    fn on(mut stand: Stand) -> Self {
        let (sender, announced) = channel();
        stand.app.announce_to(sender);
        stand.wished();
        Self { stand, announced }
    }

    /// What is announced of this.
    fn of(&mut self, notice: Notice) -> Vec<Announcement> {
        self.report(Event::Notice(notice))
    }

    fn report(&mut self, event: Event) -> Vec<Announcement> {
        self.stand.report(vec![event]);
        self.announced.try_iter().collect()
    }

    fn rooms_opened(&mut self) -> Vec<String> {
        let wished = self.stand.wished().into_iter();
        wished
            .filter_map(|command| match command {
                Command::OpenRoom(room) => Some(room.to_string()),
                _ => None,
            })
            .collect()
    }
}

/// A device that was not there before.
fn stranger() -> Device {
    fixtures::devices()[1].clone()
}

fn notice() -> Notice {
    Notice {
        room: RHYS.into(),
        thread: None,
        name: "Rhys Morgan".into(),
        direct: true,
        sender: Some(fixtures::rhys()),
        text: Some("The vote is off".into()),
        count: 1,
        calls: false,
        sound: false,
    }
}

fn show(key: &str, title: &str, body: &str) -> Vec<Announcement> {
    let [key, title, body] = [key, title, body].map(str::to_owned);
    vec![Announcement::Show {
        key,
        title,
        body,
        sound: false,
    }]
}

#[test]
fn an_announcement_says_who_where_and_what() {
    let mut scene = Scene::on(Stand::signed_in());
    assert_eq!(scene.of(notice()), show(RHYS, "Rhys Morgan", "The vote is off"));
    let more = Notice { count: 3, ..notice() };
    assert_eq!(
        scene.of(more),
        show(RHYS, "Rhys Morgan", "The vote is off\n3 new messages")
    );
    let silent = Notice { text: None, ..notice() };
    assert_eq!(scene.of(silent.clone()), show(RHYS, "Rhys Morgan", "New message"));
    let in_room = Notice {
        name: "Procurement".into(),
        direct: false,
        count: 2,
        ..silent
    };
    assert_eq!(
        scene.of(in_room.clone()),
        show(RHYS, "Rhys Morgan in Procurement", "2 new messages")
    );
    let outside = Notice {
        sender: Some(fixtures::person("Rhys Morgan", None)),
        ..in_room.clone()
    };
    assert_eq!(
        scene.of(outside),
        show(RHYS, "Rhys Morgan (outside.example) in Procurement", "2 new messages")
    );
    let nobody = Notice {
        sender: None,
        ..in_room
    };
    assert_eq!(scene.of(nobody), show(RHYS, "Procurement", "2 new messages"));
    assert_eq!(
        scene.report(Event::NoNotice(RHYS.into())),
        [Announcement::Withdraw(RHYS.to_owned())]
    );
}

#[test]
fn an_announcement_is_in_the_language_of_the_window() {
    let mut stand = Stand::in_language(Language::Welsh);
    stand.report(fixtures::signed_in());
    let mut scene = Scene::on(stand);
    let silent = Notice { text: None, ..notice() };
    assert_eq!(scene.of(silent), show(RHYS, "Rhys Morgan", "Neges newydd"));
}

#[test]
fn a_room_that_somebody_looks_at_is_not_announced() {
    let mut scene = Scene::on(Stand::talking());
    assert_eq!(scene.of(notice()), []);
    scene.stand.desk(Desk::Focused(false));
    assert_eq!(scene.of(notice()).len(), 1, "elsewhere");
    scene.stand.desk(Desk::Focused(true));
    assert_eq!(scene.of(notice()), []);
    scene.stand.say(Message::Settings);
    assert_eq!(scene.of(notice()).len(), 1, "behind a page");
}

#[test]
fn a_locked_window_announces_no_words() {
    let mut scene = Scene::on(Stand::talking_under(fixtures::locking_after(10)));
    scene.stand.say(Message::Lock);
    let withdrawn: Vec<_> = scene.announced.try_iter().collect();
    assert_eq!(withdrawn, [Announcement::WithdrawAll], "nor do those from before stay");
    assert_eq!(scene.of(notice()), show(RHYS, "Rhys Morgan", "New message"));
}

#[test]
fn a_click_leads_to_the_room() {
    let mut scene = Scene::on(Stand::signed_in());
    scene.stand.say(Message::Settings);
    scene.stand.news(News::Clicked(RHYS.to_owned()));
    assert_eq!(scene.rooms_opened(), [RHYS]);
    assert_eq!(scene.stand.app.page(), None);
    for other in ["!gone:cabinet.example", "sign-in", ""] {
        scene.stand.news(News::Clicked(other.to_owned()));
    }
    assert_eq!(scene.rooms_opened(), [] as [&str; 0]);
}

#[test]
fn a_click_opens_no_lock() {
    let mut stand = Stand::under(fixtures::locking_after(10), Language::English);
    stand.report(fixtures::signed_in());
    stand.say(Message::Lock);
    let mut scene = Scene::on(stand);
    scene.stand.news(News::Clicked(RHYS.to_owned()));
    assert!(scene.stand.app.is_locked());
    assert_eq!(scene.rooms_opened(), [RHYS], "behind it");
}

#[test]
fn a_new_sign_in_is_announced_where_anything_may_be() {
    let mut scene = Scene::on(Stand::talking());
    let announced = scene.report(Event::NewDevice(stranger()));
    assert_eq!(
        announced,
        show(
            "sign-in",
            "Despatch",
            "New sign-in: Laptop in the office. Was this you?"
        )
    );
    scene
        .stand
        .say(Message::Trust(Trust::Devices(devices::Message::Known(stranger().id))));
    let withdrawn: Vec<_> = scene.announced.try_iter().collect();
    assert_eq!(withdrawn, [Announcement::Withdraw("sign-in".to_owned())], "it was me");
    let mut rules = Rules::default();
    rules.window.announce = false;
    scene.stand.news(News::Rules(rules));
    assert_eq!(scene.report(Event::NewDevice(stranger())), []);
}

#[test]
fn nothing_stays_announced_of_a_session_that_is_over() {
    let over = [
        Standing::Renewed(fixtures::me()),
        Standing::SignInAgain(fixtures::me()),
        Standing::SignedOut {
            departments: fixtures::departments(),
            ended: true,
        },
    ];
    for stage in over {
        let mut scene = Scene::on(Stand::signed_in());
        scene.of(notice());
        assert_eq!(scene.report(Event::Stage(stage)), [Announcement::WithdrawAll]);
    }
    let mut scene = Scene::on(Stand::signed_in());
    assert_eq!(scene.report(Event::Stage(Standing::SignedIn(fixtures::me()))), []);
    scene.stand.say(Message::SessionEnded);
    let withdrawn: Vec<_> = scene.announced.try_iter().collect();
    assert_eq!(withdrawn, [Announcement::WithdrawAll]);
}
