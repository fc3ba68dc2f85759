//! One program for one home.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};

use platform::{Home, Instance, InstanceError};

use crate::child::{part, say};

fn home(folder: &Path) -> Home {
    Home {
        data: folder.to_owned(),
        cache: folder.to_owned(),
        config: folder.to_owned(),
    }
}

/// A program that holds the home and says when it is asked to come forward.
struct Program {
    process: Child,
    output: BufReader<ChildStdout>,
}

impl Program {
    fn start(folder: &Path) -> Self {
        Self::start_as(folder, &[])
    }

    fn start_as(folder: &Path, environment: &[(&str, &str)]) -> Self {
        let mut process = part("instance::holds_home")
            .env("FOLDER", folder)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut program = Self { process, output };
        assert_eq!(program.hear(), "claimed");
        program
    }

    fn hear(&mut self) -> String {
        for line in self.output.by_ref().lines() {
            if let Some(said) = line.unwrap().strip_prefix("@ ") {
                return said.to_owned();
            }
        }
        panic!("it ended");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // SIGKILL: nothing is tidied up.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
#[ignore = "a child's part"]
fn holds_home() {
    let folder = PathBuf::from(std::env::var_os("FOLDER").unwrap());
    let mut instance = Instance::claim(&home(&folder)).unwrap();
    let leaving = std::env::var_os("LEAVING").is_some();
    let (told, heard) = std::sync::mpsc::channel();
    instance
        .on_launch(move || {
            say("forward");
            told.send(()).unwrap();
            !leaving
        })
        .unwrap();
    say("claimed");
    for (before, ()) in heard.iter().enumerate() {
        // It has something to write down still, until it is asked again.
        if leaving && before > 0 {
            return;
        }
    }
}

#[test]
fn a_second_launch_brings_the_first_forward() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Program::start(folder.path());
    for _ in 0..3 {
        assert!(matches!(
            Instance::claim(&home(folder.path())),
            Err(InstanceError::Taken)
        ));
        assert_eq!(first.hear(), "forward");
    }
}

#[test]
fn a_launch_waits_for_a_program_that_is_about_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Program::start_as(folder.path(), &[("LEAVING", "1")]);
    let _next = Instance::claim(&home(folder.path())).expect("the home, once the first has ended");
    assert_eq!(first.hear(), "forward");
    assert!(first.process.wait().unwrap().success());
}

#[test]
fn a_killed_program_is_no_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    drop(Program::start(folder.path()));
    assert!(
        folder.path().join("launch.socket").exists(),
        "the socket is left behind"
    );
    let mut next = Program::start(folder.path());
    assert!(matches!(
        Instance::claim(&home(folder.path())),
        Err(InstanceError::Taken)
    ));
    assert_eq!(next.hear(), "forward");
}

#[test]
fn two_homes_are_two_programs() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let _first = Program::start(one.path());
    let _second = Instance::claim(&home(other.path())).unwrap();
}

#[test]
fn a_home_may_be_deeper_than_a_sockets_name_is_long() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("a-name-of-some-length/".repeat(12));
    std::fs::create_dir_all(&deep).unwrap();
    let mut first = Program::start(&deep);
    assert!(matches!(Instance::claim(&home(&deep)), Err(InstanceError::Taken)));
    assert_eq!(first.hear(), "forward");
}

#[test]
fn a_program_that_ends_gives_the_home_up() {
    let folder = tempfile::tempdir().unwrap();
    drop(Instance::claim(&home(folder.path())).unwrap());
    let _next = Instance::claim(&home(folder.path())).unwrap();
}

#[test]
fn nonsense_on_the_socket_brings_nobody_forward() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Program::start(folder.path());
    let mutter = |nonsense: &[u8]| {
        let mut stream = UnixStream::connect(folder.path().join("launch.socket")).unwrap();
        let _ = stream.write_all(nonsense);
        stream.shutdown(Shutdown::Write).unwrap();
        // Until the program has had enough of it.
        let _ = stream.read_to_end(&mut Vec::new());
    };
    for nonsense in [&b""[..], b"\n", b"come forward", b"COME FORWARD\n", &[0xff; 4096]] {
        mutter(nonsense);
    }
    assert!(matches!(
        Instance::claim(&home(folder.path())),
        Err(InstanceError::Taken)
    ));
    assert_eq!(first.hear(), "forward");
    mutter(b"");
    first.process.kill().unwrap();
    let rest: Vec<_> = first
        .output
        .by_ref()
        .lines()
        .map(Result::unwrap)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(rest, Vec::<String>::new());
}
