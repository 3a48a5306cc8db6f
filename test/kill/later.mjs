// Loaded before the program: a clock that is ahead by so many milliseconds, and goes on as the machine's does.
const Machine = Date;
const ahead = Number(process.env['AHEAD']);

globalThis.Date = class extends Machine {
  constructor(...given) {
    super(...(given.length === 0 ? [Machine.now() + ahead] : given));
  }
  static now() {
    return Machine.now() + ahead;
  }
};
