import type { Dirent } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mostOfDocument, readText } from '../files/read-file.ts';
import { type Manifest, manifestFile, signatureFile } from './evidence/manifest.ts';

export interface Retention {
  /** How many recordings are kept; absent is all. */
  readonly count?: number | undefined;
  /** How many days they are kept; absent is for ever. */
  readonly days?: number | undefined;
}

/** What an audit names the folder of its evidence by: its time, as no file system minds it. */
export const recordingName = (at: Date): string => at.toISOString().replaceAll(':', '-');
const named = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/;

/**
 * Removes the recordings of a folder that are too many or too old, and gives their names. The newest stays, and so does
 * whatever is no recording of ours and nothing else, by name, manifest and content, or was cut off: that is for people to
 * look at. No link is followed.
 */
export async function retainEvidence(
  folder: string,
  { count = Number.POSITIVE_INFINITY, days = Number.POSITIVE_INFINITY }: Retention,
  now: Date,
): Promise<readonly string[]> {
  const recordings = await recordingsIn(folder);
  const oldest = now.getTime() - days * 24 * 60 * 60 * 1000;
  const surplus = recordings
    .toSorted((a, b) => Date.parse(b.recordedAt) - Date.parse(a.recordedAt))
    .filter(({ recordedAt }, at) => at > 0 && (at >= count || Date.parse(recordedAt) < oldest));
  for (const { name } of surplus) await rm(join(folder, name), { recursive: true });
  return surplus.map(({ name }) => name);
}

interface Recording {
  readonly name: string;
  readonly recordedAt: string;
}

async function recordingsIn(folder: string): Promise<readonly Recording[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && named.test(entry.name))
      .map(({ name }) => recordingOf(folder, name)),
  );
  return found.flat();
}

async function recordingOf(folder: string, name: string): Promise<readonly Recording[]> {
  try {
    const { recordedAt, exchanges, policies = [] } = await manifestIn(join(folder, name));
    const copies = policies.flatMap(({ file }) => file ?? []);
    const known = new Set([manifestFile, signatureFile, exchanges?.file, ...copies]);
    const held = await filesIn(join(folder, name));
    if (!held.every((file) => known.has(file))) return [];
    const isRecording = exchanges?.file !== undefined && !Number.isNaN(Date.parse(recordedAt ?? ''));
    return isRecording && recordedAt !== undefined ? [{ name, recordedAt }] : [];
  } catch {
    return [];
  }
}

/** Every file of a recording by its path in it. What is neither a file nor the folder of policies is named as it is. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const isFolder = (entry: Dirent): boolean => entry.isDirectory() && entry.name === 'policies';
  const own = entries
    .filter((entry) => !isFolder(entry))
    .map((entry) => (entry.isFile() ? entry.name : `${entry.name}/`));
  if (!entries.some(isFolder)) return own;
  const copies = await readdir(join(folder, 'policies'), { withFileTypes: true });
  return [...own, ...copies.map((entry) => `policies/${entry.name}${entry.isFile() ? '' : '/'}`)];
}

/** What a recording says of itself, as far as it is there. */
export async function manifestIn(folder: string): Promise<Partial<Manifest>> {
  return JSON.parse(readText(join(folder, manifestFile), { most: mostOfDocument })) as Partial<Manifest>;
}
