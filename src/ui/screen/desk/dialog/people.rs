//! People by what is typed of them, where a question asks whom.

use std::sync::Arc;

use model::{Command, Person, UserId};

use super::{Question, State};
use crate::wishes::Wishes;

impl State {
    /// Asks who fits what is typed now.
    pub(super) fn look_for_people(&mut self, wishes: &mut Wishes) {
        let Some(typed) = self.question.typed_of_somebody().map(str::to_owned) else {
            return;
        };
        if typed == self.looked_for {
            return;
        }
        if typed.is_empty() {
            self.people = Arc::default();
        } else {
            wishes.send(Command::FindPeople(typed.clone()));
        }
        self.looked_for = typed;
    }

    /// Takes over who fits; an answer to what was typed before counts no more.
    pub fn set_people(&mut self, typed: &str, people: Arc<[Person]>) {
        if self.looked_for == typed {
            self.people = people;
        }
    }

    /// Who fits what is typed.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Puts somebody where they are typed; true where that answers the question.
    pub(super) fn pick(&mut self, whom: &UserId) -> bool {
        self.people = Arc::default();
        match &mut self.question {
            Question::NewMessage { person } | Question::Invite { person, .. } => {
                *person = whom.to_string();
                self.looked_for.clone_from(person);
                true
            }
            Question::NewRoom { people, .. } => {
                let begun = people.len() - last(people).len();
                people.truncate(begun);
                people.push_str(whom.as_str());
                people.push_str(", ");
                self.looked_for.clear();
                false
            }
            _ => false,
        }
    }
}

impl Question {
    /// What is typed of the person asked for.
    fn typed_of_somebody(&self) -> Option<&str> {
        match self {
            Self::NewMessage { person } | Self::Invite { person, .. } => Some(person.trim()),
            Self::NewRoom { people, .. } => Some(last(people)),
            _ => None,
        }
    }
}

/// The last of several people in one field. With spaces in it: names have some.
fn last(people: &str) -> &str {
    people.rsplit([',', ';', '\n']).next().unwrap_or_default().trim_start()
}
