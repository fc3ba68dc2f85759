//! A person's folders are theirs alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use platform::Home;

use crate::child::{child, me, said};

fn open(home: &Path) -> Vec<String> {
    said(
        &child("opens_home")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("d/deeper"))
            .env("XDG_CACHE_HOME", home.join("c"))
            .output()
            .unwrap(),
    )
}

fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn folders_are_where_xdg_says_and_closed_to_others() {
    let home = tempfile::tempdir().unwrap();
    let folders = open(home.path());
    let expected = ["d/deeper/despatch", "c/despatch", ".config/despatch"].map(|path| home.path().join(path));
    assert_eq!(folders, expected.clone().map(|path| path.display().to_string()));
    for folder in expected {
        assert_eq!(mode(folder), 0o700);
    }
    // Made on the way: as the XDG base directory specification wants it.
    assert_eq!(mode(home.path().join("d/deeper")), 0o700);
}

#[test]
fn an_open_folder_of_ones_own_is_closed() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("c/despatch");
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(open(home.path()).len(), 3);
    assert_eq!(mode(folder), 0o700);
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    if me(home.path()) != 0 {
        println!("skipped: only root can give a folder away");
        return;
    }
    let folder = home.path().join("c/despatch");
    fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::chown(&folder, Some(12345), None).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(
        open(home.path()),
        [format!("refused: {} belongs to another account", folder.display())]
    );
    assert_eq!(mode(folder), 0o777);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_refused() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("c")).unwrap();
    fs::write(home.path().join("c/despatch"), "").unwrap();
    let said = open(home.path());
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("refused: "), "{said:?}");
}

#[test]
fn variables_that_are_not_absolute_paths_are_ignored() {
    let home = tempfile::tempdir().unwrap();
    let folders = said(
        &child("opens_home")
            .current_dir("/")
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", "tmp/here")
            .output()
            .unwrap(),
    );
    assert_eq!(
        folders[0],
        home.path().join(".local/share/despatch").display().to_string()
    );
}

#[test]
fn a_homes_name_is_its_own_and_stays() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let name = |folder: &Path| {
        Home {
            data: folder.to_owned(),
            cache: folder.to_owned(),
            config: folder.to_owned(),
        }
        .profile()
    };
    let first = name(one.path()).unwrap();
    assert_eq!(first.len(), 32);
    assert_ne!(name(other.path()).unwrap(), first);

    let moved = other.path().join("moved");
    fs::rename(one.path(), &moved).unwrap();
    assert_eq!(name(&moved).unwrap(), first);

    // Spoiled is not new: a new name would let its key count as lost.
    fs::write(moved.join("profile"), &first[..31]).unwrap();
    assert!(name(&moved).is_err());
}

#[test]
fn downloads_go_where_the_desktop_says() {
    let home = tempfile::tempdir().unwrap();
    let downloads = || said(&child("finds_downloads").env("HOME", home.path()).output().unwrap());
    assert_eq!(downloads(), [home.path().join("Downloads").display().to_string()]);
    fs::create_dir(home.path().join(".config")).unwrap();
    fs::write(
        home.path().join(".config/user-dirs.dirs"),
        "XDG_DOWNLOAD_DIR=\"$HOME/Lawrlwythiadau\"\n",
    )
    .unwrap();
    assert_eq!(downloads(), [home.path().join("Lawrlwythiadau").display().to_string()]);
}

#[test]
fn each_account_has_a_home_of_its_own_and_the_first_has_the_persons() {
    let folder = tempfile::tempdir().unwrap();
    let within = |name: &str| folder.path().join(name);
    let home = Home {
        data: within("data"),
        cache: within("cache"),
        config: within("config"),
    };
    fs::create_dir(&home.data).unwrap();
    fs::create_dir(&home.cache).unwrap();
    assert_eq!(home.accounts().unwrap(), [1]);
    assert_eq!(home.open_account(1).unwrap(), home, "what was there stays where it was");

    assert_eq!(Home::next_account(&[1]), Some(2));
    let second = home.open_account(2).unwrap();
    assert_eq!(second.data, within("data/accounts/2"));
    assert_eq!(second.cache, within("cache/accounts/2"));
    assert_eq!(second.config, home.config);
    for folder in [&second.data, &second.cache, &within("data/accounts")] {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    assert_ne!(
        second.profile().unwrap(),
        home.profile().unwrap(),
        "the keyring tells them apart"
    );
    assert_eq!(home.accounts().unwrap(), [1, 2]);
    assert_eq!(Home::next_account(&[1, 2, 4]), Some(3));
    assert_eq!(
        Home::next_account(&[2]),
        Some(1),
        "a number that is free is taken again"
    );

    // What isn't one of ours is none.
    for name in ["0", "1", "02", "+3", "100", "x", "-1"] {
        fs::create_dir(within("data/accounts").join(name)).unwrap();
    }
    assert_eq!(home.accounts().unwrap(), [1, 2]);

    home.remove_account(2).unwrap();
    home.remove_account(2).unwrap();
    home.remove_account(1).unwrap();
    assert_eq!(home.accounts().unwrap(), [1]);
    assert!(home.data.exists() && home.profile().is_ok());
}
