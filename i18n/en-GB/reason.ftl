# Why not: one entry for each policy::Reason (reason-), each problem of a policy file (fault-), and each warning
# where policy allows something under one (warning-). Each says what, why, who decided, and what to do next.
# The window adds the helpdesk's line.

reason-server-not-approved = “{ $server }” isn't one of your organisation's servers. Your organisation only allows servers that it has approved. Check the name, or choose your department from the list.
reason-not-an-address = Despatch can't use “{ $typed }” as an address. Something in it is missing or doesn't belong there. Check it, or copy it again.
reason-email-domain-unknown = None of your departments uses email addresses that end in “{ $domain }”. Your organisation decides which ones do. Check the address, or use a work email address.
reason-account-elsewhere = This account belongs to “{ $server }” and not to the department you chose. Your organisation lets people sign in at their own department only. Go back and choose the right department.
reason-redirected = Something tried to send Despatch to “{ $host }” in place of your department's server. Your organisation hasn't approved that address, so Despatch didn't go there. Tell your helpdesk before you try again.
reason-sign-in-method = { $method ->
    [password] You can't sign in with a password here.
    [sso] You can't sign in through a sign-in page here.
    [oauth] You can't sign in through a web browser here.
   *[other] You can't sign in this way here.
} Your organisation has chosen another way. Go back and use the one that is offered.
reason-invited-from-outside = This invitation comes from “{ $server }”, which is outside your approved departments. Your organisation doesn't allow invitations from there. You can decline it, and nobody there learns anything about you but that.
reason-people-from-outside = This room includes people from outside your approved departments ({ $servers }). Your organisation doesn't allow messages here. Use a room without them.
reason-room-from-outside = This room was made on “{ $server }”, which is outside your approved departments. Your organisation doesn't allow rooms from there. Start a room of your own, or ask a colleague for one.
reason-person-from-outside = This person uses “{ $server }”, which is outside your approved departments. Your organisation doesn't allow messages to people there. Choose somebody in one of your departments.
reason-not-encrypted = Messages in this room aren't encrypted, so people who run a server could read them. Your organisation only allows messages in encrypted rooms. Start a new room, and Despatch encrypts it for you.
reason-redaction-forbidden = Messages here can't be deleted. Your organisation has to keep them. If you made a mistake, send another message that puts it right.
reason-redaction-too-early = Messages here can't be deleted. Your organisation, or this room itself, has them kept for a time (days: { $days }). If you made a mistake, send another message that puts it right.
reason-edit-too-late = This message can't be changed any more. Your organisation allows changes for { $minutes } min after sending. Send another message that puts it right.
reason-leave-on-hold = You can't leave this room now. Your organisation has to keep its messages for a case ({ $reference }). You can leave when the case is closed.
reason-members-unknown = Despatch doesn't know yet who is in this room, so nobody can say who would read your message. Your organisation doesn't allow messages to unknown readers. Wait a moment, then try again.
reason-policy-expired = Your organisation's settings counted until { $day } and are out of date. Until newer ones come, you can read your messages and do nothing else. Connect this computer to your organisation's network, or ask your helpdesk for newer settings.
reason-link-elsewhere = This link leads to “{ $host }”, which isn't one of your organisation's places. Your organisation only opens links to places that it knows. If you need it for your work, ask your helpdesk.
reason-copying-forbidden = The words of messages can't be copied. Your organisation doesn't allow it on this computer. If somebody needs to read a message, invite them to the room.
reason-saving-forbidden = Files from messages can't be saved on this computer. Your organisation doesn't allow it here. If you need the file for your work, ask your helpdesk.
reason-file-too-large = { $megabytes ->
    [0] Files can't be sent from this computer. Your organisation only allows words here. Say in a message where the file can be found.
   *[other] This file is larger than { $megabytes } MB. Your organisation doesn't allow larger ones. Make it smaller, or say in a message where it can be found.
}
reason-file-kind = Files of this kind ({ $kind }) can't be sent. Your organisation doesn't allow them, because they can harm a computer. Send another kind of file, such as a PDF.
reason-key-export-forbidden = Keys can't be written into a file. Your organisation doesn't allow it: whoever had that file and its passphrase could read all your messages. Key storage keeps your keys safe. If you need the file for your work, ask your helpdesk.
reason-key-import-forbidden = Keys can't be taken out of a file. Your organisation doesn't allow it: nobody can tell who wrote the messages that such keys open. Use your recovery key, or another device of yours. If you need the file for your work, ask your helpdesk.
reason-key-passphrase-short = The passphrase is too short. Your organisation asks for at least { $characters } characters. Use four or more words that have nothing to do with each other.
reason-identity-reset-forbidden = A new digital identity can't be begun here. Your organisation doesn't allow it: somebody who only knew your password could do it in your name. Use your recovery key, or another device of yours. If you have neither, call your helpdesk.
reason-history-not-shared = Whoever comes in later can't be let read what was written before. Your organisation doesn't allow it: people wrote that for those who were there.
reason-accounts-full = Another account can't be added. Your organisation allows at most { $most } side by side on this computer. Sign out of one first, or ask your helpdesk.
reason-between-accounts = This comes from another of your accounts. Your organisation keeps your accounts apart: what was copied or saved in one can't go into another. If both departments need it, ask your helpdesk.

warning-people-from-outside = This room includes people from outside your approved departments ({ $servers }). Your organisation allows this and asks you to take care. Think about who will read what you write.
warning-room-from-outside = This room was made on “{ $server }”, which is outside your approved departments. Your organisation allows this and asks you to take care. Think about who will read what you write.

## What is wrong with a policy file

fault-no-policy = There are no settings from your organisation on this computer. Despatch only works with them. Somebody who looks after this computer has to install them.
fault-too-large = This settings file is too long to be right. Somebody who looks after this computer has to replace it.
fault-syntax = This settings file is damaged: it isn't valid JSON at this place. Somebody who looks after this computer has to put it right.
fault-format = This settings file is for another version of Despatch (format { $format }). Update Despatch, or use a file made for this version.
fault-too-many = There are too many mistakes here to name them all. Somebody who looks after this computer has to put the file right or replace it.
fault-rollback = These settings are older (version { $found }) than ones this computer has already had (version { $seen }). Despatch doesn't go back to older settings. Somebody who looks after this computer has to install the newest ones.
fault-grace = Your organisation's settings counted until { $day }. In { $days } days you will only be able to read. Ask your helpdesk for newer ones.
fault-expired = Your organisation's settings counted until { $day }. Until newer ones come, people can only read.
fault-key-twice = The setting “{ $key }” is here twice, so nobody can tell which one your organisation meant. One of them has to go.
fault-unknown-key = Despatch doesn't know the setting “{ $key }”. It has no effect. Check how it is spelt.
fault-not-used = This version of Despatch doesn't use the setting “{ $key }” yet. It has no effect.
fault-not-supported = The setting “{ $key }” asks for a protection that this version of Despatch doesn't have. It has to be taken out, or Despatch updated.
fault-managed-only = The setting “{ $key }” only counts in a file that your organisation makes compulsory. It has no effect here.
fault-baseline-only = The setting “{ $key }” only counts in the settings built into Despatch. It has no effect here.
fault-not-choosable = You can't choose the setting “{ $key }” yourself, or not in this way. Your choice has no effect.
fault-value = The setting “{ $key }” has a value that Despatch can't use. Somebody who looks after this computer has to put it right.
fault-missing = The setting “{ $key }” is missing. Somebody who looks after this computer has to add it.
fault-last-good = The setting “{ $key }” keeps the last value that Despatch could use.
fault-no-homeserver = Your organisation's settings don't name any approved server, so nobody can sign in. At least one has to be added.
fault-server-name = “{ $value }” isn't the name of a server. It has to look like “department.gov.uk”.
fault-base-url = “{ $value }” isn't the address of a server. It has to be “https://” and the server's name, and nothing more.
fault-email-domain = “{ $value }” isn't the end of an email address. It has to look like “department.gov.uk”.
fault-pattern = “{ $value }” isn't a server's name, nor “*.” with a name of two parts or more after it.
fault-proxy-url = “{ $value }” isn't the address of a proxy. It has to be “http://” or “https://”, a name and a port, and nothing more.
fault-media-type = “{ $value }” isn't a kind of file. It has to look like “application/pdf”, or “image/*” for every picture.
fault-sink-option = What a place for records asks for has to be a name, “=” and a value.
fault-sink = “{ $value }” isn't a place for the record. It has to begin with “file:”, “s3:”, “az:”, “gs:” or “https:”.
fault-recipient = “{ $value }” isn't a public key for the record. It has to begin with “age1”, and every letter of it has to be right.
fault-day = “{ $value }” isn't a date. It has to look like “2027-03-31”.
fault-room-id = “{ $value }” isn't the id of a room. An id begins with an exclamation mark.
fault-claimed = “{ $value }” is here twice. It can belong to one department only.
fault-trust-roots-elsewhere = The approved servers come from another file ({ $other }). The ones in this file have no effect.
fault-minimum-above-maximum = Messages are to be kept for { $min } days and deleted after { $max }. Despatch keeps them for { $min }.

## What is wrong with where a policy file lies

fault-not-absolute = The path of this file isn't complete. It has to begin at the top of the disk.
fault-file-missing = This file isn't there. Your organisation's settings need it.
fault-file-unreadable = This file can't be read ({ $detail }). Somebody who looks after this computer has to put it right.
fault-not-regular = This isn't an ordinary file or folder, so Despatch doesn't trust it. It has to be replaced by one.
fault-file-owner = This file doesn't belong to the administrator ({ $detail }), so anybody could have made it. Its owner has to be put right.
fault-file-writable = People other than the administrator can change this file ({ $detail }), so anybody could have written it. Its permissions have to be put right.
fault-folder-owner = This folder doesn't belong to the administrator ({ $detail }), so anybody could put files in it. Its owner has to be put right.
fault-folder-writable = People other than the administrator can change this folder ({ $detail }), so anybody could put files in it. Its permissions have to be put right.
fault-file-too-large = This file is too large ({ $detail }). Somebody who looks after this computer has to replace it.
fault-files-not-judged = Despatch can't tell on this kind of computer who may change this certificate file, so it doesn't trust it. Somebody who looks after this computer has to install the certificate for the whole computer, and take this file out of the settings.
