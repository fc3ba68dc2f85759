// What libraries print goes to standard error: standard output is for answers alone. Imported before any of them.

import { Console } from "node:console";

globalThis.console = new Console(process.stderr, process.stderr);
