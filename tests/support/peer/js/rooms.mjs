// Rooms and messages.

import { EventShieldColour, EventShieldReason } from "matrix-js-sdk/lib/crypto-api/index.js";

import { session } from "./account.mjs";

const crypto = () => session.client.getCrypto();

export async function create_dm({ user }) {
    const { client } = session;
    const { room_id } = await client.createRoom({
        preset: "trusted_private_chat",
        is_direct: true,
        invite: [user],
        initial_state: [
            { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
        ],
    });
    const direct = client.getAccountData("m.direct")?.getContent() ?? {};
    await client.setAccountData("m.direct", { ...direct, [user]: [...(direct[user] ?? []), room_id] });
    return room_id;
}

export async function invite({ room, user }) {
    await session.client.invite(room, user);
}

export async function join({ room }) {
    await session.client.joinRoom(room);
}

export async function leave({ room }) {
    await session.client.leave(room);
}

export async function membership({ room, user }) {
    const known = session.client.getRoom(room);
    const own = user === session.client.getUserId();
    return (own ? known?.getMyMembership() : known?.getMember(user)?.membership) ?? null;
}

export async function encrypts({ room }) {
    return await crypto().isEncryptionEnabledInRoom(room);
}

export async function say({ room, text }) {
    const { event_id } = await session.client.sendTextMessage(room, text);
    return event_id;
}

export async function send({ room, kind, content }) {
    const { event_id } = await session.client.sendEvent(room, kind, content);
    return event_id;
}

export async function send_state({ room, kind, content }) {
    const { event_id } = await session.client.sendStateEvent(room, kind, content, "");
    return event_id;
}

export async function state({ room, kind }) {
    return session.client.getRoom(room)?.currentState.getStateEvents(kind, "")?.getContent() ?? null;
}

export async function redact({ room, event }) {
    const { event_id } = await session.client.redactEvent(room, event);
    return event_id;
}

export async function change({ room, event, text }) {
    const { event_id } = await session.client.sendMessage(room, {
        msgtype: "m.text",
        body: `* ${text}`,
        "m.new_content": { msgtype: "m.text", body: text },
        "m.relates_to": { rel_type: "m.replace", event_id: event },
    });
    return event_id;
}

// All messages, encrypted or not, of all rooms, as far as they were synced.
export async function messages() {
    const events = session.client
        .getRooms()
        .flatMap((room) => room.getLiveTimeline().getEvents())
        .filter((event) => event.isEncrypted() || event.getType() === "m.room.message");
    return await Promise.all(events.map(describe));
}

async function describe(event) {
    const readable = event.getType() === "m.room.message" && !event.isDecryptionFailure();
    const info = event.isEncrypted() ? await crypto().getEncryptionInfoForEvent(event) : null;
    return {
        event_id: event.getId(),
        room_id: event.getRoomId(),
        sender: event.getSender(),
        encrypted: event.isEncrypted(),
        content: event.isDecryptionFailure() ? null : event.getOriginalContent(),
        text: readable ? (event.getContent().body ?? null) : null,
        failure: event.decryptionFailureReason,
        shield: info && {
            colour: EventShieldColour[info.shieldColour],
            reason: info.shieldReason === null ? null : EventShieldReason[info.shieldReason],
        },
    };
}
