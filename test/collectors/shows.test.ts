import { describe, expect, test } from '@jest/globals';
import { propertiesOf } from '../../src/commands/registered-types.ts';
import type { Property, TypeProperties } from '../../src/model/property.ts';
import { Unread } from '../../src/model/unseen.ts';
import { readable } from '../../src/pipeline/properties.ts';
import { valueAt } from '../../src/pipeline/value-at.ts';
import { membersOf } from '../../src/policies/nearest-path.ts';
import { resolvePath } from '../../src/policies/property-path.ts';
import { collectors } from '../../src/registry.generated.ts';
import { fullest } from '../support/fullest.ts';
import { strangeOf } from '../support/strange.ts';

/** What is made and not in the catalogue: the reason stands where the collector leaves it out, or here. */
const ours = [
  /^(LoadBalancer|Listener|TargetGroup)Attributes[.]x /,
  /^Live[.]ClusterSettings[.]x /,
  /^Live[.]NodeGroups\[\][.]condition /,
];

/** What is in the catalogue and not made of answers where every text is the same. */
const dependent: Readonly<Record<string, RegExp>> = {
  'its key is no "x"': /^((LoadBalancer|Listener|TargetGroup)Attributes|Live[.]ClusterSettings)[.]/,
  'it is only of a task set, or a running task': /^Live[.](TaskSet|Tasks|LaunchProof)/,
  'a strategy excludes it': /^LaunchType$/,
  'it is only of what is associated': /^Live[.](Leaving|LoadBalancerArns|OtherTargetGroups|WebACL)$/,
  'it is only of a policy of that type': /^(Step|Predictive)ScalingPolicyConfiguration[.]/,
  'it is only of a label that names a target group': /^Live[.]LabelledLoadBalancers$/,
  'a statement in a statement': /^Rules[.]Statement[.].*Statements?$/,
  'the word is none we know': /^(DeploymentController[.]Type|Live[.](Rules|AlarmStates))/,
};

describe.each([...collectors])('what the collector of %s makes', (type, load) => {
  const known = propertiesOf(type) as TypeProperties;

  test('is in the catalogue, of the type it says, or is said to be left out', async () => {
    const collector = await load();
    const omitted = (collector.shows.omits ?? []).map(
      (path) => `.${path.split('.')[1]} is not in the catalogue`,
    );
    const strange = (await fullest(collector)).flatMap(({ properties }) => strangeOf(known, properties));
    const said = [...new Set(strange)].filter(
      (one) => !ours.some((each) => each.test(one)) && !omitted.some((end) => one.endsWith(end)),
    );
    expect(said).toEqual([]);
  });

  test('is read by what AWS documents, and hangs on nothing that costs a question', async () => {
    const { shows, asks } = await load();
    const costly = asks.flatMap((ask) => ask.for ?? []);
    for (const { source, where = {} } of shows.unset ?? []) {
      expect(source).toMatch(/^https:\/\/docs[.]aws[.]amazon[.]com\//);
      expect(Object.keys(where).filter((path) => costly.includes(path))).toEqual([]);
      for (const path of Object.keys(where)) expect(resolvePath(known, path).status).toBe('found');
    }
  });

  test('is all that the catalogue has, where answers hold all they can', async () => {
    const resources = await fullest(await load());
    const missing = Object.entries(known.properties).flatMap(([name, property]) =>
      missingOf(
        known,
        property,
        resources.map(({ properties }) => held(properties, name)),
        name,
        [],
      ),
    );
    const reasons = Object.values(dependent);
    expect(missing.filter((path) => !reasons.some((reason) => reason.test(path)))).toEqual([]);
  });
});

function held(properties: object, path: string): unknown {
  try {
    return readable(valueAt(properties, path));
  } catch (error) {
    if (error instanceof Unread) return 'a gap';
    throw error;
  }
}

function missingOf(
  known: TypeProperties,
  { type }: Property,
  values: readonly unknown[],
  path: string,
  above: readonly string[],
): string[] {
  const there = values.filter((value) => value !== undefined);
  if (there.length === 0) return [path];
  if (type.kind === 'list' || type.kind === 'map')
    return missingOf(
      known,
      { type: type.of },
      there.flatMap((value) => Object.values(value as object)),
      path,
      above,
    );
  const name = type.kind === 'named' ? type.name : '';
  const members = above.includes(name) ? undefined : membersOf(known, type);
  return Object.entries(members ?? {}).flatMap(([key, member]) =>
    missingOf(
      known,
      member,
      there.map((value) => (value as Readonly<Record<string, unknown>> | null)?.[key]),
      `${path}.${key}`,
      [...above, name],
    ),
  );
}
