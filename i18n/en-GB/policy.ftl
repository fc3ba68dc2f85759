# Words of the rules an organisation sets: for the page in the window, the templates for administrators, and the reference.
# key-<group>-<key> is a rule's title, its .about says in one sentence what it decides; group-<group> is a heading;
# value-<group>-<key>-<value> is one of its values; field-<name> is a part of a value.

## Groups

group-policy = These rules themselves
group-organisation = Your organisation
group-homeservers = Departments and their servers
group-federation = People and rooms outside
group-sign-in = Signing in
group-encryption = Encryption
group-trust = Trust between people
group-retention = Keeping and deleting messages
group-records = Records
group-classification = Classification
group-content = Files, links and pictures
group-device = This computer
group-network = Network
group-publish = Publishing
group-watch = Watching for trouble
group-interface = Appearance and language

## These rules themselves

key-format = Format of the file
    .about = Which version of the file format these rules are written in.
key-version = Number of these rules
    .about = Your organisation's own count, so that nobody can bring back older rules.
key-valid-until = Valid until
    .about = The last day on which these rules count in full without hearing of newer ones.
key-grace-days = Days of grace
    .about = For how many days after that everything still works, with a warning.
key-replaceable-trust-roots = Replacing the built-in servers
    .about = Whether rules on the computer may name other servers than those built into this copy of Despatch.

## Your organisation

key-organisation-name = Name
    .about = The name people see before they sign in.
key-organisation-helpdesk = Helpdesk
    .about = Whom people are told to contact when something is locked or goes wrong.
key-organisation-banner = Notice
    .about = A notice that everybody sees when they sign in.
key-organisation-logo = Logo
    .about = A picture file with your organisation's logo.

## Departments and their servers

key-homeservers = Approved servers
    .about = The only servers people may sign in to, one for each department.
key-homeservers-server-name = Server name
    .about = The name after the colon in the addresses of this department's people.
key-homeservers-base-url = Server address
    .about = The only web address at which this department's server is reached.
key-homeservers-display-name = Department
    .about = What people call this department.
key-homeservers-email-domains = Email domains
    .about = The endings of work email addresses that lead to this department's server.
key-homeservers-issuer = Sign-in service
    .about = The only sign-in service that may sign in this department's people.
key-homeservers-ca-file = Trusted certificates
    .about = A file with the only certificate authorities that may vouch for this server.
key-homeservers-spki-sha256 = Trusted keys
    .about = The only public keys this server may show, as fingerprints.
key-homeservers-features = Features
    .about = Features that are switched on or off for this department while they are rolled out.

## People and rooms outside

key-federation-allowed-servers = Other approved servers
    .about = Servers besides the departments' own whose people and rooms may be reached.
key-federation-on-foreign = People and rooms from elsewhere
    .about = What happens to people and rooms of a server that isn't approved.
value-federation-on-foreign-block = Refused
value-federation-on-foreign-quarantine = Locked away: nothing can be read or sent
value-federation-on-foreign-warn = Allowed, with a warning
key-federation-history-sharing-on-invite = Earlier messages for new people
    .about = Whether a person who is invited may read what was written before they came.

## Signing in

key-sign-in-methods = Ways of signing in
    .about = Which ways of signing in are offered.
value-sign-in-methods-password = With name and password
value-sign-in-methods-sso = At your organisation's sign-in page
value-sign-in-methods-oauth = In a web browser
key-sign-in-qr-login = Signing in by QR code
    .about = Whether a device that is signed in may sign in another one by QR code.
key-sign-in-remember-session = Staying signed in
    .about = Whether people stay signed in when Despatch is closed.
key-sign-in-max-session-days = Signing in again
    .about = After how many days people have to sign in again.
key-sign-in-lock-after-idle-minutes = Locking when nobody is there
    .about = After how many minutes without a key, the pointer or a touch the window locks.
key-sign-in-max-accounts = Accounts side by side
    .about = How many accounts one person may have open at the same time.

## Encryption

key-encryption-require-encrypted-rooms = Encrypted rooms only
    .about = Whether messages may only be sent in rooms that are encrypted.
key-encryption-send-to = Who can decrypt messages
    .about = Whose devices are given the keys to what people send.
value-encryption-send-to-verified-devices = Only devices of people one has verified
value-encryption-send-to-cross-signed = Devices that their owner has confirmed
value-encryption-send-to-all = Every device
key-encryption-accept-from = Whose messages are shown
    .about = From whose devices messages are shown.
value-encryption-accept-from-cross-signed = Only devices that their owner has confirmed
value-encryption-accept-from-legacy = Confirmed devices, and sessions from before devices were confirmed
value-encryption-accept-from-all = Every device
key-encryption-require-recovery = Recovery key
    .about = Whether everybody has to set up a recovery key.
key-encryption-allow-identity-reset = Beginning a new digital identity
    .about = Whether people may begin a new digital identity when they have neither another device nor their recovery key, which loses what they can't read by then.
key-encryption-export-keys = Writing key files
    .about = Whether people may write the keys to their messages into a file, under a passphrase, with which anybody who has it reads those messages for good.
key-encryption-import-keys = Reading key files
    .about = Whether people may take keys out of such a file, which opens messages whose sender nobody can vouch for.
key-encryption-key-passphrase-length = Length of a key file's passphrase
    .about = The fewest characters that the passphrase of a key file may have.

## Trust between people

key-trust-on-identity-change = When somebody's identity changes
    .about = What happens when the digital identity of a verified person changes.
value-trust-on-identity-change-block-until-handled = Nothing is sent until somebody has looked at it
value-trust-on-identity-change-warn = A warning is shown
key-trust-require-verified-contact-for = Verified people only
    .about = Classifications at which messages only go to people one has verified.

## Keeping and deleting messages

key-retention-default = For every room
    .about = How long messages are kept in rooms that have no rule of their own.
key-retention-rooms = For some rooms
    .about = How long messages are kept in rooms of one kind or name.
key-retention-hold = Holds
    .about = Cases for which nothing may be deleted while they are open.
key-retention-forbid-redaction = No deleting
    .about = Whether nobody may delete messages.
key-retention-forbid-edit-after-minutes = Time for changes
    .about = How many minutes after sending a message it may still be changed.
key-retention-forbid-leave-on-hold = Staying during a case
    .about = Whether nobody may leave a room that is under a hold.

## Records

key-records-recipients = Record keys
    .about = The public keys for which records are encrypted.
key-records-officers = Records officers
    .about = Who may open records.
key-records-sink = Where records go
    .about = The place to which records are written.
key-records-sink-options = What the place for records asks for
    .about = Settings of the place to which records are written, such as keys to it; their values are not shown.
key-records-spool-max-mb = Room for waiting records
    .about = How much of the disk may be used for records that wait to be written.
key-records-on-sink-down = When records can't be written
    .about = What happens while the place for records can't be reached.
value-records-on-sink-down-keep-working = People keep working, and records wait
value-records-on-sink-down-stop-sending = Nothing can be sent

## Classification

key-classification-labels = Labels
    .about = The classifications that rooms and messages can have.
key-classification-default = Label to begin with
    .about = The classification of a new room.
key-classification-ceiling = Highest label
    .about = The highest classification allowed in each kind of room.
key-classification-on-exceed = Above the highest label
    .about = What happens when a message has a higher classification than its room allows.
value-classification-on-exceed-block = It isn't sent
value-classification-on-exceed-warn = A warning is shown

## Files, links and pictures

key-content-max-upload-mb = Largest file
    .about = How large a file may be to be sent.
key-content-allow-types = Allowed types of files
    .about = The only types of files that may be sent.
key-content-deny-types = Forbidden types of files
    .about = Types of files that may not be sent.
key-content-lures = Words to be careful with
    .about = Words in a message that earn a warning below it.
key-content-link-previews = Previews of links
    .about = Whether a preview of a link is shown.
key-content-open-links = Opening links
    .about = What happens when somebody opens a link.
value-content-open-links-confirm = People are shown where it leads, and decide
value-content-open-links-allow-list = Only links to your departments open
value-content-open-links-allow = Links open at once
key-content-inline-images = Pictures among messages
    .about = Whether pictures are shown among the messages.

## This computer

key-device-notifications = Notifications
    .about = What a notification of a new message says.
value-device-notifications-full = Who wrote, and what
value-device-notifications-sender = Who wrote, and no words
value-device-notifications-none = There are no notifications
key-device-copy = Copying text
    .about = Whether the words of messages may be copied.
key-device-save-files = Saving files
    .about = Whether files from messages may be saved on this computer.
key-device-exchange-between-accounts = Exchange between accounts
    .about = Between which departments' accounts of one person words may be pasted and saved files sent, where both departments are named.
key-device-screenshots = Screenshots
    .about = Whether pictures of the window may be taken.
key-device-autostart = Starting with the computer
    .about = Whether Despatch starts when people sign in to the computer.
key-device-tray = Staying in the background
    .about = Whether Despatch stays in the background when its window is closed.

## Network

key-network-proxy = Proxy
    .about = Through which proxy the servers are reached.
value-network-proxy-mode-direct = None
value-network-proxy-mode-fixed = The one named here
key-network-ca-file = Certificates of the network
    .about = A file with certificate authorities that are trusted besides the computer's own.
key-network-min-tls = Oldest TLS version
    .about = The oldest version of TLS with which a server may be reached.
value-network-min-tls-1-3 = TLS 1.3
value-network-min-tls-1-2 = TLS 1.2

## Publishing

key-publish-allowed-instances = Places for publishing
    .about = The only places at which people may publish.
key-publish-approvers-required = Approvals
    .about = How many people have to approve something before it is published.
key-publish-roles = Who may publish
    .about = Which people may write, approve and publish.

## Watching for trouble

key-watch-rules = What is watched
    .about = What Despatch does about each sign of trouble it watches for.
value-watch-rules-off = Not watched
value-watch-rules-note = Written down
value-watch-rules-warn = A warning is shown
value-watch-rules-block = Blocked

## Appearance and language

key-interface-languages = Languages
    .about = The languages people may choose from, the first one to begin with.
value-interface-languages-en-gb = English
value-interface-languages-cy = Cymraeg
key-interface-theme = Theme
    .about = Whether the window is light, dark or in high contrast.
value-interface-theme-system = Same as the computer
value-interface-theme-light = Light
value-interface-theme-dark = Dark
value-interface-theme-contrast = High contrast
key-interface-font-scale = Size of text
    .about = How large text is, in percent.

## Parts of a value

field-email = Email
field-phone = Telephone
field-url = Web page
field-server-name = Server
field-base-url = Address
field-display-name = Department
field-email-domains = Email domains
field-issuer = Sign-in service
field-ca-file = Trusted certificates
field-spki-sha256 = Trusted keys
field-features = Features
field-record = On record
field-min-days = Kept at least
field-max-days = Deleted after
field-match = For
field-room = Room
field-type = Kind of room
field-name = Name
field-scope = Covers
field-reference = Case
field-until = Until
field-id = Code
field-text = Words
field-colour = Colour
field-mode = Kind
field-no-proxy = Without proxy
field-direct = Between two people
value-retention-rooms-match-type-direct = Messages between two people
value-retention-rooms-match-type-room = Rooms
value-retention-hold-scope-all = Every room

## Templates for administrators

template-description = What your organisation decides for every Despatch on its computers.
template-supported = Despatch 0.1 or newer
template-recommended = Proposed: people may choose otherwise
template-switch = Enabled means yes, disabled means no.
template-lines = One in each line.
template-pairs = Names on the left, values on the right.
template-json = Write it as JSON, as in a policy file. The policy reference has an example.
template-values = Values:
template-root = All approved servers and their certificates have to come from the same place.
