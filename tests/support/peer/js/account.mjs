// Signing in and out, and the devices of the account.

import {
    ClientEvent,
    createClient,
    MatrixEventEvent,
    RoomEvent,
    RoomMemberEvent,
    RoomStateEvent,
} from "matrix-js-sdk";
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";

import { changed, write } from "./lines.mjs";
import { received } from "./verification.mjs";

// After each of these an answer may be another one.
const CHANGES = [
    ClientEvent.Sync,
    MatrixEventEvent.Decrypted,
    RoomEvent.MyMembership,
    RoomEvent.Timeline,
    RoomMemberEvent.Membership,
    RoomStateEvent.Events,
    CryptoEvent.DevicesUpdated,
    CryptoEvent.KeyBackupDecryptionKeyCached,
    CryptoEvent.KeyBackupFailed,
    CryptoEvent.KeyBackupSessionsRemaining,
    CryptoEvent.KeyBackupStatus,
    CryptoEvent.KeysChanged,
    CryptoEvent.UserTrustStatusChanged,
];

// Where the SDK says what went wrong.
const LOGGER = {
    trace() {},
    debug() {},
    info() {},
    warn: console.warn,
    error: console.error,
    getChild: () => LOGGER,
};

// The session: the client, the password that guards its identity, and the key of the secret storage while it is known.
export const session = { client: undefined, password: undefined, storageKey: undefined };

export async function login({ base_url: baseUrl, user, password, device_name }) {
    const signedIn = await createClient({ baseUrl, logger: LOGGER }).loginRequest({
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password,
        initial_device_display_name: device_name,
    });
    const client = createClient({
        baseUrl,
        userId: signedIn.user_id,
        deviceId: signedIn.device_id,
        accessToken: signedIn.access_token,
        logger: LOGGER,
        cryptoCallbacks: {
            async getSecretStorageKey({ keys }) {
                const [id] = session.storageKey ?? [];
                return id in keys ? session.storageKey : null;
            },
            cacheSecretStorageKey(id, _info, key) {
                session.storageKey = [id, key];
            },
        },
    });
    Object.assign(session, { client, password });
    await client.initRustCrypto({ useIndexedDB: false });
    for (const change of CHANGES) {
        client.on(change, changed);
    }
    client.on(CryptoEvent.VerificationRequestReceived, received);
    client.on(ClientEvent.Sync, (state) => state === "ERROR" && write({ told: "syncing failed" }));
    await client.startClient({ initialSyncLimit: 100 });
    const { ed25519 } = await client.getCrypto().getOwnDeviceKeys();
    return { user_id: signedIn.user_id, device_id: signedIn.device_id, fingerprint: ed25519 };
}

export function synced() {
    return session.client.isInitialSyncComplete();
}

export async function logout() {
    await session.client.logout(true);
}

export async function devices() {
    const { devices } = await session.client.getDevices();
    return devices.map(({ device_id, display_name }) => ({ device_id, display_name }));
}

// Says the password where the server asks for it (user-interactive authentication).
export async function withPassword(request) {
    try {
        return await request(null);
    } catch (error) {
        if (error.httpStatus !== 401 || !error.data?.session) {
            throw error;
        }
        return await request({
            type: "m.login.password",
            identifier: { type: "m.id.user", user: session.client.getUserId() },
            password: session.password,
            session: error.data.session,
        });
    }
}
