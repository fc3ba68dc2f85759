//! What is looked at for `despatch doctor`, and left as it was.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use platform::{FolderState, Home, folder_state, free_bytes, used_bytes};

use crate::child::{child, me, part, said, say};
use crate::keyring::on_a_bare_bus;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_is_told_from_what_is_none() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("folder");
    assert_eq!(folder_state(&folder), FolderState::Missing);
    fs::create_dir(&folder).unwrap();
    for (mode, state) in [
        (0o700, FolderState::Own),
        (0o500, FolderState::Own),
        (0o710, FolderState::Open),
        (0o755, FolderState::Open),
    ] {
        set_mode(&folder, mode);
        assert_eq!(folder_state(&folder), state, "{mode:o}");
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o7777, mode);
    }
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    assert_eq!(folder_state(&file), FolderState::NotAFolder);
    assert_eq!(folder_state(&file.join("below")), FolderState::NotAFolder);
    if me(home.path()) == 0 {
        std::os::unix::fs::chown(&folder, Some(12345), None).unwrap();
        assert_eq!(folder_state(&folder), FolderState::Foreign);
    }
}

#[test]
fn finding_a_home_makes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let found = said(&child("finds_home").env("HOME", home.path()).output().unwrap());
    assert_eq!(
        found,
        [
            home.path().join(".local/share/despatch").display().to_string(),
            "Ok(None)".to_owned()
        ]
    );
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_name_that_was_never_made_is_none_and_a_spoiled_one_is_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home {
        data: folder.path().to_owned(),
        cache: folder.path().to_owned(),
        config: folder.path().to_owned(),
    };
    assert!(matches!(home.known_profile(), Ok(None)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let made = home.profile().unwrap();
    assert_eq!(home.known_profile().unwrap(), Some(made));
    fs::write(folder.path().join("profile"), "0123").unwrap();
    assert!(home.known_profile().is_err());
}

#[test]
fn space_is_that_of_the_files_and_links_lead_nowhere() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("folder");
    assert_eq!(used_bytes(&folder).unwrap(), 0);
    fs::create_dir_all(folder.join("deeper")).unwrap();
    fs::write(folder.join("a"), [0; 1000]).unwrap();
    fs::write(folder.join("deeper/b"), [0; 24]).unwrap();
    fs::write(home.path().join("elsewhere"), [0; 5000]).unwrap();
    symlink(home.path(), folder.join("loop")).unwrap();
    symlink(home.path().join("elsewhere"), folder.join("link")).unwrap();
    assert_eq!(used_bytes(&folder).unwrap(), 1024);
}

#[test]
fn free_space_is_told_before_the_folder_is_made() {
    let home = tempfile::tempdir().unwrap();
    assert!(free_bytes(&home.path().join("not/yet")).unwrap() > 0);
    // A file system that holds nothing.
    assert_eq!(free_bytes(Path::new("/proc/self")).unwrap(), 0);
}

#[test]
fn without_a_bus_or_a_service_nothing_is_announced() {
    let nowhere = part("looks::asks_for_notifications")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap();
    assert_eq!(said(&nowhere), ["Err(Absent)"]);
    let home = tempfile::tempdir().unwrap();
    let bare = on_a_bare_bus(home.path(), "looks::asks_for_notifications");
    assert_eq!(said(&bare), ["Err(Absent)"]);
}

#[test]
#[ignore = "a child's part"]
fn asks_for_notifications() {
    say(format!("{:?}", platform::notifications()));
}

/// A service that answers as the Desktop Notifications Specification has it.
struct Desktop {
    name: &'static str,
    able: &'static [&'static str],
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        (self.name, "maker", "1", "1.2")
    }

    fn get_capabilities(&self) -> Vec<&str> {
        self.able.to_vec()
    }
}

/// One that is there, and has other ways.
struct Stranger;

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Stranger {
    fn get_server_information(&self) -> u32 {
        7
    }
}

fn serving(desktop: impl zbus::object_server::Interface) -> zbus::blocking::Connection {
    let bus = zbus::blocking::connection::Builder::session().unwrap();
    let bus = bus.serve_at("/org/freedesktop/Notifications", desktop).unwrap();
    bus.name("org.freedesktop.Notifications").unwrap().build().unwrap()
}

#[test]
fn a_service_says_what_it_is() {
    let home = tempfile::tempdir().unwrap();
    let seen = said(&on_a_bare_bus(home.path(), "looks::asks_those_that_answer"));
    let name = "n".repeat(59);
    assert_eq!(
        seen,
        [
            r#"Ok(NotificationService { name: "desk", actions: true })"#.to_owned(),
            format!(r#"Ok(NotificationService {{ name: "a{name}", actions: false }})"#),
            "Err(Silent)".to_owned(),
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn asks_those_that_answer() {
    let desk = serving(Desktop {
        name: "desk",
        able: &["body", "actions"],
    });
    asks_for_notifications();
    drop(desk);
    let long: &'static str = Box::leak(format!("a\n\u{1b}{}", "n".repeat(200)).into_boxed_str());
    let plain = serving(Desktop {
        name: long,
        able: &["body"],
    });
    asks_for_notifications();
    drop(plain);
    let _stranger = serving(Stranger);
    asks_for_notifications();
}
