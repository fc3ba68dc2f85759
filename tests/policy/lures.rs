//! Words that people are warned of.

use serde_json::json;

use crate::{policy, with};

#[test]
fn a_warning_is_for_whole_words_that_the_list_has() {
    let policy = policy(&with("content", json!({ "lures": ["to  Signal", "côd"] })));
    for (text, is_lure) in [
        ("Let's move to Signal.", true),
        ("let's move TO\nSIGNAL!", true),
        ("Let's move to Signals intelligence.", false),
        ("He went unto Signal", false),
        ("anfonwch y CÔD", true),
        ("côdau", false),
        ("Signal", false),
        ("", false),
    ] {
        assert_eq!(policy.is_lure(text), is_lure, "{text}");
    }
}

#[test]
fn the_list_may_be_empty_and_has_something_in_it_by_itself() {
    let asks = "Can you read me the verification code?";
    assert!(policy(&with("content", json!({}))).is_lure(asks));
    for list in [json!([]), json!(["", " "])] {
        assert!(!policy(&with("content", json!({ "lures": list }))).is_lure(asks));
    }
}
