//! Showing in the browser who one is: to sign in, to go on, to open a locked window, and where the server asks.

use model::{Capability, Command, Event, Failure, Purpose, ReturnPage, SignInTo, Stage as Standing, Ticket, Why};
use ui::screen::browser::Message as Waiting;
use ui::screen::sign_in::{Message as Form, Way};
use ui::screen::{idle, sign_in_again};
use ui::{Language, Message, Screen};

use crate::fixtures::{self, by_browser, page_for, signed_out, ways};
use crate::hands::{done, fill, has, on, press, refused, report, says};
use crate::stage::Stage;
use crate::stand::Stand;

const AMINA: &str = "amina@cabinet.example.gov.uk";

fn form(password: bool) -> Stage<Stand> {
    let mut stand = Stand::under(by_browser(password), Language::English);
    stand.report(vec![signed_out()]);
    on(stand)
}

/// What the browser was to vouch for, by the last wish.
fn asked(stage: &mut Stage<Stand>) -> (Ticket, Purpose, ReturnPage) {
    let wished = stage.play.wished();
    match wished.last() {
        Some(Command::Prove { ticket, purpose, page }) => (*ticket, purpose.clone(), page.clone()),
        _ => panic!("{wished:?}"),
    }
}

fn to_server(server: &str) -> SignInTo {
    SignInTo::Server(server.into())
}

#[test]
fn where_rules_have_only_the_browser_there_is_no_password_to_type() {
    let mut stage = form(false);
    assert!(!has(&stage, "sign-in:password"));
    press(&mut stage, "sign-in:browser");
    assert!(stage.play.wished().is_empty(), "nobody knows yet where to");

    fill(&mut stage, "sign-in:email", AMINA);
    let wished = stage.play.wished();
    let [Command::AskWays(to)] = wished.as_slice() else {
        panic!("{wished:?}")
    };
    assert_eq!(*to, to_server("cabinet.example"));
    press(&mut stage, "sign-in:browser");

    let (_, purpose, page) = asked(&mut stage);
    let (to, provider) = (SignInTo::Email(AMINA.into()), None);
    assert_eq!(
        purpose,
        Purpose::SignIn { to, provider },
        "the address is policy's to judge, whole"
    );
    assert_eq!(
        (page.language.as_str(), page.title.as_str()),
        ("en-GB", "Go back to Despatch")
    );
    assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
}

#[test]
fn where_rules_have_no_browser_nobody_is_asked_and_nothing_is_offered() {
    let mut stand = Stand::new();
    stand.report(vec![signed_out()]);
    let mut stage = on(stand);
    fill(&mut stage, "sign-in:email", AMINA);
    assert!(stage.play.wished().is_empty());
    assert!(has(&stage, "sign-in:password") && !has(&stage, "sign-in:browser"));
}

#[test]
fn each_page_there_is_has_a_button() {
    let mut stage = form(false);
    fill(&mut stage, "sign-in:email", AMINA);
    report(&mut stage, vec![ways(false, &["Department sign-in", "Contractors"])]);
    assert!(!has(&stage, "sign-in:browser"));
    assert!(says(&stage, "Sign in with Department sign-in"));
    press(&mut stage, "sign-in:browser:oidc-1");
    let (_, purpose, _) = asked(&mut stage);
    let Purpose::SignIn { provider, .. } = purpose else {
        panic!("{purpose:?}")
    };
    assert_eq!(provider.unwrap().as_str(), "oidc-1");

    // One alone needs no name, and another department's answer is another's.
    let mut stage = form(false);
    fill(&mut stage, "sign-in:email", AMINA);
    report(&mut stage, vec![ways(false, &["Department sign-in"])]);
    assert!(has(&stage, "sign-in:browser") && !says(&stage, "Department sign-in"));
    let mut stage = form(false);
    fill(&mut stage, "sign-in:email", "rhys@parliament.example.gov.uk");
    report(&mut stage, vec![ways(false, &["Department sign-in", "Contractors"])]);
    assert!(has(&stage, "sign-in:browser"));
}

#[test]
fn a_server_that_takes_no_password_is_not_offered_one() {
    let mut stage = form(true);
    assert!(has(&stage, "sign-in:password") && has(&stage, "sign-in:browser"));
    fill(&mut stage, "sign-in:email", AMINA);
    report(&mut stage, vec![ways(false, &[])]);
    assert!(!has(&stage, "sign-in:password") && has(&stage, "sign-in:browser"));
    report(&mut stage, vec![fixtures::no_ways()]);
    assert!(!has(&stage, "sign-in:password") && !has(&stage, "sign-in:browser"));
    assert!(says(&stage, "020 7946 0000"), "whom to call");
}

#[test]
fn with_one_department_and_the_browser_there_is_nothing_to_type() {
    let mut stand = Stand::under(by_browser(false), Language::English);
    stand.report(vec![Event::Stage(Standing::SignedOut {
        departments: fixtures::departments()[..1].into(),
        ended: false,
    })]);
    let wished = stand.wished();
    assert!(matches!(wished.as_slice(), [Command::AskWays(to)] if *to == to_server("cabinet.example")));
    let mut stage = on(stand);
    assert!(!has(&stage, "sign-in:email") && !has(&stage, "sign-in:user"));
    press(&mut stage, "sign-in:browser");
    let (_, purpose, _) = asked(&mut stage);
    assert!(matches!(purpose, Purpose::SignIn { to, .. } if to == to_server("cabinet.example")));
}

#[test]
fn a_server_typed_by_name_is_handed_to_policy_as_typed() {
    let mut stage = form(false);
    stage.play.say(Message::SignIn(Form::Way(Way::Server)));
    stage.play.say(Message::SignIn(Form::Server("outside.example".into())));
    stage.play.say(Message::SignIn(Form::Submit));
    let (ticket, purpose, _) = asked(&mut stage);
    assert!(matches!(purpose, Purpose::SignIn { to, .. } if to == to_server("outside.example")));
    let reason = policy::Reason::ServerNotApproved {
        server: "outside.example".into(),
    };
    let why = Why::Policy(reason);
    report(&mut stage, vec![Event::Refused { ticket, why }]);
    assert!(stage.node("sign-in:server").semantics.invalid.is_some());
}

#[test]
fn what_is_awaited_is_said_with_each_way_on() {
    let mut stage = form(false);
    fill(&mut stage, "sign-in:email", AMINA);
    press(&mut stage, "sign-in:browser");
    let (ticket, ..) = asked(&mut stage);
    assert!(has(&stage, "browser:cancel") && !has(&stage, "browser:copy"));
    assert!(!has(&stage, "sign-in:email"), "nothing else is to be done");

    report(&mut stage, vec![page_for(Ticket(ticket.0 + 1))]);
    assert!(!has(&stage, "browser:copy"), "that was for another wish");
    report(&mut stage, vec![page_for(ticket)]);
    assert!(has(&stage, "browser:again") && says(&stage, "Waiting for your browser"));
    assert!(!says(&stage, "No browser opened"));
    stage.play.say(Message::SignIn(Form::Browser(Waiting::Opened(false))));
    stage.redraw();
    assert!(says(&stage, "No browser opened"));
    press(&mut stage, "browser:copy");
    assert!(says(&stage, "Copied. Open it in a browser on this computer"));
    assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());

    press(&mut stage, "browser:cancel");
    let wished = stage.play.wished();
    assert!(
        matches!(wished.as_slice(), [Command::LeaveBrowser(left)] if *left == ticket),
        "{wished:?}"
    );
    assert!(has(&stage, "sign-in:email"));
    // It came all the same, at that moment.
    report(
        &mut stage,
        vec![
            Event::Stage(Standing::SignedIn(fixtures::me_by_browser())),
            done(ticket),
        ],
    );
    assert!(matches!(stage.play.wished().last(), Some(Command::SignOut { .. })));
}

#[test]
fn what_came_to_nothing_is_said_and_may_be_tried_again() {
    for failure in [
        Failure::BrowserLate,
        Failure::BrowserRefused,
        Failure::BrowserClosed,
        Failure::BrowserAbsent,
        Failure::Unreachable,
    ] {
        let mut stage = form(false);
        fill(&mut stage, "sign-in:email", AMINA);
        press(&mut stage, "sign-in:browser");
        let (ticket, ..) = asked(&mut stage);
        report(&mut stage, vec![page_for(ticket), refused(ticket, failure)]);
        assert!(has(&stage, "sign-in:refused"), "{failure:?}");
        press(&mut stage, "sign-in:browser");
        asked(&mut stage);
    }
}

#[test]
fn the_page_at_the_end_speaks_the_language_of_the_window() {
    let mut stand = Stand::under(by_browser(false), Language::Welsh);
    stand.report(vec![signed_out()]);
    let mut stage = on(stand);
    fill(&mut stage, "sign-in:email", AMINA);
    press(&mut stage, "sign-in:browser");
    let page = asked(&mut stage).2;
    assert_eq!(
        (page.language.as_str(), page.title.as_str()),
        ("cy", "Ewch yn ôl i Despatch")
    );
    assert!(page.text.contains("Gallwch gau'r dudalen hon"));
}

#[test]
fn whoever_came_by_the_browser_goes_on_by_the_browser() {
    let mut stand = Stand::under(by_browser(true), Language::English);
    stand.report(vec![Event::Stage(Standing::SignInAgain(fixtures::me_by_browser()))]);
    let mut stage = on(stand);
    assert!(!has(&stage, sign_in_again::FIELD));
    press(&mut stage, "sign-in:password:browser");
    let (ticket, purpose, _) = asked(&mut stage);
    assert_eq!(purpose, Purpose::SignInAgain);
    report(
        &mut stage,
        vec![page_for(ticket), refused(ticket, Failure::SomebodyElse)],
    );
    assert!(says(&stage, "Somebody else is signed in in your browser"));
    assert!(has(&stage, "sign-in:sign-out"), "the other way out");

    // Whoever came by a password, where rules have both, may go either way; and where they have one, that one.
    let field = |rules: model::Rules| {
        let mut stand = Stand::under(rules, Language::English);
        stand.report(vec![Event::Stage(Standing::SignInAgain(fixtures::me()))]);
        let stage = on(stand);
        (
            has(&stage, sign_in_again::FIELD),
            has(&stage, "sign-in:password:browser"),
        )
    };
    assert_eq!(field(by_browser(true)), (true, true));
    assert_eq!(field(by_browser(false)), (false, true));
    assert_eq!(field(model::Rules::default()), (true, false));
}

fn locked() -> Stage<Stand> {
    let mut rules = by_browser(false);
    rules.window.lock_after_idle_minutes = Some(10);
    let mut stand = Stand::talking_under(rules);
    stand.report(vec![Event::Stage(Standing::SignedIn(fixtures::me_by_browser()))]);
    stand.say(Message::Lock);
    assert!(stand.app.is_locked());
    on(stand)
}

#[test]
fn a_locked_window_opens_when_the_browser_has_vouched_and_not_before() {
    let mut stage = locked();
    assert!(!has(&stage, idle::FIELD), "there is no password to judge by");
    press(&mut stage, "idle:password:browser");
    let (ticket, purpose, _) = asked(&mut stage);
    assert_eq!(purpose, Purpose::Unlock);
    report(&mut stage, vec![page_for(ticket)]);
    assert!(stage.play.app.is_locked() && says(&stage, "Waiting for your browser"));
    report(&mut stage, vec![done(Ticket(ticket.0 + 1))]);
    assert!(stage.play.app.is_locked(), "that was another wish");
    press(&mut stage, "browser:cancel");
    report(&mut stage, vec![done(ticket)]);
    assert!(stage.play.app.is_locked(), "what was given up opens nothing");

    stage.play.wished();
    press(&mut stage, "idle:password:browser");
    let (ticket, ..) = asked(&mut stage);
    report(
        &mut stage,
        vec![page_for(ticket), refused(ticket, Failure::SomebodyElse)],
    );
    assert!(stage.play.app.is_locked() && says(&stage, "Somebody else"));
    press(&mut stage, "idle:password:browser");
    let (ticket, ..) = asked(&mut stage);
    report(&mut stage, vec![page_for(ticket), done(ticket)]);
    assert!(!stage.play.app.is_locked());
    assert!(matches!(stage.play.app.screen(), Screen::Desk(_)));
}

#[test]
fn a_device_is_signed_out_by_the_browser() {
    let mut stand = Stand::under(by_browser(false), Language::English);
    stand.report(fixtures::signed_in());
    stand.report(vec![Event::Stage(Standing::SignedIn(fixtures::me_by_browser()))]);
    stand.say(Message::Trust(ui::screen::trust::Message::OpenDevices));
    stand.report(vec![Event::Devices(fixtures::devices())]);
    let mut stage = on(stand);
    press(&mut stage, "device:sign-out:OFFICELAPT");
    assert!(!has(&stage, "devices:password"));
    press(&mut stage, "devices:password:browser");
    let (ticket, purpose, _) = asked(&mut stage);
    assert_eq!(purpose, Purpose::SignOutDevices(vec!["OFFICELAPT".into()]));
    report(&mut stage, vec![page_for(ticket)]);
    assert!(says(&stage, "Waiting for your browser"));
    press(&mut stage, "browser:cancel");
    assert!(matches!(stage.play.wished().as_slice(), [Command::LeaveBrowser(left)] if *left == ticket));
    press(&mut stage, "devices:password:browser");
    let (ticket, ..) = asked(&mut stage);
    report(&mut stage, vec![page_for(ticket), done(ticket)]);
    assert!(has(&stage, "device:sign-out:OFFICELAPT"), "back at the list");
}

#[test]
fn an_identity_is_begun_anew_by_the_browser_once_it_is_known_what_that_loses() {
    let mut stand = Stand::under(by_browser(false), Language::English);
    stand.report(fixtures::signed_in());
    stand.report(vec![Event::Stage(Standing::SignedIn(fixtures::me_by_browser()))]);
    let neither = ui::screen::trust::setup::Way::Neither;
    stand.say(Message::Trust(ui::screen::trust::Message::Open(neither)));
    let mut stage = on(stand);
    assert!(!has(&stage, "setup:password"));
    press(&mut stage, "setup:password:browser");
    assert!(
        stage.play.wished().is_empty(),
        "nobody gives up what they were not told of"
    );
    report(&mut stage, vec![Event::Loss(model::Loss { rooms: Vec::new() })]);
    press(&mut stage, "setup:password:browser");
    let (ticket, purpose, _) = asked(&mut stage);
    assert_eq!(purpose, Purpose::ResetIdentity);
    report(&mut stage, vec![page_for(ticket)]);
    assert!(has(&stage, "browser:again"));
}

#[test]
fn rules_that_come_take_the_browser_away_or_bring_it() {
    let mut stage = form(false);
    stage.play.news(ui::News::Rules(model::Rules::default()));
    report(&mut stage, vec![signed_out()]);
    assert!(has(&stage, "sign-in:password") && !has(&stage, "sign-in:browser"));
    let mut rules = by_browser(true);
    rules.window.browser = Capability::Allowed;
    stage.play.news(ui::News::Rules(rules));
    report(&mut stage, vec![signed_out()]);
    assert!(has(&stage, "sign-in:password") && has(&stage, "sign-in:browser"));
}
