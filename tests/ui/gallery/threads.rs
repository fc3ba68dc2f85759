//! Threads: at their first messages, by themselves, and listed.

use model::{Event, Paging};
use ui::Language;
use ui::screen::desk::Message as Desk;
use ui::screen::desk::conversation::{Message as Talk, composer};

use crate::fixtures::threads::{in_room, lines, listed, opened, root};
use crate::fixtures::{self, RHYS};
use crate::stand::Stand;

pub fn all() -> Vec<(&'static str, Stand)> {
    let mut all = Vec::new();
    for (name, language) in [("thread", Language::English), ("thread, Welsh", Language::Welsh)] {
        let mut stand = talking(language);
        stand.talk(Talk::OpenThread(root(), true));
        stand.report(opened());
        all.push((name, stand));
    }
    let mut stand = talking(Language::English);
    stand.talk(Talk::OpenThread(root(), true));
    all.push(("thread loading", stand));
    let mut stand = talking(Language::English);
    stand.talk(Talk::OpenThread(root(), true));
    stand.report(opened());
    stand.desk(Desk::Thread(Talk::Reply("a2".into())));
    stand.desk(Desk::Thread(Talk::Composer(composer::Message::Field(
        kit::composer::Event::Replace("The second, then.".to_owned()),
    ))));
    all.push(("answering in a thread", stand));
    for (name, listed) in [
        ("threads", listed(lines(), Paging::Idle)),
        ("no threads", listed(Vec::new(), Paging::Complete)),
        ("threads not loaded", listed(Vec::new(), Paging::Failed)),
        ("threads loading", listed(Vec::new(), Paging::Loading)),
    ] {
        all.push((name, listing(Language::English, listed)));
    }
    all.push((
        "threads, Welsh",
        listing(Language::Welsh, listed(lines(), Paging::Complete)),
    ));
    all
}

fn talking(language: Language) -> Stand {
    let mut stand = Stand::in_language(language);
    stand.report(fixtures::signed_in());
    stand.open(RHYS);
    stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
    stand.report(in_room());
    stand
}

fn listing(language: Language, event: Event) -> Stand {
    let mut stand = talking(language);
    stand.talk(Talk::Threads);
    stand.report(vec![event]);
    stand
}
