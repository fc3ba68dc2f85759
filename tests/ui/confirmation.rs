//! Comparing with another device, one's own or somebody else's.

use model::{Command, ConfirmAnswer, ConfirmEnd, ConfirmStep, Confirmation, Event, Failure, Trust, Whom};
use ui::screen::trust::{Message as OfTrust, confirmation};
use ui::{Language, Message, Words};

use crate::fixtures::{self, comparison};
use crate::hands::{done, has, on, press, refused, report, says, ticket};
use crate::stage::Stage;
use crate::stand::Stand;

fn step(stage: &mut Stage<Stand>, confirmation: Confirmation) {
    report(stage, vec![Event::Confirmation(confirmation)]);
}

/// What was answered since the last look.
fn answers(stage: &mut Stage<Stand>) -> Vec<(String, ConfirmAnswer)> {
    let answers = stage.play.wished().into_iter().filter_map(|command| match command {
        Command::AnswerConfirmation { flow, answer } => Some((flow.to_string(), answer)),
        _ => None,
    });
    answers.collect()
}

fn pictures() -> ConfirmStep {
    ConfirmStep::Compare {
        emoji: Some([0, 1, 2, 36, 47, 53, 63]),
        decimals: (1234, 5678, 9012),
    }
}

#[test]
fn seven_pictures_are_named_one_by_one() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(true, pictures()));
    let names: Vec<String> = (0..7)
        .map(|index| stage.node(&format!("compare:{index}")).name().to_owned())
        .collect();
    assert_eq!(names[0], "1 of 7: Dog");
    assert_eq!(names[6], "7 of 7: Pin");
}

#[test]
fn ones_own_devices_are_told_apart_by_their_ids() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(true, ConfirmStep::Waiting));
    assert!(says(&stage, "KQZTWPLA"), "what the other one will ask about");
    for (now, said) in [
        (
            pictures(),
            "Look at your other device: “Laptop in the office” (ID\u{a0}OFFICELAPT)",
        ),
        (
            ConfirmStep::Matched,
            "on your other device too: “Laptop in the office” (ID\u{a0}OFFICELAPT)",
        ),
    ] {
        step(&mut stage, comparison(true, now));
        assert!(says(&stage, said), "{said}");
    }
    let nameless = Confirmation {
        device: Some(("OFFICELAPT".into(), "OFFICELAPT".into())),
        ..comparison(true, pictures())
    };
    step(&mut stage, nameless);
    assert!(says(&stage, "Look at your other device: ID\u{a0}OFFICELAPT."));
}

#[test]
fn no_key_pressed_by_habit_says_that_they_match() {
    let mut stage = on(Stand::talking());
    for step_now in [ConfirmStep::Waiting, ConfirmStep::Starting, pictures()] {
        step(&mut stage, comparison(true, step_now));
        assert_eq!(stage.focus(), confirmation::CLOSE);
    }
}

#[test]
fn numbers_stand_in_for_pictures() {
    let mut stage = on(Stand::talking());
    let numbers = ConfirmStep::Compare {
        emoji: None,
        decimals: (1234, 5678, 9012),
    };
    step(&mut stage, comparison(false, numbers));
    assert_eq!(stage.node("compare:2").name(), "3 of 3: 9012");
    press(&mut stage, "confirmation:match");
    assert_eq!(answers(&mut stage), [("flow".into(), ConfirmAnswer::Match)]);
    assert!(says(&stage, "Now Rhys Morgan has to say so too"));
    step(&mut stage, comparison(false, ConfirmStep::Done));
    assert!(says(&stage, "Rhys Morgan is verified"));
    press(&mut stage, confirmation::CLOSE);
    assert!(answers(&mut stage).is_empty(), "there is nothing left to give up");
}

#[test]
fn what_does_not_match_ends_in_advice() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(false, pictures()));
    press(&mut stage, "confirmation:differ");
    assert_eq!(answers(&mut stage), [("flow".into(), ConfirmAnswer::Mismatch)]);
    assert!(says(&stage, "Somebody may be in between"));
    assert!(says(&stage, "020 7946 0000"), "it says whom to call");
    step(&mut stage, comparison(false, ConfirmStep::Ended(ConfirmEnd::Mismatch)));
    assert!(!has(&stage, "confirmation:again"), "trying until it works is no way");
}

#[test]
fn both_answers_are_as_easy_to_give() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(true, pictures()));
    let (yes, no) = (stage.node("confirmation:match"), stage.node("confirmation:differ"));
    assert_eq!(yes.bounds.size(), no.bounds.size());
}

#[test]
fn a_request_takes_nothing_from_whoever_writes() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    let mut stage = on(stand);
    stage.run(iced::widget::operation::focus::<()>("composer"));
    step(&mut stage, comparison(false, ConfirmStep::Asked));
    assert!(says(&stage, "Rhys Morgan (@rhys.morgan:parliament.example) asks"));
    assert!(!has(&stage, "confirmation"), "no dialog");
    assert_eq!(stage.focus(), "composer");
    stage.write("s");
    assert_eq!(stage.play.composer().text(), "Half a thoughts");
    step(&mut stage, comparison(false, ConfirmStep::Ended(ConfirmEnd::TimedOut)));
    assert!(!has(&stage, "request"), "ignored, it goes away by itself");
    assert_eq!(stage.focus(), "composer");
    assert_eq!(stage.play.composer().text(), "Half a thoughts");
    assert!(answers(&mut stage).is_empty());
}

#[test]
fn somebody_without_a_name_is_named_by_their_id_once() {
    let mut stage = on(Stand::talking());
    let mut request = comparison(false, ConfirmStep::Asked);
    request.with.name = request.with.id.as_str().into();
    step(&mut stage, request);
    let said = stage.node("request").name().to_owned();
    assert_eq!(said.matches("@rhys.morgan:parliament.example").count(), 1, "{said}");
}

#[test]
fn a_request_is_taken_up_over_any_page_and_the_draft_waits() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.say(Message::Settings);
    let mut stage = on(stand);
    step(&mut stage, comparison(true, ConfirmStep::Asked));
    assert!(says(
        &stage,
        "Your device “Laptop in the office” (ID\u{a0}OFFICELAPT) asks"
    ));
    press(&mut stage, "request:accept");
    assert_eq!(answers(&mut stage), [("flow".into(), ConfirmAnswer::Accept)]);
    assert!(has(&stage, "confirmation"));
    step(&mut stage, comparison(true, pictures()));
    step(&mut stage, comparison(true, ConfirmStep::Done));
    assert!(says(
        &stage,
        "This device and “Laptop in the office” (ID\u{a0}OFFICELAPT)"
    ));
    press(&mut stage, confirmation::CLOSE);
    assert_eq!(stage.play.composer().text(), "Half a thought");
}

#[test]
fn not_now_is_told_to_the_other_side() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(false, ConfirmStep::Asked));
    press(&mut stage, "request:decline");
    assert_eq!(answers(&mut stage), [("flow".into(), ConfirmAnswer::Cancel)]);
    step(&mut stage, comparison(false, ConfirmStep::Ended(ConfirmEnd::Here)));
    assert!(!has(&stage, "confirmation") && !has(&stage, "request"));
}

#[test]
fn whoever_says_not_now_goes_on_writing() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(false, ConfirmStep::Asked));
    stage.run(iced::widget::operation::focus::<()>("request:decline"));
    let said = Message::Trust(OfTrust::Confirmation(confirmation::Message::Decline("flow".into())));
    let task = stage.play.app.update(said);
    stage.run(task);
    assert_eq!(stage.focus(), "composer");
}

#[test]
fn nobody_fills_the_window_with_requests() {
    let mut stage = on(Stand::talking());
    for flow in ["a", "b", "c"] {
        let mut request = comparison(false, ConfirmStep::Asked);
        request.flow = flow.into();
        step(&mut stage, request);
    }
    press(&mut stage, "request:accept");
    assert_eq!(
        answers(&mut stage),
        [("c".into(), ConfirmAnswer::Accept)],
        "the newest counts"
    );
    assert!(!has(&stage, "request"));
}

#[test]
fn what_was_given_up_does_not_come_back() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(true, ConfirmStep::Waiting));
    stage.key(iced::keyboard::key::Named::Escape);
    assert_eq!(answers(&mut stage), [("flow".into(), ConfirmAnswer::Cancel)]);
    step(&mut stage, comparison(true, ConfirmStep::Starting));
    step(&mut stage, comparison(true, ConfirmStep::Ended(ConfirmEnd::Here)));
    assert!(!has(&stage, "confirmation"));
}

#[test]
fn each_end_has_advice_and_trying_again_where_it_helps() {
    let helps = |end| !matches!(end, ConfirmEnd::Here | ConfirmEnd::Mismatch | ConfirmEnd::Elsewhere);
    for end in fixtures::ENDS {
        for own in [false, true] {
            let mut stage = on(Stand::talking());
            step(&mut stage, comparison(own, ConfirmStep::Waiting));
            step(&mut stage, comparison(own, ConfirmStep::Ended(end)));
            assert!(says(&stage, &Words::new(Language::English).confirm_end(end, own)));
            assert_eq!(has(&stage, "confirmation:again"), helps(end), "{end:?}");
        }
    }
}

#[test]
fn trying_again_asks_the_same_and_a_refusal_is_said() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(true, ConfirmStep::Ended(ConfirmEnd::Failed)));
    assert!(!has(&stage, "confirmation"), "of what was never seen nothing is said");
    step(&mut stage, comparison(true, ConfirmStep::Waiting));
    step(&mut stage, comparison(true, ConfirmStep::Ended(ConfirmEnd::Failed)));
    press(&mut stage, "confirmation:again");
    let wished = stage.play.wished();
    let again = wished.iter().find_map(|command| match command {
        Command::Confirm { ticket, whom, .. } => Some((*ticket, whom.clone())),
        _ => None,
    });
    let (ticket, whom) = again.unwrap_or_else(|| panic!("{wished:?}"));
    assert_eq!(whom, Whom::Device("OFFICELAPT".into()));
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "can't be reached"));
}

#[test]
fn a_session_that_began_anew_has_forgotten_it() {
    let mut stage = on(Stand::talking());
    step(&mut stage, comparison(true, ConfirmStep::Waiting));
    stage
        .play
        .report(vec![Event::Stage(model::Stage::Renewed(fixtures::me()))]);
    stage.redraw();
    assert!(has(&stage, "confirmation:again"));
}

#[test]
fn the_page_of_the_first_run_leads_to_the_comparison() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(fixtures::unconfirmed())]);
    let mut stage = on(stand);
    press(&mut stage, "setup:device");
    let asked = ticket(&mut stage);
    report(&mut stage, vec![done(asked)]);
    step(&mut stage, comparison(true, ConfirmStep::Waiting));
    assert!(says(&stage, "Look at your other device"));
    step(&mut stage, comparison(true, ConfirmStep::Done));
    let trust = Trust {
        confirmed: Some(true),
        secrets: true,
        ..fixtures::unconfirmed()
    };
    stage.play.report(vec![Event::Trust(trust)]);
    press(&mut stage, confirmation::CLOSE);
    assert!(has(&stage, "setup:done"));
}

#[test]
fn a_locked_window_shows_no_comparison() {
    let mut stand = Stand::talking_under(fixtures::locking_after(10));
    stand.say(Message::Lock);
    stand.report(vec![
        Event::Confirmation(comparison(true, pictures())),
        Event::Confirmation(Confirmation {
            flow: "other".into(),
            ..comparison(false, ConfirmStep::Asked)
        }),
    ]);
    let stage = on(stand);
    assert!(!has(&stage, "confirmation") && !has(&stage, "request"));
}

#[test]
fn shortcuts_do_nothing_behind_a_comparison() {
    let mut stand = Stand::talking();
    stand.report(vec![Event::Confirmation(comparison(true, pictures()))]);
    stand.desk(ui::screen::desk::Message::Key(ui::screen::desk::Key::Jump));
    assert!(stand.desk_state().question().is_none());
    stand.say(Message::Trust(OfTrust::Confirmation(confirmation::Message::Match)));
    stand.say(Message::Trust(OfTrust::Confirmation(confirmation::Message::Match)));
    let said = stand.wished();
    let answers = said
        .iter()
        .filter(|command| matches!(command, Command::AnswerConfirmation { .. }));
    assert_eq!(answers.count(), 1, "what was said is said once");
}

#[test]
fn steps_that_come_at_once_leave_the_focus_where_nothing_is_said() {
    let mut stage = on(Stand::talking());
    let steps = [ConfirmStep::Waiting, ConfirmStep::Starting, pictures()];
    let events = steps.map(|step| Event::Confirmation(comparison(true, step))).to_vec();
    let task = stage.play.app.update(Message::Session(events));
    stage.run(task);
    assert_eq!(stage.focus(), confirmation::CLOSE);
    stage.run(iced::widget::operation::focus::<()>("confirmation:match"));
    let said = Message::Trust(OfTrust::Confirmation(confirmation::Message::Match));
    let task = stage.play.app.update(said);
    stage.run(task);
    assert_eq!(
        stage.focus(),
        confirmation::CLOSE,
        "the button that was pressed is gone"
    );
}
