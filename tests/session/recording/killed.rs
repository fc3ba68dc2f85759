//! A program that is killed while it talks: what was on its screen is on record.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use model::SendState;
use records::entry::Kind;
use support::unique;

use super::recorded;
use crate::archive::Kept;
use crate::person::PATIENCE;
use crate::ratchets::{apart, killed_person};

/// The room that a program that is killed talks in, and what its messages begin with.
const ROOM: &str = "DESPATCH_TEST_ROOM";
const TALK: &str = "DESPATCH_TEST_TALK";
/// How often it is killed, where the environment does not say.
const KILLS: usize = 20;

/// Not a test by itself: the program of somebody who talks without a pause, and says what is on their screen, in a process
/// that can be killed.
#[test]
fn a_program_that_talks() {
    let (Ok(room), Ok(talk)) = (std::env::var(ROOM), std::env::var(TALK)) else {
        return;
    };
    let mut person = killed_person();
    let room = model::RoomId::from(room.as_str());
    person.open(&room);
    person.online();
    let mut shown = BTreeSet::new();
    for number in 0.. {
        let text = format!("{talk}, {number}");
        // Who is in the room may not be known yet.
        while person.say(&room, &text).is_err() {}
        person.until("it is on the screen", |v| v.row(&text).map(drop));
        for (_, message) in person.view.messages() {
            if let (model::Body::Text { plain, .. }, SendState::Sent) = (&message.body, &message.state)
                && shown.insert(plain.to_string())
            {
                println!("{SHOWN}{plain}");
            }
        }
    }
}

const SHOWN: &str = "shown: ";

/// From now on this program's disk is full.
fn fill_the_disk_of(program: u32) {
    let limited = Command::new("prlimit")
        .args(["--pid", &program.to_string(), "--fsize=0"])
        .status();
    assert!(limited.unwrap().success());
}

/// All the time the place where records arrive is away; now and then the disk is full before the program is killed.
#[test]
fn kills_at_random_moments_lose_nothing_that_was_on_a_screen() {
    let kills = std::env::var("DESPATCH_TEST_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut both = recorded();
    let room = both.room.clone();
    let (name, mut shown) = (unique("talk"), BTreeSet::new());
    both.amina.stop();
    both.archive.goes_away();
    for round in 0..kills {
        let mut program = apart(&both.amina, "recording::killed::a_program_that_talks")
            .env(ROOM, room.as_str())
            .env(TALK, format!("{name} {round}"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let (told, telling) = mpsc::channel();
        let listening = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let line = line.find(SHOWN).map(|at| line[at + SHOWN.len()..].to_owned());
                line.map(|line| told.send(line).ok());
            }
        });
        both.bryn.say(&room, &format!("{name}, answer {round}")).unwrap();
        // Some time after the first message is on the screen; a few rounds before anything is.
        let mut moment = Duration::from_millis((round as u64 * 7919) % 1500);
        if round % 5 != 0 {
            shown.insert(telling.recv_timeout(PATIENCE).expect("something on the screen"));
        }
        if round % 4 == 3 {
            fill_the_disk_of(program.id());
        }
        let until = Instant::now() + moment;
        while let Ok(line) = telling.recv_timeout(moment) {
            shown.insert(line);
            moment = until.saturating_duration_since(Instant::now());
        }
        program.kill().unwrap();
        program.wait().unwrap();
        listening.join().unwrap();
        shown.extend(telling.try_iter());
    }
    assert!(shown.len() >= kills / 2, "it talked");
    both.amina.start();
    both.amina.online();
    both.amina.open(&room);
    let last = unique("the last word");
    both.bryn.say(&room, &last).unwrap();
    both.amina.sees(&last);
    // What waited when it was killed goes now.
    both.amina.until("everything sent", |v| {
        let sent = |message: &model::Message| message.state == SendState::Sent;
        v.messages().all(|(_, message)| sent(message)).then_some(())
    });
    let last_of_all = unique("the very last word");
    both.amina.say(&room, &last_of_all).unwrap();
    both.bryn.sees(&last_of_all);
    both.amina.sees(&last_of_all);

    both.archive.comes_back();
    let (amina, bryn) = (both.of_amina(), both.of_bryn());
    let messages = amina.messages();
    let others = bryn.messages();
    let only = |one: &Kept, other: &BTreeSet<String>| {
        let kinds = one
            .kinds()
            .filter(|kind| kind.event_id().is_some_and(|id| !other.contains(id)));
        kinds
            .filter(|kind| matches!(kind, Kind::Event(event) if event.state_key.is_none()))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (amina_only, bryn_only) = (only(&amina, &others), only(&bryn, &messages));
    assert!(
        amina_only.is_empty() && bryn_only.is_empty(),
        "{amina_only:#?} {bryn_only:#?}"
    );
    let (amina, bryn) = (amina.texts(), bryn.texts());
    for text in &shown {
        assert_eq!(amina.get(text), Some(&1), "{text}, with amina");
        assert_eq!(bryn.get(text), Some(&1), "{text}, with bryn");
    }
    let more: Vec<_> = amina.iter().filter(|(_, count)| **count != 1).collect();
    assert!(more.is_empty(), "doubled: {more:?}");
    assert_eq!(amina, bryn, "the two sides agree");
    let differences: Vec<_> = both.archive.differences().intersection(&messages).cloned().collect();
    assert!(differences.is_empty(), "and compare finds none: {differences:#?}");
}
