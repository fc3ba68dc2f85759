//! Names: people's, rooms', files'.

use session::convert::names::{file_name, preview, shown_name, shown_title};
use unicode_segmentation::UnicodeSegmentation;

const ID: &str = "@anna:gov.uk";

fn name(display: &str) -> String {
    shown_name(Some(display), ID, false).to_string()
}

#[test]
fn a_name_is_shown_and_its_absence_is_the_id() {
    assert_eq!(name("Anna"), "Anna");
    assert_eq!(name("Zoë  van\tden\nBerg "), "Zoë van den Berg");
    assert_eq!(name("محمد"), "محمد");
    assert_eq!(name("👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿"), "👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿");
    assert_eq!(&*shown_name(None, ID, false), ID);
    for nothing in [
        "",
        " ",
        "\u{200b}",
        "\u{202e}\u{202c}",
        "\u{3164}",
        "\u{2800}",
        "\u{200d}\u{200d}",
        "\u{301}",
        "\u{e0041}",
    ] {
        assert_eq!(name(nothing), ID, "{nothing:?}");
    }
}

#[test]
fn a_name_that_could_be_anothers_has_its_id_beside_it() {
    assert_eq!(&*shown_name(Some("Anna"), ID, true), "Anna (@anna:gov.uk)");
    assert_eq!(&*shown_name(None, ID, true), ID);
    // It poses as somebody else's id.
    assert_eq!(name("@minister:gov.uk"), "@minister:gov.uk (@anna:gov.uk)");
    assert_eq!(name("\u{200b}@minister:gov.uk"), "@minister:gov.uk (@anna:gov.uk)");
    assert_eq!(
        name("Minister (@minister:gov.uk)"),
        "Minister (@minister:gov.uk) (@anna:gov.uk)"
    );
    assert_eq!(name(ID), ID);
}

#[test]
fn nothing_hides_in_a_name() {
    for (display, shown) in [
        ("An\u{202e}na\u{202c}", "Anna"),
        ("\u{2067}Anna\u{2069}", "Anna"),
        ("An\u{200b}\u{2060}\u{feff}\u{ad}na", "Anna"),
        ("An\u{200f}\u{61c}na", "Anna"),
        ("An\u{0}\u{7}na\u{9b}", "An na"),
        ("Anna\u{e0041}\u{e0042}", "Anna"),
        ("Anna\u{fff9}b\u{fffb}", "Annab"),
        ("Anna\u{e000}", "Anna"),
    ] {
        assert_eq!(name(display), shown, "{display:?}");
    }
}

#[test]
fn a_name_ends_somewhere() {
    let long = name(&"a".repeat(65));
    assert_eq!(long, format!("{}…", "a".repeat(64)));
    assert_eq!(name(&"a".repeat(64)), "a".repeat(64));
    assert_eq!(
        name(&format!("a{}b", "\u{301}".repeat(1_000))),
        format!("a{}b", "\u{301}".repeat(8))
    );
    let joined = name(&format!("👩{}", "\u{200d}👩".repeat(10_000)));
    assert!(joined.chars().count() <= 64 * 33, "{}", joined.chars().count());
    assert!(name(&"x ".repeat(100_000)).graphemes(true).count() <= 128);
    assert_eq!(&*shown_title(&"é".repeat(100)), format!("{}…", "é".repeat(64)));
}

#[test]
fn ids_are_never_shortened() {
    let id = format!("@{}:gov.uk", "a".repeat(240));
    assert_eq!(&*shown_name(None, &id, false), id);
}

#[test]
fn previews_are_one_line() {
    assert_eq!(&*preview("\n \n one\ttwo \nthree"), "one two");
    assert_eq!(&*preview(""), "");
    assert_eq!(&*preview(&"a".repeat(500)), format!("{}…", "a".repeat(120)));
    assert_eq!(&*preview("\u{202e}abc"), "abc");
}

#[test]
fn file_names_are_names() {
    for (claimed, shown) in [
        ("report.pdf", "report.pdf"),
        ("Bericht März.pdf", "Bericht März.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("../../.bashrc", "bashrc"),
        ("..", "file"),
        (".", "file"),
        ("", "file"),
        ("a/", "file"),
        ("C:evil.txt", "C_evil.txt"),
        ("a.txt:stream", "a.txt_stream"),
        ("a<b>|c?*\".txt", "a_b__c___.txt"),
        ("-rf.txt", "rf.txt"),
        ("con", "_con"),
        ("CON.txt", "_CON.txt"),
        ("com1.txt", "_com1.txt"),
        ("com10.txt", "com10.txt"),
        ("a.txt. . ", "a.txt"),
        ("a\u{0}b\n.txt", "a b .txt"),
        // The classic: shown as "annexexe.doc" reversed.
        ("annex\u{202e}cod.exe", "annexcod.exe"),
        // What is trimmed leaves a mark without a letter, and behind it is more of the same.
        ("-\u{17b6}-\u{31ef}", "\u{31ef}"),
    ] {
        assert_eq!(&*file_name(claimed), shown, "{claimed:?}");
    }
    let long = file_name(&format!("{}.pdf", "é".repeat(200)));
    assert!(long.len() <= 120 && long.ends_with(".pdf"), "{long}");
    assert!(file_name(&format!("a.{}", "b".repeat(500))).len() <= 123);
}
