import { existsSync } from 'node:fs';
import { isGlobal, type PlaceRef } from '../model/place.ts';
import type { Policy } from '../model/policy.ts';
import type { Source, SourcePlace, Wants } from '../model/ports.ts';
import type { ResourceType } from '../model/resource.ts';
import { UserError } from '../model/user-error.ts';
import { placesFor, policiesAt } from '../pipeline/scope.ts';
import { type Stock, takeStock } from '../pipeline/stock.ts';
import { typeHint, typesCalled } from '../policies/type-guess.ts';
import { selectors } from '../registry.generated.ts';
import { exitStatus } from './exit-status.ts';
import { untilInterrupted } from './interruption.ts';
import { jsonOfStock } from './inventory/json.ts';
import { textOfStock } from './inventory/text.ts';
import { openSource } from './open-source.ts';
import { readPolicies } from './read-policies.ts';
import { readSettings } from './settings.ts';
import type { Shell } from './shell.ts';

export interface InventoryOptions {
  readonly evidence?: string;
  /** The digest that the evidence must have. */
  readonly digest?: string;
  readonly config?: string;
  readonly deadline?: number;
  readonly format: 'text' | 'json';
}

/** What there is, by the names, keys and tags that a policy can select it by, and by which components it is selected. */
export async function inventoryCommand(
  given: readonly string[],
  options: InventoryOptions,
  shell: Shell,
): Promise<number> {
  const files = given.filter(isPath);
  const asked = given.filter((name) => !isPath(name)).flatMap(typesNamed);
  const settings = await settingsFor(files, options, shell);
  if (!settings) return exitStatus.wrongUse;
  const source = await openSource({ ...options, ...settings }, shell);
  const types = asked.length > 0 ? asked : [...selectors.keys()];
  const stocks = await untilInterrupted(stocksOf(source, types, settings.policies), shell.signal);
  const { places, evidence } = source;
  const isJudged = settings.policies.length > 0;
  const found = { places, stocks, isJudged, evidence };
  shell.out(
    options.format === 'json' ? jsonOfStock(found) : textOfStock(found, { ...shell, verbose: false }),
  );
  return stocks.some(({ unseen, items }) => unseen !== null || items.some(({ tags }) => tags === null))
    ? exitStatus.incomplete
    : exitStatus.ok;
}

const isPath = (name: string): boolean =>
  /[/\\]|\.jsonc?$/.test(name) || (!name.includes('::') && existsSync(name));

function typesNamed(name: string): readonly string[] {
  const types = [...selectors.keys()];
  const found = typesCalled(name, types);
  if (found.length > 0) return found;
  throw new UserError(
    `there is no type ${JSON.stringify(name)}${typeHint(name, types)}\nname a type, policy files, or neither`,
  );
}

/** Without a policy at hand it shows what there is all the same. */
async function settingsFor(files: readonly string[], options: InventoryOptions, shell: Shell) {
  if (files.length > 0 || options.config !== undefined) return readSettings(files, options, shell);
  const none: readonly Policy[] = [];
  if (!existsSync('policies')) return { policies: none };
  const policies = readPolicies([], shell);
  if (!policies) shell.err('the inventory goes on without them\n');
  return { policies: policies ?? none };
}

/** Place by place; what belongs to no region only where a policy asks for it, or it is asked of AWS itself. */
async function stocksOf(
  source: Source,
  types: readonly string[],
  policies: readonly Policy[],
): Promise<readonly Stock[]> {
  const places = [...source.places, ...placesFor(policies, source.places, selectors).filter(isGlobal)];
  const each = await Promise.all(places.map((place) => stockAt(source, place, types, policies)));
  return each.flat();
}

async function stockAt(
  source: Source,
  place: SourcePlace,
  types: readonly string[],
  policies: readonly Policy[],
): Promise<readonly Stock[]> {
  const here = policiesAt(policies, place, selectors);
  const standing = types.filter((type) => !isGlobal(place) || hasGlobal(type));
  const wants: Wants = new Map(
    [...standing, ...here.flatMap(({ components }) => components.map(({ type }) => type))].map((type) => [
      type as ResourceType,
      new Set(['tags']),
    ]),
  );
  const inventory = await source.inventory(wants, place);
  const at: PlaceRef = { account: place.account, region: place.region };
  return takeStock({ types: standing, place: at, inventory, policies: here, selectors });
}

const hasGlobal = (type: string): boolean =>
  Object.values(selectors.get(type) ?? {}).some(({ global }) => global !== undefined);
