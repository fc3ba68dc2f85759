// Files, encrypted and decrypted here (Matrix specification, "Sending encrypted attachments"), as Element Web does it.

import { readFile, writeFile } from "node:fs/promises";

import { session } from "./account.mjs";

const { subtle } = globalThis.crypto;
const unpadded = (bytes) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");
const algorithm = (iv) => ({ name: "AES-CTR", counter: iv, length: 64 });

// Sends a file of this computer; `content` is what else the event says.
export async function send_file({ room, path, content }) {
    const key = await subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt"]);
    const iv = new Uint8Array(16);
    globalThis.crypto.getRandomValues(iv.subarray(0, 8));
    const secret = await subtle.encrypt(algorithm(iv), key, await readFile(path));
    const { content_uri: url } = await session.client.uploadContent(new Blob([secret]), {
        type: "application/octet-stream",
        includeFilename: false,
    });
    const file = {
        url,
        v: "v2",
        key: await subtle.exportKey("jwk", key),
        iv: unpadded(iv),
        hashes: { sha256: unpadded(await subtle.digest("SHA-256", secret)) },
    };
    const { event_id } = await session.client.sendEvent(room, "m.room.message", { ...content, file });
    return event_id;
}

// Writes what an encrypted file holds to a file of this computer: `file` is an event's EncryptedFile.
export async function fetch_file({ file, path }) {
    const address = session.client.mxcUrlToHttp(file.url, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(address, { headers: { Authorization: `Bearer ${session.client.getAccessToken()}` } });
    if (!answer.ok) {
        throw new Error(`the server says ${answer.status}`);
    }
    const secret = await answer.arrayBuffer();
    const digest = unpadded(await subtle.digest("SHA-256", secret));
    if (digest !== file.hashes.sha256) {
        throw new Error("the file is not the one that was sent");
    }
    const key = await subtle.importKey("jwk", file.key, { name: "AES-CTR" }, false, ["decrypt"]);
    const bytes = await subtle.decrypt(algorithm(Buffer.from(file.iv, "base64")), key, secret);
    await writeFile(path, Buffer.from(bytes));
}
