import { existsSync } from 'node:fs';
import { isPostgres } from '../config/store.ts';
import { amongFiles } from '../files/same-file.ts';
import type { Audit } from '../model/audit.ts';
import type { Drift } from '../model/drift.ts';
import type { Reporter } from '../model/ports.ts';
import type { Severity } from '../model/severity.ts';
import { UserError } from '../model/user-error.ts';
import { reporters } from '../registry.generated.ts';
import { printable } from '../text/printable.ts';
import { withoutCommands } from '../text/without-commands.ts';
import { partOf } from './audit/part-of.ts';
import { type Enter, performAudit, recordOf } from './audit/perform.ts';
import { exitStatus, statusOf } from './exit-status.ts';
import { requireEvidenceOf } from './open-source.ts';
import { say } from './say.ts';
import { readSettings, type Settings } from './settings.ts';
import { type Shell, wantsColor } from './shell.ts';
import { requireWritable, writeReport } from './write-report.ts';

export interface AuditOptions {
  /** The file that names the accounts, their regions and the policies. */
  readonly config?: string;
  readonly record?: string;
  /** With `record`: a private key, or a command that signs. */
  readonly sign?: string;
  readonly evidence?: string;
  /** The digest that the evidence must have. */
  readonly digest?: string;
  /** Seconds an audit of one place may take. */
  readonly deadline?: number;
  /** Where audits are remembered: a file, or the URL of a Postgres database. */
  readonly store?: string;
  readonly notify?: boolean;
  /** Prints what would be sent, and keeps and sends nothing. */
  readonly dryRun?: boolean;
  readonly format: string;
  readonly failOn?: Severity;
  readonly component?: readonly string[];
  readonly policy?: readonly string[];
  readonly output?: string;
  readonly verbose?: boolean;
}

export async function auditCommand(
  files: readonly string[],
  options: AuditOptions,
  shell: Shell,
): Promise<number> {
  const reporter = await reporterFor(options.format);
  requireTogether(options);
  const read = await settingsFor(files, options, shell);
  if (!read) return exitStatus.wrongUse;
  const { partial, whole, ...settings } = partOf(read, options);
  requireApart(options, settings);
  const keeping = options.record === undefined ? undefined : await keepingFor(options.record, options.sign);

  const status = (audit: Audit) => statusOf(audit, options.failOn);
  const publishWith = (audit: Audit, drifts?: readonly Drift[]) =>
    publish(reporter, { audit, drifts }, options, shell);

  const { store } = settings;
  const record = recordOf(options, settings, shell);
  const perform = (enter?: Enter) =>
    performAudit({ ...options, record, enter }, { ...settings, partial, whole }, shell);
  const { notify = false, dryRun = false, output } = options;
  if (dryRun && !notify) throw new UserError('--dry-run is of --notify: it prints what would be sent');
  if (store === undefined) {
    if (notify) throw new UserError('--notify needs a store\nname it by --store, or in the configuration');
    const audit = await perform();
    publishWith(audit);
    keeping?.(audit, shell);
    return status(audit);
  }
  const { auditWithMemory } = await import('./audit/with-memory.ts');
  const isPrinted = !dryRun || output !== undefined;
  const publishAndKeep = (audit: Audit, drifts?: readonly Drift[]) => {
    if (isPrinted) publishWith(audit, drifts);
    keeping?.(audit, shell);
  };
  const given = { store, settings, notify, dryRun, perform, record, publish: publishAndKeep };
  const { audit, untold } = await auditWithMemory(given, shell);
  return status(audit) | (untold ? exitStatus.untold : 0);
}

function requireTogether({ record, sign, evidence, digest }: AuditOptions): void {
  if (sign !== undefined && record === undefined)
    throw new UserError('--sign is of --record: it signs evidence');
  requireEvidenceOf({ evidence, digest });
}

/** Where neither policies nor a configuration are named, a recording is judged by the policies that travel with it. */
async function settingsFor(
  files: readonly string[],
  options: AuditOptions,
  shell: Shell,
): Promise<Settings | undefined> {
  const { evidence, config } = options;
  if (evidence === undefined || config !== undefined || files.length > 0)
    return readSettings(files, options, shell);
  const { recordedSettings } = await import('./audit/recorded-settings.ts');
  return recordedSettings(evidence, options, shell);
}

/** What is read is not written over. */
function requireApart({ output, record, evidence, config, sign }: AuditOptions, settings: Settings): void {
  const { store, policies } = settings;
  const file = store === undefined || isPostgres(store) ? undefined : store;
  if (file === '') throw new UserError('the store has no name\nname a file, or postgres://…');
  const recording =
    file &&
    amongFiles(
      file,
      [evidence, record].flatMap((path) => path ?? []),
    );
  if (recording !== undefined)
    throw new UserError(
      `the store ${printable(file ?? '')} would stand in the recording ${printable(recording)}, which nothing changes\nname another file`,
    );
  if (output === undefined) return;
  const key = sign && existsSync(sign) ? sign : undefined;
  const named = [config, evidence, record, key, file].flatMap((path) => path ?? []);
  requireWritable(output, [...named, ...policies.map((policy) => policy.file)]);
}

async function keepingFor(record: string, sign: string | undefined) {
  const { keepingIn } = await import('./audit/keep.ts');
  return keepingIn(record, sign);
}

interface Published {
  readonly audit: Audit;
  readonly drifts: readonly Drift[] | undefined;
}

async function reporterFor(format: string): Promise<Reporter> {
  const load = reporters.get(format);
  if (load) return load();
  const known = [...reporters.keys()].join(', ');
  throw new UserError(`there is no report format "${format}"\nthere are: ${known}`);
}

function publish(
  reporter: Reporter,
  { audit, drifts }: Published,
  { output, verbose = false }: AuditOptions,
  shell: Shell,
): void {
  if (output === undefined) {
    shell.out(reporter.render(audit, { width: shell.width, color: shell.color, verbose, drifts }));
    return;
  }
  const color = wantsColor(shell.env, false);
  writeReport(output, withoutCommands(reporter.render(audit, { width: 0, color, verbose, drifts })));
  say(shell, `the report is in ${printable(output)}`);
}
