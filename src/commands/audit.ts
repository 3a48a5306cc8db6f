import type { Audit } from '../model/audit.ts';
import type { Drift } from '../model/drift.ts';
import type { Reporter } from '../model/ports.ts';
import { UserError } from '../model/user-error.ts';
import { reporters } from '../registry.generated.ts';
import { performAudit } from './audit/perform.ts';
import { exitStatus, statusOf } from './exit-status.ts';
import { readSettings } from './settings.ts';
import { type Shell, wantsColor } from './shell.ts';
import { requireWritable, writeReport } from './write-report.ts';

export interface AuditOptions {
  /** The file that names the accounts, their regions and the policies. */
  readonly config?: string;
  readonly record?: string;
  readonly evidence?: string;
  /** Seconds an audit of one place may take. */
  readonly deadline?: number;
  /** Where audits are remembered: a file, or the URL of a Postgres database. */
  readonly store?: string;
  readonly notify?: boolean;
  /** Prints what would be sent, and keeps and sends nothing. */
  readonly dryRun?: boolean;
  readonly format: string;
  readonly output?: string;
  readonly verbose?: boolean;
}

export async function auditCommand(
  files: readonly string[],
  options: AuditOptions,
  shell: Shell,
): Promise<number> {
  const reporter = await reporterFor(options.format);
  const settings = readSettings(files, options, shell);
  if (!settings) return exitStatus.wrongUse;
  if (options.output !== undefined) requireWritable(options.output);

  const perform = () => performAudit(options, settings, shell);
  const publishWith = (audit: Audit, drifts?: readonly Drift[]) =>
    publish(reporter, { audit, drifts }, options, shell);

  const { store } = settings;
  const { notify = false, dryRun = false, output } = options;
  if (dryRun && !notify) throw new UserError('--dry-run is of --notify: it prints what would be sent');
  if (store === undefined) {
    if (notify) throw new UserError('--notify needs a store\nname it by --store, or in the configuration');
    const audit = await perform();
    publishWith(audit);
    return statusOf(audit);
  }
  const { auditWithMemory } = await import('./audit/with-memory.ts');
  const isPrinted = !dryRun || output !== undefined;
  const given = { store, settings, notify, dryRun, perform, publish: isPrinted ? publishWith : undefined };
  const { audit, untold } = await auditWithMemory(given, shell);
  return statusOf(audit) | (untold ? exitStatus.untold : 0);
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
  writeReport(output, reporter.render(audit, { width: 0, color, verbose, drifts }));
  shell.err(`the report is in ${output}\n`);
}
