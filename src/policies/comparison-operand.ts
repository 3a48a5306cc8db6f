import { asText } from '../documents/json-object.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { shown } from '../documents/wording.ts';

/** What is wrong with the number or the version that something is compared with. */
export function slipsOfOperand(kind: string, value: unknown, path: Path): readonly Slip[] {
  const isOfVersions = kind === 'atLeastVersion';
  if (isOfVersions ? isVersion(value) : typeof value === 'number') return [];
  const form = isOfVersions ? 'a version in quotes, such as "16.4"' : 'a number';
  const meant = isOfVersions ? versionIn(value) : numberIn(value);
  const remedy = meant === undefined ? '' : `; write ${meant}`;
  return [atValue(path, `"${kind}" must be ${form}, not ${shown(value)}${remedy}`)];
}

const isVersion = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9]+([.-][0-9A-Za-z_]+)*$/.test(value) && !/\.[xX]$/.test(value);

function versionIn(value: unknown): string | undefined {
  const bare = asText(value)
    .trim()
    .replace(/^(>=|[~^=>v]|~>)?\s*(?=[0-9])/i, '')
    .replace(/(\.[xX*])+$|\+$/, '');
  return (typeof value === 'string' || typeof value === 'number') && isVersion(bare)
    ? `"${bare}"`
    : undefined;
}

function numberIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
    ? value.trim()
    : undefined;
}
