/** Keeps one audit after the other in a store until it is killed, and tells the number of each that is kept. */
import { compare } from '../../../src/pipeline/compare.ts';
import { openMemory } from '../../../src/stores/open-memory.ts';
import { fails, here, holds, minute, sighting } from '../../support/sightings.ts';

const memory = await openMemory(process.argv[2] ?? '', { plumbline: '0', now: new Date(minute(0)) });
let audits = (await memory.history.audits()).flatMap(({ at }) => at).length;
for (;;) {
  audits += 1;
  const names = Array.from({ length: 40 }, (_, index) => `service-${index}`);
  const findings = names.map((name, index) => ((index + audits) % 3 === 0 ? fails(name) : holds(name)));
  const one = sighting(5 * audits, findings);
  const id = String(audits);
  const incident = {
    id,
    key: id,
    kind: 'violations',
    status: 'open',
    policy: 'shop',
    place: here,
    component: 'services',
    severity: 'high',
    openedAt: one.at,
    resolvedAt: null,
  } as const;
  await memory.remember([one], (known) => ({
    known: known.map((before) => compare(before, one).known),
    incidents: [incident],
    outbox: [{ id, incident: id, route: 'oncall', kind: 'post', at: one.at }],
  }));
  process.stdout.write(`${id}\n`);
}
