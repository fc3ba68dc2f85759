// What this program thinks of other people and devices.

import { session } from "./account.mjs";

const crypto = () => session.client.getCrypto();

export async function user_status({ user }) {
    await crypto().userHasCrossSigningKeys(user, true);
    const status = await crypto().getUserVerificationStatus(user);
    const keys = await crypto().getUserCrossSigningKeys(user);
    return {
        known: status.known,
        verified: status.isVerified(),
        was_verified: status.wasCrossSigningVerified(),
        needs_approval: status.needsUserApproval,
        identity: Object.values(keys?.master_key?.keys ?? {})[0] ?? null,
    };
}

export async function device_status({ user, device }) {
    await crypto().getUserDeviceInfo([user], true);
    const status = await crypto().getDeviceVerificationStatus(user, device);
    return status && { verified: status.isVerified(), signed_by_owner: status.signedByOwner };
}

// The devices of a person that have keys.
export async function devices_of({ user }) {
    const devices = await crypto().getUserDeviceInfo([user], true);
    return [...(devices.get(user)?.keys() ?? [])];
}
