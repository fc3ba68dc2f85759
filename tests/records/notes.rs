//! Keys and heads, in the forms of C2SP's signed-note and tlog-checkpoint.

use records::note::{NoteError, Verifier};
use records::{Log, LogKey};

use crate::made::log_key;

/// The key of golang.org/x/mod/sumdb/note, by which other programs know the form.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

#[test]
fn a_key_is_written_as_others_write_it() {
    let key: Verifier = PETER.parse().unwrap();
    assert_eq!((key.name(), key.to_string().as_str()), ("PeterNeumann", PETER));
    for broken in [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
    ] {
        assert_eq!(broken.parse::<Verifier>(), Err(NoteError::Key), "{broken}");
    }
}

#[test]
fn a_log_is_named_after_its_account_and_device() {
    let key = LogKey::new("@a+b c:works.gov.example", "PHONE/1", &[1; 32].into()).unwrap();
    assert_eq!(key.log().origin(), "despatch/@a%2Bb%20c:works.gov.example/PHONE%2F1");
    let again: Log = key.log().key().parse().unwrap();
    assert_eq!(again, *key.log());
    assert_ne!(log_key("PHONE").log().id(), log_key("LAPTOP").log().id());
}
