import { accessSync, constants, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../model/user-error.ts';

/** Says before an audit that its report would have nowhere to go, rather than after. */
export function requireWritable(file: string): void {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** Whole or not at all: who reads the file never meets half a report. */
export function writeReport(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): UserError {
  return new UserError(
    `the report could not be written to ${resolve(file)}: ${(error as Error).message}\nname a file in a folder that exists and can be written to`,
  );
}
