//! What the SDK's contents and errors become.

use matrix_sdk::deserialized_responses::{
    AlgorithmInfo, DeviceLinkProblem, EncryptionInfo, ForwarderInfo, VerificationLevel, VerificationState,
};
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk::{Error, QueueWedgeError};
use matrix_sdk_base::crypto::types::events::UtdCause;
use matrix_sdk_ui::eyeball_im::{Vector, VectorDiff};
use matrix_sdk_ui::timeline::MembershipChange;
use model::{Block, Body, Change, Closed, Failure, Patch, Person, Shield, Undecryptable};
use serde_json::{Value, json};
use session::convert::trust::{self, Came};
use session::convert::{self, body, change, failure};

fn body_of(content: Value) -> Body {
    let content: MessageType = serde_json::from_value(content).expect("a message");
    body::body(&content)
}

fn words(content: Value) -> (String, bool) {
    match body_of(content) {
        Body::Text { plain, emote, .. } => (plain.to_string(), emote),
        other => panic!("{other:?}"),
    }
}

#[test]
fn texts_notices_and_emotes_are_text() {
    for (msgtype, emote) in [("m.text", false), ("m.notice", false), ("m.emote", true)] {
        let plain = json!({"msgtype": msgtype, "body": "a *b*"});
        assert_eq!(words(plain), ("a *b*".to_owned(), emote));
        let html = json!({
            "msgtype": msgtype, "body": "other", "format": "org.matrix.custom.html", "formatted_body": "a <b>b</b>",
        });
        assert_eq!(words(html), ("a b".to_owned(), emote));
    }
}

#[test]
fn a_formatted_body_that_cannot_be_shown_gives_way_to_the_plain_one() {
    for (format, formatted) in [
        ("org.matrix.custom.html", "a".repeat(40_000)),
        ("org.matrix.custom.html", "<script>x".to_owned()),
        ("text/rtf", "{\\rtf1}".to_owned()),
    ] {
        let content = json!({"msgtype": "m.text", "body": "plain", "format": format, "formatted_body": formatted});
        assert_eq!(words(content).0, "plain", "{format}");
    }
}

#[test]
fn files_of_each_kind_are_files() {
    for msgtype in ["m.file", "m.image", "m.audio", "m.video"] {
        let content = json!({
            "msgtype": msgtype, "body": "../a\u{202e}b.pdf", "url": "mxc://a.example/b",
            "info": {"size": 5, "mimetype": "application/pdf\u{7}"},
        });
        let Body::File(facts) = body_of(content) else {
            panic!("{msgtype}")
        };
        assert_eq!(
            (&*facts.name, facts.size, &*facts.mimetype),
            ("ab.pdf", Some(5), "application/pdf"),
            "{msgtype}"
        );
        let captioned =
            json!({"msgtype": msgtype, "body": "See here", "filename": "c.pdf", "url": "mxc://a.example/b"});
        let Body::File(facts) = body_of(captioned) else {
            panic!("{msgtype}")
        };
        assert_eq!(
            (&*facts.name, facts.size, &*facts.mimetype),
            ("c.pdf", None, ""),
            "{msgtype}"
        );
    }
}

#[test]
fn what_is_not_known_is_shown_by_its_words() {
    assert_eq!(words(json!({"msgtype": "x.y", "body": "words"})).0, "words");
    assert_eq!(
        words(json!({"msgtype": "m.location", "body": "here", "geo_uri": "geo:1,2"})).0,
        "here"
    );
    assert_eq!(body_of(json!({"msgtype": "x.y", "body": " "})), Body::Unsupported);
    let request = json!({
        "msgtype": "m.key.verification.request", "body": "words", "to": "@a:b", "from_device": "D", "methods": [],
    });
    assert_eq!(body_of(request), Body::Unsupported);
}

#[test]
fn an_empty_text_is_an_empty_text() {
    let Body::Text { blocks, plain, .. } = body_of(json!({"msgtype": "m.text", "body": ""})) else {
        panic!()
    };
    assert_eq!((blocks.as_ref(), &*plain), (&[] as &[Block], ""));
}

/// How a message came at 5 from somebody's device, to one that is there since then.
fn came(state: VerificationState) -> EncryptionInfo {
    EncryptionInfo {
        sender: "@a:gov.uk".try_into().expect("an id"),
        sender_device: None,
        forwarder: None,
        algorithm_info: AlgorithmInfo::MegolmV1AesSha2 {
            curve25519_key: String::new(),
            sender_claimed_keys: [].into(),
            session_id: None,
        },
        verification_state: state,
    }
}

fn warning(info: Option<&EncryptionInfo>, since: i64, body: &Body) -> Shield {
    let came = Came {
        info,
        clear: info.is_none(),
        own: false,
        written: 5,
        repeated: false,
    };
    trust::shield(&came, since, body)
}

#[test]
fn shields_warn_of_what_cannot_be_vouched_for() {
    use VerificationLevel as Level;
    let text = body_of(json!({"msgtype": "m.text", "body": "a"}));
    assert_eq!(warning(None, 5, &text), Shield::NotEncrypted);
    assert_eq!(warning(None, 5, &Body::Redacted), Shield::None);
    let shut = Body::Undecryptable(Undecryptable::Waiting);
    assert_eq!(warning(None, 5, &shut), Shield::None);
    let verified = came(VerificationState::Verified);
    assert_eq!(warning(Some(&verified), 5, &text), Shield::None);
    // From before this device, and of what its sender should have sent it the key of.
    for (level, before, live) in [
        (Level::UnverifiedIdentity, Shield::None, Shield::None),
        (Level::UnsignedDevice, Shield::Unconfirmed, Shield::Unconfirmed),
        (
            Level::None(DeviceLinkProblem::MissingDevice),
            Shield::Unconfirmed,
            Shield::Unconfirmed,
        ),
        (
            Level::None(DeviceLinkProblem::InsecureSource),
            Shield::Unauthenticated,
            Shield::Unvouched,
        ),
        (Level::MismatchedSender, Shield::Unauthenticated, Shield::Unvouched),
        (
            Level::VerificationViolation,
            Shield::Unauthenticated,
            Shield::Unauthenticated,
        ),
    ] {
        let info = came(VerificationState::Unverified(level));
        let warnings = [6, 5].map(|since| warning(Some(&info), since, &text));
        assert_eq!(warnings, [before, live], "{info:?}");
    }
}

#[test]
fn what_one_wrote_oneself_or_somebody_handed_over_is_marked_and_not_closed() {
    let text = body_of(json!({"msgtype": "m.text", "body": "a"}));
    let planted = VerificationLevel::None(DeviceLinkProblem::InsecureSource);
    let mut info = came(VerificationState::Unverified(planted));
    let judge = |info: &EncryptionInfo, own| {
        let came = Came {
            info: Some(info),
            clear: false,
            own,
            written: 5,
            repeated: false,
        };
        trust::shield(&came, 5, &text)
    };
    assert_eq!(judge(&info, false).closed(), Some(Closed::Unvouched));
    assert_eq!(judge(&info, true), Shield::Unauthenticated);
    info.forwarder = Some(ForwarderInfo {
        user_id: info.sender.clone(),
        device_id: "D".into(),
    });
    assert_eq!(judge(&info, false), Shield::Unauthenticated);
}

#[test]
fn what_repeats_an_earlier_message_is_closed_whoever_wrote_it() {
    let text = body_of(json!({"msgtype": "m.text", "body": "a"}));
    let verified = came(VerificationState::Verified);
    let planted = VerificationLevel::None(DeviceLinkProblem::InsecureSource);
    let planted = came(VerificationState::Unverified(planted));
    for (info, own, body, shield) in [
        (&verified, false, &text, Shield::Repeated),
        (&verified, true, &text, Shield::Repeated),
        (&verified, false, &Body::Redacted, Shield::None),
        (&planted, false, &text, Shield::Unvouched),
    ] {
        let came = Came {
            info: Some(info),
            clear: false,
            own,
            written: 5,
            repeated: true,
        };
        assert_eq!(trust::shield(&came, 5, body), shield);
    }
}

#[test]
fn each_cause_has_its_words() {
    for (cause, words) in [
        (UtdCause::Unknown, Undecryptable::Waiting),
        (UtdCause::SentBeforeWeJoined, Undecryptable::BeforeJoin),
        (UtdCause::VerificationViolation, Undecryptable::IdentityChanged),
        (UtdCause::UnsignedDevice, Undecryptable::UnconfirmedDevice),
        (UtdCause::UnknownDevice, Undecryptable::UnknownDevice),
        (UtdCause::HistoricalMessageAndBackupIsDisabled, Undecryptable::NotStored),
        (UtdCause::HistoricalMessageAndDeviceIsUnverified, Undecryptable::Locked),
        (
            UtdCause::WithheldForUnverifiedOrInsecureDevice,
            Undecryptable::WithheldUnconfirmed,
        ),
        (UtdCause::WithheldBySender, Undecryptable::Withheld),
    ] {
        assert_eq!(trust::undecryptable(cause), words, "{cause:?}");
    }
}

fn person(name: &str) -> Person {
    Person {
        id: format!("@{name}:gov.uk").as_str().into(),
        name: name.into(),
        department: None,
    }
}

#[test]
fn who_came_and_who_was_made_to_go() {
    let (anna, ben) = (person("anna"), person("ben"));
    for (what, who, becomes) in [
        (MembershipChange::Joined, &ben, Change::Joined),
        (MembershipChange::InvitationAccepted, &ben, Change::Joined),
        (MembershipChange::Left, &ben, Change::Left),
        (MembershipChange::KnockRetracted, &ben, Change::Left),
        (MembershipChange::InvitationRejected, &ben, Change::Declined),
        (MembershipChange::Knocked, &ben, Change::Knocked),
        (MembershipChange::Invited, &anna, Change::Invited(ben.clone())),
        (MembershipChange::KnockAccepted, &anna, Change::Invited(ben.clone())),
        (MembershipChange::Kicked, &anna, Change::Removed(ben.clone())),
        (MembershipChange::InvitationRevoked, &anna, Change::Removed(ben.clone())),
        (MembershipChange::KnockDenied, &anna, Change::Removed(ben.clone())),
        (MembershipChange::Banned, &anna, Change::Banned(ben.clone())),
        (MembershipChange::KickedAndBanned, &anna, Change::Banned(ben.clone())),
        (MembershipChange::Unbanned, &anna, Change::Settings),
        (MembershipChange::Error, &anna, Change::Settings),
        (MembershipChange::None, &anna, Change::Settings),
        (MembershipChange::NotImplemented, &anna, Change::Settings),
    ] {
        assert_eq!(
            change::membership(what, anna.clone(), ben.clone()),
            (who.clone(), becomes),
            "{what:?}"
        );
    }
}

#[test]
fn answers_of_a_server_are_codes() {
    for (status, kind, code) in [
        (403, Some(ErrorKind::Forbidden), Failure::Forbidden),
        (403, None, Failure::Forbidden),
        (401, Some(ErrorKind::MissingToken), Failure::SignedOut),
        (403, Some(ErrorKind::UserDeactivated), Failure::AccountClosed),
        (401, Some(ErrorKind::UserLocked), Failure::AccountClosed),
        (403, Some(ErrorKind::UserSuspended), Failure::AccountClosed),
        (404, Some(ErrorKind::NotFound), Failure::NotFound),
        (404, None, Failure::NotFound),
        (429, None, Failure::RateLimited),
        (500, None, Failure::ServerFailed),
        (502, Some(ErrorKind::Unknown), Failure::ServerFailed),
        (520, None, Failure::ServerFailed),
        (400, Some(ErrorKind::BadJson), Failure::Malformed),
        (413, Some(ErrorKind::TooLarge), Failure::Malformed),
        (307, None, Failure::Malformed),
    ] {
        assert_eq!(failure::answer(status, kind.as_ref()), code, "{status} {kind:?}");
    }
}

#[test]
fn stuck_messages_say_what_they_are_stuck_on() {
    let generic = |msg: &str| QueueWedgeError::GenericApiError { msg: msg.to_owned() };
    for (wedge, code) in [
        (QueueWedgeError::CrossVerificationRequired, Failure::DeviceUnconfirmed),
        (
            QueueWedgeError::IdentityViolations { users: Vec::new() },
            Failure::IdentityChanged,
        ),
        (
            QueueWedgeError::InsecureDevices {
                user_device_map: Default::default(),
            },
            Failure::IdentityChanged,
        ),
        (QueueWedgeError::MissingMediaContent, Failure::Disk),
        (
            QueueWedgeError::InvalidMimeType {
                mime_type: "x".to_owned(),
            },
            Failure::Malformed,
        ),
        (
            generic("the server returned an error: [403 / M_FORBIDDEN] No"),
            Failure::Forbidden,
        ),
        (generic("[413 / M_TOO_LARGE] event too large"), Failure::Malformed),
        (generic("<script>"), Failure::ServerFailed),
    ] {
        assert_eq!(failure::wedged(&wedge), code, "{wedge:?}");
        assert_eq!(failure::failure(&Error::SendQueueWedgeError(Box::new(wedge))), code);
    }
}

#[test]
fn an_error_of_reading_is_the_disk_except_in_a_file_that_was_fetched() {
    let error = || Error::Io(std::io::Error::other("Hash mismatch while decrypting"));
    assert_eq!(failure::failure(&error()), Failure::Disk);
    assert_eq!(failure::media_failure(&error()), Failure::Tampered);
    assert_eq!(failure::login_failure(&Error::Timeout), Failure::Unreachable);
}

#[test]
fn a_certificate_is_found_deep_inside_of_other_errors() {
    #[derive(Debug, thiserror::Error)]
    #[error("outer")]
    struct Outer(#[source] std::io::Error);

    let wrap = |error: rustls::Error| Outer(std::io::Error::other(std::io::Error::other(error)));
    let bad = [
        rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer),
        rustls::Error::InvalidCertificate(rustls::CertificateError::Expired),
        rustls::Error::NoCertificatesPresented,
    ];
    for error in bad {
        assert!(failure::is_certificate(&wrap(error.clone())), "{error}");
    }
    assert!(!failure::is_certificate(&wrap(rustls::Error::HandshakeNotComplete)));
    assert!(!failure::is_certificate(&Outer(std::io::Error::other(
        "invalid peer certificate"
    ))));
    assert!(!failure::is_certificate(&Outer(
        std::io::ErrorKind::ConnectionRefused.into()
    )));
}

#[test]
fn patches_do_what_the_diffs_do() {
    let start: Vector<u32> = (0..5).collect();
    let diffs = vec![
        VectorDiff::Append {
            values: Vector::from(vec![7, 8]),
        },
        VectorDiff::PushFront { value: 9 },
        VectorDiff::PushBack { value: 10 },
        VectorDiff::PopFront,
        VectorDiff::PopBack,
        VectorDiff::Insert { index: 2, value: 11 },
        VectorDiff::Set { index: 0, value: 12 },
        VectorDiff::Remove { index: 3 },
        VectorDiff::Truncate { length: 2 },
        VectorDiff::Clear,
        VectorDiff::Reset {
            values: Vector::from(vec![13]),
        },
    ];
    for diff in diffs {
        let (mut theirs, mut ours) = (start.clone(), start.clone());
        diff.clone().apply(&mut theirs);
        let patch: Patch<u32> = convert::patch(diff.clone());
        assert!(patch.apply(&mut ours));
        assert_eq!(ours, theirs, "{diff:?}");
    }
}
