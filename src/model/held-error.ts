import { UserError } from './user-error.ts';

/** Other processes have what is needed, and may give it back: the same may work a little later. Exit status 75. */
export class HeldError extends UserError {}

/** Another process did meanwhile what was to be done. */
export class DoneError extends HeldError {}
