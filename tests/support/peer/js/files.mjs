// Files beside messages: encrypted as the specification has it (client-server API, "Sending encrypted attachments").

import { session } from "./account.mjs";

const { subtle } = globalThis.crypto;

const url_safe = (bytes) => Buffer.from(bytes).toString("base64url");
const plain = (bytes) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

// Uploads a file and sends a message about it.
export async function attach({ room, content, bytes, type }) {
    const file = Buffer.from(bytes, "base64");
    const iv = new Uint8Array(16);
    globalThis.crypto.getRandomValues(iv.subarray(0, 8));
    const key = await subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt", "decrypt"]);
    const sealed = await subtle.encrypt({ name: "AES-CTR", counter: iv, length: 64 }, key, file);
    const { content_uri } = await session.client.uploadContent(new Blob([sealed]), {
        type: "application/octet-stream",
        includeFilename: false,
    });
    const { event_id } = await session.client.sendEvent(room, "m.room.message", {
        ...content,
        info: { mimetype: type, size: file.length, ...content.info },
        file: {
            v: "v2",
            url: content_uri,
            key: {
                alg: "A256CTR",
                ext: true,
                k: url_safe(await subtle.exportKey("raw", key)),
                key_ops: ["encrypt", "decrypt"],
                kty: "oct",
            },
            iv: plain(iv),
            hashes: { sha256: plain(await subtle.digest("SHA-256", sealed)) },
        },
    });
    return event_id;
}

// The file that a message's content names, opened.
export async function file({ file }) {
    const { client } = session;
    const url = client.mxcUrlToHttp(file.url, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
    if (!answer.ok) {
        throw new Error(`the file can't be had: ${answer.status}`);
    }
    const sealed = await answer.arrayBuffer();
    const hash = plain(await subtle.digest("SHA-256", sealed));
    if (hash !== file.hashes.sha256) {
        throw new Error("the file is another");
    }
    const key = await subtle.importKey("raw", Buffer.from(file.key.k, "base64url"), "AES-CTR", false, ["decrypt"]);
    const iv = Buffer.from(file.iv, "base64");
    const opened = await subtle.decrypt({ name: "AES-CTR", counter: iv, length: 64 }, key, sealed);
    return Buffer.from(opened).toString("base64");
}
