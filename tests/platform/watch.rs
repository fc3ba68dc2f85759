//! A policy that changes while the program runs is heard of, whatever the change is, and once.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};

use platform::{PolicyFiles, watch_policy};

use crate::child::{described, part, say};

/// A process that watches a folder of policies, and says what is there whenever it hears of a change.
struct Watching {
    child: Child,
    out: BufReader<ChildStdout>,
    folder: PathBuf,
}

impl Watching {
    fn start(folder: &Path) -> Self {
        let mut child = part("watch::watches_policy")
            .env("DESPATCH_HARNESS_POLICY", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            out,
            folder: folder.to_owned(),
        }
    }

    fn line(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "it ended");
            if let Some(said) = line.trim_end_matches('\n').strip_prefix("@ ") {
                return said.to_owned();
            }
        }
    }

    /// Waits until it says that this is there now. A change is made of several, so more may be said before.
    fn until(&mut self, there: &[&str]) {
        let wanted = there.join("; ").replace("DIR", &self.folder.display().to_string());
        while self.line() != wanted {}
    }

    /// Ends the watch, and what was said from here on.
    fn end(mut self) -> Vec<String> {
        drop(self.child.stdin.take());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success(), "{rest}");
        let said = rest.lines().filter_map(|line| line.strip_prefix("@ "));
        said.map(str::to_owned).collect()
    }
}

#[test]
#[ignore = "a child's part"]
fn watches_policy() {
    let watch = watch_policy(PolicyFiles::default(), policy::schema(), |found| {
        say(described(&found).join("; "));
    })
    .unwrap();
    say("watching");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    drop(watch);
    say("ended");
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    mode(path, 0o644);
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn folder(path: &Path) {
    fs::create_dir_all(path).unwrap();
    mode(path, 0o755);
}

#[test]
fn a_file_that_comes_changes_is_opened_to_others_or_goes_is_heard_of() {
    let home = tempfile::tempdir().unwrap();
    let managed = home.path().join("managed");
    folder(&managed);
    let mut watching = Watching::start(home.path());
    assert_eq!(watching.line(), "watching");

    let file = managed.join("a.json");
    write(&file, "one");
    watching.until(&["Managed DIR/managed/a.json one"]);
    write(&file, "two");
    watching.until(&["Managed DIR/managed/a.json two"]);
    mode(&file, 0o666);
    watching.until(&["fault file-writable DIR/managed/a.json 0666"]);
    mode(&file, 0o644);
    watching.until(&["Managed DIR/managed/a.json two"]);
    write(&home.path().join("new"), "three");
    fs::rename(home.path().join("new"), &file).unwrap();
    watching.until(&["Managed DIR/managed/a.json three"]);
    mode(&managed, 0o777);
    watching.until(&["fault folder-writable DIR/managed 0777"]);
    mode(&managed, 0o755);
    watching.until(&["Managed DIR/managed/a.json three"]);
    fs::remove_file(&file).unwrap();
    watching.until(&[""]);
    assert_eq!(watching.end(), ["ended"]);
}

#[test]
fn a_folder_that_was_not_there_or_is_replaced_is_heard_of() {
    let home = tempfile::tempdir().unwrap();
    let policies = home.path().join("etc/despatch/policies");
    let mut watching = Watching::start(&policies);
    assert_eq!(watching.line(), "watching");

    folder(&policies.join("recommended"));
    mode(&policies, 0o755);
    write(&policies.join("recommended/r.json"), "r");
    watching.until(&["Recommended DIR/recommended/r.json r"]);

    let other = home.path().join("other");
    folder(&other.join("managed"));
    mode(&other, 0o755);
    write(&other.join("managed/m.json"), "m");
    fs::rename(&policies, home.path().join("away")).unwrap();
    fs::rename(&other, &policies).unwrap();
    watching.until(&["Managed DIR/managed/m.json m"]);
    write(&policies.join("managed/m.json"), "again");
    watching.until(&["Managed DIR/managed/m.json again"]);

    fs::rename(policies.join("managed"), home.path().join("managed")).unwrap();
    symlink(home.path().join("managed"), policies.join("managed")).unwrap();
    watching.until(&["fault not-regular DIR/managed "]);
    fs::remove_dir_all(home.path().join("etc")).unwrap();
    watching.until(&[""]);
    assert_eq!(watching.end(), ["ended"]);
}

/// Between the reading and the watch nothing is lost; and what makes no difference is not told.
#[test]
fn what_changed_since_it_was_read_is_told_once() {
    let home = tempfile::tempdir().unwrap();
    folder(&home.path().join("managed"));
    write(&home.path().join("managed/a.json"), "one");
    let mut watching = Watching::start(home.path());
    let now = format!("Managed {} one", home.path().join("managed/a.json").display());
    let mut said = [watching.line(), watching.line()];
    said.sort();
    assert_eq!(said, [now.clone(), "watching".to_owned()]);

    write(&home.path().join("managed/notes.txt"), "no policy");
    mode(&home.path().join("managed/a.json"), 0o600);
    write(&home.path().join("managed/b.json"), "two");
    let both = format!("{now}; Managed {} two", home.path().join("managed/b.json").display());
    let mut heard = watching.line();
    // Written, closed and given its mode: its first moment may be heard of too.
    while heard != both {
        assert!(heard.contains("b.json"), "{heard}");
        heard = watching.line();
    }
    assert_eq!(watching.end(), ["ended"]);
}
