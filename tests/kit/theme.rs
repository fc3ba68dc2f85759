//! The colours of every theme against WCAG 2.2: 4.5:1 for words, 3:1 for what must be seen to use a control.

use iced::Color;
use kit::theme::{self, Tokens, contrast};
use kit::{Theme, Tint};

fn need(theme: Theme, what: &str, least: f32, ink: Color, ground: Color, faults: &mut Vec<String>) {
    let ratio = contrast(ink, ground);
    if ratio < least {
        faults.push(format!("{theme:?}: {what} has {ratio:.2}, needs {least}"));
    }
}

fn grounds(tokens: &Tokens) -> [(&'static str, Color); 7] {
    [
        ("canvas", tokens.canvas),
        ("sunken", tokens.sunken),
        ("raised", tokens.raised),
        ("hover", tokens.hover),
        ("accent_soft", tokens.accent_soft),
        ("mine", tokens.mine),
        ("theirs", tokens.theirs),
    ]
}

#[test]
fn every_pair_that_may_meet_has_enough_contrast() {
    let mut faults = Vec::new();
    for theme in Theme::ALL {
        let tokens = theme.tokens();
        let words = if theme == Theme::Contrast { 7.0 } else { 4.5 };
        for (name, ground) in grounds(tokens) {
            for (ink, color) in [
                ("text", tokens.text),
                ("muted", tokens.muted),
                ("accent", tokens.accent),
                ("danger", tokens.danger),
            ] {
                need(theme, &format!("{ink} on {name}"), words, color, ground, &mut faults);
            }
        }
        // Outlines and the ring stand on pages and panels.
        for (name, ground) in &grounds(tokens)[..3] {
            for (ink, color) in [
                ("outline", tokens.outline),
                ("focus", tokens.focus),
                ("accent", tokens.accent),
            ] {
                need(theme, &format!("{ink} on {name}"), 3.0, color, *ground, &mut faults);
            }
        }
        for (name, ground) in grounds(tokens) {
            need(
                theme,
                &format!("focus on {name}"),
                3.0,
                tokens.focus,
                ground,
                &mut faults,
            );
        }
        for tint in [Tint::Neutral, Tint::Info, Tint::Success, Tint::Warning, Tint::Danger] {
            let (ink, fill) = tokens.tint(tint);
            need(theme, &format!("{tint:?} on its ground"), words, ink, fill, &mut faults);
            need(
                theme,
                &format!("text on {tint:?}"),
                words,
                tokens.text,
                fill,
                &mut faults,
            );
            need(
                theme,
                &format!("{tint:?} on canvas"),
                words,
                ink,
                tokens.canvas,
                &mut faults,
            );
        }
        need(
            theme,
            "words on accent",
            words,
            tokens.on_accent,
            tokens.accent,
            &mut faults,
        );
        need(
            theme,
            "words on hovered accent",
            words,
            tokens.on_accent,
            tokens.accent_hover,
            &mut faults,
        );
        need(
            theme,
            "words on danger",
            words,
            tokens.on_danger,
            tokens.danger,
            &mut faults,
        );
        need(
            theme,
            "text on selection",
            words,
            tokens.text,
            tokens.selection,
            &mut faults,
        );
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn departments_keep_their_colour_and_their_letters_can_be_read() {
    for theme in Theme::ALL {
        for number in 0..200 {
            let name = format!("Department {number}");
            let (fill, ink) = theme::department(theme, &name);
            assert_eq!((fill, ink), theme::department(theme, &name));
            assert!(contrast(fill, ink) >= 4.5, "{theme:?} {name}: {}", contrast(fill, ink));
            assert!(
                contrast(fill, theme.tokens().canvas) >= 3.0,
                "{theme:?} {name} on canvas"
            );
        }
    }
}

#[test]
fn no_size_is_below_what_can_be_read_or_hit() {
    use kit::theme::size;
    for letters in [size::CAPTION, size::SMALL, size::BODY, size::HEADING, size::TITLE] {
        assert!(letters >= 14.0);
    }
    const { assert!(size::BODY >= 16.0 && size::TARGET >= 24.0 && size::CONTROL >= 44.0) };
    const { assert!(theme::ring::WIDTH >= 3.0) };
}

#[test]
fn every_glyph_is_in_a_bundled_font() {
    // A locked-down image has no fonts of its own.
    kit::load_fonts();
    kit::load_emoji();
    let mut system = iced_test::renderer::graphics::text::font_system().write().unwrap();
    let faces = system.raw().db().faces().flat_map(|face| face.families.iter());
    let families: Vec<String> = faces.map(|(name, _)| name.clone()).collect();
    for family in ["Source Sans 3", "Noto Sans Mono", "Despatch Icons", "Noto Color Emoji"] {
        assert!(families.iter().any(|name| name == family), "{family}");
    }
}
