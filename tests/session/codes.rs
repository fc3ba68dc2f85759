//! Confirming by a code that one side shows and the other reads.

use std::path::PathBuf;
use std::sync::Arc;

use image::{GrayImage, Luma};
use model::{Command, ConfirmAnswer, ConfirmEnd, ConfirmStep, FlowId, Identity, Means, Whom};
use qrcode::{Color, QrCode};

use crate::basics::{Pair, pair};
use crate::confirming::{answer, identity, step};
use crate::person::Person;

/// A picture of a code, as a camera or a screen makes it: with a margin, and eight pixels to a module.
fn picture(folder: &tempfile::TempDir, code: &[u8]) -> PathBuf {
    let code = QrCode::new(code).unwrap();
    let (side, colours) = (u32::try_from(code.width()).unwrap(), code.to_colors());
    let picture = GrayImage::from_fn((side + 8) * 8, (side + 8) * 8, |x, y| {
        let (x, y) = ((x / 8).wrapping_sub(4), (y / 8).wrapping_sub(4));
        let dark = x < side && y < side && colours[(y * side + x) as usize] == Color::Dark;
        Luma([if dark { 0 } else { 255 }])
    });
    let path = folder.path().join(support::unique("code") + ".png");
    picture.save(&path).unwrap();
    path
}

/// One asks the other by code, who agrees.
fn ask(asks: &mut Person, asked: &mut Person, whom: Whom) -> FlowId {
    asks.view.confirmations.clear();
    asked.view.confirmations.clear();
    let by = Means::Code;
    asks.wish(|ticket| Command::Confirm { ticket, whom, by }).unwrap();
    let flow = step(asked, "the question", |step| *step == ConfirmStep::Asked);
    asks.until("that it goes by code", |v| {
        (v.confirmations.last()?.by == Means::Code).then_some(())
    });
    answer(asked, &flow, ConfirmAnswer::Accept);
    flow
}

/// The code that somebody shows.
fn code(person: &mut Person) -> Arc<[u8]> {
    person.until("a code", |v| match &v.confirmations.last()?.step {
        ConfirmStep::Codes { show, read: true, .. } => show.clone(),
        _ => None,
    })
}

/// One reads the other's code, who says that this is what they see.
fn read(reads: &mut Person, shows: &mut Person, flow: &FlowId) {
    let folder = tempfile::tempdir().unwrap();
    let picture = picture(&folder, &code(shows));
    code(reads);
    answer(reads, flow, ConfirmAnswer::Picture(picture));
    step(shows, "that it was read", |step| *step == ConfirmStep::Read);
    step(reads, "the other side's word", |step| *step == ConfirmStep::Matched);
    answer(shows, flow, ConfirmAnswer::Match);
    step(shows, "the end", |step| *step == ConfirmStep::Done);
    step(reads, "the end", |step| *step == ConfirmStep::Done);
}

#[test]
fn s12_own_devices_by_code_both_ways() {
    for new_one_shows in [false, true] {
        let Pair {
            world,
            mut amina,
            accounts,
            ..
        } = pair();
        amina.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
        let mut laptop = Person::signed_in(&world, &accounts.0);
        laptop.trusts("another device", |trust| trust.confirmed == Some(false) && trust.others);
        let flow = ask(&mut laptop, &mut amina, Whom::OwnDevices);
        match new_one_shows {
            true => read(&mut amina, &mut laptop, &flow),
            false => read(&mut laptop, &mut amina, &flow),
        }
        laptop.trusts("a confirmed device", |trust| {
            trust.confirmed == Some(true) && trust.secrets
        });
    }
}

#[test]
fn s12_people_by_code() {
    let Pair {
        mut amina,
        mut bryn,
        accounts,
        ..
    } = pair();
    let bryn_id = accounts.1.user_id.as_str();
    let flow = ask(&mut amina, &mut bryn, Whom::Person(bryn_id.into()));
    read(&mut amina, &mut bryn, &flow);
    identity(&mut amina, bryn_id, Identity::Verified);
    identity(&mut bryn, &accounts.0.user_id, Identity::Verified);
}

#[test]
fn s12_a_code_with_another_key_ends_it() {
    let Pair {
        mut amina,
        mut bryn,
        accounts,
        ..
    } = pair();
    let bryn_id = accounts.1.user_id.as_str();
    let flow = ask(&mut amina, &mut bryn, Whom::Person(bryn_id.into()));
    // "MATRIX", version, mode, the flow's length and name, then two keys (Matrix specification, "QR code format"): the
    // other way round they are keys still, of somebody else.
    code(&mut amina);
    let mut forged = code(&mut bryn).to_vec();
    let keys = 6 + 1 + 1 + 2 + flow.as_str().len();
    forged[keys..keys + 64].rotate_left(32);
    let folder = tempfile::tempdir().unwrap();
    answer(&mut amina, &flow, ConfirmAnswer::Picture(picture(&folder, &forged)));
    step(&mut amina, "the mismatch", |step| {
        *step == ConfirmStep::Ended(ConfirmEnd::Mismatch)
    });
    step(&mut bryn, "the end", |step| matches!(step, ConfirmStep::Ended(_)));
    identity(&mut amina, bryn_id, Identity::Unverified);
    identity(&mut bryn, &accounts.0.user_id, Identity::Unverified);
}

#[test]
fn s12_what_is_no_code_of_this_confirmation_can_be_tried_again() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        accounts,
        ..
    } = pair();
    amina.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
    // A code of somebody else: Bryn's other device asks him at the same time.
    let mut laptop = Person::signed_in(&world, &accounts.1);
    laptop.trusts("another device", |trust| trust.confirmed == Some(false) && trust.others);
    ask(&mut laptop, &mut bryn, Whom::OwnDevices);
    let others = code(&mut laptop);
    let flow = ask(&mut amina, &mut bryn, Whom::Person(accounts.1.user_id.as_str().into()));
    code(&mut amina);
    let folder = tempfile::tempdir().unwrap();
    let garbage = folder.path().join("garbage.png");
    std::fs::write(&garbage, b"\x89PNG\r\n\x1a\nnot really").unwrap();
    let wrong = [garbage, folder.path().join("not there"), picture(&folder, &others)];
    for (times, wrong) in (1..).zip(wrong) {
        answer(&mut amina, &flow, ConfirmAnswer::Picture(wrong));
        step(
            &mut amina,
            "that it was no code",
            |step| matches!(step, ConfirmStep::Codes { unread, .. } if *unread == times),
        );
    }
    read(&mut amina, &mut bryn, &flow);
    identity(&mut amina, &accounts.1.user_id, Identity::Verified);
}

#[test]
fn s12_emoji_are_there_for_whoever_cannot_read_a_code() {
    let Pair {
        mut amina,
        mut bryn,
        accounts,
        ..
    } = pair();
    let flow = ask(&mut amina, &mut bryn, Whom::Person(accounts.1.user_id.as_str().into()));
    code(&mut amina);
    code(&mut bryn);
    answer(&mut bryn, &flow, ConfirmAnswer::Emoji);
    for person in [&mut amina, &mut bryn] {
        step(person, "emoji", |step| matches!(step, ConfirmStep::Compare { .. }));
    }
    for person in [&mut amina, &mut bryn] {
        answer(person, &flow, ConfirmAnswer::Match);
    }
    for person in [&mut amina, &mut bryn] {
        step(person, "the end", |step| *step == ConfirmStep::Done);
    }
}
