import type { Audit } from '../../model/audit.ts';
import { evidenceOf } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import type { Failure } from '../../model/verdict.ts';
import { walkCommand } from '../../text/walk-command.ts';

/**
 * How the request that shows a failure is walked again: by a command where AWS was asked, or a recording whose folder is
 * known. What a report was read from is known to nobody: then it is what `web-acl` takes.
 */
export function againOf({ request }: Failure, { resource }: Finding, audit: Audit): string | undefined {
  if (request === undefined) return undefined;
  const evidence = evidenceOf(audit);
  const isKnown = evidence?.kind !== 'replayed' || evidence.named !== undefined;
  const command = isKnown && resource ? walkCommand(resource.id, request, evidence?.named) : undefined;
  return command ?? `--request ${request}`;
}
