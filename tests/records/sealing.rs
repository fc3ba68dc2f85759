//! Sealing: for the officers' keys, and for nobody else's.

use records::seal::{SealError, new_identity};
use records::{Identities, Recipients};

use crate::made::officer;

#[test]
fn each_of_the_keys_opens_and_no_other_does() {
    let (one, first) = new_identity();
    let (two, second) = new_identity();
    let sealed = Recipients::new([first, second]).unwrap().seal(b"the plan").unwrap();
    for key in [one, two] {
        assert_eq!(Identities::read(&key).unwrap().open(&sealed).unwrap(), b"the plan");
    }
    let (_, stranger) = officer();
    assert!(matches!(stranger.open(&sealed), Err(SealError::NotForUs)));
}

#[test]
fn what_was_changed_does_not_open() {
    let (recipients, identities) = officer();
    let sealed = recipients.seal(b"the plan").unwrap();
    for at in 0..sealed.len() {
        let mut bent = sealed.clone();
        bent[at] ^= 1;
        assert!(identities.open(&bent).is_err(), "byte {at}");
    }
    assert!(identities.open(&sealed[..sealed.len() - 1]).is_err());
}

#[test]
fn only_keys_are_taken() {
    let (secret, public) = new_identity();
    assert!(matches!(Recipients::new(Vec::<String>::new()), Err(SealError::Nobody)));
    assert!(matches!(
        Recipients::new([secret.as_str()]),
        Err(SealError::Recipient(_))
    ));
    assert!(matches!(Recipients::new([public.as_str(), "age1"]), Err(SealError::Recipient(key)) if key == "age1"));
    assert!(matches!(Identities::read(&public), Err(SealError::Identity)));
    assert!(matches!(Identities::read("# nothing\n"), Err(SealError::Identity)));
    let file = format!("# created: today\n# public key: {public}\n{}\n", secret.as_str());
    assert!(Identities::read(&file).is_ok());
}
