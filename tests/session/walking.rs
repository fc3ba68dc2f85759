//! No dead end: whatever a person, their other programs and their server do, the first page leads back to a confirmed
//! device with key storage, and nothing is lost that this device can read.

use model::{Command, ConfirmAnswer, KeyStorage, Means, Secret, TrustStep, Whom};
use serde_json::json;
use support::{Account, Caller, World, unique};

use crate::basics::people;
use crate::confirming::{answer, step};
use crate::person::Person;

/// How many walks of each walker, and there are four: each walk is a few acts of anybody, then the way back.
const WALKS: u32 = 125;
/// How many steps the way back may take.
const STEPS: u32 = 6;

/// What happens to trust, from any side.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Another program deletes the keys stored on the server.
    DeleteBackup,
    /// Another program forgets which key opens the secrets.
    ForgetSecrets,
    /// Another program empties the secrets themselves.
    EmptySecrets,
    /// The person closes the program and opens it again.
    Restart,
    /// The person makes another recovery key.
    MakeKey,
    /// The person mistypes the recovery key.
    WrongKey,
    /// The person mistypes the password of a new identity.
    WrongPassword,
    /// The person begins a new identity on this device.
    NewIdentity,
    /// The person begins a comparison that nobody answers, and gives it up.
    AskAndGiveUp,
    /// The person looks at what would be lost, and goes back.
    Look,
    /// The person begins a new identity on another computer, and leaves that.
    NewIdentityElsewhere,
}

const ACTS: [Act; 10] = [
    Act::DeleteBackup,
    Act::ForgetSecrets,
    Act::EmptySecrets,
    Act::Restart,
    Act::MakeKey,
    Act::WrongKey,
    Act::WrongPassword,
    Act::NewIdentity,
    Act::AskAndGiveUp,
    Act::Look,
];

struct Walker {
    world: World,
    account: Account,
    person: Person,
    raw: Caller,
    key: Option<Secret>,
    room: model::RoomId,
    said: String,
}

impl Walker {
    fn act(&mut self, act: Act) {
        match act {
            Act::DeleteBackup => {
                let version = "/_matrix/client/v3/room_keys/version";
                if let Ok(found) = self.raw.request("GET", version, None) {
                    let version = format!("{version}/{}", found["version"].as_str().unwrap());
                    self.raw.request("DELETE", &version, None).unwrap();
                }
            }
            Act::ForgetSecrets => self.account_data("m.secret_storage.default_key"),
            Act::EmptySecrets => {
                for secret in ["master", "self_signing", "user_signing"] {
                    self.account_data(&format!("m.cross_signing.{secret}"));
                }
                self.account_data("m.megolm_backup.v1");
            }
            Act::Restart => {
                self.person.restart();
                self.person.online();
            }
            Act::MakeKey => drop(self.make_key()),
            Act::WrongKey => {
                self.person.uses_key("EsTx oops").unwrap_err();
            }
            Act::WrongPassword => {
                self.reset("mistyped").unwrap_err();
            }
            Act::NewIdentity => {
                let password = self.account.password.clone();
                self.reset(&password).unwrap();
            }
            Act::AskAndGiveUp => {
                self.person.view.confirmations.clear();
                let asked = self.person.wish(|ticket| Command::Confirm {
                    ticket,
                    whom: Whom::OwnDevices,
                    by: Means::Emoji,
                });
                if asked.is_ok() {
                    let flow = step(&mut self.person, "a confirmation", |_| true);
                    answer(&mut self.person, &flow, ConfirmAnswer::Cancel);
                    step(&mut self.person, "its end", |step| {
                        matches!(step, model::ConfirmStep::Ended(_))
                    });
                }
            }
            Act::Look => {
                self.person.view.loss = None;
                self.person.send(Command::AskLoss);
                self.person.until("what would be lost", |v| v.loss.clone());
            }
            Act::NewIdentityElsewhere => {
                let mut other = Person::signed_in(&self.world, &self.account);
                other.trusts("an unconfirmed device", |trust| trust.confirmed.is_some());
                let password = Secret::new(self.account.password.clone());
                other
                    .wish(|ticket| Command::ResetIdentity { ticket, password })
                    .unwrap();
                other.wish(|ticket| Command::SignOut { ticket }).unwrap();
                self.person
                    .trusts("the other identity", |trust| trust.confirmed == Some(false));
            }
        }
    }

    fn account_data(&self, kind: &str) {
        let path = format!("/_matrix/client/v3/user/{}/account_data/{kind}", self.account.user_id);
        self.raw.request("PUT", &path, Some(json!({}))).unwrap();
    }

    fn make_key(&mut self) -> crate::person::Answer {
        self.person.view.recovery_key = None;
        let made = self.person.wish(|ticket| Command::MakeRecoveryKey { ticket });
        if made.is_ok() {
            self.key = Some(self.person.until("the recovery key", |v| v.recovery_key.clone()));
        }
        made
    }

    fn reset(&mut self, password: &str) -> crate::person::Answer {
        let password = Secret::new(password.to_owned());
        self.person.wish(|ticket| Command::ResetIdentity { ticket, password })
    }

    /// Does what the first page says, as often as it says something.
    fn way_back(&mut self) {
        // What the server lost is seen at the latest when the program starts.
        self.person.restart();
        self.person.online();
        for _ in 0..STEPS {
            let trust = self.person.trusts("how things stand", |trust| {
                trust.confirmed.is_some() && trust.storage != KeyStorage::Unknown
            });
            match trust.next() {
                None => return,
                Some(TrustStep::MakeKey) => {
                    let made = self.make_key();
                    assert!(made.is_ok(), "{made:?} in {trust:?}, now {:?}", self.person.view.trust);
                }
                Some(TrustStep::Repair) => self.use_key_or(|walker| {
                    walker.make_key().ok();
                }),
                Some(TrustStep::Confirm { .. }) => self.use_key_or(|walker| {
                    let password = walker.account.password.clone();
                    walker.reset(&password).unwrap();
                }),
            }
            // What was done shows, or nothing has to be done.
            self.person.until("a change", |v| {
                let now = v.trust?;
                (now != trust || now.next().is_none()).then_some(())
            });
        }
        panic!("no end: {:?}", self.person.view.trust);
    }

    /// The recovery key, where the person has one that still works; else the other way on.
    fn use_key_or(&mut self, other: impl FnOnce(&mut Self)) {
        let key = self.key.clone();
        let worked = key.is_some_and(|key| self.person.uses_key(key.reveal()).is_ok());
        if !worked {
            other(self);
        }
    }
}

/// A small generator: the same walks each run.
fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as usize) % below
    }
}

#[test]
fn every_walk_ends_with_a_confirmed_device_that_reads_what_it_read_first() {
    walk(1);
}

#[test]
fn every_walk_ends_with_a_confirmed_device_that_reads_what_it_read_second() {
    walk(2);
}

#[test]
fn every_walk_ends_with_a_confirmed_device_that_reads_what_it_read_third() {
    walk(3);
}

#[test]
fn every_walk_ends_with_a_confirmed_device_that_reads_what_it_read_fourth() {
    walk(4);
}

/// All walks of one walker; another seed walks other ways.
fn walk(seed: u64) {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut person = Person::signed_in(&world, &accounts.0);
    let room = person.start_direct(&accounts.1);
    person.open(&room);
    let said = unique("this stays readable");
    person.say(&room, &said).unwrap();
    // The walks are about what the server has; written means queued.
    person.event_of(&said);
    let raw = accounts.0.puppet().unwrap();
    let mut walker = Walker {
        world,
        account: accounts.0,
        person,
        raw,
        key: None,
        room,
        said,
    };
    let mut next = numbers(seed);
    for walk in 0..WALKS {
        let acts: Vec<Act> = match walk % 50 {
            49 => vec![Act::NewIdentityElsewhere],
            _ => (0..1 + next(3)).map(|_| ACTS[next(ACTS.len())]).collect(),
        };
        for act in &acts {
            walker.act(*act);
        }
        walker.way_back();
        let trust = walker.person.view.trust.unwrap();
        assert_eq!(
            (trust.confirmed, trust.storage),
            (Some(true), KeyStorage::On),
            "walk {walk}: {acts:?}"
        );
        if walk % 25 == 24 {
            let room = walker.room.clone();
            walker.person.open(&room);
            walker.person.sees(&walker.said);
            // And so does the next computer, with the key that the walk ended with.
            let mut laptop = Person::signed_in(&walker.world, &walker.account);
            laptop.trusts("an unconfirmed device", |trust| trust.confirmed == Some(false));
            laptop.uses_key(walker.key.as_ref().unwrap().reveal()).unwrap();
            laptop.summary(&room, "the room", |_| true);
            laptop.open(&room);
            laptop.sees(&walker.said);
            laptop.wish(|ticket| Command::SignOut { ticket }).unwrap();
        }
    }
}
