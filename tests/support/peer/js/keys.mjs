// The identity (cross-signing), the recovery key (secret storage) and the backup of room keys.

import { decodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/index.js";

import { session, withPassword } from "./account.mjs";

const crypto = () => session.client.getCrypto();

export async function set_up_encryption() {
    await crypto().bootstrapCrossSigning({ authUploadDeviceSigningKeys: withPassword });
    return await makeStorage({ setupNewKeyBackup: true });
}

// What a person does who lost everything: a new identity, a new recovery key and a new backup.
export async function reset_identity() {
    session.storageKey = undefined;
    await crypto().resetEncryption(withPassword);
    return await makeStorage({});
}

async function makeStorage(more) {
    const key = await crypto().createRecoveryKeyFromPassphrase();
    await crypto().bootstrapSecretStorage({
        createSecretStorageKey: async () => key,
        setupNewSecretStorage: true,
        ...more,
    });
    return key.encodedPrivateKey;
}

export async function recover({ recovery_key }) {
    const key = decodeRecoveryKey(recovery_key);
    const storage = session.client.secretStorage;
    const [id, description] = (await storage.getKey()) ?? [];
    if (!id) {
        throw new Error("the account has no recovery key");
    }
    if (!(await storage.checkKey(key, description))) {
        throw new Error("this is not the account's recovery key");
    }
    session.storageKey = [id, key];
    // The private keys go only beside public ones that are known.
    await crypto().userHasCrossSigningKeys();
    // Takes the identity out of the storage, and signs this device with it.
    await crypto().bootstrapCrossSigning({});
    await crypto().loadSessionBackupPrivateKeyFromSecretStorage();
    await crypto().checkKeyBackupAndEnable();
    const { total, imported } = await crypto().restoreKeyBackup();
    return { total, imported };
}

export async function keys_status() {
    const { privateKeysInSecretStorage, privateKeysCachedLocally } = await crypto().getCrossSigningStatus();
    return {
        identity: await crypto().getCrossSigningKeyId(),
        has_identity_keys: Object.values(privateKeysCachedLocally).every(Boolean),
        identity_keys_are_stored: privateKeysInSecretStorage,
        backup: await crypto().getActiveSessionBackupVersion(),
        has_backup_key: (await crypto().getSessionBackupPrivateKey()) !== null,
    };
}

// How many room keys the backup of the server holds; null where there is none.
export async function backup_on_server() {
    const backup = await session.client.http
        .authedRequest("GET", "/room_keys/version", undefined, undefined, { prefix: "/_matrix/client/v3" })
        .catch((error) => {
            if (error.errcode === "M_NOT_FOUND") {
                return null;
            }
            throw error;
        });
    return backup && { version: backup.version, count: backup.count };
}

export async function delete_backup() {
    const backup = await backup_on_server();
    if (!backup) {
        throw new Error("there is no backup to delete");
    }
    await crypto().deleteKeyBackupVersion(backup.version);
}

export async function create_backup() {
    await crypto().resetKeyBackup();
}
