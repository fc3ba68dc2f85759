//! A room whose members send whatever does harm.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use model::{RoomId, Shield};
use support::{Peer, World, hostile, unique};

use crate::basics::people;
use crate::paging::read_all;
use crate::person::Person;

const MANY: usize = 1_000;

/// How many threads of this process have panicked since.
fn panics() -> Arc<AtomicUsize> {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        counted.fetch_add(1, Ordering::Relaxed);
        before(info);
    }));
    count
}

#[test]
#[ignore = "a benchmark in length: five minutes on two busy cores"]
fn s54_a_thousand_hostile_events_leave_everything_standing() {
    let world = World::shared().unwrap();
    let (amina_there, bryn_there) = people(&world);
    let panics = panics();
    let bryn = Peer::start(&world, &bryn_there, "Element").unwrap();
    bryn.set_up_encryption().unwrap();
    let mut amina = Person::signed_in(&world, &amina_there);
    let besieged = RoomId::from(bryn.create_dm(&amina_there.user_id).unwrap().as_str());
    amina.accept(&besieged);
    bryn.wait_for_member(besieged.as_str(), &amina_there.user_id, "join")
        .unwrap();
    // Another room, with somebody else.
    let carys_there = world
        .parliament()
        .register(&unique("carys"), "a third password", "Carys Hughes")
        .unwrap();
    let mut carys = Person::signed_in(&world, &carys_there);
    let calm = amina.start_direct(&carys_there);
    carys.accept(&calm);
    carys.open(&calm);
    amina.open(&besieged);

    let raw = bryn_there.sign_in().unwrap();
    let sent = hostile::besiege(&bryn, &raw, besieged.as_str(), MANY, |sent| {
        // Whoever looks at the hostile room hears of the others, and is heard there.
        let text = unique(&format!("calm words after {sent}"));
        carys.say(&calm, &text).unwrap();
        amina.summary(&calm, "calm words in the list", |room| {
            room.preview.as_ref().is_some_and(|last| last.text.contains(&text))
        });
        amina.say(&calm, &format!("{text}, answered")).unwrap();
        carys.sees(&format!("{text}, answered"));
        Ok(())
    })
    .unwrap();
    println!("{sent} hostile events taken by the server");
    amina.sees("after everything else");
    read_all(&mut amina, &besieged);
    assert_eq!(amina.sees("before everything else").shield, Shield::None);
    assert!(
        amina.view.messages().count() > MANY / 2,
        "most of it is shown as something"
    );

    amina.restart();
    amina.online();
    amina.open(&besieged);
    amina.sees("after everything else");
    let text = unique("still here");
    amina.say(&besieged, &text).unwrap();
    amina.event_of(&text);
    amina.open(&calm);
    let text = unique("and there");
    amina.say(&calm, &text).unwrap();
    carys.sees(&text);
    assert_eq!(panics.load(Ordering::Relaxed), 0, "something panicked");
}
