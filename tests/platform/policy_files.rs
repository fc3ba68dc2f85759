//! Whose policy files are taken for the organisation's. The harness moves the folder and lets the current user stand in
//! for root; every other rule is the shipped one.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::child::{child, me, said};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path("managed")).unwrap();
        folder.mode("managed", 0o755);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        fs::write(self.path(name), text).unwrap();
        self.mode(name, 0o644)
    }

    fn mode(&self, name: &str, mode: u32) -> &Self {
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
        self
    }

    fn read(&self) -> Vec<String> {
        said(
            &child("reads_policy")
                .env("DESPATCH_HARNESS_POLICY", self.0.path())
                .output()
                .unwrap(),
        )
    }

    /// What is said of a refused file or folder.
    fn fault(&self, code: &str, name: &str, detail: &str) -> String {
        format!("fault {code} {} {detail}", self.path(name).display())
    }
}

#[test]
fn files_come_in_lexical_order_mandatory_ones_first() {
    let folder = Folder::new();
    fs::create_dir(folder.path("recommended")).unwrap();
    folder.mode("recommended", 0o755);
    folder
        .file("recommended/0.json", "r")
        .file("managed/20-b.json", "b")
        .file("managed/10-a.json", "a");
    folder
        .file("managed/notes.txt", "x")
        .file("managed/.hidden.json", "x")
        .file("managed/30.json.bak", "x");
    assert_eq!(
        folder.read(),
        [
            format!("Managed {} a", folder.path("managed/10-a.json").display()),
            format!("Managed {} b", folder.path("managed/20-b.json").display()),
            format!("Recommended {} r", folder.path("recommended/0.json").display()),
        ]
    );
}

#[test]
fn no_folder_is_no_file_and_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let output = child("reads_policy")
        .env("DESPATCH_HARNESS_POLICY", folder.path().join("none"))
        .output()
        .unwrap();
    assert_eq!(said(&output), Vec::<String>::new());
}

#[test]
fn a_file_others_may_write_is_refused() {
    for mode in [0o664, 0o646, 0o666] {
        let folder = Folder::new();
        folder.file("managed/a.json", "{}").mode("managed/a.json", mode);
        assert_eq!(
            folder.read(),
            [folder.fault("file-writable", "managed/a.json", &format!("{mode:04o}"))]
        );
    }
}

#[test]
fn one_refused_file_does_not_hide_the_others() {
    let folder = Folder::new();
    folder
        .file("managed/a.json", "a")
        .file("managed/b.json", "b")
        .mode("managed/b.json", 0o666);
    let said = folder.read();
    assert_eq!(said.len(), 2);
    assert_eq!(said[1], folder.fault("file-writable", "managed/b.json", "0666"));
}

#[test]
fn a_folder_others_may_write_in_is_refused() {
    let folder = Folder::new();
    folder.file("managed/a.json", "{}").mode("managed", 0o775);
    assert_eq!(folder.read(), [folder.fault("folder-writable", "managed", "0775")]);
    // Sticky, as /tmp is, changes nothing: others may still add files.
    folder.mode("managed", 0o1777);
    assert_eq!(folder.read(), [folder.fault("folder-writable", "managed", "1777")]);
}

#[test]
fn a_folder_above_is_judged_too() {
    let folder = Folder::new();
    folder.file("managed/a.json", "{}").mode(".", 0o777);
    assert_eq!(
        folder.read(),
        [format!("fault folder-writable {} 0777", folder.0.path().display())]
    );
}

#[test]
fn links_are_not_followed() {
    let folder = Folder::new();
    let real = Folder::new();
    real.file("managed/real.json", "{}");
    symlink(real.path("managed/real.json"), folder.path("managed/a.json")).unwrap();
    assert_eq!(folder.read(), [folder.fault("not-regular", "managed/a.json", "")]);

    fs::remove_dir_all(folder.path("managed")).unwrap();
    symlink(real.path("managed"), folder.path("managed")).unwrap();
    assert_eq!(folder.read(), [folder.fault("not-regular", "managed", "")]);
}

#[test]
fn a_pipe_or_a_folder_is_not_a_file_and_nothing_hangs() {
    let folder = Folder::new();
    assert!(
        Command::new("mkfifo")
            .arg(folder.path("managed/a.json"))
            .status()
            .unwrap()
            .success()
    );
    fs::create_dir(folder.path("managed/b.json")).unwrap();
    assert_eq!(
        folder.read(),
        [
            folder.fault("not-regular", "managed/a.json", ""),
            folder.fault("not-regular", "managed/b.json", "")
        ]
    );
}

#[test]
fn a_huge_file_is_refused() {
    let folder = Folder::new();
    folder.file("managed/a.json", &" ".repeat(1024 * 1024));
    assert_eq!(folder.read().len(), 1);
    assert!(folder.read()[0].starts_with("Managed"));
    folder.file("managed/a.json", &" ".repeat(1024 * 1024 + 1));
    assert_eq!(
        folder.read(),
        [folder.fault("file-too-large", "managed/a.json", "1048576 bytes at most")]
    );
}

#[test]
fn somebody_elses_file_or_folder_is_refused() {
    let folder = Folder::new();
    if me(folder.0.path()) != 0 {
        println!("skipped: only root can give a file away");
        return;
    }
    folder.file("managed/a.json", "{}");
    chown(folder.path("managed/a.json"), Some(12345), None).unwrap();
    assert_eq!(folder.read(), [folder.fault("file-owner", "managed/a.json", "12345")]);
    chown(folder.path("managed"), Some(12345), None).unwrap();
    assert_eq!(folder.read(), [folder.fault("folder-owner", "managed", "12345")]);
}

#[test]
fn nothing_of_a_persons_own_moves_the_folder() {
    let folder = Folder::new();
    folder.file("managed/a.json", "{}");
    let decoy = folder.0.path();
    let home = tempfile::tempdir().unwrap();
    for own in [
        ".config/despatch/policies/managed",
        ".despatch/policies/managed",
        "etc/despatch/policies/managed",
    ] {
        fs::create_dir_all(home.path().join(own)).unwrap();
        fs::write(home.path().join(own).join("a.json"), "{}").unwrap();
    }
    let run = |variables: &[(&str, &Path)]| {
        said(
            &child("reads_policy")
                .current_dir(home.path())
                .envs(variables.iter().copied())
                .output()
                .unwrap(),
        )
    };
    let real = run(&[]);
    for variable in [
        "DESPATCH_POLICY",
        "XDG_CONFIG_HOME",
        "XDG_CONFIG_DIRS",
        "XDG_DATA_DIRS",
        "HOME",
        "PWD",
        "TMPDIR",
    ] {
        assert_eq!(run(&[(variable, decoy)]), real, "{variable}");
        assert_eq!(run(&[(variable, home.path())]), real, "{variable}");
    }
}
