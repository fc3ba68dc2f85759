// A second Matrix program, so that Despatch is not tested against itself alone: matrix-js-sdk, as Element Web has it.
//
//     node main.mjs
//
// Lines of JSON, both ways. In: {"id": 1, "do": "say", "with": {...}}. Out: {"id": 1, "answer": ...} or
// {"id": 1, "error": "..."}, in between {"changed": true} whenever asking again may bring another answer, and
// {"told": ...} for whoever reads what came before a failure. No command waits for the other side: whoever asks does.
// The end of the input is the end of the program.

import "./console.mjs";

import { createInterface } from "node:readline";

import * as account from "./account.mjs";
import * as files from "./files.mjs";
import * as keys from "./keys.mjs";
import { write } from "./lines.mjs";
import * as rooms from "./rooms.mjs";
import * as trust from "./trust.mjs";
import * as verification from "./verification.mjs";

const commands = { ...account, ...files, ...keys, ...rooms, ...trust, ...verification };

async function obey(line) {
    const { id, do: name, with: parameters } = JSON.parse(line);
    try {
        if (!Object.hasOwn(commands, name)) {
            throw new Error(`there is no command ${name}`);
        }
        write({ id, answer: (await commands[name](parameters)) ?? null });
    } catch (error) {
        console.error(error);
        write({ id, error: String(error) });
    }
}

// The SDK works in the background too. What fails there is said, and ends nothing.
process.on("unhandledRejection", (error) => console.error("in the background:", error));

createInterface({ input: process.stdin })
    .on("line", obey)
    .on("close", () => process.exit(0));
