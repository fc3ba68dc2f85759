// What is written, one line of JSON each.

export function write(value) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
}

let noted = false;

// Many things change at once: one line for all that changed in a turn.
export function changed() {
    if (!noted) {
        noted = true;
        setImmediate(() => {
            noted = false;
            write({ changed: true });
        });
    }
}
