// Loaded before the program: a clock that starts where the test says, and on which nobody waits.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const timers = createRequire(import.meta.url)('node:timers/promises');
const Machine = Date;
let ahead = Number(process.env['PLAYED_AT']) - Machine.now();

globalThis.Date = class extends Machine {
  constructor(...given) {
    super(...(given.length === 0 ? [Machine.now() + ahead] : given));
  }
  static now() {
    return Machine.now() + ahead;
  }
};

const wait = timers.setTimeout;
timers.setTimeout = (milliseconds, ...rest) => {
  ahead += milliseconds;
  return wait(Math.min(milliseconds, 2), ...rest);
};
syncBuiltinESMExports();
