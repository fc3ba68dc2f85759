//! Which source stands above which.

use policy::{Choice, Choices, Input, Level, Place, Policy, Scope, Source};
use serde_json::{Value, json};

use crate::{codes, day, managed, recommended, resolve, two_departments, with};

fn for_user(source: Source) -> Source {
    Source {
        scope: Scope::User,
        ..source
    }
}

fn baseline(document: &Value) -> Source {
    Source::baseline(document.to_string().into_bytes())
}

/// The highest first.
fn ladder(document: impl Fn(&str) -> Value) -> Vec<(&'static str, Source)> {
    vec![
        (
            "machine managed",
            managed("machine managed", &document("machine managed")),
        ),
        (
            "user managed",
            for_user(managed("user managed", &document("user managed"))),
        ),
        ("built-in policy", baseline(&document("built-in policy"))),
        (
            "machine recommended",
            recommended("machine recommended", &document("machine recommended")),
        ),
        (
            "user recommended",
            for_user(recommended("user recommended", &document("user recommended"))),
        ),
    ]
}

#[test]
fn each_source_stands_above_those_below_it_in_whatever_order_they_come() {
    let ladder = ladder(|name| json!({"organisation": {"banner": name}}));
    for above in 0..ladder.len() {
        for below in above + 1..ladder.len() {
            let (name, high) = &ladder[above];
            let (_, low) = &ladder[below];
            let law = for_user(managed("law", &two_departments()));
            for sources in [
                [law.clone(), high.clone(), low.clone()],
                [low.clone(), high.clone(), law.clone()],
            ] {
                let policy = resolve(&sources).unwrap();
                assert_eq!(policy.organisation().banner, *name);
                assert_eq!(policy.provenance()["organisation.banner"].place.to_string(), *name);
            }
        }
    }
}

fn chosen(sources: &[Source], choices: &Choices) -> Policy {
    Policy::resolve(&Input {
        sources,
        choices: Some(choices),
        memory: None,
        today: day("2026-11-24"),
    })
    .unwrap()
}

fn theme(policy: &Policy) -> (Value, Option<Level>) {
    let level = policy.provenance().get("interface.theme").map(|from| from.level);
    (policy.value("interface.theme"), level)
}

#[test]
fn a_choice_stands_above_the_default_and_below_every_policy() {
    let law = managed("m.json", &two_departments());
    let dark = || json!({"interface": {"theme": "dark"}});
    let choices = Choices::from([(
        "interface.theme".to_owned(),
        Choice {
            value: "light".into(),
            instead_of: None,
        },
    )]);
    let alone = chosen(std::slice::from_ref(&law), &choices);
    assert_eq!(theme(&alone), (json!("light"), Some(Level::Own)));
    assert_eq!(alone.locked("interface.theme"), None);
    let proposed = chosen(&[law.clone(), recommended("r.json", &dark())], &choices);
    assert_eq!(theme(&proposed), (json!("dark"), Some(Level::Recommended)));
    let fixed = chosen(&[law, managed("n.json", &dark())], &choices);
    assert_eq!(theme(&fixed), (json!("dark"), Some(Level::Managed)));
    assert_eq!(
        fixed.locked("interface.theme").unwrap().place,
        Place::File("n.json".into())
    );
    assert_eq!(
        fixed.choose("interface.theme", json!("light")),
        None,
        "it is not theirs to choose"
    );
}

#[test]
fn people_may_change_what_is_recommended_until_something_else_is() {
    let law = managed("m.json", &two_departments());
    let propose = |theme: &str| {
        [
            law.clone(),
            recommended("r.json", &json!({"interface": {"theme": theme}})),
        ]
    };
    let before = chosen(&propose("dark"), &Choices::new());
    let choice = before.choose("interface.theme", json!("contrast")).unwrap();
    let mut choices = Choices::from([("interface.theme".to_owned(), choice)]);
    let after = chosen(&propose("dark"), &choices);
    assert_eq!(theme(&after), (json!("contrast"), Some(Level::Own)));
    // Once more, over the choice that stands.
    let again = after.choose("interface.theme", json!("light")).unwrap();
    choices.insert("interface.theme".to_owned(), again);
    assert_eq!(
        theme(&chosen(&propose("dark"), &choices)),
        (json!("light"), Some(Level::Own))
    );
    assert_eq!(
        theme(&chosen(&propose("system"), &choices)),
        (json!("system"), Some(Level::Recommended)),
        "a new recommendation is followed"
    );
}

#[test]
fn people_choose_looks_and_nothing_else() {
    let law = managed("m.json", &two_departments());
    let choice = |value: Value| Choice {
        value,
        instead_of: None,
    };
    let choices = Choices::from([
        ("federation.on_foreign".to_owned(), choice(json!("warn"))),
        ("homeservers".to_owned(), choice(json!([]))),
        ("device.copy".to_owned(), choice(json!(true))),
        ("interface.theme".to_owned(), choice(json!("pink"))),
        ("nonsense".to_owned(), choice(json!(1))),
    ]);
    let policy = chosen(std::slice::from_ref(&law), &choices);
    assert_eq!(policy.document(), resolve(&[law]).unwrap().document());
    assert_eq!(codes(policy.problems()), ["not-choosable"; 5]);
    assert_eq!(policy.choose("federation.on_foreign", json!("warn")), None);
    assert_eq!(policy.choose("interface.font_scale", json!(99)), None);
    assert!(policy.choose("interface.font_scale", json!(150)).is_some());
}

#[test]
fn trust_roots_come_from_the_highest_source_that_names_one() {
    let roots = |name: &str| json!({"homeservers": [{"server_name": format!("{name}.example"), "base_url": format!("https://{name}.example")}]});
    let policy = resolve(&[
        managed("m.json", &roots("machine")),
        for_user(managed("u.json", &roots("user"))),
        baseline(&json!({"replaceable_trust_roots": true, "network": {"ca_file": "/ca.pem"}})),
    ])
    .unwrap();
    let names: Vec<&str> = policy
        .homeservers()
        .iter()
        .map(|known| known.server_name.as_str())
        .collect();
    assert_eq!(names, ["machine.example"]);
    assert_eq!(policy.network().ca_file, None, "not one root of another source");
    assert_eq!(codes(policy.problems()), ["trust-roots-elsewhere"; 2]);
}

#[test]
fn the_roots_of_a_built_in_policy_stay_unless_it_says_otherwise() {
    let other = managed(
        "m.json",
        &json!({
            "homeservers": [{"server_name": "evil.example", "base_url": "https://evil.example"}],
            "federation": {"allowed_servers": ["*.evil.example"], "on_foreign": "quarantine"},
        }),
    );
    let fixed = resolve(&[baseline(&two_departments()), other.clone()]).unwrap();
    assert!(fixed.approves("works.gov.example"));
    assert!(!fixed.approves("evil.example") && !fixed.approves("a.evil.example"));
    assert_eq!(fixed.provenance()["homeservers"].place, Place::Baseline);
    assert_eq!(
        fixed.value("federation.on_foreign"),
        "quarantine",
        "other keys are the machine's"
    );
    assert_eq!(codes(fixed.problems()), ["trust-roots-elsewhere"; 2]);

    let open = resolve(&[baseline(&with("replaceable_trust_roots", json!(true))), other.clone()]).unwrap();
    assert!(open.approves("evil.example") && !open.approves("works.gov.example"));

    // Nor can the other say it of itself.
    let mut says_so = serde_json::from_slice::<Value>(&other.bytes).unwrap();
    says_so["replaceable_trust_roots"] = true.into();
    let policy = resolve(&[baseline(&two_departments()), managed("m.json", &says_so)]).unwrap();
    assert!(!policy.approves("evil.example"));
}

#[test]
fn a_built_in_policy_is_a_policy_and_a_broken_one_is_none() {
    let alone = resolve(&[baseline(&two_departments())]).unwrap();
    assert_eq!(alone.locked("homeservers").unwrap().place, Place::Baseline);
    let problems = resolve(&[
        baseline(&json!({"homeservers": 5})),
        managed("m.json", &two_departments()),
    ])
    .unwrap_err();
    assert_eq!(problems[0].place(), "built-in policy");
}

#[test]
fn one_bad_element_costs_itself_where_the_rest_can_be_used() {
    let policy = resolve(&[managed(
        "a.json",
        &with("interface", json!({"languages": ["cy", 5, "en-GB", null]})),
    )])
    .unwrap();
    assert_eq!(policy.interface().languages, ["cy", "en-GB"]);
    let found: Vec<(&str, &str)> = policy
        .problems()
        .iter()
        .map(|problem| (problem.code(), problem.pointer.as_str()))
        .collect();
    assert_eq!(
        found,
        [("value", "/interface/languages/1"), ("value", "/interface/languages/3")]
    );
    let policy = resolve(&[managed(
        "a.json",
        &with("organisation", json!({"helpdesk": {"email": 5, "phone": "0300"}})),
    )])
    .unwrap();
    assert_eq!(
        (
            policy.organisation().helpdesk.phone.as_str(),
            policy.organisation().helpdesk.email.as_str()
        ),
        ("0300", "")
    );
    let rules = with("watch", json!({"rules": {"a": "warn", "b": "scream"}}));
    assert_eq!(
        resolve(&[managed("a.json", &rules)]).unwrap().value("watch.rules"),
        json!({"a": "warn"})
    );
    let all_bad = with("interface", json!({"languages": vec![0; 5000]}));
    assert!(
        resolve(&[managed("a.json", &all_bad)])
            .unwrap()
            .interface()
            .languages
            .is_empty()
    );
}
