//! What a person hears of in all rooms, and when they hear of nothing.

use jiff::civil::date;
use jiff::tz::TimeZone;
use model::{
    Attention, Away, Command, Event, Failure, Hearing, HearingChange, Notice, QuietChange, QuietHours, QuietNow,
    RoomId, Why,
};
use serde_json::json;
use session::clock::Reading;
use session::herald::{Absence, Herald};
use session::quiet::Schedule;
use std::time::Duration;
use support::unique;

use crate::basics::{Pair, pair_under};
use crate::person::{Answer, Person};

const MINUTE: i64 = 60_000;

fn told_all() -> Pair {
    pair_under(|policy| policy["device"] = json!({ "notifications": "full" }))
}

fn change(person: &mut Person, change: HearingChange) -> Answer {
    person.wish(|ticket| Command::SetHearing { ticket, change })
}

fn hears(person: &mut Person, what: &str, look: impl Fn(&Hearing) -> bool) {
    person.until(what, |v| v.hearing.as_ref().filter(|hearing| look(hearing)).map(drop));
}

fn announced(person: &mut Person, room: &RoomId, text: &str) -> Notice {
    person.until(&format!("“{text}” announced"), |v| {
        let notice = v.announced.get(room)?;
        (notice.text.as_deref() == Some(text)).then(|| notice.clone())
    })
}

fn quiet(person: &mut Person, change: QuietChange, holds: bool) {
    person.wish(|ticket| Command::SetQuiet { ticket, change }).unwrap();
    person.until("quiet", |v| {
        v.quiet.as_ref().filter(|quiet| quiet.holds == holds).map(drop)
    });
}

#[test]
fn what_one_hears_of_is_the_same_on_each_device() {
    let Pair {
        world,
        mut amina,
        accounts,
        ..
    } = told_all();
    let mut phone = Person::signed_in(&world, &accounts.0);
    hears(&mut phone, "what servers begin with", |hearing| {
        let all = (hearing.direct, hearing.groups) == (Attention::All, Attention::All);
        all && hearing.mentions && hearing.everybody && !hearing.nothing && hearing.keywords.is_empty()
    });
    type Look = fn(&Hearing) -> bool;
    let changes: [(HearingChange, Look); 7] = [
        (HearingChange::Groups(Attention::Mentions), |it| {
            it.groups == Attention::Mentions && it.direct == Attention::All
        }),
        (HearingChange::Direct(Attention::Mentions), |it| {
            it.direct == Attention::Mentions
        }),
        (HearingChange::Mentions(false), |it| !it.mentions && it.everybody),
        (HearingChange::Everybody(false), |it| !it.everybody),
        (HearingChange::Sound(false), |it| !it.sound),
        (HearingChange::Keyword(" harbour/dock ".to_owned()), |it| {
            it.keywords.iter().any(|word| &**word == "harbour/dock")
        }),
        (HearingChange::Nothing(true), |it| it.nothing),
    ];
    for (wanted, look) in changes {
        change(&mut amina, wanted.clone()).unwrap();
        for person in [&mut amina, &mut phone] {
            hears(person, &format!("{wanted:?}"), look);
        }
    }
    for wanted in [
        HearingChange::NoKeyword("harbour/dock".into()),
        HearingChange::Nothing(false),
        HearingChange::Direct(Attention::All),
        HearingChange::Sound(true),
    ] {
        change(&mut phone, wanted).unwrap();
    }
    hears(&mut amina, "all of it taken back", |it| {
        it.keywords.is_empty() && !it.nothing && it.direct == Attention::All && it.sound
    });
    for word in ["", "  ", "two\nlines"] {
        let refused = change(&mut amina, HearingChange::Keyword(word.to_owned()));
        assert_eq!(refused, Err(Why::Failed(Failure::Malformed)), "{word:?}");
    }
}

#[test]
fn a_word_that_one_wants_to_hear_of_is_announced_where_nothing_else_is() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = told_all();
    change(&mut amina, HearingChange::Direct(Attention::Mentions)).unwrap();
    let word = unique("harbour");
    change(&mut amina, HearingChange::Keyword(word.clone())).unwrap();
    hears(&mut amina, "both", |it| {
        it.direct == Attention::Mentions && it.keywords.iter().any(|it| **it == *word)
    });
    let (other, one) = (unique("of nothing"), format!("the {word} is shut"));
    bryn.say(&room, &other).unwrap();
    amina.event_of(&other);
    bryn.say(&room, &one).unwrap();
    let notice = announced(&mut amina, &room, &one);
    assert_eq!((notice.count, notice.calls), (1, true));
    amina.summary(&room, "marked as a mention", |line| line.mentions == 1);
}

#[test]
fn what_comes_while_one_is_not_to_be_disturbed_is_told_at_once_afterwards() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = told_all();
    let (name, invite) = (unique("Harbour"), vec![accounts.1.user_id.clone()]);
    let second = amina
        .wish(|ticket| Command::CreateRoom { ticket, name, invite })
        .unwrap()
        .0
        .unwrap();
    bryn.accept(&second);
    quiet(&mut amina, QuietChange::Open, true);
    let [first_text, second_text] = ["one", "two"].map(unique);
    bryn.say(&room, &first_text).unwrap();
    bryn.open(&second);
    bryn.say(&second, &second_text).unwrap();
    amina.summary(&room, "unread", |line| line.unread == 1);
    amina.summary(&second, "unread", |line| line.unread == 1);
    assert!(amina.view.notices.is_empty(), "{:?}", amina.view.notices);
    // It is no other device's matter, and outlasts the program.
    let mut phone = Person::signed_in(&world, &accounts.0);
    phone.until("quiet", |v| v.quiet.as_ref().filter(|quiet| !quiet.holds).map(drop));

    quiet(&mut amina, QuietChange::Off, false);
    let away = amina.until("what came", |v| v.away.clone());
    assert_eq!((away.messages, away.rooms), (2, 2));
    assert!(amina.view.notices.is_empty());
    for room in [&room, &second] {
        amina.open(room);
        amina.send(Command::MarkRead(room.clone()));
        amina.summary(room, "read", |line| line.unread == 0);
    }
    amina.until("nothing left of it", |v| v.away.is_none().then_some(()));

    // One room says more for itself.
    quiet(&mut amina, QuietChange::Hour, true);
    let text = unique("three");
    bryn.say(&second, &text).unwrap();
    amina.summary(&second, "unread", |line| line.unread == 1);
    quiet(&mut amina, QuietChange::Off, false);
    announced(&mut amina, &second, &text);
    assert_eq!(amina.view.told_away.len(), 1);

    quiet(&mut amina, QuietChange::Tomorrow, true);
    amina.restart();
    amina.until("quiet still", |v| {
        let quiet = v.quiet.as_ref()?;
        (quiet.holds && matches!(quiet.now, Some(QuietNow::Until(_)))).then_some(())
    });
}

fn at(zone: &TimeZone, day: i8, hour: i8, minute: i8) -> i64 {
    let moment = date(2026, 10, day).at(hour, minute, 0, 0);
    zone.to_zoned(moment).unwrap().timestamp().as_millisecond()
}

#[test]
fn hours_of_quiet_begin_and_end_by_the_clock_on_the_wall() {
    let zone = TimeZone::get("Europe/London").unwrap();
    let mut schedule = Schedule::default();
    // From Monday to Friday, over night.
    let hours = QuietHours {
        on: true,
        from: 19 * 60,
        to: 8 * 60,
        days: [true, true, true, true, true, false, false],
    };
    assert!(schedule.change(&QuietChange::Hours(hours), at(&zone, 1, 12, 0), &zone));
    assert_eq!(Schedule::read(&schedule.bytes()), schedule);
    // The 23rd is a Friday; on the night to the 25th the clocks go back, but that is no night of quiet.
    for (day, hour, minute, holds) in [
        (23, 18, 59, false),
        (23, 19, 0, true),
        (24, 7, 59, true),
        (24, 8, 0, false),
        (24, 23, 0, false),
        (25, 3, 0, false),
        (26, 7, 0, false),
        (26, 19, 0, true),
    ] {
        assert_eq!(
            schedule.holds(at(&zone, day, hour, minute), &zone),
            holds,
            "{day} {hour}:{minute}"
        );
    }
    // Ended by hand, they begin again the next evening.
    let late = at(&zone, 26, 21, 0);
    assert!(schedule.change(&QuietChange::Off, late, &zone));
    assert!(!schedule.holds(late, &zone));
    assert!(!schedule.holds(at(&zone, 27, 7, 0), &zone));
    assert!(schedule.holds(at(&zone, 27, 19, 0), &zone));
    let wrong = QuietHours { from: 1440, ..hours };
    assert!(!schedule.change(&QuietChange::Hours(wrong), late, &zone));
}

#[test]
fn a_night_in_which_the_clocks_change_is_as_long_as_the_wall_says() {
    let zone = TimeZone::get("Europe/London").unwrap();
    let mut schedule = Schedule::default();
    let hours = QuietHours {
        on: true,
        from: 0,
        to: 3 * 60,
        days: [true; 7],
    };
    schedule.change(&QuietChange::Hours(hours), 0, &zone);
    let midnight = at(&zone, 25, 0, 0);
    let ends = (0..300).find(|minute| !schedule.holds(midnight + minute * MINUTE, &zone));
    assert_eq!(ends, Some(4 * 60), "01:30 comes twice");
}

#[test]
fn quiet_for_now_ends_and_does_not_outlast_a_clock_that_is_put_back() {
    let zone = TimeZone::get("Europe/London").unwrap();
    let now = at(&zone, 20, 17, 0);
    let mut schedule = Schedule::default();
    schedule.change(&QuietChange::Hour, now, &zone);
    assert!(schedule.holds(now + 59 * MINUTE, &zone));
    assert!(!schedule.holds(now + 60 * MINUTE, &zone));
    assert!(!schedule.holds(now - MINUTE, &zone), "the clock was put back");
    schedule.change(&QuietChange::Tomorrow, now, &zone);
    let until = schedule.quiet(now, &zone).now;
    assert_eq!(until, Some(QuietNow::Until(at(&zone, 21, 8, 0))));
    schedule.change(&QuietChange::Open, now, &zone);
    assert!(schedule.holds(now - 1000 * MINUTE, &zone) && schedule.holds(i64::MAX, &zone));
    for damaged in [
        &b""[..],
        b"{}",
        b"[1]",
        br#"{"hours":{"on":true,"from":9999,"to":0,"days":[true]}}"#,
    ] {
        assert!(!Schedule::read(damaged).holds(now, &zone));
    }
}

fn notice(room: &str, count: u32, calls: bool) -> Notice {
    Notice {
        room: room.into(),
        thread: None,
        name: room.into(),
        direct: false,
        sender: None,
        text: Some(format!("{room} {count}").into()),
        count,
        calls,
        sound: false,
    }
}

fn told_away(events: &[Event]) -> Vec<Away> {
    let away = |event: &Event| match event {
        Event::Away(away) => Some(away.clone()),
        _ => None,
    };
    events.iter().filter_map(away).collect()
}

#[test]
fn each_message_is_told_once() {
    let mut herald = Herald::default();
    let (a, b): (RoomId, RoomId) = ("!a".into(), "!b".into());
    assert_eq!(herald.hear(&a, Some(notice("!a", 1, false))).len(), 1);
    assert_eq!(herald.hear(&a, Some(notice("!a", 1, false))).len(), 0, "the same");
    herald.hold();
    assert_eq!(herald.hear(&a, Some(notice("!a", 3, true))).len(), 0);
    assert_eq!(herald.hear(&b, Some(notice("!b", 2, false))).len(), 0);
    let events = herald.release(vec![notice("!b", 7, false), notice("!c", 4, false)]);
    let [away] = &told_away(&events)[..] else {
        panic!("{events:?}")
    };
    assert_eq!((away.messages, away.rooms), (3 + 7 + 4, 3));
    let calls: Vec<&str> = away.calls.iter().map(|call| call.room.as_str()).collect();
    assert_eq!(calls, ["!a"]);
    assert!(
        matches!(&events[0], Event::NoNotice(room) if *room == a),
        "it is in there"
    );

    assert!(herald.hear(&b, Some(notice("!b", 2, false))).is_empty(), "said already");
    assert_eq!(herald.hear(&b, Some(notice("!b", 3, false))).len(), 1, "one more");
    // Of what nothing was heard of, whatever comes is news.
    assert_eq!(herald.hear(&"!c".into(), Some(notice("!c", 1, false))).len(), 1);
    assert!(herald.hear(&a, None).is_empty());
    assert!(matches!(&herald.hear(&b, None)[..], [Event::NoNotice(_)]));
    assert!(matches!(
        &herald.read(&"!c".into())[..],
        [Event::NoNotice(_), Event::NoAway]
    ));

    herald.hold();
    assert!(herald.release(Vec::new()).is_empty(), "nothing came");
}

#[test]
fn whoever_was_away_for_long_is_told_apart_from_whoever_blinked() {
    let reading = |minutes: i64, running: u64| Reading {
        wall: minutes * MINUTE,
        running: Duration::from_secs(running * 60),
    };
    let (mut absence, long) = Absence::since(Some(0), reading(11, 0));
    assert!(long, "the program ran last eleven minutes ago");
    assert!(!Absence::since(Some(0), reading(5, 0)).1);
    assert!(!Absence::since(None, reading(5, 0)).1, "the first time");
    assert!(!absence.look(reading(12, 1), true));
    assert!(absence.look(reading(60, 2), true), "it slept");
    assert!(!absence.look(reading(61, 3), false), "the line is gone");
    assert!(!absence.look(reading(70, 12), true), "not for long");
    assert!(!absence.look(reading(71, 13), false));
    assert!(!absence.look(reading(90, 32), false));
    assert!(absence.look(reading(91, 33), true), "for long");
    assert!(!absence.look(reading(50, 34), true), "the clock was put back");
}
