import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failureOf } from '../files/failure.ts';
import { makeFolder, requireMakeable } from '../files/make-folder.ts';
import { createFile } from '../files/write-file.ts';
import type { Draft } from '../model/draft.ts';
import { globalRegion, isGlobal, textOfPlace } from '../model/place.ts';
import type { Source, SourcePlace } from '../model/ports.ts';
import { wordsOf } from '../model/unseen.ts';
import { UserError } from '../model/user-error.ts';
import { draftPolicy, wantsForDraft } from '../pipeline/draft.ts';
import { ruleValue } from '../policies/rule-value.ts';
import { rules, selectors } from '../registry.generated.ts';
import { pageOf, paragraph } from '../text/page.ts';
import { plural } from '../text/plural.ts';
import { printable } from '../text/printable.ts';
import { shellWord } from '../text/shell-word.ts';
import { exitStatus } from './exit-status.ts';
import { standalone } from './init/standalone.ts';
import { textOfDraft } from './init/text.ts';
import { driveUntil, untilInterrupted } from './interruption.ts';
import { openSource } from './open-source.ts';
import { readAccounts } from './settings.ts';
import type { Shell } from './shell.ts';

export interface InitOptions {
  readonly evidence?: string;
  /** The digest that the evidence must have. */
  readonly digest?: string;
  readonly config?: string;
  /** The account's 12 digits, or its name in the configuration, where there are several. */
  readonly account?: string;
  readonly region?: string;
  readonly deadline?: number;
}

const byDefault = join('policies', 'generated.jsonc');

/** A first policy from what there is. It never takes the place of a file. */
export async function initCommand(file = byDefault, options: InitOptions, shell: Shell): Promise<number> {
  requireNew(file);
  const accounts = options.config === undefined ? {} : await readAccounts(options.config, shell);
  if (!accounts) return exitStatus.wrongUse;
  const source = await openSource({ ...options, ...accounts }, shell);
  const place = placeIn(source, options);
  const drafts = await untilInterrupted(draftsOf(source, place, options, shell), shell.signal);
  requireAnything(drafts, place);
  const text = textOfDraft({ drafts, place, schema: schemaFor(file) });
  writeNew(file, text);
  const page = pageOf({ ...shell, verbose: false });
  for (const line of summaryOf(file, drafts)) shell.out(`${paragraph(page, 0, line).join('\n')}\n`);
  shell.out(`review it, then: ${auditOf(file, options)}\n`);
  return drafts.some(({ blind }) => blind.length > 0) ? exitStatus.incomplete : exitStatus.ok;
}

/** A policy of no components requires nothing, and is none. */
function requireAnything(drafts: readonly Draft[], place: SourcePlace): void {
  if (drafts.some(({ components }) => components.length > 0)) return;
  const blind = drafts.flatMap((draft) => draft.blind.map(({ type }) => type));
  throw new UserError(
    blind.length > 0
      ? `no policy is written: nothing was seen in ${textOfPlace(place)}, and ${blind.join(', ')} could not be read\ngrant what plumbline permissions --all prints`
      : `no policy is written: there is nothing in ${textOfPlace(place)} that init knows a requirement for\nname another region by AWS_REGION, or by --config and --region`,
  );
}

function requireNew(file: string): void {
  if (!/\.jsonc$/.test(file))
    throw new UserError(`${file} is no name for a policy with comments\nname a file that ends in .jsonc`);
  const isThere = attempt(file, () => {
    requireMakeable(dirname(resolve(file)));
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  });
  if (isThere)
    throw new UserError(
      `${resolve(file)} is there already, and nothing is overwritten\nname another file, or remove it`,
    );
}

/** A policy is of one account and region: what stands in another is another list of names. */
function placeIn({ places }: Source, { account, region }: InitOptions): SourcePlace {
  const found = places.filter(
    (place) =>
      (account === undefined || account === place.account || account === place.name) &&
      (region === undefined || region === place.region),
  );
  const [first, ...others] = found;
  const all = places.map((place) =>
    place.name ? `${place.name} (${textOfPlace(place)})` : textOfPlace(place),
  );
  if (!first) throw new UserError(`there is no such account and region\nthere are: ${all.join(', ')}`);
  if (others.length > 0)
    throw new UserError(
      `a policy is made from one account and region, and there are ${all.join(', ')}\nname one by --account and --region`,
    );
  const { unidentified } = first;
  if (unidentified) {
    const said = unidentified.kind === 'refused' && unidentified.message ? `\n${unidentified.message}` : '';
    throw new UserError(`nothing can be read of ${textOfPlace(first)}: ${wordsOf(unidentified)}${said}`);
  }
  return first;
}

/** What belongs to no region has a component of its own. A recording holds it only where a policy asked for it. */
async function draftsOf(
  source: Source,
  place: SourcePlace,
  { evidence }: InitOptions,
  shell: Shell,
): Promise<readonly Draft[]> {
  const regional = await draftAt(source, place, rules, shell);
  const ofNoRegion = rules.filter(({ type }) =>
    Object.values(selectors.get(type) ?? {}).some(({ global }) => global !== undefined),
  );
  if (evidence !== undefined) return [regional];
  const global = await draftAt(source, { ...place, region: globalRegion }, ofNoRegion, shell);
  return [regional, withGlobalSelect({ ...global, absent: [] })];
}

async function draftAt(source: Source, place: SourcePlace, some: typeof rules, shell: Shell): Promise<Draft> {
  const alone = isGlobal(place) ? [] : standalone;
  const inventory = await source.inventory(wantsForDraft(some, alone), place);
  const input = {
    rules: some,
    standalone: alone,
    selectors,
    inventory,
    place,
    now: source.now(),
    write: ruleValue,
  };
  return driveUntil(shell.signal)(draftPolicy(input));
}

/** Only a component that selects what is global is judged there. */
function withGlobalSelect(draft: Draft): Draft {
  const components = draft.components.map((component) => {
    const own = Object.entries(selectors.get(component.type) ?? {}).flatMap(([key, { global }]) =>
      global?.[0] === undefined ? [] : [[key, global[0]] as const],
    );
    return {
      ...component,
      name: `global-${component.name}`,
      select: { ...Object.fromEntries(own), ...component.select },
    };
  });
  return { ...draft, components };
}

/** The schema that lies beside the policies' folder, or in it. */
const schemaFor = (file: string): string | undefined =>
  ['../policies.schema.json', './policies.schema.json'].find((path) => existsSync(join(dirname(file), path)));

/** Where the schema of this installation is: in the package's folder, above the bundle or the sources. */
function schemaAdvice(): readonly string[] {
  const path = ['../policies.schema.json', '../../policies.schema.json']
    .map((above) => fileURLToPath(new URL(above, import.meta.url)))
    .find((candidate) => existsSync(candidate));
  return path
    ? [`editors complete it with ${path} beside it, and "$schema": "./policies.schema.json" in it`]
    : [];
}

/** Exclusively: what came into being meanwhile, a link too, is not followed and not replaced. */
function writeNew(file: string, text: string): void {
  attempt(file, () => {
    makeFolder(dirname(resolve(file)));
    createFile(file, text);
  });
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UserError(
      `the policy could not be written to ${printable(resolve(file))}: ${printable(failureOf(error))}\nname a new file in a folder that can be written to`,
    );
  }
}

function summaryOf(file: string, drafts: readonly Draft[]): readonly string[] {
  const components = drafts.flatMap((draft) => draft.components);
  const all = components.flatMap(({ rules: own, expects }) => [...own, ...expects]);
  const noun = components.some(({ expects }) => expects.length > 0) ? 'requirement' : 'rule';
  const commented = all.filter(({ reason }) => reason !== undefined).length;
  const blind = drafts.flatMap((draft) => draft.blind);
  return [
    `${printable(file)}: ${plural(components.length, 'component')}, ${plural(all.length - commented, noun)} that ${all.length - commented === 1 ? 'holds' : 'hold'} today${commented > 0 ? `, ${commented} commented with the reason` : ''}`,
    ...blind.map(({ type, unseen }) => `could not be read: ${type}; ${printable(wordsOf(unseen))}`),
    ...(schemaFor(file) === undefined ? schemaAdvice() : []),
  ];
}

/** One that can be pasted: it asks where this was asked. */
function auditOf(file: string, { evidence, config }: InitOptions): string {
  const from = { evidence, config };
  const options = Object.entries(from).flatMap(([name, value]) =>
    value ? [`--${name}`, wordOf(value)] : [],
  );
  return ['plumbline', 'audit', wordOf(file), ...options].join(' ');
}

/** What no shell takes as it is, is left to whoever pastes. */
const wordOf = (path: string): string => shellWord(path) ?? 'FILE';
