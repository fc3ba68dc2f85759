//! The shipped rules: root's files below root's folders. (The harness' variable is not set here.)

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use platform::{PolicyFaultKind, read_trusted};

use crate::child::{child, me, said};

#[test]
fn a_file_of_the_systems_is_read() {
    assert_eq!(read_trusted("/etc/passwd").unwrap(), fs::read("/etc/passwd").unwrap());
}

#[test]
fn a_file_below_a_folder_anyone_may_write_in_is_refused() {
    let folder = tempfile::tempdir_in("/tmp").unwrap();
    let file = folder.path().join("ca.pem");
    fs::write(&file, "x").unwrap();
    let fault = read_trusted(&file).unwrap_err();
    assert_eq!(
        (fault.kind, fault.path.as_str()),
        (PolicyFaultKind::FolderWritable, "/tmp")
    );
}

#[test]
fn paths_that_step_or_lead_nowhere_are_refused() {
    for path in [
        "etc/passwd",
        "",
        ".",
        "..",
        "/",
        "/..",
        "/etc/../etc/passwd",
        "../etc/passwd",
    ] {
        assert_eq!(
            read_trusted(path).unwrap_err().kind,
            PolicyFaultKind::NotAbsolute,
            "{path:?}"
        );
    }
    assert_eq!(
        read_trusted("/etc/no such file").unwrap_err().kind,
        PolicyFaultKind::Missing
    );
    assert_eq!(
        read_trusted("/etc/passwd/x").unwrap_err().kind,
        PolicyFaultKind::NotRegular
    );
    assert_eq!(read_trusted("/etc").unwrap_err().kind, PolicyFaultKind::NotRegular);
    assert_eq!(read_trusted("/dev/null").unwrap_err().kind, PolicyFaultKind::NotRegular);
    assert_eq!(read_trusted("/etc/a\0b").unwrap_err().kind, PolicyFaultKind::Unreadable);
}

#[test]
fn root_reads_roots_file_until_it_is_opened_to_others() {
    let Ok(folder) = tempfile::tempdir_in("/root") else {
        println!("skipped: only root can write where only root may");
        return;
    };
    assert_eq!(me(folder.path()), 0);
    let file = folder.path().join("ca.pem");
    fs::write(&file, "pem").unwrap();
    assert_eq!(read_trusted(&file).unwrap(), b"pem");

    fs::set_permissions(&file, fs::Permissions::from_mode(0o620)).unwrap();
    assert_eq!(read_trusted(&file).unwrap_err().kind, PolicyFaultKind::FileWritable);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();

    std::os::unix::fs::chown(&file, Some(12345), None).unwrap();
    assert_eq!(read_trusted(&file).unwrap_err().kind, PolicyFaultKind::FileOwner);
    std::os::unix::fs::chown(&file, Some(0), None).unwrap();

    let link = folder.path().join("link.pem");
    symlink(&file, &link).unwrap();
    assert_eq!(read_trusted(&link).unwrap_err().kind, PolicyFaultKind::NotRegular);

    std::os::unix::fs::chown(folder.path(), Some(12345), None).unwrap();
    assert_eq!(read_trusted(&file).unwrap_err().kind, PolicyFaultKind::FolderOwner);
}

#[test]
fn certificate_variables_do_not_move_the_systems_roots() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    fs::write(&file, "SMUGGLED").unwrap();
    let without = said(&child("reads_roots").output().unwrap());
    let with = said(
        &child("reads_roots")
            .env("SSL_CERT_FILE", &file)
            .env("SSL_CERT_DIR", folder.path())
            .output()
            .unwrap(),
    );
    assert_eq!(with, without);
    assert_eq!(with[0], "false");
}
