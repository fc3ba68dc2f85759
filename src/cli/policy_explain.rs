//! `despatch policy explain KEY`

use std::io::{self, Write};

use platform::PolicyFiles;
use policy::{Class, Day, Key, Shape, Strict, Use};

use crate::policy_show::{Found, line};
use crate::{CLEAN, UNREADABLE};

pub(crate) fn explain(
    name: &str,
    files: PolicyFiles,
    today: Day,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    if let Some(key) = Key::find(name) {
        describe(key, out)?;
        in_force(key, files, today, out)?;
        return Ok(CLEAN);
    }
    let group: Vec<&Key> = policy::keys().iter().filter(|key| key.group() == name).collect();
    if group.is_empty() {
        writeln!(err, "There is no key `{}`.", name.escape_debug())?;
        for near in Key::near(name) {
            writeln!(err, "Did you mean `{near}`?")?;
        }
        return Ok(UNREADABLE);
    }
    for key in group {
        writeln!(out, "{}  {}", key.name, key.doc)?;
    }
    Ok(CLEAN)
}

fn describe(key: &Key, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n  {}\n", key.name, key.doc)?;
    writeln!(out, "Values: {}", key.shape)?;
    values(&key.shape, out)?;
    for part in key.parts() {
        let needed = if part.required { "" } else { " (may be left out)" };
        let used = match part.used {
            Use::Now => "",
            Use::Later => " Not used by this version.",
            Use::Missing => " Not in this version: a policy that sets it is refused.",
        };
        writeln!(out, "  {}: {}{needed}. {}{used}", part.name, part.shape, part.doc)?;
    }
    if key.default.is_null() {
        writeln!(out, "Default: none")?;
    } else {
        writeln!(out, "Default: {}", key.default)?;
    }
    if let Some(strict) = key.strict {
        writeln!(out, "Stricter: {}", stricter(strict))?;
    }
    let class = match key.class {
        Class::Closed => "closed. Nobody can sign in until it is put right.",
        Class::LastGood => "last good. Its last valid value stays; if there is none, nobody can sign in.",
        Class::SkipAndReport => "skip and report. It is left out, of a list the bad element alone.",
    };
    writeln!(out, "If it can't be used: {class}")?;
    if key.trust_root {
        writeln!(
            out,
            "Trust root: it comes from the same source as the other trust roots."
        )?;
    }
    let used = match setting(key).map_or(
        key.used,
        |setting| if key.used == Use::Now { setting.used } else { key.used },
    ) {
        Use::Now => "yes",
        Use::Later => "no: it is read and judged, and has no effect",
        Use::Missing => {
            "no: it asks for a protection that this version doesn't have, so a policy that sets it is refused"
        }
    };
    writeln!(out, "Used by this version: {used}")
}

/// What each of the values there are means.
fn values(shape: &Shape, out: &mut dyn Write) -> io::Result<()> {
    match shape {
        Shape::OneOf(alternatives) => {
            for alternative in alternatives {
                writeln!(out, "  \"{}\": {}", alternative.value, alternative.doc)?;
            }
            Ok(())
        }
        Shape::List(element) | Shape::Map(element) if element_matters(element) => {
            writeln!(out, "  each {element}")?;
            values(element, out)
        }
        _ => Ok(()),
    }
}

fn element_matters(element: &Shape) -> bool {
    !matches!(element, Shape::Object(_))
}

fn stricter(strict: Strict) -> &'static str {
    match strict {
        Strict::True => "true",
        Strict::False => "false",
        Strict::First => "the values stand with the strictest first",
        Strict::Lower => "less, or earlier",
        Strict::Higher => "more",
        Strict::Fewer => "a shorter list",
        Strict::More => "a longer list",
    }
}

/// The value in force, and what was said of the key to no effect.
fn in_force(key: &Key, files: PolicyFiles, today: Day, out: &mut dyn Write) -> io::Result<()> {
    let Found {
        policy: Some(policy), ..
    } = Found::on_this_computer(files, today)
    else {
        return writeln!(
            out,
            "In force: no policy is in force on this computer (see `despatch policy show`)."
        );
    };
    let Some(setting) = setting(key) else { return Ok(()) };
    if setting.name != key.name {
        writeln!(out, "It is part of `{}`.", setting.name)?;
    }
    writeln!(out, "In force:")?;
    for row in policy.settings().iter().filter(|row| row.key == setting.name) {
        writeln!(out, "  {}", line(row))?;
    }
    Ok(())
}

/// The setting that a key is, or is a part of.
fn setting(key: &Key) -> Option<&'static Key> {
    let above = |setting: &&Key| {
        let rest = key.name.strip_prefix(setting.name.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    policy::keys().iter().find(above)
}
