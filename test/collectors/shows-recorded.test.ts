import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readEvidence } from '../../src/aws/evidence.ts';
import { replay } from '../../src/aws/replay.ts';
import { registered } from '../../src/commands/registered.ts';
import { propertiesOf } from '../../src/commands/registered-types.ts';
import type { SourcePlace } from '../../src/model/ports.ts';
import type { TypeProperties } from '../../src/model/property.ts';
import { loadPolicies } from '../../src/pipeline/load-policies.ts';
import { planAudit } from '../../src/pipeline/plan.ts';
import { collectors, rules } from '../../src/registry.generated.ts';
import { strangeOf } from '../support/strange.ts';

test.each(['examples/kiosk', 'examples/kiosk-drifted'])(
  'every property that was made of the recording %s is in the catalogue, with its type',
  async (folder) => {
    for (const load of collectors.values()) await load();
    const read = (file: string) => readFileSync(file, 'utf8');
    const now = new Date('2026-11-24T12:00:00Z');
    const { policies } = loadPolicies(['policies/elastic-web-platform.json'], { ...registered, read, now });
    const { wants } = planAudit(policies, rules);
    const source = await replay(await readEvidence(folder), {
      collectors,
      signal: new AbortController().signal,
    });
    const [place] = source.places;
    expect(place).toBeDefined();
    const { resources } = await source.inventory(wants, place as SourcePlace);
    const strange = resources.flatMap(({ type, properties }) =>
      strangeOf(propertiesOf(type) as TypeProperties, properties).map((one) => `${type} ${one}`),
    );
    const digested =
      /(Command|DockerLabels|EntryPoint|Options|SearchString|Value|condition) is not in the catalogue$/;
    expect([...new Set(strange)].filter((one) => !digested.test(one))).toEqual([]);
    expect(resources.length).toBeGreaterThan(20);
  },
);
