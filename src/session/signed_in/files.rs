//! Files, pictures, films and sounds: beside the wishes that go out.

use model::{Command, Event, Play};

use super::open_room::OpenRoom;
use super::{Desk, Tasks};

impl Desk {
    /// One line for each wish about what is in a file.
    pub(super) fn handle_file(&self, wish: Command, tasks: &mut Tasks, open: &OpenRoom) {
        let (desk, open) = (self.clone(), open.clone());
        let outlet = desk.outlet.clone();
        match wish {
            Command::SaveFile {
                ticket,
                room,
                row,
                folder,
            } => self.fulfil(tasks, ticket, async move {
                let name = open.save_file(&room, &row, &folder).await?;
                Ok((room, name))
            }),
            Command::LayOut { ticket, room, row } => {
                self.fulfil(tasks, ticket, async move { open.lay_out(room, &row).await });
            }
            Command::ShowPictures { room, rows } => {
                tasks.spawn(async move { open.show_pictures(&outlet, &room, rows).await });
            }
            Command::KeepPicture { room, picture } => tasks.spawn(async move {
                let file = desk.account.keep_picture(picture).await;
                outlet.put(Event::Kept { room, file });
            }),
            Command::LookAtFile { room, path } => tasks.spawn(async move {
                let file = desk.account.look_at_file(&room, path.clone()).await;
                outlet.put(Event::Sendable { path, file });
            }),
            Command::ViewPicture { room, row } => tasks.view(row.map(|row| open.view_picture(outlet, room, row))),
            Command::Play(wish) => self.play(wish, tasks, open),
            _ => {}
        }
    }

    fn play(&self, wish: Play, tasks: &mut Tasks, open: OpenRoom) {
        let desk = self.clone();
        let outlet = desk.outlet.clone();
        match wish {
            Play::Picture { room, row, large } => tasks.spawn(open.play_picture(outlet, room, row, large)),
            Play::Sound { room, row, from, speed } => tasks.spawn(open.play_sound(outlet, room, row, from, speed)),
            Play::Spoken { spoken, from } => tasks.spawn(async move {
                outlet.put(Event::Rehearsed(desk.account.rehearse(&spoken, from).await));
            }),
            Play::Take { number, take } => tasks.spawn(async move {
                let spoken = desk.account.hear_out(take).await;
                outlet.put(Event::Spoken { number, spoken });
            }),
        }
    }
}
