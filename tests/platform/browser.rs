//! What is handed to the person's browser, and how.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use platform::{OpenError, open_url};

use crate::child::{child, said};

#[test]
fn only_https_and_mailto_are_opened() {
    let refused = [
        "",
        "https",
        "https:",
        "https://",
        "https:///path",
        "http://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://a.example/",
        "matrix:r/a:b.example",
        "ssh://a.example",
        "data:text/html,x",
        "/etc/passwd",
        "-h",
        "--help",
        "https://bank.example@evil.example/",
        "https://bank.example:x@evil.example/",
        "https://a.example/ x",
        "https://a.example/\n",
        "https://a.example/\0",
        "https://a.example\\@b.example/",
        "https://bücher.example/",
        "mailto:",
        "mailto:-attach",
        "mailto:a@b.example\r\nBcc: c@d.example",
        "https://a.example/`id`",
        "https://a.example/\"",
        "\u{202e}https://a.example/",
        " https://a.example/",
    ];
    for url in refused {
        assert!(matches!(open_url(url), Err(OpenError::NotAllowed)), "{url:?}");
    }
    assert!(matches!(
        open_url(&format!("https://a.example/{}", "x".repeat(9000))),
        Err(OpenError::NotAllowed)
    ));
}

#[test]
fn the_address_reaches_the_browser_as_one_argument_and_no_shell_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let (opener, seen) = (folder.path().join("xdg-open"), folder.path().join("seen"));
    fs::write(
        &opener,
        format!(
            "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > {0}.new && mv {0}.new {0}\n",
            seen.display()
        ),
    )
    .unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let url = "https://a.example/?q=$(touch+x);&b='*'";
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let output = child("opens_url").env("PATH", path).env("URL", url).output().unwrap();
    assert_eq!(said(&output), ["true"]);
    // The opener may still be running when the child has ended.
    while !seen.exists() {
        std::thread::yield_now();
    }
    assert_eq!(fs::read_to_string(&seen).unwrap(), format!("1|{url}"));
}
