import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Audit } from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';
import type { KnownPlace } from '../../model/memory.ts';
import { textOfPlace } from '../../model/place.ts';
import { severities } from '../../model/severity.ts';
import { version } from '../../version.ts';
import type { Tended } from '../audit/tend.ts';

export interface Metrics {
  readonly registry: Registry;
  readonly audited: (audit: Audit) => void;
  readonly ended: (outcome: 'succeeded' | 'failed' | 'abandoned') => void;
  readonly skipped: (reason: 'overlap' | 'slept' | 'held' | 'done', count: number) => void;
  readonly tended: (tended: Tended) => void;
  readonly untold: () => void;
  readonly config: (isValid: boolean) => void;
  readonly store: (isReachable: boolean) => void;
}

/** What Prometheus reads. No label but places, policies, severities and words of ours: names in accounts are without end. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const all = instruments(registry);
  all.info.set({ version }, 1);
  all.config.set(1);
  all.store.set(1);
  // From nothing to one is no increase to Prometheus: the first that fails would go unseen.
  for (const outcome of ['succeeded', 'failed', 'abandoned']) all.audits.inc({ outcome }, 0);
  return {
    registry,
    audited(audit) {
      for (const { account, region } of seenPlaces(audit))
        all.success.set({ account, region }, Date.parse(audit.startedAt) / 1000);
      all.duration.observe((Date.parse(audit.finishedAt) - Date.parse(audit.startedAt)) / 1000);
      all.calls.inc(audit.calls.asked);
      all.refusals.inc(audit.calls.refused);
      countFindings(all.findings, audit);
    },
    ended: (outcome) => all.audits.inc({ outcome }),
    skipped: (reason, count) => all.skipped.inc({ reason }, count),
    tended({ open, untold, places }) {
      for (const one of places) {
        const last = lastSuccess(one);
        const { account, region } = one.place;
        if (last !== null) all.success.set({ account, region }, Date.parse(last) / 1000);
      }
      for (const severity of severities)
        all.incidents.set({ severity }, open.filter((incident) => incident.severity === severity).length);
      const refused = untold.filter((item) => item.refused !== null).length;
      all.outbox.set({ state: 'waiting' }, untold.length - refused);
      all.outbox.set({ state: 'refused' }, refused);
    },
    untold: () => all.untold.inc(),
    config: (isValid) => all.config.set(Number(isValid)),
    store: (isReachable) => all.store.set(Number(isReachable)),
  };
}

/** The last audit that could read something of a place. */
const lastSuccess = ({ lastAudit, blind }: KnownPlace): string | null => {
  const whole = blind.find(({ type }) => type === null);
  return whole ? whole.since.after : lastAudit;
};

/** Those of which anything could be read, or nothing was asked. */
function seenPlaces({ places, looked }: Audit): Audit['places'] {
  const asked = new Set(looked.map(textOfPlace));
  const seen = new Set(looked.filter(({ unseen }) => !unseen).map(textOfPlace));
  return places.filter((place) => seen.has(textOfPlace(place)) || !asked.has(textOfPlace(place)));
}

function instruments(registry: Registry) {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `plumbline_${name}`, help, labelNames, registers });
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `plumbline_${name}`, help, labelNames, registers });
  return {
    info: gauge('build_info', 'The version of plumbline that runs; always 1.', ['version']),
    success: gauge(
      'last_success_timestamp_seconds',
      'When the last audit began that could read something of a place.',
      ['account', 'region'],
    ),
    duration: new Histogram({
      name: 'plumbline_audit_duration_seconds',
      help: 'How long audits took, of all places together.',
      buckets: [1, 2, 5, 10, 20, 40, 80, 160, 320, 640],
      registers,
    }),
    audits: counter('audits_total', 'Audits that ended, by how they ended.', ['outcome']),
    skipped: counter('audits_skipped_total', 'Audits that were due and not made, by why.', ['reason']),
    findings: gauge('findings', 'Findings of the last audit of each policy.', [
      'policy',
      'severity',
      'verdict',
    ]),
    calls: counter('aws_calls_total', 'Questions put to AWS.'),
    refusals: counter('aws_refusals_total', 'Questions that AWS did not answer.'),
    outbox: gauge('outbox_depth', 'What waits to be told; refused: until a person mends something.', [
      'state',
    ]),
    incidents: gauge('incidents_open', 'Incidents that are open.', ['severity']),
    untold: counter('delivery_failures_total', 'How often something that was due could not be told.'),
    config: gauge(
      'config_valid',
      '1 while the configuration and the policies are sound, as they stand on disk.',
    ),
    store: gauge('store_reachable', '1 while the store could be read and written the last time.'),
  };
}

/** All verdicts of a policy, also those there are none of: a gauge that is left out keeps what it was. */
function countFindings(gauge: Gauge, { policies, findings }: Audit): void {
  for (const { id: policy } of policies)
    for (const severity of severities)
      for (const verdict of ['pass', 'fail', 'excepted', 'unknown', 'not-applicable'])
        gauge.set(
          { policy, severity, verdict },
          findings.filter(
            (one) => one.policy === policy && one.severity === severity && wordOf(one) === verdict,
          ).length,
        );
}

const wordOf = ({ verdict, exception }: Finding): string =>
  verdict.status === 'fail' && exception !== null ? 'excepted' : verdict.status;
