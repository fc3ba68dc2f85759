//! What is handed to the system's program for films.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use platform::open_film;

use crate::child::{part, said, say};

#[test]
fn only_films_that_are_there_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, "x").unwrap();
        path
    };
    for name in ["run.sh", "film.mp4.desktop", "film", "film.exe", ".mp4", "page.html"] {
        assert!(open_film(&made(name)).is_err(), "{name}");
    }
    assert!(open_film(&folder.path().join("gone.mp4")).is_err());
    assert!(open_film("film.mp4".as_ref()).is_err());
    fs::create_dir(folder.path().join("folder.mp4")).unwrap();
    assert!(open_film(&folder.path().join("folder.mp4")).is_err());
}

#[test]
fn a_film_reaches_its_player_as_one_argument() {
    let folder = tempfile::tempdir().unwrap();
    let (opener, seen) = (folder.path().join("xdg-open"), folder.path().join("seen"));
    let script = format!(
        "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > {0}.new && mv {0}.new {0}\n",
        seen.display()
    );
    fs::write(&opener, script).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let film = folder.path().join("a film; of 'ours' $(x).mp4");
    fs::write(&film, "x").unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let output = part("playing::opens_film")
        .env("PATH", path)
        .env("FILM", &film)
        .output()
        .unwrap();
    assert_eq!(said(&output), ["true"]);
    while !seen.exists() {
        std::thread::yield_now();
    }
    assert_eq!(fs::read_to_string(&seen).unwrap(), format!("1|{}", film.display()));
}

#[test]
#[ignore = "a child's part"]
fn opens_film() {
    say(open_film(std::env::var("FILM").unwrap().as_ref()).is_ok());
}
