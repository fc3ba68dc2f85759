# Words of the window. Plain English, sentence case, no exclamation marks. Why something is refused is in reason.ftl.

program = Despatch
window-title = { $name } – Despatch
window-title-unread = ({ $count }) { $title }

## Everywhere

cancel = Cancel
close = Close
back = Back
save = Save
retry = Try again
try-again = Try again
trying = Trying again…
working = Working…
you = You
yes = Yes
no = No
copy = Copy
percent = { $number } %
list-and = { $rest } and { $last }
locked = Locked
rule-which = Which rule is this?
rule-which-of = Which rule locks “{ $name }”?
decided = Your organisation decided this.
from-outside = From outside: { $server }
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
size-kilobytes = { $count } kB
size-megabytes = { $count } MB

## Announced outside the window

notice-in-room = { $name } in { $room }
notice-outside = { $name } ({ $server })
notice-messages = { $count ->
    [one] New message
   *[other] { $count } new messages
}

## Times

day-today = Today
day-yesterday = Yesterday
day-date = { $weekday } { $day } { $month }
day-date-year = { $weekday } { $day } { $month } { $year }
day-short = { $day } { $month }
date = { $day } { $month } { $year }
day-and-time = { $day }, { $time }
weekday = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

## Help

helpdesk = Contact the helpdesk: { $ways }.
helpdesk-unnamed = Contact your IT helpdesk.
helpdesk-title = Helpdesk
helpdesk-phone = Telephone
helpdesk-email = Email
helpdesk-url = Web page
reason-without-words = This version of Despatch has no words for the reason.

## Starting, and what may stand in the way

starting = Opening Despatch…
blocked-title = Despatch can't be used on this computer yet
blocked-text = Something on this computer, or in the settings from your organisation, has to be put right first. To keep everybody safe, nobody can sign in until then. You haven't done anything wrong.
blocked-list = What is wrong
blocked-at = { $what } { $place }
blocked-next = Tell your helpdesk what this page says.
blocked-running-title = Despatch has had to stop
blocked-running = Your organisation's settings have changed, and they can't be used as they are now. Your messages are safe on this computer and on the server. When the settings have been put right, start Despatch again.
fault-unknown = This file can't be used.
fault-home-nowhere = Despatch can't find your home folder on this computer. Somebody who looks after this computer has to put that right.
fault-home-foreign = This folder belongs to somebody else, so Despatch doesn't keep your messages in it. Its owner has to be put right.
fault-home-unusable = Despatch can't use this folder. Check that it can be written to and that the disk has room.
fault-instance-silent = Despatch is already running and doesn't answer. Close it, or sign out of this computer and in again, then start it once more.
fault-instance-unknown = Despatch can't tell whether it is already running. Restart this computer, then start Despatch again.

ended-title = Despatch has to be started again
ended-close = Close Despatch

obstacle-keyring-locked = Your keyring is locked
obstacle-keyring-locked-text = Your messages on this computer are protected by a key in your keyring. Unlock the keyring, then try again.
obstacle-keyring-absent = There is no keyring on this computer
obstacle-keyring-absent-text = Despatch keeps the key to your messages in the keyring, and no keyring answers. Start it or sign in to your desktop again, then try again.
obstacle-key-lost = The key to your messages is gone
obstacle-key-lost-text = The messages on this computer are encrypted, and their key is no longer in your keyring. If the keyring can be brought back, do that and try again. If it can't, you can start afresh: your messages on the server stay there, but this computer forgets what it has.
obstacle-store-damaged = The messages on this computer can't be opened
obstacle-store-damaged-text = The files that hold your messages are damaged, or the key doesn't fit them. Try again first. If that doesn't help, you can start afresh: your messages on the server stay there, but this computer forgets what it has.
obstacle-disk = Despatch can't write to its folder
obstacle-disk-text = The disk may be full, or the folder may be protected. Make some room, then try again.
obstacle-unpinned = Your server is no longer approved
obstacle-unpinned-text = You were signed in to a server that your organisation no longer approves, so Despatch doesn't connect to it. If you think this is a mistake, contact the helpdesk. To sign in somewhere else, start afresh: this computer then forgets what it has.
start-afresh = Start afresh
start-afresh-title = Remove everything of Despatch from this computer?
start-afresh-text = The messages on this computer, its drafts, and messages that have not been sent are removed for good. You then sign in again. Older encrypted messages can only be read again if another device of yours can still read them.

## Signing in

sign-in-title = Sign in to { $organisation }
sign-in-title-unnamed = Sign in
sign-in-way = How do you want to sign in?
sign-in-by-email = With my work email
sign-in-by-department = By choosing my department
sign-in-by-server = By typing the name of a server
sign-in-email = Work email
sign-in-email-hint = For example name@department.gov.uk
sign-in-department = Department
sign-in-server = Server
sign-in-server-hint = For example matrix.department.gov.uk
sign-in-user = User name
sign-in-user-hint = The name your department gave you
sign-in-password = Password
password-show = Show password
password-hide = Hide password
sign-in = Sign in
sign-in-pending = Signing in…
sign-in-progress = Signing in. This can take a minute.
sign-in-ended = You were signed out of this computer
sign-in-ended-text = The session here was ended from another of your devices or by an administrator, so Despatch removed your messages from this computer. What wasn't sent yet is gone. If this wasn't meant to happen, change your password.
sign-in-refused = You aren't signed in
locked-screen-title = Despatch is locked
locked-screen-text = Enter your password to go on. What you were writing is still there.
unlock = Unlock
unlocking = Unlocking…
unlock-wrong = That isn't your password. Try again.
sign-in-locked = You can't sign in with a password
sign-in-again-title = Enter your password again
sign-in-again-text = { $name } ({ $id }), your server has ended this session. Your messages on this computer are safe. Enter your password to carry on.
browser-sign-in = Sign in in your browser
browser-sign-in-with = Sign in with { $name }
browser-sign-in-text = Your organisation's sign-in page opens in your browser. Despatch never sees the password you use there.
browser-none = Despatch can't sign you in to this server in any way that your organisation allows
browser-asking = Asking your server for its sign-in page…
browser-waiting = Waiting for your browser…
browser-waiting-text = Sign in on the page that has opened in your browser. This window goes on by itself when you have finished. You have ten minutes.
browser-again = Open the browser again
browser-copy = Copy the address
browser-copied = Copied. Open it in a browser on this computer, and give it to nobody.
browser-failed = No browser opened
browser-failed-text = Copy the address and open it in a browser on this computer. It doesn't work on another one.
browser-back-title = Go back to Despatch
browser-back-text = Your sign-in has reached Despatch. You can close this page and go on in the Despatch window.
browser-unlock = Unlock in your browser
browser-locked-text = Show in your browser that it is you, to go on. You need a connection for that. What you were writing is still there.
browser-sign-in-again-title = Sign in again
browser-sign-in-again-text = { $name } ({ $id }), this session has to be renewed. Your messages on this computer are safe. Sign in in your browser to carry on.
browser-device-sign-out-text = A device that is signed out can no longer read or send anything. A page opens in your browser, where you show that it is you.
browser-reset-text = A page opens in your browser, where you show that it is you. Once you have, a second page opens: that one puts the new digital identity in the place of the old one, so finish both.
signed-in-as = You are signed in as { $name }.
sign-out = Sign out
sign-out-title = Sign out of Despatch?
sign-out-text = Everything of Despatch is removed from this computer: messages, drafts and keys. Messages that are still waiting to be sent are lost. To keep them, cancel and wait until they are sent.

## Settings and the organisation

settings-title = Settings
settings-theme = Theme
theme-system = Same as this computer
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
settings-language = Language
language-system = Same as this computer (Yr un fath â'r cyfrifiadur hwn)
language-en = English
language-cy = Cymraeg
settings-scale = Size of text
settings-computer = On this computer
settings-tray = Keep Despatch running in the tray when I close the window
settings-autostart = Start Despatch when I sign in to this computer
tray-open = Open Despatch
tray-quit = Quit Despatch
settings-account = Account
rules-title = Your organisation's rules
rules-all = All rules
rules-none = No rules could be read.
rules-search = Search the rules
rules-search-hint = A word, or a name such as sign_in.methods
rules-only-set = Only what somebody has set
rules-found = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
rules-copy = Copy all as JSON
rules-copied = Copied. You can paste it into a message to your helpdesk.
rule-managed-machine = Fixed by your organisation for everybody on this computer
rule-managed-user = Fixed by your organisation for you
rule-recommended = Proposed by your organisation; people may choose otherwise
rule-own = Your own choice
rule-default = Default: nobody has set this
rule-in-force = In force
rule-overridden = Overridden
rule-overridden-by = It has no effect, because { $place } stands above it.
rule-invalid = Can't be used
rule-invalid-at = { $what } Place in the file: { $pointer }
rule-unknown = Not known
rule-not-used = Not used yet
rule-needs-restart = From the next start
rule-needs-restart-text = When Despatch is started the next time, this counts: { $value }
rule-from = From { $place }
rule-value-none = None
rule-value-unset = Not set
rule-value-item = • { $item }
rule-value-part = { $name }: { $value }
managed = Managed by { $organisation }
managed-unnamed = Managed by your organisation
about-means = What this means
about-servers = You can only sign in to servers that your organisation has approved.
about-outside = You can only write to people whose department your organisation has approved. When something is locked, Despatch says why.
about-encrypted = Messages are encrypted from your device to the devices of the people you write to.
about-kept = Your organisation may have to keep messages, or delete them after some time. Each room says so at its top.
about-version = Despatch { $version }

## Room list

region-rooms = Rooms
rooms-list = People and rooms
rooms-loading = Loading your rooms…
rooms-empty-title = No conversations yet
rooms-empty-text = Write to a colleague to begin.
search = Search people and rooms
search-found = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
search-empty-title = Nothing found
search-empty-text = Check the spelling, or write to somebody new.
new = New
new-message = New message
new-room = New room
join = Join by address
draft = Draft
invited-by = Invitation from { $name }
unread-count = { $count ->
    [one] { $count } unread message
   *[other] { $count } unread messages
}
marked-unread = Marked as unread
mention-count = { $count ->
    [one] { $count } mentions you
   *[other] { $count } mention you
}
preview = { $sender }: { $text }
preview-own = You: { $text }
preview-without-words = Message without words

## Conversation

region-conversation = Conversation
back-to-rooms = Back to rooms
details = Details
nothing-open-title = Hello, { $name }
nothing-open-text = Choose a conversation on the left, or start a new one.
nothing-open-hint = Ctrl+K jumps to any room. Ctrl+/ lists all shortcuts.
encrypted = Encrypted
not-encrypted = Not encrypted
presence-people = { $count ->
    [one] { $count } person: { $parts }
   *[other] { $count } people: { $parts }
}
presence-part = { $name } ({ $count })
presence-count = ({ $count })
presence-outside = { $name }, from outside ({ $count })
readers = Will be read by
readers-unknown = Finding out who is in this room. Until that is known, nothing is sent.
retention-none = No special rule for keeping messages
retention-record-for-good = Messages are kept on record for good
retention-record = Messages are kept on record for { $time }
retention-keep = Messages are kept for at least { $time }
retention-expire = Messages are deleted after { $time }
retention-why = Why is this kept?
retention-by-room = Decided in this room, by { $name }.
retention-by-somebody = Decided in this room.
retention-conflict = One rule has messages kept for longer than another lets them stay. The longer time counts.
duration-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
duration-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
duration-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
duration-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
retention-hold = Kept for a case: { $reference }
retention-hold-record = Messages are kept on record, for a case: { $reference }
timeline = Messages
timeline-loading = Loading messages…
timeline-start = This is where the conversation begins
timeline-start-text = Messages are encrypted: only the people in it can read them.
older-load = Show older messages
older-loading = Loading older messages…
older-failed = Older messages couldn't be loaded.
older-removed = Older messages were deleted from this computer, under a rule of your organisation or of this room.
unread-line = New messages
jump-to-unread = Jump to first unread
jump-to-latest = Jump to latest
typing-one = { $name } is typing…
typing-some = { $names } are typing…
typing-many = Several people are typing…
heard = { $sender }: { $text }
offline = You are offline. Messages wait and are sent when you are back.
grace = { $count ->
    [one] Your organisation's rules on this computer have run out. You can send messages for { $count } more day. Ask your helpdesk to renew them.
   *[other] Your organisation's rules on this computer have run out. You can send messages for { $count } more days. Ask your helpdesk to renew them.
}
read-only-title = You can read messages, but nothing can be sent
read-only = Your organisation's rules on this computer were valid until { $day }. Without valid rules Despatch doesn't send anything.
locked-title = This room is locked

## Messages

more-actions = More actions
reply = Reply
react = React
react-quick = React with { $key }
edit = Edit
delete = Delete
copy-text = Copy text
copy-link = Copy link
link-copied = The link was copied
link-copied-text = It leads people to this message who are in this room. It says nothing of what was said.
refused-link = The link couldn't be made
open-link-to = Open link to { $host }
show-replied = Show the message it replies to
cancel-send = Don't send
write-to = Write to this person
message-whole = Show all of this message
message-part = Show less
edited = Edited
mentions-you = Mentions you
redacted = This message was deleted
unsupported = This version of Despatch can't show this kind of message
quote-not-loaded = An earlier message
reaction-by = { $key } from { $names }
read-by = Read by { $names }
read-by-count = { $count ->
    [one] Read by { $count } person
   *[other] Read by { $count } people
}
state-sending = Sending…
upload-figure = { $sent } of { $total }
state-waiting = Waiting for a connection
state-failed = Not sent
failed-because = Not sent. { $why }
shield-not-encrypted = Sent without encryption
shield-unconfirmed = Sent from a device its owner hasn't confirmed
shield-unauthenticated = Its sender can't be guaranteed on this device
shield-handed-over = Handed over by { $name }: its sender can't be guaranteed
shield-unvouched = Nobody can tell who wrote this. Ask them before you act on it
unvouched = Nobody can tell who wrote this message, so it isn't shown. Its key didn't come from its sender. Ask them by phone or face to face whether they wrote it.
unvouched-quote = A message that may not be theirs
shield-repeated = An earlier message says the same, and nothing shows that its sender wrote it twice
repeated = This message says the same as an earlier one, so it isn't shown. Nothing shows that its sender wrote it twice: a server may have put it here again.
repeated-quote = An earlier message again
closed-show = Show it all the same
lure = Be careful: nobody honest asks for a code or a key. If you are asked to go on elsewhere, check first who it is.
undecryptable-waiting = Waiting for this message. Its key hasn't arrived yet. It may still come by itself, or lie in your key storage.
undecryptable-before-join = You don't have access to this message. It was sent before you joined. Only whoever sent it can send it again.
undecryptable-identity-changed = This message isn't shown, because its sender's digital identity has changed since you verified them. Make sure that it is them, then verify them again.
undecryptable-unconfirmed-device = This message isn't shown, because its sender hasn't confirmed the device it came from. They can confirm it, or send the message again from another device.
undecryptable-unknown-device = This message isn't shown, because nobody can tell for certain which device it came from. Its sender can send it again from a device that they have confirmed.
undecryptable-not-stored = You don't have access to this message here. It was sent before you signed in on this device, and you had no key storage to keep its key. Another device of yours may still show it.
undecryptable-locked = You can't read this message yet. It was sent before you signed in on this device, and its key is in your key storage. Once you confirm this device, it opens.
undecryptable-withheld-unconfirmed = You don't have access to this message. Its sender shares keys only with devices that are confirmed, and this one wasn't. Confirm it, then ask them to send the message again.
undecryptable-withheld = You don't have access to this message. Its sender's device didn't share the key with this one. Its sender can send it again.
unreadable-count = { $count ->
    [one] { $count } message here can't be read
   *[other] { $count } messages here can't be read
}
look-again = Look again
ask-again = Ask them to send it again
ask-again-text = I can't read this message on my device. Could you send it again?
key-storage-show = Go to key storage
person-look = Look at { $name }
spoken-file = File { $name }, { $facts }
spoken-reply = in reply to { $name }: { $text }
spoken-reaction = { $count ->
    [one] { $key } from { $count } person
   *[other] { $key } from { $count } people
}
change-joined = { $who } joined
change-left = { $who } left
change-invited = { $who } invited { $whom }
change-declined = { $who } declined the invitation
change-removed = { $who } removed { $whom }
change-banned = { $who } barred { $whom }
change-knocked = { $who } asks to be let in
change-asked-to-verify = { $who } asked to compare emoji, so that both can be verified
change-renamed = { $from } is now called { $to }
change-created = { $who } created this room
change-room-named = { $who } named the room “{ $name }”
change-topic = { $who } changed the topic to “{ $topic }”
change-topic-removed = { $who } removed the topic
change-encrypted = { $who } turned encryption on
change-settings = { $who } changed a setting of the room

## Writing

composer-label = Message to { $name }
composer-placeholder = Write a message
composer-send = Send
composer-add = Add a file or a poll
composer-save = Save
composer-locked = You can't write here
mention-list = Who do you mean?
mention-chosen = { $name }, { $place } of { $total }
mention-everybody = Everybody here
mention-show = About { $name }
replying-to = Replying to { $name }
editing = Editing your message

## Invitations

invitation-title = Invitation to { $name }
invitation-text = { $name } invites you to join this conversation.
invitation-locked = You can't accept this invitation
accept = Accept
decline = Decline

## People

region-details = Details
people = People
people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
person-actions = Actions for { $name }
member-invited = invited
member-moderator = moderator
member-you = you
invite = Invite somebody
leave = Leave
read-who = Who has read this
readers-none = Nobody else has read this yet, as far as their programs say.
readers-hint = The time is when each was last here.
versions = Earlier versions
versions-refused = The earlier versions can't be shown
version-first = As sent, { $time }
version-changed = Changed, { $time }
pin = Pin for everybody here
unpin = Unpin
pinned = Pinned
pins = Pinned messages
pins-count = { $count ->
    [one] { $count } pinned message
   *[other] { $count } pinned messages
}
pin-show = Show in the conversation
pin-missing = This message isn't loaded.
refused-pin = The pinned messages stay as they were
change-pins = { $who } changed the pinned messages
importance = In the room list
importance-favourite = Favourite
importance-usual = By activity
importance-low = Low priority
mark-unread = Mark as unread
remove-person = Remove

## Questions

person-field = Name, work email or address
person-hint = For example name@department.gov.uk or @name:department.gov.uk
people-found = People found
people-found-count = { $count ->
    [one] 1 person found
   *[other] { $count } people found
}
new-message-confirm = Start
room-name = Name of the room
room-name-hint = What the people in it will recognise
room-people = People to invite
room-people-hint = Work emails or addresses, with commas between. You can invite more people later.
new-room-confirm = Create room
join-address = Address of the room
join-hint = For example #room:department.gov.uk
join-confirm = Join
invite-confirm = Invite
leave-title = Leave “{ $name }”?
leave-text = You won't get messages from this room any more. To come back, somebody has to invite you.
decline-title = Decline the invitation to “{ $name }”?
decline-text = The invitation is removed from your list.
remove-title = Remove { $name }?
remove-text = They can no longer read new messages in this room. They keep what they have already read, and can come back if somebody lets them in.
delete-title = Delete this message?
delete-text = It is deleted for everybody in the room. This can't be undone.
picture = Picture: { $name }
view = Show large
view-picture = Open picture: { $name }
viewer-who = { $name }, { $time }
viewer-loading = Fetching the picture ({ $facts })
viewer-failed = This picture can't be shown
viewer-previous = Previous picture
viewer-next = Next picture
viewer-closer = Zoom in
viewer-farther = Zoom out
viewer-fit = Fit to window
viewer-actual = Actual size
viewer-fitted-times = { $percent }% of the size that fits
viewer-actual-times = { $percent }% of its actual size
film-play = Play { $name }
film-pause = Pause { $name }
film-still = The beginning of the video { $name }
film-open = Open
film-opened = Opened in your video player
film-unopened = No program on this computer opens it. You can save the file, where your organisation allows that.
sound-play = Play { $name }
sound-pause = Pause { $name }
sound-place = Place in { $name }
sound-time = { $at } of { $length }
sound-speed = Speed { $speed }×
sound-failed = This sound can't be played.
sound-no-device = There is no loudspeaker or headset on this computer. Connect one, then try again.
sound-forbidden = Your computer doesn't let Despatch play sound. Check its sound settings, then try again.
sound-broken = The loudspeaker or headset stopped working. Check it, then try again.
voice-message = Voice message
spoken-voice = Voice message, { $length }
voice-new = Record a voice message
voice-speaking = Recording
voice-left = { $length } left
voice-stop = Stop
voice-ending = Preparing your voice message…
voice-spoken = Voice message of { $length }, not sent yet
voice-send = Send
voice-discard = Discard the voice message
voice-failed = Nothing was recorded
voice-no-device = There is no microphone
voice-no-device-text = Connect a microphone or a headset to this computer, then try again.
voice-forbidden = Despatch may not use the microphone
voice-forbidden-text = Allow it in the privacy settings of your computer, then try again.
voice-broken = The microphone stopped working
voice-broken-text = Check that it is connected, then try again.
send-file-title = Send { $name }?
send-file-caption = What to say with it
send-file-caption-hint = You can leave this empty. From pictures and videos, Despatch takes out where and how they were made.
send-file-unclean = This video may say where and how it was made. Despatch can't take that out of a video of this kind.
send-file = Send file
send-files-title = Send { $count } files?
send-files-caption = What to say with the first
send-files = Send { $count } files
send-files-out = Leave out { $name }
send-files-take-out = Leave out what can't be sent, then send the others.
send-files-stopped = { $name } wasn't sent. Leave it out to send the others.
send-files-most = You can send { $count } files at once. The others were left out.
attach = Attach files
attach-path = Where the file is
attach-path-hint = Type its folder and its name, from the root on.
attach-confirm = Next
save-title = Save { $name }
save-folder = Folder
save-hint = A file that is already there is never replaced.
link-title = Open this link?
link-text = It leads to this place on the web:
link-open = Open in browser
link-mail-title = Write to this address?
link-mail-text = Your mail program opens with this address:
link-mail-open = Open mail program
link-letters = In its own letters: { $name }
link-lookalike-title = This is not { $name }
link-lookalike = This address looks like { $name }, one of your organisation's own, but it is a different place: { $host }. Somebody may want you to mistake one for the other. If you aren't sure, don't open it, and ask your helpdesk.
link-refused-title = This link can't be opened
jump-title = Jump to
jump-field = Name of a person or room
emoji-thumbs-up = Thumbs up
emoji-heart = Heart
emoji-laughing = Laughing
emoji-party = Celebration
emoji-surprised = Surprised
emoji-sad = Sad
emoji-thanks = Thanks
emoji-eyes = Looking at it

## What came of a wish

file-saved = File saved
refused-send = Your message wasn't sent
refused-send-elsewhere = A message in another room wasn't sent. It is kept there as a draft.
refused-react = Your reaction wasn't sent
refused-delete = The message wasn't deleted
refused-save = The file wasn't saved
refused-paste = The picture wasn't pasted
refused-speak = You can't record voice messages
refused-play = The picture can't be played
refused-open-film = The video wasn't opened
refused-voice = Your voice message wasn't sent
refused-send-file = The file wasn't sent
refused-cancel-send = The message couldn't be stopped
refused-look-again = The message still can't be read
refused-accept = The invitation wasn't accepted
refused-leave = You are still in the room
refused-mark-unread = The room wasn't marked as unread
refused-importance = The room stays where it was in the list
attention = Notify me of
attention-all = All messages
attention-mentions = Messages that mention me
attention-nothing = Nothing
muted = Muted
refused-attention = Notifications stay as they were
refused-change = The room stays as it was

## What one hears of

notifications-title = Notifications
notifications-none = Nothing is announced on this computer
notifications-none-text = Your organisation has switched that off. What you choose here holds on your other devices.
hearing-unknown = Asking your server what you hear of…
hearing-title = What you hear of
hearing-where = On all your devices, in every room that you have not set otherwise.
hearing-direct = Where there are two of you
hearing-groups = Where there are more people
hearing-all = Every message
hearing-mentions = Only what names me, or has one of my words
hearing-me = Messages that name me
hearing-everybody = Messages that name everybody
hearing-sound = With a sound
hearing-nothing = Nothing at all, on any of my devices
hearing-keywords = Words you want to hear of
hearing-no-keywords = There are none yet.
hearing-keyword = Another word
hearing-keyword-hint = You hear of each message that has it, such as the name of your project
hearing-add = Add
hearing-remove = Remove { $word }
quiet-title = Do not disturb
quiet-text = For a while nothing is announced on this computer. Afterwards you are told at once what came.
quiet-not = Messages are announced as they come.
quiet-until = Do not disturb until { $time }
quiet-until-off = Do not disturb until you switch it off
quiet-by-hours = Do not disturb, by the hours you chose
quiet-off = Announce again
quiet-hour = For an hour
quiet-tomorrow = Until tomorrow at 08:00
quiet-open = Until I switch it off
quiet-menu-hour = Do not disturb for an hour
quiet-menu-tomorrow = Do not disturb until tomorrow
quiet-menu-open = Do not disturb until I switch it off
quiet-hours = At the same hours each day
quiet-hours-on = Do not disturb me at these hours
quiet-from = From
quiet-to = Until
quiet-wrong = Write a time such as 19:00
quiet-days = They begin on
quiet-keep = Keep these hours
away-title = While you were away
away-text = { $messages ->
    [one] 1 message
   *[other] { $messages } messages
} { $rooms ->
    [one] in 1 room
   *[other] in { $rooms } rooms
}
away-call = { $name } named you in { $room }
away-call-unknown = You were named in { $room }


failure-wrong-password = The name or password isn't right. Check both and try again.
failure-account-closed = This account is locked or closed.
failure-unreachable = The server can't be reached. Check your connection, then try again.
failure-certificate = The server can't prove that it is the one your organisation approved, so Despatch didn't connect to it.
failure-rate-limited = There were too many tries. Wait a minute, then try again.
failure-server-failed = The server has a problem of its own. Try again in a few minutes.
failure-forbidden = You don't have the right to do this in this room.
failure-not-found = The person, room or message couldn't be found.
failure-malformed = Something in this doesn't make sense to the server. Check it and try again.
failure-tampered = The file isn't the one its sender sent, so Despatch didn't keep it.
failure-not-ready = This message is still on its way. Try again in a moment.
failure-picture-unclean = The file of this picture may say where and how it was made, and Despatch can't take that out of a file of this kind. Save it as JPEG or PNG, and send that.
failure-picture-undrawn = The picture is damaged, or of a kind that Despatch doesn't know. You can save the file and open it in another program, where your organisation allows that.
failure-picture-too-large = The picture is too large to be shown here. You can save the file and open it in another program, where your organisation allows that.
failure-film-unclean = This video may say where and how it was made, and Despatch can't take that out of it: the file is damaged, or its parts are in a place that Despatch doesn't know. Save it again in your video program, and send that.
failure-sound-unplayed = The sound is damaged, or of a kind that Despatch doesn't know. You can save the file and open it in another program, where your organisation allows that.
failure-film-unknown = This file isn't a video of a kind that Despatch knows, whatever its name says, so it wasn't opened. Ask whoever sent it what it is.
failure-nothing-heard = Nothing was heard. Check that your microphone is on, then try again.
failure-play-too-large = The file is too large to be played here. You can save it and open it in another program, where your organisation allows that.
failure-disk = The file can't be read or written on this computer. Check the folder and the space on the disk.
failure-signed-out = Despatch had to start over before this was done. Try it again.
failure-device-unconfirmed = This device isn't confirmed yet, so nobody would get the keys to what it sends. Confirm it first: the bar at the top leads there.
failure-identity-changed = Somebody's digital identity here has changed, or one of their devices isn't confirmed. Ask them before you send anything.
failure-key-missing = Its key isn't here, and it isn't in your key storage. It may still come. If it doesn't, ask whoever sent the message to send it again.
failure-file-exists = There is something of this name already, and Despatch doesn't write over it. Choose another name.
failure-file-too-large = The file is too large to be a file of keys. Choose another one.
failure-not-key-file = This isn't a file of keys, or it is damaged. Choose the file that Despatch or another Matrix program wrote.
failure-wrong-passphrase = The passphrase doesn't open this file. Check it: capital and small letters count. If it is right, the file is damaged.
failure-record-undelivered = The record of this device hasn't reached your organisation yet. Stay connected and try again in a few minutes. If it goes on, tell your helpdesk.
failure-record-full = There is no room left for the record on this computer, so nothing can be sent from rooms on record. Connect to your organisation's network. If it goes on, tell your helpdesk.
failure-record-broken = The record can't be written on this computer, so nothing can be sent from rooms on record. Check the space on the disk, then close Despatch and open it again. If it goes on, tell your helpdesk.
failure-already-here = This account is open already. Choose it at the top of the window.
failure-browser-late = You didn't finish in your browser in time. Try again.
failure-browser-left = Signing in in your browser was given up. Try again when you want to.
failure-browser-refused = Your server didn't accept the sign-in from your browser. It may have taken too long. Try again.
failure-browser-closed = Despatch can't open a way back from your browser on this computer. Close Despatch and open it again. If it goes on, tell your helpdesk.
failure-browser-absent = Your server has no sign-in page for this. Your organisation allows it, so tell your helpdesk.
failure-somebody-else = Somebody else is signed in in your browser, so nothing has changed here. Sign out there or choose your own account, then try again.
failure-internal = Despatch made a mistake of its own. Close it and open it again.

## Shortcuts

shortcuts-title = Keyboard shortcuts
key-jump = Ctrl+K
key-find = Ctrl+F
key-find-all = Ctrl+Shift+F
key-date = Ctrl+G
key-new = Ctrl+N
key-rooms = Alt+Up, Alt+Down
key-unread = Alt+Shift+Up, Down
key-page = Page Up, Page Down
key-columns = F6
key-send = Enter
key-line = Shift+Enter
key-edit = Up
key-attach = Ctrl+U
key-paste = Ctrl+V
key-speak = Ctrl+R
key-menu = Shift+F10
key-escape = Esc
key-zoom = +, -, 0, 1
key-settings = Ctrl+,
key-list = Ctrl+/
key-lock = Ctrl+L
key-quit = Ctrl+Q
shortcut-jump = Jump to a person or room
shortcut-find = Search messages in this room
shortcut-find-all = Search messages in all rooms
shortcut-date = Go to a date
shortcut-new = New message
shortcut-rooms = Previous or next room
shortcut-unread = Previous or next unread room
shortcut-page = Scroll through messages
shortcut-columns = Move between columns
shortcut-send = Send the message
shortcut-line = Start a new line
shortcut-edit = Change your last message
shortcut-attach = Attach files
shortcut-paste = Paste text, or send a picture or files that were copied
shortcut-speak = Record a voice message, or stop recording
shortcut-menu = Actions of a message
shortcut-escape = Leave a reply, a change or a question
shortcut-zoom = Larger, smaller, fitted or actual size of an open picture
shortcut-settings = Settings
shortcut-list = This list
shortcut-lock = Lock Despatch, where your organisation asks for it
shortcut-quit = Quit Despatch

## Trust: this device, the recovery key and key storage

due-confirm = This device isn't confirmed yet, so it can't read older messages.
due-key = You don't have a recovery key yet. Without one you can lose your messages.
due-repair = Key storage has stopped working. Your recovery key brings it back.
due-check = You haven't checked your recovery key yet.
due-open = Do it now
setup-refused = That didn't work
setup-well = All is in order
setup-well-text = This device is confirmed, and key storage keeps the keys to your messages.
setup-done = Done
confirm-device = Confirm this device
confirm-device-text = Until you confirm this device, it can't read older messages, and nobody accepts what it sends.
way-device = Confirm with another device
way-device-text = Open Despatch on a device you already use. Both devices then show the same seven pictures, and you compare them.
way-key = Use recovery key
way-key-text = The long key that you wrote down or printed when it was made.
way-neither = I have neither
way-no-device = I have no other device
way-no-key = I don't have the key
way-neither-closed-text = See who can help you.
way-neither-text = You can begin a new digital identity. First you see what you would lose.
key-storage = Key storage
storage-unknown = Asking your server how things stand…
storage-on = On. The keys to your messages are kept safe on your server, and only your recovery key opens them.
storage-off = Off. If you lose this device, you lose your messages.
storage-incomplete = Not working. This device needs your recovery key.
keyfile-title = Key files
keyfile-closed = Your organisation decided that keys are not kept in files.
keyfile-write-closed = Your organisation decided that keys are not written into files.
keyfile-read-closed = Your organisation decided that keys are not taken out of files.
keyfile-write = Write a key file
keyfile-read = Read a key file
keyfile-write-title = Write the keys to your messages into a file
keyfile-read-title = Take keys out of a file
keyfile-write-text = With this file, another device or another program can read the messages that you can read now. Messages that come later are not opened by it.
keyfile-write-danger = Whoever has the file and its passphrase can read all those messages, for good, and you won't notice. Don't send it to anybody, and delete it when you no longer need it. Your recovery key does the same without a file.
keyfile-read-text = Messages that this device can't read open if their keys are in the file.
keyfile-read-danger = Nobody can vouch for who wrote the messages that these keys open, and they are marked so. Only take a file that you wrote yourself.
keyfile-path = File
keyfile-path-hint = Type its folder and its name.
keyfile-passphrase = Passphrase
keyfile-passphrase-hint = { $count ->
    [one] At least { $count } character. Four or more words that have nothing to do with each other are good.
   *[other] At least { $count } characters. Four or more words that have nothing to do with each other are good.
}
keyfile-passphrase-show = Show passphrase
keyfile-passphrase-hide = Hide passphrase
keyfile-again = Passphrase once more
keyfile-differ = This isn't the same passphrase. Type both again.
strength-short = { $count ->
    [one] Too short. It needs at least { $count } character.
   *[other] Too short. It needs at least { $count } characters.
}
strength-weak = Weak. It uses the same few characters again and again.
strength-fair = Long enough. More words make it stronger.
strength-strong = Strong, if nobody can guess it from what they know of you.
keyfile-written = { $count ->
    [one] { $count } key is in the file
   *[other] { $count } keys are in the file
}
keyfile-written-text = Keep the passphrase apart from the file.
keyfile-taken = { $count ->
    [one] { $count } key was in the file
   *[other] { $count } keys were in the file
}
keyfile-taken-text = { $count ->
    [0] None of them was new here.
    [one] { $count } of them was new here.
   *[other] { $count } of them were new here.
}
repair-title = Bring key storage back
repair-text = Key storage keeps the keys to your messages on your server, so that a new device can read them. This device can't use it at the moment.
recovery-key = Recovery key
recovery-key-show = Show recovery key
recovery-key-hide = Hide recovery key
key-make = Make a recovery key
key-make-text = If you lose this device, a recovery key lets you read your messages again on a new one. You get it once, now, and keep it on paper in a safe place.
key-required = Your organisation asks everybody for a recovery key.
key-later = Later
key-later-text = You can make one at any time, in the settings.
key-make-new = Make a new recovery key
key-make-new-text = If you no longer have the old one. The old one then stops working.
key-change = Change recovery key
key-change-text = You get a new recovery key. The old one then stops working, so you can throw it away.
key-enter = Enter recovery key
key-enter-title = Enter your recovery key
key-enter-text = Type the key as you wrote it down. Capital and small letters count; spaces don't matter.
key-enter-hint = Twelve groups of four letters and numbers
key-enter-submit = Use this key
key-title = This is your recovery key
key-keep = Print it or write it down now. Once you have checked it, you can't see it again.
key-where = Keep it in a safe place, such as a locked drawer, and not on this computer. Whoever has it can read your messages. Nobody honest will ever ask you for it.
key-copied = Copied. Paste it where you print it from. Despatch clears it from the clipboard after a minute, or when you leave this page.
key-cleared = The key is no longer on the clipboard.
key-written = I have written it down
key-check-title = Check your recovery key
key-check-text = Look at what you wrote down, and type these three groups of it.
key-group = Group { $number } (in line { $line })
key-group-wrong = Group { $number } isn't right. Look at it again: capital and small letters count.
key-check = Check
key-again = Show the key again
reset-title = Begin a new digital identity
reset-text = This is the last way, for when you have no other device and no recovery key. Your account stays, and so do your rooms. People who verified you are told that your digital identity changed.
reset-closed-title = Get help from your helpdesk
reset-closed = You can go on reading what this device can read. Nothing is lost while you wait.
reset-password = The one you sign in with
reset = Begin a new digital identity
loss-title = What you would lose
loss-loading = Looking through your rooms…
loss-none = Nothing on this computer would be lost.
loss-older = Older messages that are only on the server may be lost too.
loss-count = { $count ->
    [one] { $count } message you can't read here yet
   *[other] { $count } messages you can't read here yet
}
failure-wrong-key = This isn't your recovery key. Check each group; capital and small letters count. Then try again.
failure-holds-key = Your text holds a recovery key, so Despatch stopped it. Whoever has that key can read all your messages. Nobody honest will ever ask you for it, not even the helpdesk. If somebody did, report it.
failure-holds-code = Your text looks like a code for signing in, so Despatch stopped it. Whoever has that code can act in your name. Nobody honest will ever ask you for one, not even the helpdesk.
send-anyway = It isn't a code: send it

## Trust: comparing with another device

device-other = your other device
confirm-title-own = Confirm with another device
confirm-title = Verify { $name }
confirm-waiting-own = Look at your other device. It asks whether to confirm this one, which has the ID { $id }. Agree there.
confirm-waiting = { $name } was asked. Call them, or go and see them: when they answer, both screens say what to do.
confirm-starting = Both sides agreed. It goes on in a moment.
confirm-matched = Now { $name } has to say so too.
confirm-matched-own = Now say so on your other device too: { $name }.
compare-title = Do you both see the same?
compare-own = Look at your other device: { $name }. It has to show the same as here, in the same order.
compare-person = Ask { $name } what they see, face to face or on a call. It has to be the same as here, in the same order.
compare-sure = If you aren't sure, say that they don't match.
compare-place = { $place } of { $total }: { $name }
compare-match = They match
compare-differ = They don't match
codes-instead = Use a QR code instead
codes-show-own = Open { $name } and point its camera at this code.
codes-show = Ask { $name } to point the camera of their device at this code.
codes-picture = QR code for the camera of the other device
codes-read-text = You can read the code of { $name }. A screenshot or a photo of that screen will do.
codes-path = Where the picture is
codes-path-hint = Drop the picture on this window, or type its folder and its name.
codes-read = Read their code from a picture
codes-unread = No code of this confirmation was found in that picture
codes-unread-text = Make sure that the other screen still shows its code, and that all of it is in the picture and sharp. Then take another picture.
codes-emoji = Compare emoji instead
codes-matched = This device has read the code. Tell { $name } that it worked.
codes-matched-own = This device has read the code. Now say on { $name } that it worked.
codes-title = Does the other device say that it worked?
codes-check-own = Look at your other device: { $name }. It has to say that it read the code.
codes-check = Ask { $name }, face to face or on a call. Their device has to say that it read the code.
codes-sure = If you aren't sure, say no.
codes-yes = Yes, it worked
codes-no = No, it didn't
confirm-done = Confirmed
confirm-done-own = This device and { $name } have confirmed each other.
confirm-done-person = { $name } is verified. If their digital identity ever changes, Despatch tells you before anything is sent.
confirm-ended = Nothing was confirmed
confirm-elsewhere = You went on elsewhere
confirm-danger = Somebody may be in between
confirm-ended-here = You stopped it. You can begin again at any time.
confirm-ended-there = The other side stopped it. Ask them, then try again.
confirm-ended-there-own = It was stopped on your other device. Go to that device, then try again.
confirm-ended-timed-out = Nobody answered for ten minutes. Make sure that the other side is there, then try again.
confirm-ended-timed-out-own = Nobody answered for ten minutes. Open Despatch on your other device, then try again.
confirm-ended-mismatch = The two sides didn't agree, so somebody may be reading what passes between them. Don't send anything secret until the helpdesk has looked into it.
confirm-ended-elsewhere = You went on with this on another device of yours. There is nothing left to do here.
confirm-ended-failed = Something went wrong on the way. Try again. If it happens again, close Despatch on both sides and open it once more.
request = { $name } ({ $id }) asks you to compare pictures
request-nameless = { $id } asks you to compare pictures
request-text = Do it when you are together or on a call with them. Then you both know who you write to.
request-own = Your device { $name } asks to be confirmed
request-own-text = Go on only if you have just signed in there yourself.
request-accept = Compare now
request-decline = Not now

## How a room is run

rename = Change the name
rename-title = Name of the room
topic-change = Change the topic
topic-title = Topic of the room
topic-hint = What the room is for. You can leave it empty.
topic = Topic
describe-seen = Everybody in the room sees it. It isn't encrypted: the departments' servers can read it.
room-settings = Settings of this room
access = Who may join
access-invited = People who are invited
access-knock = People who ask, when somebody here lets them in
access-space = Everybody in the space that this room belongs to
access-anybody = Everybody from the approved departments
access-other = As another program has set it
history = What people who join later may read
history-joined = What is written after they joined
history-invited = What is written after they were invited
history-beginning = Everything from the beginning
history-world = Everything, and people who are not in the room too
setting-locked = “{ $what }”: { $why }
member-administrator = administrator
role-administrator = Make administrator
role-moderator = Make moderator
role-member = Make ordinary member
role-administrator-title = Make { $name } an administrator?
role-administrator-text = They can then do everything here that you can. You can't take it back; only they can give it up.
role-moderator-title = Make { $name } a moderator?
role-moderator-text = Moderators can remove people and messages, and change the name and the topic.
role-member-title = Make { $name } an ordinary member?
role-member-text = They can then no longer look after this room.
role-own-title = Give up what you may decide here?
role-own-text = You can't give it back to yourself. Somebody else has to.
role-confirm = Change the role
sole-title = You are the only administrator
sole-demoted = Afterwards nobody can change the settings of this room or choose other administrators, ever. Make somebody else an administrator first.
leave-text-sole = You are the only administrator. When you leave, nobody can change the settings of this room or choose other administrators, ever: make somebody else an administrator first. You won't get messages from this room any more, and to come back, somebody has to invite you.
ban = Ban
ban-title = Ban { $name }?
ban-text = They are removed and can't come back, even if they are invited, until somebody lifts the ban.
unban = Lift the ban
banned = People who are banned
banned-count = Banned ({ $count })
remove-reason = Reason
remove-reason-hint = They and everybody here can read it, and so can the servers. You can leave it empty.
knocks = People who ask to be let in
knocks-count = Asking to join ({ $count })
knock-admit = Let in

## Ignoring and reporting

ignore = Ignore
ignore-stop = Stop ignoring
ignore-text = If you ignore { $name }, you no longer see what they write, on any of your devices. They aren't told.
ignore-text-on = You ignore { $name }: you don't see what they write. They aren't told.
ignored-title = People you ignore
ignored-text = You don't see what they write, on any of your devices. Where your organisation keeps a record, it goes on record all the same.
ignored-none = You don't ignore anybody.
member-ignored = ignored
refused-ignore = The people you ignore are the same as before
report-message = Report this message
report-room = Report this room
report-person = Report this person
report-seen = Who gets the report, and what they see
report-message-seen = It goes to the administrators of your department's server. They see who reports, which message in which room, who wrote it and what you type here. They can't read the message itself, because it is encrypted: say what it says, as far as they need to know.
report-room-seen = It goes to the administrators of your department's server. They see who reports, which room, its name and who is in it, and what you type here. They can't read encrypted messages.
report-person-seen = It goes to the administrators of your department's server, not to theirs. They see who reports, whom, and what you type here. They can't read encrypted messages. A server may keep reports about its own people only: of somebody from another department, report a message.
report-reason = Reason
report-reason-hint = What happened. It isn't encrypted.
report-confirm = Send the report
reported = The report was sent
reported-text = The administrators of your department's server decide what to do.

## Finding rooms

browse = Find a room
browse-where = Where to look
browse-words = Name or topic
browse-looking = Asking for rooms…
browse-none = No rooms are listed here.
browse-count = Rooms: { $count }
browse-more = Show more
browse-failed = The list couldn't be had
browse-refused = You are not in the room
browse-in = You are in it
browse-invited = You are invited
browse-open = Show
browse-closed = People come in by invitation.
space = Space
knock = Ask to join
knock-title = Ask to join “{ $name }”
knock-text = Somebody in the room has to let you in. Until then you can take it back.
knock-message = Message
knock-message-hint = Who you are and why you want to join. Everybody in the room can read it, and so can the servers. You can leave it empty.
knock-waits = You asked to join
knock-waits-text = Somebody in the room has to let you in. You then get an invitation.
knock-withdraw = Take it back
knock-withdraw-title = Take back that you asked to join “{ $name }”?
knock-withdraw-text = You can ask again.
knocks-mark = Asking: { $count }
listed = In the list of rooms
listed-hint = People who are not in it find it under “Find a room”, with its name, its topic and how many people are in it.

## Spaces

spaces-show = Show rooms of
spaces-all = All rooms
space-unread = { $name } ({ $count } unread)
space-show = Show the space
new-space = New space
new-space-confirm = Make the space
space-name = Name of the space
space-name-hint = A department, a section, a project. A space holds rooms; nobody writes in it. Its name is not encrypted.
space-loading = Asking what the space holds…
space-empty = There are no rooms in this space yet.
space-rooms = Rooms in this space
space-failed = Not all of the space could be had
space-suggested = suggested
space-fill = Choose rooms
space-fill-text = Everybody in the space sees the names of these rooms. They still need a way in.
space-fill-none = You are in no rooms that could be put here.
space-inner = New space in here
space-take-out = Take out
space-leave = Leave the space
refused-arrange = The space stays as it was

## One's own name and picture

profile-title = Your name and picture
profile-text = Everybody you share rooms with sees them. They aren't encrypted: the departments' servers have them too. What a photo says about where it was taken is removed.
profile-name = Name
profile-save = Save the name
profile-picture = Choose a picture
profile-picture-take = Use this picture
profile-picture-remove = Remove the picture
room-picture = Choose a picture for the room

## Trust: people

verify = Verify
verify-again = Verify again
withdraw = Withdraw verification
changed = { $name }'s digital identity has changed
changed-text = This happens when somebody starts again on a new device, or when somebody else pretends to be them. Ask them by phone or face to face. If it was them, accept it or verify them.
changed-verified = { $name }'s digital identity has changed since you verified them
changed-verified-text = Nothing is sent where they can read it until you decide. Ask them by phone or face to face, then verify them again. If you can't, withdraw the verification: then you no longer know for sure who reads what you write.
changed-held = Your message wasn't sent; it is still below.
changed-others = { $count ->
    [one] After that there is { $count } more person whose digital identity has changed.
   *[other] After that there are { $count } more people whose digital identity has changed.
}
presence-unverified = { $count ->
    [one] { $count } person not verified
   *[other] { $count } people not verified
}
newcomers = New since you last wrote here: { $names }
newcomers-more = { $count ->
    [one] New since you last wrote here: { $names } and { $count } more
   *[other] New since you last wrote here: { $names } and { $count } more
}
refused-accept-identity = The digital identity wasn't accepted
refused-verify = The person couldn't be asked to compare
refused-withdraw = The verification wasn't withdrawn
person-show = Show details
person-title = Person
person-loading = Asking for their digital identity…
person-missing = This person's digital identity couldn't be looked up
person-devices = Their devices
person-confirmed = { $count ->
    [one] { $count } confirmed device
   *[other] { $count } confirmed devices
}
person-unconfirmed = { $count ->
    [one] { $count } device that isn't confirmed. It can't read what you write.
   *[other] { $count } devices that aren't confirmed. They can't read what you write.
}
member-verified = verified
identity-none = No digital identity yet
identity-none-text = This person hasn't finished setting up, so they can't read encrypted messages. Ask them to open Despatch and finish it.
identity-unverified = Not verified
identity-unverified-text = You haven't compared with this person yet. To be sure that it is them, verify them face to face or on a call.
identity-verified = Verified
identity-verified-text = You compared with this person, and their digital identity is still the same.

## Trust: devices

devices-title = Your devices
devices-show = Show your devices
devices-text = Everywhere you are signed in. If you don't know a device, sign it out.
devices-loading = Asking for your devices…
devices-sign-out-others = Sign out all other devices
device-this = This device
device-id = ID { $id }
device-named = “{ $name }” (ID { $id })
device-confirmed = Confirmed
device-unconfirmed = Not confirmed
device-without = Doesn't read encrypted messages
device-seen = Last seen: { $when }
device-never-seen = Last seen: not known
device-confirm = Confirm
device-rename = Rename
device-name = New name
device-name-hint = Everybody you write to can see it
device-sign-out-title = Sign out another device?
device-sign-out-text = A device that is signed out can no longer read or send anything. Enter your account's password to go on.
stranger = New sign-in: { $name }. Was this you?
stranger-text = Somebody has just signed in to your account on another device. Its ID is { $id }.
stranger-yes = Yes
stranger-confirm = Yes, confirm it
stranger-no = This wasn't me
stranger-title = Sign out a device you don't know
stranger-gone = The device is signed out. Now change your password
stranger-advice = Whoever it was knows your password. Change it where you usually do, then say what happened.

## The record of official messages

record-title = The record
record-means = Some rooms are on record: what is said there is kept for your organisation, sealed so that only its records officers can open it. Above such a room it says so.
record-kept = The record of this device has reached your organisation.
record-waiting = The record waits on this computer, because the place it goes to can't be reached. Nothing is lost, and nothing is left for you to do.
record-full = So much of the record waits on this computer that nothing more can be kept. Rooms on record stand still until it reaches your organisation. Connect to your organisation's network, or tell your helpdesk.
record-stuck = The record can't be delivered as it is set up. It waits on this computer, and nothing is lost. Tell your helpdesk.
record-broken = The record can't be written on this computer, so rooms on record stand still. Check the space on the disk, then close Despatch and open it again. If it goes on, tell your helpdesk.
record-bar-full = Rooms on record stand still: so much of the record waits that nothing more can be kept.
record-bar-stuck = The record can't be delivered as it is set up. Tell your helpdesk.
record-bar-broken = Rooms on record stand still: the record can't be written on this computer.
details-record = What is said here goes on record for { $organisation }. It is sealed on your computer, and nobody but its records officers can open it.
details-record-officers = Records officers: { $officers }
details-record-key = Sealed with the key { $key }
decide = Mark as decision
decide-title = Mark as a decision
decide-what = What was decided
decide-what-hint = In a sentence, as somebody will look for it
decide-reason = Why
decide-reason-hint = The reason, or where it is written down
decide-confirm = Put on record
decision-marked = The decision is on record
decision-marked-text = Your name, the time and your words stand in it beside the message.
room-kept = On record

## Searching messages

find-title = Search messages
find-words = Words
find-words-hint = Beginnings of words are enough. A phrase goes in quotation marks.
find-where = Where
find-everywhere = All rooms
find-here = { $room }
find-narrow = Narrow down
find-narrow-less = Hide filters
find-sender = From
find-sender-hint = Part of a name or an address
find-period = When
find-period-any = Any time
find-period-week = In the past week
find-period-month = In the past month
find-period-year = In the past year
find-sort = Kind
find-sort-any = Any
find-sort-pictures = Pictures
find-sort-files = Files
find-sort-links = With a link
find-results = Messages found
find-nothing = Nothing found
find-count = { $count ->
    [one] 1 message
   *[other] { $count } messages
}
find-in = Conversation: { $room }
find-more = Show more
find-searching = Searched { $searched } of { $rooms } rooms so far.
find-searched = { $rooms ->
    [one] Searched what is on this computer of 1 room.
   *[other] Searched what is on this computer of { $rooms } rooms.
}
find-unreadable = { $count ->
    [one] 1 message can’t be read on this device.
   *[other] { $count } messages can’t be read on this device.
}
find-partial = { $count ->
    [one] Of 1 room there are older messages on the server.
   *[other] Of { $count } rooms there are older messages on the server.
}
find-further = Search further back
find-fetching = Fetching older messages…
find-in-messages = Search in messages
refused-show = This message can’t be shown
## Polls

poll-new = Ask the room

## Habits of writing

quote = Quote
forward = Forward
forward-title = Forward to
forward-field = Find a person or room
forward-to = Forward to { $room }?
forward-origin = { $name } ({ $from }), { $day }, { $time }
forward-recorded = Messages in { $room } go on record, and so will this one. It says who wrote it and when.
forward-unrecorded = Everybody in { $room } can read it. It says who wrote it and when.
forward-in-clear = Whoever runs a server of this room can read it too.
forward-other = Another room
refused-forward = This wasn’t forwarded
date-go = Go to a date
date-field = Date
date-hint = Such as 24/11/2026, 24/11 or 24
date-wrong = That is no day up to today.
date-confirm = Go
date-yesterday = Yesterday
date-week = A week ago
date-month = A month ago
date-year = A year ago
refused-date = Nothing was found from that day on
slash-list = Commands
slash-me = Say what you do
slash-plain = Send it as it is typed, without formatting
slash-topic = Say what this room is about
slash-invite = Ask somebody in
slash-date = Show what was written on a day
slash-leave = Leave this room
slash-unknown = There is no command { $word }
slash-unknown-text = Commands are { $commands }. You can also send the text as it is.
slash-send = Send as a message
emoji-list = Emoji
emoji-insert = Insert an emoji
emoji-search = Find an emoji by its name
emoji-recent = Used last
emoji-group = Group
emoji-smileys = Faces and feelings
emoji-people = People
emoji-nature = Animals and plants
emoji-food = Food and drink
emoji-travel = Travel and places
emoji-activities = Activities
emoji-objects = Objects
emoji-symbols = Signs
emoji-flags = Flags

poll-question = Question
poll-answer = Answer { $number }
poll-more = One more answer
poll-several = People may choose several answers
poll-open = Show the votes before the poll has ended
poll-start = Start the poll
poll-votes = { $count ->
    [one] { $count } vote
   *[other] { $count } votes
}
poll-mine = your choice
poll-wins = most votes
poll-voters = { $count ->
    [0] Nobody has voted yet.
    [one] { $count } person has voted.
   *[other] { $count } people have voted.
}
poll-most = Choose up to { $count }.
poll-hidden = The votes are shown when the poll has ended.
poll-ended = The poll has ended.
poll-ended-with = The poll has ended. Most votes: { $answers }
poll-unvote = Take my vote back
poll-end = End the poll
poll-end-title = End this poll?
poll-end-text = Nobody can vote any more, and everybody sees the votes.
spoken-poll = Poll: { $question } { $answers }. { $standing }
refused-vote = Your vote wasn't sent
refused-end-poll = The poll wasn't ended

## Several accounts of one person
accounts = Accounts
accounts-unread = Accounts, { $count } unread in the others
account-add = Add an account
account-add-text = Each account has its own messages, keys and notifications. What is copied or saved in one doesn't go into another, unless your organisation lets it.
account-numbered = Account { $number }, { $name }
account-shown = Shown now
account-new = Not signed in
account-opening = Opening
account-closed = Can't be opened
account-leave = Don't add this account
account-not-pasted = Not pasted
account-not-added = No account was added
account-failed = Its folder on this computer couldn't be made. Check the space on the disk, then try again.
notice-account = { $title } ({ $account })
key-accounts = Ctrl+Shift+1 to 9
shortcut-accounts = Bring another of your accounts to the front

## Threads
region-thread = Thread
thread = Thread
threads = Threads
threads-unread = { $count ->
    [one] Threads, { $count } unread message
   *[other] Threads, { $count } unread messages
}
unread-in-threads = { $count } of them in threads
thread-timeline = Messages in this thread
thread-close = Close thread
threads-close = Close threads
thread-composer-label = Reply in this thread, in { $name }
thread-composer-send = Send in thread
reply-in-thread = Reply in thread
thread-answers = { $count ->
    [one] { $count } reply in thread
   *[other] { $count } replies in thread
}
thread-without-root = The first message can't be shown
threads-mark-read = Mark all threads as read
threads-loading = Loading threads…
threads-failed = Threads couldn't be loaded.
threads-none = No threads here yet
threads-none-text = A thread keeps replies to one message apart from the conversation. To begin one, choose “Reply in thread” at a message.
decide-thread = Mark thread as decision
refused-mark-threads-read = The threads weren't marked as read
