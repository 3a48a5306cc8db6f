import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../model/user-error.ts';

/** Whole or not at all: who reads the file never meets half a report. */
export function writeReport(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UserError(
      `the report could not be written to ${resolve(file)}: ${(error as Error).message}\nname a file in a folder that exists and can be written to`,
    );
  }
}
