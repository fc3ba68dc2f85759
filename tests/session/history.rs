//! What was said before somebody came.

use model::{Command, RoomId, Shield};
use serde_json::json;
use support::{World, unique};

use crate::basics::people;
use crate::person::Person;

/// With the administrator's word for it, what was said before somebody came is handed over with the invitation. Without it
/// it is not, whatever the room says: see s04.
#[test]
fn s38_history_is_handed_over_where_policy_says_so() {
    let world = World::shared().unwrap();
    let (account, other) = people(&world);
    let mut policy = world.policy();
    policy["federation"]["history_sharing_on_invite"] = true.into();
    let mut amina = Person::under(&world, &policy);
    let mut bryn = Person::under(&world, &policy);
    for (person, account) in [(&mut amina, &account), (&mut bryn, &other)] {
        person.sign_in(account).unwrap();
        person.online();
        person.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
    }
    // The SDK takes history only from somebody whose identity it has seen.
    let direct = amina.start_direct(&other);
    bryn.accept(&direct);
    amina.open(&direct);
    bryn.open(&direct);
    let hello = unique("hello");
    amina.say(&direct, &hello).unwrap();
    bryn.sees(&hello);
    let encryption = json!({
        "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" },
    });
    let room = account.puppet().unwrap().create_room(json!({
        "name": unique("History for all"), "preset": "private_chat", "initial_state": [encryption],
    }));
    let room = RoomId::from(room.unwrap());
    amina.summary(&room, "the room, encrypted", |room| room.encrypted);
    amina.open(&room);
    let early = unique("said before you came");
    amina.say(&room, &early).unwrap();
    amina.event_of(&early);

    let (to, person) = (room.clone(), other.user_id.clone());
    amina
        .wish(|ticket| Command::Invite {
            ticket,
            room: to,
            person,
        })
        .unwrap();
    bryn.accept(&room);
    bryn.open(&room);

    // Whoever handed the key over vouches for it, and nobody else.
    let seen = bryn.sees(&early);
    assert_eq!(seen.shield, Shield::Unauthenticated);
    assert_eq!(seen.key_from.unwrap().id.as_str(), account.user_id);
}
