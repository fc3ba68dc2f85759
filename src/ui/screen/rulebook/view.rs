//! The page of rules as it is drawn.

use std::collections::HashMap;

use iced::widget::text::Wrapping;
use iced::widget::{Space, column, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, Icon, Tint, text};
use model::{RecordState, Rule, RuleLevel, RuleStatus};

use super::{Message, State};
use crate::screen::{Scene, page, validity};
use crate::words::fl;

/// The page.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let organisation = scene.organisation;
    let managed = if organisation.name.is_empty() {
        fl!(words, "managed-unnamed")
    } else {
        fl!(words, "managed", organisation = &*organisation.name)
    };
    let points = [
        fl!(words, "about-servers"),
        fl!(words, "about-outside"),
        fl!(words, "about-encrypted"),
        fl!(words, "about-kept"),
    ];
    let points = column(points.map(|point| text::body(point).into())).spacing(space::S);
    let mut content = column![text::strong(managed)].spacing(space::XL);
    if let Some(notice) = validity::notice(scene) {
        content = content.push(notice);
    }
    let content = content
        .push(column![kit::heading(2, fl!(words, "about-means")), points].spacing(space::M))
        .push(contact(scene))
        .push(record(scene))
        .push(rules(state, scene))
        .push(kit::divider())
        .push(text::small(fl!(
            words,
            "about-version",
            version = env!("CARGO_PKG_VERSION")
        )));
    page::page(scene, fl!(words, "rules-title"), Message::Back, content)
}

/// How the record of this device stands, where one is kept.
fn record<'a>(scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let state = match scene.record {
        RecordState::None => return None,
        RecordState::Kept => fl!(words, "record-kept"),
        RecordState::Waiting => fl!(words, "record-waiting"),
        RecordState::Full => fl!(words, "record-full"),
        RecordState::Stuck => fl!(words, "record-stuck"),
        RecordState::Broken => fl!(words, "record-broken"),
    };
    let heading = kit::heading(2, fl!(words, "record-title"));
    let means = text::body(fl!(words, "record-means"));
    Some(
        column![heading, means, kit::status("rulebook:record", state)]
            .spacing(space::S)
            .into(),
    )
}

fn contact<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let helpdesk = &scene.organisation.helpdesk;
    let ways = [
        (fl!(words, "helpdesk-phone"), &helpdesk.phone),
        (fl!(words, "helpdesk-email"), &helpdesk.email),
        (fl!(words, "helpdesk-url"), &helpdesk.url),
    ];
    let mut contact = column![kit::heading(2, fl!(words, "helpdesk-title"))].spacing(space::S);
    if ways.iter().all(|(_, way)| way.is_empty()) {
        contact = contact.push(text::body(fl!(words, "helpdesk-unnamed")));
    }
    for (label, value) in ways {
        if !value.is_empty() {
            let value = text::body(&**value).wrapping(Wrapping::WordOrGlyph);
            contact = contact.push(column![text::small(label), value]);
        }
    }
    contact.into()
}

fn rules<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let heading = kit::heading(2, fl!(words, "rules-all"));
    if scene.rules.entries.is_empty() {
        return column![heading, text::body(fl!(words, "rules-none"))]
            .spacing(space::M)
            .into();
    }
    let search = kit::entry("rulebook:search", fl!(words, "rules-search"), &*state.query)
        .hint(fl!(words, "rules-search-hint"))
        .icon(Icon::Search)
        .on_input(Message::Search);
    let only = kit::checkbox(
        "rulebook:only-set",
        fl!(words, "rules-only-set"),
        state.only_set,
        Some(Message::OnlySet(!state.only_set)),
    );
    let copy = kit::button("rulebook:copy", fl!(words, "rules-copy"))
        .icon(Icon::Copy)
        .compact()
        .on_press(Message::Copy);
    let copied = if state.copied {
        fl!(words, "rules-copied")
    } else {
        String::new()
    };
    let shown = state.shown(scene.rules, words);
    let found = kit::status("rulebook:found", fl!(words, "rules-found", count = shown.len()));
    let mut content = column![
        heading,
        Element::from(search),
        row![only, Element::from(copy)]
            .spacing(space::L)
            .align_y(Alignment::Center)
            .wrap(),
        page::status("rulebook:copied", copied),
        found,
    ]
    .spacing(space::M);
    for (group, rules) in groups(&shown) {
        let title = words.rule_group(group);
        let total = rules.len();
        let mut places = HashMap::new();
        let rows = rules.into_iter().enumerate().map(|(index, rule)| {
            let place = places.entry(&*rule.key).or_insert(0);
            let id = format!("rule-row:{}:{place}", rule.key);
            *place += 1;
            let here = state.at == Some(&*rule.key);
            self::rule(id, rule, here, (index + 1, total), scene)
        });
        let list = kit::list(format!("rulebook:{group}"), title.clone(), rows);
        content = content.push(column![Space::new().height(space::L), kit::heading(3, title), list].spacing(space::XS));
    }
    content.into()
}

/// Rules by their group, in the order in which the first of each comes.
fn groups<'a>(shown: &[&'a Rule]) -> Vec<(&'a str, Vec<&'a Rule>)> {
    let mut groups: Vec<(&str, Vec<&Rule>)> = Vec::new();
    for rule in shown {
        let group = group(&rule.key);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, rules)) => rules.push(rule),
            None => groups.push((group, vec![rule])),
        }
    }
    groups
}

/// What stands before the dot; rules about the rules have none.
fn group(key: &str) -> &str {
    match key.split_once('.') {
        Some((group, _)) => group,
        None if key == "homeservers" => key,
        None => "policy",
    }
}

fn rule<'a>(
    id: String,
    rule: &'a Rule,
    here: bool,
    (place, total): (usize, usize),
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let title = words.rule_title(&rule.key);
    let status = words.rule_status(&rule.status);
    let level = words.rule_level(rule);
    let from = rule
        .source
        .as_ref()
        .map(|place| fl!(words, "rule-from", place = &**place));
    let why = words.rule_why(&rule.key, &rule.status);
    let about = words.rule_about(&rule.key);
    let values = words.rule_value(&rule.key, &rule.value);

    let said = [Some(title.clone()), about.clone()]
        .into_iter()
        .flatten()
        .chain(values.iter().map(|line| line.text.clone()))
        .chain(
            [Some(status.clone()), why.clone(), Some(level.clone()), from.clone()]
                .into_iter()
                .flatten(),
        );
    let said: Vec<String> = said.map(|part| part.trim_end_matches('.').to_owned()).collect();

    let long = |words: iced::widget::Text<'a, kit::Theme>| words.wrapping(Wrapping::WordOrGlyph);
    let mut head = row![].spacing(space::S).align_y(Alignment::Center);
    if rule.level == RuleLevel::Managed && rule.status == RuleStatus::InForce {
        head = head.push(Icon::Lock.sized(18.0));
    }
    head = head.push(text::strong(title));
    if rule.level != RuleLevel::Default || rule.status != RuleStatus::InForce {
        head = head.push(kit::chip(status, tint(&rule.status)));
    }
    let mut lines = column![head.wrap()].spacing(space::XS).width(Length::Fill);
    if let Some(about) = about {
        lines = lines.push(text::small(about));
    }
    let values = values.into_iter().map(|line| {
        let indent = Space::new().width(f32::from(line.depth.min(4)) * space::L);
        row![indent, long(text::body(line.text)).width(Length::Fill)].into()
    });
    lines = lines.push(column(values));
    if let Some(why) = why {
        let why = long(text::small(why));
        let wrong = matches!(rule.status, RuleStatus::Invalid { .. } | RuleStatus::Unknown);
        lines = lines.push(if wrong { why.style(kit::theme::danger) } else { why });
    }
    lines = lines.push(text::small(level));
    if let Some(from) = from {
        lines = lines.push(long(text::small(from)));
    }
    lines = lines.push(long(text::mono(&*rule.key)).style(kit::theme::muted));
    let row = kit::list_row(id, said.join(". "), lines)
        .position(place, total)
        .selected(here)
        .reads();
    column![Element::from(row), kit::divider()].into()
}

fn tint(status: &RuleStatus) -> Tint {
    match status {
        RuleStatus::InForce => Tint::Success,
        RuleStatus::Overridden { .. } => Tint::Neutral,
        RuleStatus::Invalid { .. } => Tint::Danger,
        RuleStatus::Unknown | RuleStatus::NotUsed => Tint::Warning,
        RuleStatus::NeedsRestart { .. } => Tint::Info,
    }
}
