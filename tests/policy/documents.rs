//! One file: what is read, what is reported, and where.

use policy::{AcceptFrom, OnForeign, SendTo, Severity, SignInMethod, schema};
use serde_json::{Value, json};

use crate::{codes, managed, policy, refused, text, two_departments, with};

#[test]
fn everything_left_out_is_safe() {
    let policy = policy(&two_departments());
    assert_eq!(policy.problems(), []);
    assert_eq!(policy.federation().on_foreign, OnForeign::Block);
    assert!(policy.federation().allowed_servers.is_empty());
    assert!(!policy.federation().history_sharing_on_invite);
    assert_eq!(policy.sign_in().methods, [SignInMethod::Password]);
    assert!(!policy.sign_in().qr_login);
    assert!(policy.encryption().require_encrypted_rooms);
    assert_eq!(policy.encryption().send_to, SendTo::CrossSigned);
    assert_eq!(policy.encryption().accept_from, AcceptFrom::Legacy);
    assert!(policy.encryption().require_recovery);
    assert!(policy.retention().forbid_leave_on_hold);
    assert_eq!(policy.organisation().name, "");
}

#[test]
fn the_organisation_is_read() {
    let policy = policy(&with(
        "organisation",
        json!({"name": "HM Example", "banner": "Official", "helpdesk": {"email": "help@works.gov.example", "phone": "0300 123"}}),
    ));
    let organisation = policy.organisation();
    assert_eq!(
        (organisation.name.as_str(), organisation.banner.as_str()),
        ("HM Example", "Official")
    );
    assert_eq!(organisation.helpdesk.email, "help@works.gov.example");
    assert_eq!(
        (organisation.helpdesk.phone.as_str(), organisation.helpdesk.url.as_str()),
        ("0300 123", "")
    );
}

/// What each bad document is refused for, or reported for where it stays in force.
#[test]
fn bad_values_close_the_program_or_are_reported() {
    let department = |server_name: &str, base_url: &str| json!([{"server_name": server_name, "base_url": base_url}]);
    let closed = [
        (json!([]), "value", ""),
        (json!("x"), "value", ""),
        (json!({}), "no-homeserver", ""),
        (json!({"homeservers": []}), "no-homeserver", ""),
        (json!({"homeservers": {}}), "value", "/homeservers"),
        (json!({"homeservers": ["works.gov.example"]}), "value", "/homeservers/0"),
        (
            json!({"homeservers": [["a.example", "https://a.example", "", [], null, null, [], {}]]}),
            "value",
            "/homeservers/0",
        ),
        (
            json!({"homeservers": [{"server_name": "works.gov.example"}]}),
            "missing",
            "/homeservers/0",
        ),
        (
            json!({"homeservers": department("works.gov.example.", "https://works.gov.example")}),
            "server-name",
            "/homeservers/0/server_name",
        ),
        (
            json!({"homeservers": department("", "https://works.gov.example")}),
            "server-name",
            "/homeservers/0/server_name",
        ),
        (
            json!({"homeservers": department("a.example", "http://a.example")}),
            "base-url",
            "/homeservers/0/base_url",
        ),
        (
            json!({"homeservers": department("a.example", "https://a.example/path")}),
            "base-url",
            "/homeservers/0/base_url",
        ),
        (
            json!({"homeservers": department("a.example", "https://a.example?q")}),
            "base-url",
            "/homeservers/0/base_url",
        ),
        (
            json!({"homeservers": department("a.example", "https://a.example#f")}),
            "base-url",
            "/homeservers/0/base_url",
        ),
        (
            json!({"homeservers": department("a.example", "https://u@a.example")}),
            "base-url",
            "/homeservers/0/base_url",
        ),
        (
            json!({"homeservers": department("a.example", "https://127.1")}),
            "base-url",
            "/homeservers/0/base_url",
        ),
        (
            with("federation", json!({"on_foreign": "allow"})),
            "value",
            "/federation/on_foreign",
        ),
        (
            with("federation", json!({"on_foreign": null})),
            "value",
            "/federation/on_foreign",
        ),
        (
            with("federation", json!([["*.evil.example"], "warn", true])),
            "value",
            "/federation",
        ),
        (with("federation", json!(null)), "value", "/federation"),
        (
            with("federation", json!({"allowed_servers": ["a.example", "*.example"]})),
            "pattern",
            "/federation/allowed_servers/1",
        ),
        (
            with("federation", json!({"allowed_servers": ["*"]})),
            "pattern",
            "/federation/allowed_servers/0",
        ),
        (
            with("federation", json!({"allowed_servers": ["*.*.a.example"]})),
            "pattern",
            "/federation/allowed_servers/0",
        ),
        (
            with("federation", json!({"allowed_servers": ["a*.b.example"]})),
            "pattern",
            "/federation/allowed_servers/0",
        ),
        (
            with("federation", json!({"allowed_servers": "a.example"})),
            "value",
            "/federation/allowed_servers",
        ),
        (
            with("federation", json!({"allowed_servers": ["a.example", 5]})),
            "value",
            "/federation/allowed_servers/1",
        ),
        (
            with("sign_in", json!({"methods": ["password", "magic"]})),
            "value",
            "/sign_in/methods/1",
        ),
        (
            with("encryption", json!({"require_encrypted_rooms": "no"})),
            "value",
            "/encryption/require_encrypted_rooms",
        ),
        (
            with("encryption", json!({"send_to": "everyone"})),
            "value",
            "/encryption/send_to",
        ),
        (
            with("retention", json!({"default": {"min_days": -1}})),
            "value",
            "/retention/default/min_days",
        ),
        (
            with("retention", json!({"default": {"min_days": 1.5}})),
            "value",
            "/retention/default/min_days",
        ),
        (
            with("retention", json!({"rooms": [{"record": true}]})),
            "missing",
            "/retention/rooms/0",
        ),
        (
            with("retention", json!({"rooms": [{"match": {"room": "#a:a.example"}}]})),
            "room-id",
            "/retention/rooms/0/match/room",
        ),
        (
            with(
                "retention",
                json!({"hold": [{"scope": {"room": "a"}, "reference": "7"}]}),
            ),
            "room-id",
            "/retention/hold/0/scope/room",
        ),
        (
            with(
                "retention",
                json!({"hold": [{"scope": "all", "reference": "7", "until": "soon"}]}),
            ),
            "day",
            "/retention/hold/0/until",
        ),
        (
            with(
                "retention",
                json!({"hold": [{"scope": "all", "reference": "7", "until": "2027-02-30"}]}),
            ),
            "day",
            "/retention/hold/0/until",
        ),
        (with("format", json!(2)), "format", "/format"),
        (with("format", json!("1")), "format", "/format"),
        (with("version", json!(-1)), "value", "/version"),
        (with("version", json!("1")), "value", "/version"),
        (with("grace_days", json!(366)), "value", "/grace_days"),
        (with("trust", json!(7)), "value", "/trust"),
        (
            with("trust", json!({"on_identity_change": "ignore"})),
            "value",
            "/trust/on_identity_change",
        ),
        (
            with("content", json!({"deny_types": ["exe"]})),
            "media-type",
            "/content/deny_types/0",
        ),
        (
            with("content", json!({"max_upload_mb": null})),
            "value",
            "/content/max_upload_mb",
        ),
        (with("device", json!({"copy": "no"})), "value", "/device/copy"),
        (with("network", json!({"min_tls": 1.2})), "value", "/network/min_tls"),
        (
            with("network", json!({"proxy": {"mode": "fixed"}})),
            "missing",
            "/network/proxy",
        ),
        (
            with(
                "network",
                json!({"proxy": {"url": "http://user:pass@proxy.example:3128"}}),
            ),
            "proxy-url",
            "/network/proxy/url",
        ),
        (
            with("network", json!({"proxy": {"no_proxy": ["*"]}})),
            "pattern",
            "/network/proxy/no_proxy/0",
        ),
        (
            with("records", json!({"sink": "ftp://a.example"})),
            "sink",
            "/records/sink",
        ),
        (
            with("records", json!({"sink_options": ["region"]})),
            "sink-option",
            "/records/sink_options/0",
        ),
        (
            with("publish", json!({"allowed_instances": ["*.example"]})),
            "server-name",
            "/publish/allowed_instances/0",
        ),
        (
            with("retention", json!({"forbid_redaction": 1})),
            "value",
            "/retention/forbid_redaction",
        ),
        (
            with(
                "retention",
                json!({"rooms": [{"match": {"room": "!a:a.example", "name": "b"}}]}),
            ),
            "value",
            "/retention/rooms/0/match",
        ),
        (with("valid_until", json!("31.12.2027")), "day", "/valid_until"),
    ];
    for (document, code, pointer) in closed {
        let problems = refused(&[managed("a.json", &document)]);
        let found = problems
            .iter()
            .find(|problem| problem.severity == Severity::Error)
            .unwrap();
        assert_eq!((found.code(), found.pointer.as_str()), (code, pointer), "{document}");
    }
    let reported = [
        (
            with("organisation", json!({"name": 5, "banner": "b"})),
            "value",
            "/organisation/name",
        ),
        (
            with("organisation", json!({"helpdesk": ["help@works.gov.example"]})),
            "value",
            "/organisation/helpdesk",
        ),
        (with("organisation", json!(5)), "value", "/organisation"),
        (
            with("organisation", json!({"logo": "/logo.png"})),
            "not-used",
            "/organisation/logo",
        ),
        (
            with("sign_in", json!({"qr_login": false})),
            "not-used",
            "/sign_in/qr_login",
        ),
        (
            with("trust", json!({"require_verified_contact_for": ["sensitive"]})),
            "not-used",
            "/trust/require_verified_contact_for",
        ),
        (with("watch", json!({"rules": {}})), "not-used", "/watch/rules"),
        (with("interface", json!({"theme": "pink"})), "value", "/interface/theme"),
        (with("interface", json!([])), "value", "/interface"),
        (
            with("replaceable_trust_roots", json!(true)),
            "baseline-only",
            "/replaceable_trust_roots",
        ),
        (
            with("federation.on_foreign", json!("warn")),
            "unknown-key",
            "/federation.on_foreign",
        ),
        (
            with("federation", json!({"on_foregin": "warn"})),
            "unknown-key",
            "/federation/on_foregin",
        ),
        (
            with("organisation", json!({"helpdesk": {"fax": "1"}})),
            "unknown-key",
            "/organisation/helpdesk/fax",
        ),
        (with("homeserver", json!([])), "unknown-key", "/homeserver"),
        (with("a/b~c", json!([])), "unknown-key", "/a~1b~0c"),
        (
            with("retention", json!({"default": {"min_days": 9, "max_days": 8}})),
            "minimum-above-maximum",
            "/retention/default",
        ),
    ];
    for (document, code, pointer) in reported {
        let policy = policy(&document);
        let found: Vec<_> = policy
            .problems()
            .iter()
            .map(|problem| (problem.code(), problem.pointer.as_str()))
            .collect();
        assert_eq!(found, [(code, pointer)], "{document}");
    }
}

#[test]
fn a_bad_organisation_key_costs_that_key_alone() {
    let policy = policy(&with("organisation", json!({"name": 5, "banner": "Official"})));
    assert_eq!(
        (
            policy.organisation().name.as_str(),
            policy.organisation().banner.as_str()
        ),
        ("", "Official")
    );
}

#[test]
fn a_protection_that_is_missing_closes_the_program() {
    let mut document = two_departments();
    document["homeservers"][1]["spki_sha256"] = json!(["ab"]);
    let problems = refused(&[managed("a.json", &document)]);
    assert_eq!(codes(&problems), ["not-supported"]);
    assert_eq!(problems[0].pointer, "/homeservers/1/spki_sha256");
}

#[test]
fn every_problem_is_found_at_once_with_its_line_and_column() {
    let problems = refused(&[text(
        "a.json",
        r#"{
  "homeservers": [
    {"server_name": "works.gov.example", "base_url": "http://works.gov.example"},
    {"server_name": "works.gov.example", "base_url": "https://b.example", "email_domains": ["ok.example", "a@b"]},
    {"base_url": "https://c.example"}
  ],
  "federation": {"on_foreign": "wärn", "allowed": []},
  "organisation": {"é": 1, "banner": 2}
}"#,
    )]);
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "a.json:3:42: error: `http://works.gov.example` is not an https address of nothing but a host and a port",
            "a.json:4:6: error: `works.gov.example` stands here twice: it can belong to one department only",
            "a.json:4:107: error: `a@b` is not an email domain",
            "a.json:5:5: error: `homeservers.server_name` is missing",
            "a.json:7:18: error: `federation.on_foreign` has to be one of \"block\", \"quarantine\", \"warn\", not \"wärn\"",
            "a.json:7:40: warning: unknown key `federation.allowed`: it has no effect. Did you mean `federation.allowed_servers`?",
            "a.json:8:20: warning: unknown key `organisation.é`: it has no effect",
            "a.json:8:28: warning: `organisation.banner` has to be text in quotation marks, not 2",
        ]
    );
    let problems = refused(&[text(
        "b.json",
        r#"{"homeservers": [
    {"server_name": "works.gov.example", "base_url": "http://works.gov.example"},
    {"server_name": "WORKS.gov.example", "base_url": "https://b.example", "email_domains": ["ok.example", "a@b"]}
]}"#,
    )]);
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "b.json:2:42: error: `http://works.gov.example` is not an https address of nothing but a host and a port",
            "b.json:3:6: error: `WORKS.gov.example` stands here twice: it can belong to one department only",
            "b.json:3:107: error: `a@b` is not an email domain",
        ]
    );
}

#[test]
fn a_key_that_comes_twice_is_never_guessed_at() {
    let server = r#"{"server_name": "a.example", "base_url": "https://a.example"}"#;
    let closed = [
        (format!(r#"{{"homeservers": [{server}], "homeservers": []}}"#), "/homeservers"),
        (format!(r#"{{"homeservers": [{server}], "federation": {{"on_foreign": "warn", "on_foreign": "block"}}}}"#), "/federation/on_foreign"),
        (r#"{"homeservers": [{"server_name": "a.example", "base_url": "https://a.example", "base_url": "https://b.example"}]}"#.to_owned(),
            "/homeservers/0/base_url"),
        (format!(r#"{{"homeservers": [{server}], "sign_in": {{"m\u0065thods": [], "methods": []}}}}"#), "/sign_in/methods"),
    ];
    for (document, pointer) in closed {
        let problems = refused(&[text("a.json", &document)]);
        assert_eq!(codes(&problems), ["key-twice"], "{document}");
        assert_eq!(problems[0].pointer, pointer);
    }
    let lax = format!(r#"{{"homeservers": [{server}], "organisation": {{"name": "a", "name": "b"}}}}"#);
    assert_eq!(
        codes(crate::resolve(&[text("a.json", &lax)]).unwrap().problems()),
        ["key-twice"]
    );
}

#[test]
fn what_is_not_json_is_refused_at_its_place() {
    for (bytes, place) in [
        (&b""[..], "a.json:1:1"),
        (b"{", "a.json:1:1"),
        (b"{\n  \"homeservers\": [\n  }\n", "a.json:3:3"),
        (b"{\"organisation\": {\"name\": \"\xff\"}}", "a.json:1:28"),
        (b"{} {}", "a.json:1:4"),
        (b"// no comments\n{}", "a.json:1:1"),
        (b"{\"version\": 1e999}", "a.json:1:17"),
    ] {
        let problems = refused(&[text("a.json", bytes)]);
        assert_eq!(codes(&problems), ["syntax"], "{place}");
        assert!(
            problems[0]
                .to_string()
                .starts_with(&format!("{place}: error: not valid JSON: ")),
            "{}",
            problems[0]
        );
    }
}

#[test]
fn neither_depth_nor_size_is_followed_without_end() {
    for open in ["[", "{\"a\":"] {
        assert_eq!(codes(&refused(&[text("a.json", open.repeat(100_000))])), ["syntax"]);
    }
    assert_eq!(
        codes(&refused(&[text("a.json", " ".repeat((1 << 20) + 1))])),
        ["too-large"]
    );
    let deep = format!("{{\"device\": {}{}}}", "[".repeat(120), "]".repeat(120));
    assert_eq!(codes(&refused(&[text("a.json", deep)])), ["value"]);
    let wide = format!("{{\"homeservers\": [{}0]}}", "0,".repeat(400_000));
    assert!(codes(&refused(&[text("a.json", wide)])).contains(&"too-many"));
    let members: String = (0..90_000).map(|index| format!("\"k{index}\":0,")).collect();
    let wide = format!("{{{members}\"k\": 0}}");
    assert!(codes(&refused(&[text("a.json", wide)])).contains(&"too-many"));
    let long = format!(
        "{{\"federation\": {{\"allowed_servers\": [{}\"a.example\"]}}}}",
        "\"a.example\",".repeat(80_000)
    );
    assert_eq!(codes(&refused(&[text("a.json", long)])), ["no-homeserver"]);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let bytes = [
        b"\xef\xbb\xbf",
        serde_json::to_vec(&two_departments()).unwrap().as_slice(),
    ]
    .concat();
    assert!(crate::resolve(&[text("a.json", bytes)]).is_ok());
}

#[test]
fn the_schema_describes_every_key() {
    fn described(schema: &Value, at: &str) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (key, property) in properties {
                assert!(property.get("description").is_some(), "{at}/{key} has no description");
            }
        }
    }
    let schema = schema();
    described(&schema, "");
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        described(definition, name);
    }
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}
