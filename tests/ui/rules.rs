//! What the organisation decided: the page that says so, and every control it has fixed.

use iced::Size;
use kit::oracle::Seen;
use model::{
    Capability, Event, Patch, Reason, RuleLevel, RuleStatus, Rules, Setting, Stage as Standing, Theme, Validity, Why,
};
use serde_json::json;
use ui::screen::desk::{Message as Desk, conversation};
use ui::screen::{rulebook, settings};
use ui::{Choice, Language, Message, News, Page, Words};

use crate::fixtures::{self, RHYS};
use crate::gallery::room_locked;
use crate::stage::Stage;
use crate::stand::Stand;

const SIZES: [Size; 2] = [Size::new(1280.0, 4000.0), Size::new(480.0, 6000.0)];

fn role(node: &Seen) -> String {
    format!("{:?}", node.role())
}

fn seen(stand: Stand) -> Vec<Seen> {
    Stage::sized(stand, SIZES[0]).oracle.nodes()
}

fn rows(nodes: &[Seen]) -> Vec<&Seen> {
    nodes.iter().filter(|node| node.key.starts_with("rule-row:")).collect()
}

fn page(rules: Rules) -> Stand {
    let mut stand = Stand::under(rules, Language::English);
    stand.report(fixtures::signed_in());
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(settings::Message::Rules(None)));
    stand
}

/// A control that a rule has fixed, and the way to the rule.
type Fixed = (&'static str, &'static str);

/// Signed out, on the page of settings, in a room and in its details: each with everything locked that a rule can lock,
/// and the controls that must say so, with the key that leads to the rule.
fn locked_screens() -> Vec<(&'static str, Stand, Vec<Fixed>)> {
    let mut screens = Vec::new();
    let mut stand = Stand::under(fixtures::locked(), Language::English);
    stand.report(vec![Event::Stage(Standing::SignedOut {
        departments: fixtures::departments(),
        ended: false,
    })]);
    screens.push(("sign in", stand, vec![("sign-in:submit", "rule:sign-in:submit")]));

    let mut stand = Stand::under(fixtures::locked(), Language::English);
    stand.say(Message::Settings);
    let fixed = vec![
        ("settings:theme:3", "rule:settings:theme"),
        ("settings:language:0", "rule:settings:language"),
        ("settings:scale:2", "rule:settings:scale"),
    ];
    screens.push(("settings", stand, fixed));

    let fixed = vec![
        ("composer:send", "rule:composer:send"),
        ("save:m4", "rule:save:m4"),
        ("details:invite", "rule:details:invite"),
        ("details:leave", "rule:details:leave"),
    ];
    screens.push(("room", room_locked(), fixed));
    screens
}

#[test]
fn whatever_a_rule_has_fixed_shows_its_lock_and_says_why_and_which_rule() {
    for size in SIZES {
        for (name, stand, fixed) in locked_screens() {
            // Details stand beside the conversation only where there is room.
            if size.width < 1000.0 && name == "room" {
                continue;
            }
            let stage = Stage::sized(stand, size);
            let nodes = stage.oracle.nodes();
            let faults = stage.oracle.faults();
            assert!(faults.is_empty(), "{name}: {faults:#?}");
            for (control, rule) in fixed {
                let node = stage.node(control);
                let said = &node.semantics;
                assert!(said.locked && said.disabled && node.focusable, "{name}: {node:#?}");
                assert!(said.description.contains("organisation"), "{name}: {node:#?}");
                let way = stage.node(rule);
                assert!(way.focusable && !way.semantics.disabled, "{name}: {way:#?}");
                let shown = nodes
                    .iter()
                    .any(|it| role(it) == "Label" && it.name() == said.description);
                // A message is one node: what is drawn in it is no node of its own.
                assert!(
                    shown || control.starts_with("save:"),
                    "{name}: the eye reads why {control} is locked"
                );
            }
        }
    }
}

#[test]
fn what_a_rule_has_fixed_cannot_be_pressed() {
    let mut stand = Stand::under(fixtures::locked(), Language::English);
    stand.say(Message::Settings);
    let mut stage = Stage::sized(stand, SIZES[0]);
    let light = stage.node("settings:theme:1").id;
    stage.oracle.click(light);
    stage.redraw();
    assert_eq!(stage.play.app.looks().theme, Choice::Contrast);
    assert_eq!(stage.play.app.preferences().theme, None);
}

#[test]
fn from_a_lock_one_comes_to_its_rule_and_back() {
    let mut stand = Stand::under(fixtures::locked(), Language::English);
    stand.say(Message::Settings);
    let mut stage = Stage::sized(stand, SIZES[0]);
    let way = stage.node("rule:settings:theme").id;
    stage.oracle.click(way);
    stage.redraw();
    assert_eq!(stage.play.app.page(), Some(Page::Rules { from_settings: true }));
    let row = stage.node("rule-row:interface.theme:0");
    assert_eq!(row.semantics.selected, Some(true), "the page points at it");
    let back = stage.node("page:back").id;
    stage.oracle.click(back);
    stage.redraw();
    assert_eq!(stage.play.app.page(), Some(Page::Settings));
}

#[test]
fn the_rule_one_is_led_to_is_in_sight_and_has_the_focus() {
    let mut stand = Stand::under(fixtures::locked(), Language::English);
    stand.say(Message::Settings);
    let mut stage = Stage::sized(stand, Size::new(480.0, 800.0));
    let led = Message::SettingsPage(settings::Message::Rules(Some("interface.font_scale")));
    let task = stage.play.app.update(led);
    stage.run(task);
    let row = stage.node("rule-row:interface.font_scale:0");
    assert!(row.focused, "{row:#?}");
    assert!(
        row.bounds.y > 0.0 && row.bounds.y + row.bounds.height <= 800.0,
        "{row:#?}"
    );
}

#[test]
fn a_refusal_leads_to_its_rule_and_keeps_what_was_typed() {
    let mut stand = Stand::talking();
    stand.write("Good morning");
    stand.send();
    let ticket = stand.ticket(|command| match command {
        model::Command::Send { ticket, .. } => Some(*ticket),
        _ => None,
    });
    stand.report(vec![Event::Refused {
        ticket,
        why: Why::Policy(fixtures::outside_reason()),
    }]);
    let mut stage = Stage::sized(stand, SIZES[0]);
    let way = stage.node("rule:composer:refused").id;
    stage.oracle.click(way);
    stage.redraw();
    assert_eq!(stage.play.app.page(), Some(Page::Rules { from_settings: false }));
    stage.play.say(Message::Rulebook(rulebook::Message::Back));
    assert_eq!(stage.play.app.page(), None);
    assert_eq!(stage.play.composer().text(), "Good morning");
}

#[test]
fn a_menu_shows_its_locks_and_leads_to_each_rule_once() {
    use iced::keyboard::key::Named;
    let mut stand = Stand::talking_under(fixtures::locked());
    let mut said = fixtures::said(fixtures::me().person, fixtures::NOW, fixtures::text("To be kept"));
    said.allows.redact = Capability::Refused(Reason::RedactionForbidden);
    said.allows.edit = Capability::Refused(Reason::EditTooLate { minutes: 15 });
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(vec![fixtures::row("kept", said)])],
    }]);
    let mut stage = Stage::sized(stand, Size::new(1280.0, 1000.0));
    stage.redraw();
    let more = stage.node("more:kept").id;
    stage.oracle.click(more);
    stage.redraw();
    stage.redraw();
    let nodes = stage.oracle.nodes();
    let items: Vec<&Seen> = nodes.iter().filter(|node| role(node) == "MenuItem").collect();
    for name in ["Copy text", "Edit", "Delete"] {
        let names: Vec<&str> = items.iter().map(|item| item.name()).collect();
        let item = items.iter().find(|item| item.name() == name);
        let item = item.unwrap_or_else(|| panic!("{name} is not among {names:?}"));
        assert!(item.semantics.locked && item.focusable, "{item:#?}");
        assert!(item.semantics.description.len() > 20, "{item:#?}");
    }
    let ways: Vec<&str> = items
        .iter()
        .map(|item| item.name())
        .filter(|name| name.starts_with("Which rule"))
        .collect();
    assert_eq!(
        ways,
        [
            "Which rule locks “Copy text”?",
            "Which rule locks “Edit”?",
            "Which rule locks “Delete”?"
        ]
    );
    stage.key(Named::End);
    stage.key(Named::Enter);
    assert_eq!(stage.play.app.page(), Some(Page::Rules { from_settings: false }));
}

#[test]
fn words_that_may_not_be_copied_are_still_read() {
    let nodes = seen(Stand::talking_under(fixtures::locked()));
    let said = nodes
        .iter()
        .any(|node| node.name().contains("Could you send the briefing"));
    assert!(said);
    let link = nodes
        .iter()
        .find(|node| role(node) == "Link" && node.name() == "committees.parliament.uk");
    assert!(link.is_some_and(|link| link.focusable), "links are still followed");
}

#[test]
fn the_page_lists_every_rule_with_value_source_and_standing() {
    let rules = fixtures::rules();
    let total = rules.entries.len();
    let nodes = seen(page(rules));
    let rows = rows(&nodes);
    assert_eq!(rows.len(), total);
    let said = |key: &str| rows.iter().find(|row| row.key == key).map(|row| row.name().to_owned());
    let held = said("rule-row:federation.on_foreign:0").unwrap();
    for part in [
        "People and rooms from elsewhere",
        "Refused",
        "In force",
        "20-lockdown.json",
    ] {
        assert!(held.contains(part), "{part}: {held}");
    }
    let under = said("rule-row:federation.on_foreign:1").unwrap();
    for part in [
        "Allowed, with a warning",
        "Overridden",
        "20-lockdown.json stands above it",
    ] {
        assert!(under.contains(part), "{part}: {under}");
    }
    let wrong = said("rule-row:content.max_upload_mb:0").unwrap();
    for part in ["Can't be used", "/content/max_upload_mb", "fifty"] {
        assert!(wrong.contains(part), "{part}: {wrong}");
    }
    let departments = said("rule-row:homeservers:0").unwrap();
    for part in [
        "• House of Commons",
        "Server: parliament.example",
        "Email domains: cabinet.example.gov.uk",
    ] {
        assert!(departments.contains(part), "{part}: {departments}");
    }
    let headings: Vec<(usize, String)> = nodes
        .iter()
        .filter(|node| role(node) == "Heading")
        .map(|node| (node.semantics.level.unwrap(), node.name().to_owned()))
        .collect();
    assert_eq!(headings[0].0, 1);
    assert!(
        headings.contains(&(3, "Departments and their servers".to_owned())),
        "{headings:?}"
    );
    for row in &rows {
        assert!(row.focusable && !row.semantics.disabled, "{row:#?}");
        assert!(row.semantics.position.is_some(), "{row:#?}");
    }
}

#[test]
fn the_page_is_searched_by_word_and_by_name() {
    let mut stand = page(fixtures::rules());
    let search = |stand: &mut Stand, query: &str| {
        stand.say(Message::Rulebook(rulebook::Message::Search(query.to_owned())));
    };
    let keys = |stand: Stand| -> Vec<String> { rows(&seen(stand)).iter().map(|row| row.key.clone()).collect() };
    search(&mut stand, "on_foreign");
    assert_eq!(
        keys(stand),
        ["rule-row:federation.on_foreign:0", "rule-row:federation.on_foreign:1"]
    );
    let mut stand = page(fixtures::rules());
    search(&mut stand, "ARCHIFAU commons");
    assert!(keys(stand).is_empty(), "every word has to fit");
    let mut stand = page(fixtures::rules());
    search(&mut stand, "commons EMAIL");
    assert_eq!(keys(stand), ["rule-row:homeservers:0"]);
}

#[test]
fn what_nobody_has_set_can_be_left_out() {
    let rules = fixtures::rules();
    let set = rules
        .entries
        .iter()
        .filter(|rule| rule.level != RuleLevel::Default)
        .count();
    let mut stand = page(rules);
    stand.say(Message::Rulebook(rulebook::Message::OnlySet(true)));
    let nodes = seen(stand);
    assert_eq!(rows(&nodes).len(), set);
    assert!(
        rows(&nodes)
            .iter()
            .all(|row| !row.name().contains("nobody has set this"))
    );
}

#[test]
fn the_page_copies_as_json() {
    let rules = fixtures::rules();
    let mut state = rulebook::State::default();
    let rulebook::Action::Copy(text) = state.update(rulebook::Message::Copy, &rules, &fixtures::organisation()) else {
        panic!("nothing to copy");
    };
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["organisation"], "Cabinet Office");
    let listed = read["rules"].as_array().unwrap();
    assert_eq!(listed.len(), rules.entries.len());
    let wrong = listed
        .iter()
        .find(|rule| rule["key"] == "content.max_upload_mb")
        .unwrap();
    assert_eq!(wrong["status"], "invalid");
    assert_eq!(wrong["pointer"], "/content/max_upload_mb");
    assert_eq!(wrong["source"], "/etc/despatch/policies/managed/10-cabinet.json");
    let overridden = listed.iter().find(|rule| rule["status"] == "overridden").unwrap();
    assert_eq!(overridden["by"], "/etc/despatch/policies/managed/20-lockdown.json");
}

#[test]
fn rules_hold_from_the_moment_they_come() {
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(settings::Message::Theme(Choice::Light)));
    stand.say(Message::SettingsPage(settings::Message::Scale(200)));
    let mut rules = fixtures::rules();
    rules.window.theme = Setting::Locked(Theme::Dark);
    rules.window.font_scale = Setting::Locked(125);
    rules.window.languages = Setting::Locked(std::sync::Arc::new(["cy".to_owned()]));
    stand.news(News::Rules(rules));
    let looks = stand.app.looks();
    assert_eq!(
        (looks.theme, looks.language, looks.scale),
        (Choice::Dark, Language::Welsh, 125)
    );
    assert_eq!(
        stand.app.words().language(),
        Language::Welsh,
        "the open page speaks it too"
    );
    stand.news(News::Rules(Rules::default()));
    let looks = stand.app.looks();
    assert_eq!(
        (looks.theme, looks.scale),
        (Choice::Light, 200),
        "the person's choice is still there"
    );
}

#[test]
fn a_proposal_holds_until_somebody_chooses() {
    let mut rules = Rules::default();
    rules.window.theme = Setting::Recommended(Theme::Dark);
    rules.window.languages = Setting::Recommended(std::sync::Arc::new(["cy".to_owned(), "en-GB".to_owned()]));
    let mut stand = Stand::under(rules, Language::English);
    assert_eq!(stand.app.looks().theme, Choice::Dark);
    assert_eq!(stand.app.looks().language, Language::Welsh);
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(settings::Message::Theme(Choice::System)));
    stand.say(Message::SettingsPage(settings::Message::Language(Some(
        Language::English,
    ))));
    assert_eq!(
        stand.app.looks().theme,
        Choice::System,
        "also where the choice is to leave it to the system"
    );
    assert_eq!(stand.app.looks().language, Language::English);
}

#[test]
fn a_language_that_nobody_speaks_locks_nothing() {
    let mut rules = Rules::default();
    rules.window.languages = Setting::Locked(std::sync::Arc::new(["fr".to_owned()]));
    let mut stand = Stand::under(rules, Language::English);
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(settings::Message::Language(Some(
        Language::Welsh,
    ))));
    assert_eq!(stand.app.looks().language, Language::Welsh);
}

#[test]
fn rules_that_run_out_say_how_long_and_whom_to_call() {
    let said = |validity| {
        let nodes = seen(Stand::talking_under(fixtures::with_validity(validity)));
        let node = nodes.into_iter().find(|node| node.key == "validity");
        node.map(|node| node.name().to_owned())
    };
    assert_eq!(said(Validity::Current), None);
    let grace = said(Validity::Grace { days_left: 9 }).unwrap();
    assert!(grace.contains("9 more days"), "{grace}");
    let over = said(Validity::ReadOnly {
        since: "2026-10-19".into(),
    });
    let over = over.unwrap();
    for part in ["nothing can be sent", "19 October 2026", "020 7946 0000"] {
        assert!(over.contains(part), "{part}: {over}");
    }
}

#[test]
fn policy_that_breaks_while_one_works_leaves_nothing_on_screen() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.wished();
    stand.news(News::Blocked {
        organisation: None,
        faults: vec![model::Fault {
            place: "/etc/despatch/policies/managed/10.json:3:1".into(),
            code: "syntax",
            arguments: Vec::new(),
        }],
        rules: fixtures::rules(),
    });
    assert!(stand.wishes.is_closed(), "nobody holds the way to the session: it ends");
    // What it still had on its way changes nothing.
    stand.report(vec![Event::Stage(Standing::SignedIn(fixtures::me()))]);
    stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
    stand.say(Message::SessionEnded);
    assert!(matches!(stand.app.screen(), ui::Screen::Blocked(_)));
    let nodes = seen(stand);
    let text: Vec<&str> = nodes.iter().map(Seen::name).collect();
    let text = text.join("\n");
    assert!(text.contains("have changed"), "{text}");
    assert!(text.contains("10.json:3:1") && text.contains("020 7946 0000"), "{text}");
    for gone in ["Rhys", "Half a thought", "briefing"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    assert_eq!(nodes[0].name(), "Despatch");
}

#[test]
fn the_rules_are_there_when_nobody_gets_in() {
    let mut stage = Stage::sized(Stand::blocked_under(fixtures::rules(), Vec::new()), SIZES[0]);
    let way = stage.node("blocked:rules").id;
    stage.oracle.click(way);
    stage.redraw();
    assert!(!rows(&stage.oracle.nodes()).is_empty());
    let unknown = seen(Stand::blocked(Vec::new()));
    assert!(
        unknown.iter().all(|node| node.key != "blocked:rules"),
        "there are none to show"
    );
}

#[test]
fn a_session_begun_anew_is_asked_for_what_was_open() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.desk(Desk::Conversation(conversation::Message::Details));
    stand.report(vec![Event::Paging {
        room: RHYS.into(),
        state: model::Paging::Loading,
    }]);
    stand.wished();
    stand.report(vec![Event::Stage(Standing::Renewed(fixtures::me()))]);
    let wished = stand.wished();
    let opened = |command: &model::Command| matches!(command, model::Command::OpenRoom(room) if room.as_str() == RHYS);
    let listed = |command: &model::Command| matches!(command, model::Command::ListMembers(_));
    assert!(wished.iter().any(opened) && wished.iter().any(listed), "{wished:?}");
    assert_eq!(stand.composer().text(), "Half a thought");
    assert_eq!(
        stand.conversation().rows().len(),
        fixtures::rows().len(),
        "until the new ones come"
    );
    stand.talk(conversation::Message::LoadOlder);
    let older = |command: &model::Command| matches!(command, model::Command::LoadOlder(_));
    assert!(stand.wished().iter().any(older), "what was under way is not coming");
}

#[test]
fn values_are_said_in_words() {
    let words = Words::new(Language::English);
    let said = |key: &str, value: serde_json::Value| -> Vec<String> {
        words
            .rule_value(key, &value)
            .into_iter()
            .map(|line| format!("{}{}", "  ".repeat(line.depth.into()), line.text))
            .collect()
    };
    assert_eq!(said("device.copy", json!(false)), ["No"]);
    assert_eq!(said("sign_in.max_session_days", json!(null)), ["Not set"]);
    assert_eq!(said("sign_in.max_session_days", json!(30)), ["30 days"]);
    assert_eq!(said("sign_in.lock_after_idle_minutes", json!(1)), ["1 minute"]);
    assert_eq!(said("content.max_upload_mb", json!(50)), ["50 MB"]);
    assert_eq!(said("valid_until", json!("2027-03-31")), ["31 March 2027"]);
    assert_eq!(said("valid_until", json!("soon")), ["soon"]);
    assert_eq!(said("content.deny_types", json!([])), ["None"]);
    assert_eq!(
        said("sign_in.methods", json!(["password", "sso"])),
        ["• With name and password", "• At your organisation's sign-in page"]
    );
    assert_eq!(
        said("watch.rules", json!({"many-links": "warn"})),
        ["many-links: A warning is shown"]
    );
    assert_eq!(
        said(
            "retention.rooms",
            json!([{"match": {"type": "direct"}, "record": true}])
        ),
        ["For: ", "  Kind of room: Messages between two people", "On record: Yes"]
    );
    assert_eq!(said("no.such.key", json!("as it is")), ["as it is"]);
}

#[test]
fn a_rule_that_is_newer_than_its_words_still_shows() {
    let rules = Rules {
        entries: [fixtures::rule(
            "future.key",
            json!({"a": [1, 2]}),
            Some("/etc/x.json"),
            RuleLevel::Managed,
            RuleStatus::Unknown,
        )]
        .into(),
        ..Rules::default()
    };
    let nodes = seen(page(rules));
    let row = rows(&nodes)[0].name().to_owned();
    assert!(
        row.contains("future.key") && row.contains("a: 1, 2") && row.contains("Not known"),
        "{row}"
    );
}
