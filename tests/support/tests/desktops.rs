//! Two people's sessions are two: display, bus and keyring.

use support::Desktop;
use zbus::{
    blocking::{Proxy, connection::Builder},
    zvariant::OwnedObjectPath,
};

#[test]
fn each_person_has_a_display_a_bus_and_an_unlocked_keyring() {
    let homes = tempfile::tempdir().unwrap();
    let amina = Desktop::start(&homes.path().join("amina")).unwrap();
    let bryn = Desktop::start(&homes.path().join("bryn")).unwrap();

    assert_ne!(amina.session_bus(), bryn.session_bus());
    for desktop in [&amina, &bryn] {
        assert_eq!(desktop.run("xdotool", &["getdisplaygeometry"]).unwrap(), "1280 900");
        let session = Builder::address(desktop.session_bus()).unwrap().build().unwrap();
        let secrets = Proxy::new(
            &session,
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service",
        );
        let collection: OwnedObjectPath = secrets.unwrap().call("ReadAlias", &("default",)).unwrap();
        let login = Proxy::new(
            &session,
            "org.freedesktop.secrets",
            &collection,
            "org.freedesktop.Secret.Collection",
        );
        assert!(!login.unwrap().get_property::<bool>("Locked").unwrap());
    }
}
