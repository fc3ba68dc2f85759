//! Controls that a rule has fixed, and the way from them to the rule.

use kit::{Element, Icon};

use super::Scene;
use crate::words::fl;

/// The button that leads to the rule, beside what it has fixed. `of` names the control: one rule may fix several.
pub fn button<'a, M: Clone + 'a>(of: &str, press: M, scene: Scene<'a>) -> Element<'a, M> {
    kit::button(format!("rule:{of}"), fl!(scene.words, "rule-which"))
        .icon(Icon::Help)
        .quiet()
        .compact()
        .on_press(press)
        .into()
}

/// A button that a rule has locked, with the reason and the way to the rule.
pub fn locked<'a, M: Clone + 'a>(
    id: impl Into<String>,
    label: String,
    why: String,
    press: M,
    scene: Scene<'a>,
) -> Element<'a, M> {
    let id = id.into();
    let way = button(&id, press, scene);
    let control = kit::button::<M>(id, label).locked(why.clone());
    kit::fixed(control, why, Some(way))
}
