//! The person's own devices.

use model::{Command, ConfirmStep, Device, DeviceTrust, Event, Failure, Whom};
use ui::screen::trust::confirmation;
use ui::screen::trust::devices::{NAME, PASSWORD};
use ui::{Message, Page};

use crate::fixtures::{self, devices};
use crate::hands::{done, fill, has, on, press, refused, report, says, ticket, wish};
use crate::stage::Stage;
use crate::stand::Stand;

/// The page, reached from the settings.
fn page() -> Stage<Stand> {
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    let mut stage = on(stand);
    press(&mut stage, "settings:devices");
    assert!(matches!(wish(&mut stage), Command::ListDevices));
    report(&mut stage, vec![Event::Devices(devices())]);
    stage
}

fn stranger() -> Device {
    devices()[1].clone()
}

#[test]
fn each_device_says_what_it_is() {
    let stage = page();
    for words in [
        "Despatch on Linux",
        "This device",
        "Last seen: Yesterday, 15:04",
        "Not confirmed",
    ] {
        assert!(says(&stage, words), "{words}");
    }
    assert!(
        !has(&stage, "device:sign-out:KQZTWPLA"),
        "this one is signed out elsewhere"
    );
    assert!(
        !has(&stage, "device:confirm:PHONEPHONE"),
        "what is confirmed needs nothing"
    );
}

#[test]
fn a_device_is_confirmed_from_here() {
    let mut stage = page();
    press(&mut stage, "device:confirm:OFFICELAPT");
    let wished = wish(&mut stage);
    let Command::Confirm { ticket, whom, .. } = wished else {
        panic!("{wished:?}")
    };
    assert_eq!(whom, Whom::Device("OFFICELAPT".into()));
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "can't be reached"));
}

#[test]
fn a_device_gets_a_name() {
    let mut stage = page();
    press(&mut stage, "device:rename:OFFICELAPT");
    fill(&mut stage, NAME, " Desk by the window ");
    press(&mut stage, "devices:save");
    let wished = wish(&mut stage);
    let Command::RenameDevice { ticket, device, name } = wished else {
        panic!("{wished:?}")
    };
    assert_eq!((device.as_str(), name.as_str()), ("OFFICELAPT", "Desk by the window"));
    report(&mut stage, vec![refused(ticket, Failure::ServerFailed)]);
    assert!(
        stage.node(NAME).semantics.invalid.is_some(),
        "what was typed stays, and the reason is beside it"
    );
    press(&mut stage, "devices:save");
    let wished = self::ticket(&mut stage);
    report(&mut stage, vec![done(wished)]);
    assert!(!has(&stage, NAME));
}

#[test]
fn signing_a_device_out_asks_for_the_password() {
    let mut stage = page();
    press(&mut stage, "device:sign-out:OFFICELAPT");
    assert!(stage.play.wished().is_empty(), "nothing happens yet");
    fill(&mut stage, PASSWORD, "guess");
    press(&mut stage, "devices:sign-out");
    let wished = ticket(&mut stage);
    report(&mut stage, vec![refused(wished, Failure::WrongPassword)]);
    assert!(stage.node(PASSWORD).semantics.invalid.is_some());
    fill(&mut stage, PASSWORD, "secret");
    press(&mut stage, "devices:sign-out");
    let wished = wish(&mut stage);
    let Command::SignOutDevices {
        ticket,
        devices,
        password,
    } = wished
    else {
        panic!("{wished:?}")
    };
    assert_eq!(
        (devices.as_slice(), password.reveal()),
        (&["OFFICELAPT".into()][..], "secret")
    );
    report(&mut stage, vec![done(ticket)]);
    assert!(!has(&stage, PASSWORD));
    assert!(!has(&stage, "devices:advice"), "it was the person's own");
}

#[test]
fn all_others_are_signed_out_at_once() {
    let mut stage = page();
    press(&mut stage, "devices:sign-out-others");
    fill(&mut stage, PASSWORD, "secret");
    press(&mut stage, "devices:sign-out");
    let wished = wish(&mut stage);
    let Command::SignOutDevices { devices, .. } = wished else {
        panic!("{wished:?}")
    };
    let ids: Vec<&str> = devices.iter().map(model::DeviceId::as_str).collect();
    assert_eq!(ids, ["OFFICELAPT", "PHONEPHONE"], "all but this one");
}

#[test]
fn escape_leads_back_step_by_step() {
    let mut stage = page();
    press(&mut stage, "device:sign-out:OFFICELAPT");
    stage.play.say(Message::Escape);
    stage.redraw();
    assert!(!has(&stage, PASSWORD));
    stage.play.say(Message::Escape);
    assert_eq!(stage.play.app.page(), Some(Page::Settings));
}

#[test]
fn a_new_sign_in_is_asked_about_and_takes_no_focus() {
    let mut stage = on(Stand::talking());
    stage.run(iced::widget::operation::focus::<()>("composer"));
    report(&mut stage, vec![Event::NewDevice(stranger())]);
    assert!(says(&stage, "New sign-in: Laptop in the office. Was this you?"));
    assert_eq!(stage.focus(), "composer");
    press(&mut stage, "stranger:known");
    assert!(!has(&stage, "stranger"));
    assert!(stage.play.wished().is_empty());
}

#[test]
fn somebody_elses_sign_in_is_ended_and_what_to_do_next_is_said() {
    let mut stage = on(Stand::talking());
    report(&mut stage, vec![Event::NewDevice(stranger())]);
    press(&mut stage, "stranger:no");
    assert!(says(&stage, "Sign out a device you don't know"));
    stage.play.wished();
    fill(&mut stage, PASSWORD, "secret");
    press(&mut stage, "devices:sign-out");
    let wished = wish(&mut stage);
    let Command::SignOutDevices { ticket, devices, .. } = wished else {
        panic!("{wished:?}")
    };
    assert_eq!(devices, [stranger().id]);
    let left: Vec<Device> = fixtures::devices()
        .iter()
        .filter(|it| it.id != stranger().id)
        .cloned()
        .collect();
    report(&mut stage, vec![Event::Devices(left.into()), done(ticket)]);
    let advice = stage.node("devices:advice").name().to_owned();
    assert!(advice.contains("change your password"), "{advice}");
    assert!(advice.contains("020 7946 0000"), "it says whom to call: {advice}");
}

#[test]
fn a_new_sign_in_can_be_confirmed_at_once() {
    let mut stage = on(Stand::talking());
    report(&mut stage, vec![Event::NewDevice(stranger())]);
    press(&mut stage, "stranger:confirm");
    let wished = stage.play.wished();
    let asks = wished
        .iter()
        .any(|command| matches!(command, Command::Confirm { whom: Whom::Device(id), .. } if *id == stranger().id));
    assert!(asks, "{wished:?}");
    assert!(!has(&stage, "stranger"));
}

#[test]
fn a_sign_in_that_is_gone_is_not_asked_about() {
    let mut stage = on(Stand::talking());
    report(&mut stage, vec![Event::NewDevice(stranger())]);
    let left: Vec<Device> = devices().iter().filter(|it| it.id != stranger().id).cloned().collect();
    report(&mut stage, vec![Event::Devices(left.into())]);
    assert!(!has(&stage, "stranger"));
}

#[test]
fn whoever_compares_with_a_new_device_is_not_asked_about_it() {
    let mut stage = on(Stand::talking());
    let step = |step| Event::Confirmation(fixtures::comparison(true, step));
    report(&mut stage, vec![Event::NewDevice(stranger()), step(ConfirmStep::Asked)]);
    assert!(
        has(&stage, "request") && !has(&stage, "stranger"),
        "one question at a time"
    );
    press(&mut stage, "request:accept");
    report(&mut stage, vec![step(ConfirmStep::Done)]);
    press(&mut stage, confirmation::CLOSE);
    assert!(!has(&stage, "stranger"));
}

#[test]
fn a_device_compared_with_is_not_asked_about_when_its_sign_in_is_reported_late() {
    let mut stage = on(Stand::talking());
    let done = |own| Event::Confirmation(fixtures::comparison(own, ConfirmStep::Done));
    report(&mut stage, vec![done(false), Event::NewDevice(stranger())]);
    assert!(has(&stage, "stranger"), "somebody else's device has the same id");
    report(&mut stage, vec![done(false)]);
    assert!(has(&stage, "stranger"), "and answers nothing");
    report(&mut stage, vec![done(true)]);
    assert!(!has(&stage, "stranger"));
    report(&mut stage, vec![Event::NewDevice(stranger())]);
    assert!(!has(&stage, "stranger"));
}

#[test]
fn a_new_sign_in_with_the_recovery_key_is_asked_about_and_needs_no_confirming() {
    let mut stage = on(Stand::talking());
    report(&mut stage, vec![Event::NewDevice(stranger())]);
    assert!(has(&stage, "stranger:confirm"));
    let confirmed: Vec<Device> = devices()
        .iter()
        .cloned()
        .map(|device| Device {
            trust: DeviceTrust::Confirmed,
            ..device
        })
        .collect();
    report(&mut stage, vec![Event::Devices(confirmed.into())]);
    assert!(has(&stage, "stranger:no"), "whoever has the key may have stolen it");
    assert!(!has(&stage, "stranger:confirm"));
}

#[test]
fn devices_of_one_name_are_told_apart_by_their_ids() {
    let mut stage = page();
    assert!(says(&stage, "ID\u{a0}OFFICELAPT"));
    press(&mut stage, "device:sign-out:OFFICELAPT");
    assert!(says(&stage, "“Laptop in the office” (ID\u{a0}OFFICELAPT)"));
    report(&mut stage, vec![Event::NewDevice(stranger())]);
    assert!(says(&stage, "on another device. Its ID is OFFICELAPT"));
}

#[test]
fn a_request_not_taken_up_leaves_the_question() {
    let mut stage = on(Stand::talking());
    let asked = Event::Confirmation(fixtures::comparison(true, ConfirmStep::Asked));
    report(&mut stage, vec![Event::NewDevice(stranger()), asked]);
    press(&mut stage, "request:decline");
    assert!(has(&stage, "stranger"));
}
