import { resolve } from 'node:path';
import { failureOf } from '../files/failure.ts';
import { amongFiles } from '../files/same-file.ts';
import { targetAt, writeThrough } from '../files/write-file.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';

/**
 * Says before an audit that its report would have nowhere to go, rather than after; and that it would stand where one of
 * the inputs stands, files or folders.
 */
export function requireWritable(file: string, inputs: readonly string[] = []): void {
  const input = amongFiles(file, inputs);
  if (input !== undefined)
    throw new UserError(
      `--output ${printable(file)} would change ${printable(input)}, which this audit reads or writes\nname another file`,
    );
  attempt(file, () => targetAt(file));
}

/** Whole or not at all: who reads the file never meets half a report. A device, and what a descriptor is of, stay what they are. */
export function writeReport(file: string, text: string): void {
  attempt(file, () => writeThrough(targetAt(file), text));
}

function attempt(file: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    throw new UserError(
      `the report could not be written to ${printable(resolve(file))}: ${printable(failureOf(error))}\nname a file in a folder that exists and can be written to`,
    );
  }
}
