//! Somebody who uses the session as the window does: wishes in, reports out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use imbl::Vector;
use model::{
    Away, Body, Closed, Command, Confirmation, Connection, Device, Draft, Event, EventId, Film, Hearing, KeyFile,
    KeyStorage, Listing, Loss, Member, Mention, Message, Notice, Paging, Pixels, Profile, Query, Quiet, RecordState,
    Results, RoomHeader, RoomId, RoomKind, RoomSummary, Row, RowKey, RowKind, Secret, SendState, Sendable, ServerName,
    SignInTo, Space, SpacePage, Spoken, Stage, Ticket, Track, Trust, Ways, Whose, Why,
};
use policy::{Day, Input, Level, Policy, Source};
use serde_json::Value;
use session::{Key, Keys, KeysError, Roots, Session, Start, Walls};
use support::{Account, World};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::threads::Beside;

/// Long enough for a loaded machine; reached only by a failure.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// What a wish led to: a room, a file's name, or why not.
pub type Answer = Result<(Option<RoomId>, Option<String>), Why>;

/// What the window would show.
#[derive(Default)]
pub struct View {
    pub stage: Option<Stage>,
    pub connection: Option<Connection>,
    /// How a server lets people in, as it was said last.
    pub ways: Option<Result<Ways, Why>>,
    /// The page to open in the browser, as it was said last.
    pub browser: Option<(Ticket, String)>,
    /// How often the session began anew under a stricter policy.
    pub renewals: u32,
    pub rooms: Vector<Arc<RoomSummary>>,
    pub header: Option<Arc<RoomHeader>>,
    pub rows: Vector<Arc<Row>>,
    pub room: Option<RoomId>,
    /// The room asked for last; what is still said of another is dropped, as the window does.
    wanted: Option<RoomId>,
    pub paging: Option<Paging>,
    /// Pictures that were drawn, or could not be.
    pub pictures: HashMap<RowKey, Option<Pixels>>,
    /// Pictures that were looked at by themselves.
    pub viewed: HashMap<RowKey, Result<Pixels, Why>>,
    /// Pictures that were to move.
    pub films: HashMap<RowKey, Result<Film, Why>>,
    /// Sounds that were to play.
    pub sounds: HashMap<RowKey, Result<Track, Why>>,
    /// What was spoken, played before it was sent.
    pub rehearsed: Option<Result<Track, Why>>,
    /// What was spoken.
    pub spoken: HashMap<u64, Result<Spoken, Why>>,
    /// What was made of a picture that was pasted.
    pub kept: Option<Result<PathBuf, Why>>,
    /// Files that were looked at before they were sent.
    pub sendable: HashMap<PathBuf, Sendable>,
    /// What stands beside the conversation: a thread, or the list of threads.
    pub beside: Beside,
    pub typing: Vec<String>,
    pub members: Vec<Member>,
    pub link: Option<String>,
    /// What a day led to.
    pub dated: Option<EventId>,
    pub draft: String,
    pub draft_calls: Vec<Mention>,
    /// What was said of a message asked about.
    pub versions: Option<Result<Arc<[Message]>, Why>>,
    /// What somebody was looked for by last, and who was found.
    pub people: Option<(Arc<str>, Arc<[model::Person]>)>,
    /// What was looked for last, and what was found.
    pub found: Option<(Arc<Query>, Arc<Results>)>,
    pub answers: HashMap<Ticket, Answer>,
    pub trust: Option<Trust>,
    pub record: RecordState,
    pub recovery_key: Option<Secret>,
    pub key_file: Option<KeyFile>,
    pub loss: Option<Loss>,
    /// By flow, each step in order.
    pub confirmations: Vec<Confirmation>,
    pub devices: Vec<Device>,
    pub new_devices: Vec<Device>,
    /// All there was to announce, in order.
    pub notices: Vec<Notice>,
    /// What still stands of it.
    pub announced: HashMap<RoomId, Notice>,
    pub profile: Option<Profile>,
    /// Whom they ignore.
    pub ignored: Vec<String>,
    pub faces: HashMap<Whose, Option<Pixels>>,
    pub spaces: Vec<Space>,
    /// What was said last of the space on show.
    pub space: Option<Arc<SpacePage>>,
    /// What was found last of rooms that are listed.
    pub listing: Option<Arc<Listing>>,
    /// What the person hears of, and when of nothing.
    pub hearing: Option<Hearing>,
    pub quiet: Option<Quiet>,
    /// What was said at once of what came meanwhile, and whether it stands.
    pub told_away: Vec<Away>,
    pub away: Option<Away>,
}

/// A keyring that outlives the session, and can be locked or lose its key.
#[derive(Default)]
pub struct Ring {
    pub key: Mutex<Option<Key>>,
    pub fails: Mutex<Option<KeysError>>,
}

pub struct Person {
    pub home: TempDir,
    pub ring: Arc<Ring>,
    pub view: View,
    pub walls: Walls,
    policy: watch::Sender<Arc<Policy>>,
    roots: Roots,
    runtime: tokio::runtime::Runtime,
    session: Option<Session>,
}

pub static TICKETS: AtomicU64 = AtomicU64::new(1);

impl Person {
    /// Somebody at a computer with this policy, the program started.
    pub fn under(world: &World, document: &Value) -> Person {
        Person::trusting(world.authority().file(), document, Walls::default())
    }

    /// Another account of the same person, in the same program.
    pub fn beside(&self, world: &World, document: &Value) -> Person {
        Person::trusting(world.authority().file(), document, self.walls.clone())
    }

    /// The first account of somebody who will have several.
    pub fn among(world: &World, document: &Value, walls: Walls) -> Person {
        Person::trusting(world.authority().file(), document, walls)
    }

    /// The same, with the authority that signs the homeservers' certificates.
    fn trusting(authority: &Path, document: &Value, walls: Walls) -> Person {
        let (policy, _) = watch::channel(policy_of(document));
        let own = document["network"]["ca_file"].as_str().map(Path::new);
        let files = [Some(authority), own].into_iter().flatten();
        let roots = Roots {
            system: Vec::new(),
            by_file: files
                .map(|file| (file.display().to_string(), std::fs::read(file).unwrap()))
                .collect(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let home = tempfile::tempdir().unwrap();
        let mut person = Person {
            home,
            ring: Arc::default(),
            view: View::default(),
            walls,
            policy,
            roots,
            runtime,
            session: None,
        };
        person.start();
        person
    }

    /// Somebody whose program was closed, in a process of its own: their folder, and the key of the stores in hexadecimal. It is
    /// told who signs certificates: a process that may be killed, or whose disk is full, keeps its hands off the world of all tests.
    pub fn at(authority: &Path, document: &Value, home: &Path, key: &str) -> Person {
        let mut person = Person::trusting(authority, document, Walls::default());
        person.stop();
        let bytes = (0..key.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&key[at..at + 2], 16).unwrap());
        let mut kept = Key::default();
        kept.iter_mut().zip(bytes).for_each(|(to, byte)| *to = byte);
        *person.ring.key.lock().unwrap() = Some(kept);
        std::fs::remove_dir_all(person.home.path()).unwrap();
        std::os::unix::fs::symlink(home, person.home.path()).unwrap();
        person.start();
        person
    }

    /// The same, where certificates must come from the operating system's list.
    pub fn trusting_the_system(world: &World, document: &Value) -> Person {
        let mut person = Person::under(world, document);
        person.roots.system = platform::system_roots();
        person.restart();
        person
    }

    /// The administrator puts another policy in place while the program runs. It is taken as it is: what of it applies
    /// at once is for whoever watches the files to say.
    pub fn comes_under(&mut self, document: &Value) {
        self.policy.send_replace(policy_of(document));
    }

    /// A file of those who sign certificates.
    pub fn authority(&self) -> String {
        self.roots.by_file.keys().next().unwrap().clone()
    }

    /// The policy as a document, to begin another from.
    pub fn policy_document(&self) -> Value {
        serde_json::to_value(self.policy.borrow().document()).unwrap()
    }

    pub fn new(world: &World) -> Person {
        Person::under(world, &world.policy())
    }

    /// Somebody signed in and in step with the server.
    pub fn signed_in(world: &World, account: &Account) -> Person {
        let mut person = Person::new(world);
        person.sign_in(account).unwrap();
        person.online();
        person
    }

    pub fn start(&mut self) {
        // What a failed test shows beside its own words; the first to start it wins.
        let warnings = tracing_subscriber::fmt().with_max_level(tracing::Level::WARN);
        warnings.with_writer(std::io::stderr).with_ansi(false).try_init().ok();
        let start = Start {
            walls: self.walls.clone(),
            policy: self.policy.subscribe(),
            data: self.home.path().join("data"),
            cache: self.home.path().join("cache"),
            keys: self.ring.clone(),
            roots: self.roots.clone(),
        };
        std::fs::create_dir_all(&start.data).unwrap();
        std::fs::create_dir_all(&start.cache).unwrap();
        self.view = View::default();
        self.session = Some(session::start(start).unwrap());
    }

    pub fn stop(&mut self) {
        if let Some(session) = self.session.take() {
            session.join();
        }
    }

    pub fn restart(&mut self) {
        self.stop();
        self.start();
    }

    /// Waits for reports until `look` finds something.
    pub fn until<T>(&mut self, what: &str, look: impl Fn(&View) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look(&self.view) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let session = self.session.as_mut().expect("started");
            let batch = self
                .runtime
                .block_on(async { tokio::time::timeout(left, session.events.recv()).await });
            match batch {
                Ok(Some(events)) => events.into_iter().for_each(|event| self.view.take(event)),
                Ok(None) => panic!("the session ended while waiting for {what}"),
                Err(_) => panic!(
                    "never saw {what}; stage {:?}, {:?}, {:?}, {:?}, paging {:?}, rows {:#?}",
                    self.view.stage,
                    self.view.connection,
                    self.view.trust,
                    self.view.confirmations,
                    self.view.paging,
                    self.view.rows
                ),
            }
        }
    }

    pub fn send(&mut self, command: Command) {
        self.session
            .as_ref()
            .expect("started")
            .commands
            .try_send(command)
            .unwrap();
    }

    /// Sends a wish and waits for its answer.
    pub fn wish(&mut self, make: impl FnOnce(Ticket) -> Command) -> Answer {
        let ticket = Ticket(TICKETS.fetch_add(1, Ordering::Relaxed));
        self.send(make(ticket));
        self.until("an answer", |view| view.answers.get(&ticket).cloned())
    }

    pub fn sign_in(&mut self, account: &Account) -> Result<(), Why> {
        self.until("the sign-in screen", |v| {
            matches!(v.stage, Some(Stage::SignedOut { .. })).then_some(())
        });
        let (to, user) = (SignInTo::Email(account.email()), account.email());
        let password = Secret::new(account.password.clone());
        self.wish(|ticket| Command::SignIn {
            ticket,
            to,
            user,
            password,
        })?;
        self.until("being signed in", |v| v.is_signed_in().then_some(()));
        Ok(())
    }

    pub fn sign_in_to(&mut self, server: &str, user: &str, password: &str) -> Result<(), Why> {
        self.until("the sign-in screen", |v| {
            matches!(v.stage, Some(Stage::SignedOut { .. })).then_some(())
        });
        let (to, user) = (SignInTo::Server(ServerName::from(server)), user.to_owned());
        let password = Secret::new(password.to_owned());
        self.wish(|ticket| Command::SignIn {
            ticket,
            to,
            user,
            password,
        })
        .map(drop)
    }

    pub fn online(&mut self) {
        self.until("the line", |v| (v.connection == Some(Connection::Online)).then_some(()));
    }

    pub fn open(&mut self, room: &RoomId) {
        self.view.rows = Vector::new();
        self.view.room = None;
        self.view.wanted = Some(room.clone());
        self.view.header = None;
        self.send(Command::OpenRoom(room.clone()));
        self.until("the open room", |v| {
            (v.room.as_ref() == Some(room) && v.header.is_some()).then_some(())
        });
    }

    pub fn start_direct(&mut self, whom: &Account) -> RoomId {
        let person = whom.user_id.clone();
        self.wish(|ticket| Command::StartDirect { ticket, person })
            .unwrap()
            .0
            .unwrap()
    }

    pub fn say(&mut self, room: &RoomId, text: &str) -> Result<(), Why> {
        let text = text.to_owned();
        self.write(
            room,
            Draft {
                text,
                ..Draft::default()
            },
        )
    }

    /// Sends a text, an answer or a change.
    pub fn write(&mut self, room: &RoomId, draft: Draft) -> Result<(), Why> {
        let room = room.clone();
        self.wish(|ticket| Command::Send { ticket, room, draft }).map(drop)
    }

    /// Sends a file and something with it.
    pub fn send_file(&mut self, room: &RoomId, path: &Path, caption: &str) -> Result<(), Why> {
        let (room, path, caption) = (room.clone(), path.to_owned(), caption.to_owned());
        let sent = self.wish(|ticket| Command::SendFile {
            ticket,
            room,
            path,
            caption,
        });
        sent.map(drop)
    }

    /// Makes a recovery key and gives it.
    pub fn makes_key(&mut self) -> Secret {
        self.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
        self.wish(|ticket| Command::MakeRecoveryKey { ticket }).unwrap();
        let key = self.until("the recovery key", |v| v.recovery_key.clone());
        self.trusts("key storage", |trust| trust.storage == KeyStorage::On);
        key
    }

    pub fn uses_key(&mut self, key: &str) -> Result<(), Why> {
        let key = Secret::new(key.to_owned());
        self.wish(|ticket| Command::UseRecoveryKey { ticket, key }).map(drop)
    }

    pub fn trusts(&mut self, what: &str, look: impl Fn(&Trust) -> bool) -> Trust {
        self.until(what, |v| v.trust.filter(|trust| look(trust)))
    }

    /// Waits for an invitation to this room and accepts it.
    pub fn accept(&mut self, room: &RoomId) {
        self.summary(room, "an invitation", |s| matches!(s.kind, RoomKind::Invitation(_)));
        let wanted = room.clone();
        self.wish(|ticket| Command::Accept { ticket, room: wanted }).unwrap();
        self.summary(room, "the joined room", |s| !matches!(s.kind, RoomKind::Invitation(_)));
    }

    pub fn summary(&mut self, room: &RoomId, what: &str, look: impl Fn(&RoomSummary) -> bool) -> Arc<RoomSummary> {
        self.until(what, |v| v.rooms.iter().find(|s| s.id == *room && look(s)).cloned())
    }

    /// Waits for a message with this text in the open room, on the server.
    pub fn sees(&mut self, text: &str) -> Message {
        self.until(&format!("“{text}”"), |v| v.sent(text).cloned())
    }

    /// Waits for a message with this text that is not shown for this reason.
    pub fn sees_closed(&mut self, text: &str, why: Closed) -> Message {
        let held = |message: &&Message| match &message.body {
            Body::Closed(closed, body) => {
                *closed == why && matches!(&**body, Body::Text { plain, .. } if **plain == *text)
            }
            _ => false,
        };
        self.until(&format!("closed, “{text}”"), |v| {
            v.messages().map(|(_, message)| message).find(held).cloned()
        })
    }

    /// Waits for its event id.
    pub fn event_of(&mut self, text: &str) -> EventId {
        self.until(&format!("the event of “{text}”"), |v| {
            v.sent(text).and_then(|m| m.event.clone())
        })
    }
}

fn policy_of(document: &Value) -> Arc<Policy> {
    let bytes = serde_json::to_vec(document).unwrap();
    let input = Input {
        sources: &[Source::file("managed/test.json", Level::Managed, bytes)],
        choices: None,
        memory: None,
        today: Day::constant(2026, 11, 24),
    };
    Arc::new(Policy::resolve(&input).unwrap_or_else(|problems| panic!("{problems:?}")))
}

impl Drop for Person {
    fn drop(&mut self) {
        self.stop();
    }
}

impl View {
    fn take(&mut self, event: Event) {
        match event {
            Event::Stage(stage) => {
                self.renewals += u32::from(matches!(stage, Stage::Renewed(_)));
                if !matches!(stage, Stage::SignedIn(_)) {
                    self.announced.clear();
                }
                self.stage = Some(stage);
            }
            Event::Ways { ways, .. } => self.ways = Some(ways),
            Event::Browser { ticket, url } => self.browser = Some((ticket, url.to_string())),
            Event::Connection(connection) => self.connection = Some(connection),
            Event::Rooms(patches) => patches
                .into_iter()
                .for_each(|p| assert!(p.apply(&mut self.rooms), "in step")),
            Event::Header(header) => self.header = Some(header),
            Event::Rows { room, .. } if self.wanted.as_ref().is_some_and(|wanted| *wanted != room) => {}
            Event::Rows { room, patches } => {
                self.room = Some(room);
                patches
                    .into_iter()
                    .for_each(|p| assert!(p.apply(&mut self.rows), "in step"));
            }
            Event::Expired { .. } | Event::Pins { .. } => {}
            Event::Paging { state, .. } => self.paging = Some(state),
            Event::Picture { row, picture, .. } => drop(self.pictures.insert(row, picture)),
            Event::Viewed { row, picture, .. } => drop(self.viewed.insert(row, picture)),
            Event::Film { row, film, .. } => drop(self.films.insert(row, film)),
            Event::Sound { row, track, .. } => drop(self.sounds.insert(row, track)),
            Event::Rehearsed(track) => self.rehearsed = Some(track),
            Event::Spoken { number, spoken } => drop(self.spoken.insert(number, spoken)),
            Event::Kept { file, .. } => self.kept = Some(file),
            Event::Sendable { path, file } => drop(self.sendable.insert(path, file)),
            event @ (Event::InThread { .. } | Event::Threads(_) | Event::LeadsToThread { .. }) => {
                self.beside.take(event)
            }
            Event::Typing { people, .. } => self.typing = people.iter().map(|p| p.name.to_string()).collect(),
            Event::Members { people, .. } => self.members = people.to_vec(),
            Event::Versions { versions, .. } => self.versions = Some(versions),
            Event::PeopleFound { typed, people } => self.people = Some((typed, people)),
            Event::Found { query, results } => self.found = Some((query, results)),
            Event::Dated { event, .. } => self.dated = Some(event),
            Event::Link(link) => self.link = Some(link.to_string()),
            Event::Draft { text, mentions, .. } => (self.draft, self.draft_calls) = (text, mentions),
            Event::Record(record) => self.record = record,
            Event::Trust(trust) => self.trust = Some(trust),
            Event::RecoveryKey(key) => self.recovery_key = Some(key),
            Event::KeyFile(done) => self.key_file = Some(done),
            Event::Loss(loss) => self.loss = Some(loss),
            Event::Confirmation(confirmation) => self.confirmations.push(confirmation),
            Event::Devices(devices) => self.devices = devices.to_vec(),
            Event::NewDevice(device) => self.new_devices.push(device),
            Event::Face { whose, picture } => drop(self.faces.insert(whose, picture)),
            Event::Spaces(spaces) => self.spaces = spaces.to_vec(),
            Event::Space(page) => self.space = Some(page),
            Event::HoldsRooms(_) => self.rows.clear(),
            Event::Listing(listing) => self.listing = Some(listing),
            Event::Ignored(people) => self.ignored = people.iter().map(|it| it.id.to_string()).collect(),
            Event::Notice(notice) => {
                self.notices.push(notice.clone());
                self.announced.insert(notice.room.clone(), notice);
            }
            Event::NoNotice(room) => assert!(self.announced.remove(&room).is_some(), "it was announced"),
            Event::Hearing(hearing) => self.hearing = Some(hearing),
            Event::Quiet(quiet) => self.quiet = Some(quiet),
            Event::Away(away) => {
                self.told_away.push(away.clone());
                self.away = Some(away);
            }
            Event::NoAway => assert!(self.away.take().is_some(), "it was said"),
            Event::Profile(profile) => self.profile = Some(profile),
            Event::NoProfile { .. } => self.profile = None,
            Event::Done { ticket, room, file } => drop(self.answers.insert(ticket, Ok((room, file)))),
            Event::Refused { ticket, why } => drop(self.answers.insert(ticket, Err(why))),
        }
    }

    pub fn is_signed_in(&self) -> bool {
        matches!(self.stage, Some(Stage::SignedIn(_) | Stage::Renewed(_)))
    }

    pub fn messages(&self) -> impl Iterator<Item = (&Row, &Message)> {
        self.rows.iter().filter_map(|row| match &row.kind {
            RowKind::Message(message) => Some((row.as_ref(), message.as_ref())),
            _ => None,
        })
    }

    pub fn row(&self, text: &str) -> Option<(&Row, &Message)> {
        self.messages()
            .find(|(_, m)| matches!(&m.body, Body::Text { plain, .. } if **plain == *text))
    }

    pub fn sent(&self, text: &str) -> Option<&Message> {
        self.row(text).map(|(_, m)| m).filter(|m| m.state == SendState::Sent)
    }

    /// The names of the files in the open room, on the server.
    pub fn files(&self) -> Vec<String> {
        let file = |message: &Message| match &message.body {
            Body::File(file) if message.event.is_some() => Some(file.name.to_string()),
            _ => None,
        };
        self.messages().filter_map(|(_, message)| file(message)).collect()
    }

    /// What one reads in the open room, oldest first.
    pub fn texts(&self) -> Vec<String> {
        let text = |body: &Body| match body {
            Body::Text { plain, .. } => plain.to_string(),
            other => format!("{other:?}"),
        };
        self.messages().map(|(_, m)| text(&m.body)).collect()
    }
}

impl Keys for Ring {
    fn read(&self) -> Result<Option<Key>, KeysError> {
        self.answer()?;
        Ok(self.key.lock().unwrap().clone())
    }

    fn write(&self, key: &Key) -> Result<(), KeysError> {
        self.answer()?;
        *self.key.lock().unwrap() = Some(key.clone());
        Ok(())
    }

    fn delete(&self) -> Result<(), KeysError> {
        self.answer()?;
        *self.key.lock().unwrap() = None;
        Ok(())
    }
}

impl Ring {
    fn answer(&self) -> Result<(), KeysError> {
        self.fails.lock().unwrap().map_or(Ok(()), Err)
    }
}
