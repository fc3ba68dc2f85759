// Verification by emoji, each step by itself. A request has a number here, in the order they came up.

import { VerificationPhase, VerificationRequestEvent } from "matrix-js-sdk/lib/crypto-api/index.js";

import { session } from "./account.mjs";
import { changed, write } from "./lines.mjs";

const SAS = "m.sas.v1";

// The SDK holds requests weakly: whoever lets go of one hears no more of it.
const requests = [];

const crypto = () => session.client.getCrypto();

export function received(request) {
    keep(request);
    changed();
}

function keep(request) {
    const known = requests.findIndex((other) => other === request || other.transactionId === request.transactionId);
    if (known >= 0) {
        return known;
    }
    const number = requests.push(request) - 1;
    const tell = () => {
        write({ told: "verification", ...describe(number) });
        changed();
    };
    request.on(VerificationRequestEvent.Change, tell);
    tell();
    return number;
}

function describe(number) {
    const request = requests[number];
    return {
        number,
        user: request.otherUserId,
        device: request.otherDeviceId ?? null,
        room_id: request.roomId ?? null,
        asked_by_me: request.initiatedByMe,
        phase: VerificationPhase[request.phase],
        cancelled_with: request.cancellationCode ?? null,
        cancelled_by: request.cancellingUserId ?? null,
        emoji: callbacks(request)?.sas.emoji?.map(([symbol, name]) => ({ symbol, name })) ?? null,
    };
}

function callbacks(request) {
    return request.verifier?.getShowSasCallbacks() ?? null;
}

function shown(number) {
    const found = callbacks(requests[number]);
    if (!found) {
        throw new Error("no emoji are shown");
    }
    return found;
}

export function verifications() {
    return requests.map((_, number) => describe(number));
}

export function verification({ number }) {
    return describe(number);
}

export async function request_user({ user, room }) {
    return keep(await crypto().requestVerificationDM(user, room));
}

export async function request_own() {
    await crypto().userHasCrossSigningKeys();
    return keep(await crypto().requestOwnUserVerification());
}

export async function request_device({ user, device }) {
    return keep(await crypto().requestDeviceVerification(user, device));
}

export async function accept({ number }) {
    await requests[number].accept();
}

// Chooses emoji. The other side then agrees with its own accept_sas.
export async function start_sas({ number }) {
    await requests[number].startVerification(SAS);
}

// Agrees to the emoji that the other side chose.
export function accept_sas({ number }) {
    const { verifier } = requests[number];
    if (!verifier) {
        throw new Error("the other side has not chosen a method");
    }
    // Ends with the whole verification, which the phase tells.
    verifier.verify().catch(() => {});
}

export async function confirm({ number }) {
    await shown(number).confirm();
}

export function mismatch({ number }) {
    shown(number).mismatch();
}

export async function cancel({ number }) {
    await requests[number].cancel();
}
