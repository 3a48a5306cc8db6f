/** `npm run bench:evaluation`: how evaluation grows with the account. The recorded platform's services, many times over. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { openEvidence } from '../src/aws/replay.ts';
import { registered } from '../src/commands/registered.ts';
import { createInventory, type Inventory } from '../src/model/inventory.ts';
import type { Resource } from '../src/model/resource.ts';
import { atOnce } from '../src/pipeline/drive.ts';
import { evaluatePlan } from '../src/pipeline/evaluate.ts';
import { loadPolicies } from '../src/pipeline/load-policies.ts';
import { planAudit } from '../src/pipeline/plan.ts';
import { collectors, rules, selectors } from '../src/registry.generated.ts';

const file = 'policies/elastic-web-platform.json';
const { policies } = loadPolicies([file], {
  ...registered,
  read: (path) => readFileSync(path, 'utf8'),
  now: new Date(),
});
const plan = planAudit(policies, rules);
const source = await openEvidence('examples/kiosk', { collectors, signal: new AbortController().signal });
const [place = { account: '', region: '' }] = source.places;
const recorded = await source.inventory(plan.wants, place);
const now = source.now();

for (const services of [1_000, 2_000, 4_000, 20_000]) print(services);

function print(services: number): void {
  const inventory = many(recorded, services);
  const start = performance.now();
  const findings = atOnce(evaluatePlan({ plan, inventory, place, selectors, volatile: new Map(), now }));
  const spent = performance.now() - start;
  const failed = findings.filter(({ verdict }) => verdict.status !== 'pass').length;
  console.log(
    `${String(services).padStart(6)} services: ${spent.toFixed(0).padStart(6)} ms, ${(spent / services).toFixed(3)} ms each; ${findings.length} findings, ${failed} not passed`,
  );
}

/** The platform with its first service repeated, in front of each hundred a load balancer of their own. */
function many(inventory: Inventory, count: number): Inventory {
  const [template] = inventory.ofType('AWS::ECS::Service');
  if (!template) throw new Error('the recording holds no service');
  const [, name = ''] = template.name.split('/');
  const own = inventory.resources.filter(
    ({ type, id }) => /::(Service|ScalableTarget|ScalingPolicy|TargetGroup)$/.test(type) && id.includes(name),
  );
  const front = inventory.resources.filter(({ type }) => /::(LoadBalancer|Listener)$/.test(type));
  const rest = inventory.resources.filter((one) => !own.includes(one) && !front.includes(one));
  const groups = Array.from({ length: Math.ceil(count / 100) }, (_, group) => group);
  const entrances = groups.flatMap((group) => front.map((one) => entrance(one, group, name, count)));
  const services = Array.from({ length: count }, (_, index) =>
    own.map((one) => renamed(one, name, `${name}-${index}`)),
  );
  return createInventory([...rest, ...entrances, ...services.flat()], [], plan.wants);
}

function renamed(resource: Resource, from: string, to: string): Resource {
  return JSON.parse(JSON.stringify(resource).replaceAll(from, to)) as Resource;
}

interface Routed {
  readonly Live?: { readonly Rules?: readonly object[] };
}

/** A load balancer or listener of one hundred, with the template's listener rules once for each service. */
function entrance(resource: Resource, group: number, name: string, count: number): Resource {
  const copy = JSON.parse(
    JSON.stringify(resource).replaceAll(/loadbalancer\/app\/kiosk|listener\/app\/kiosk/g, `$&-${group}`),
  ) as Resource & { properties: { Live: { Rules?: readonly object[] } } };
  const templates = ((resource.properties as Routed).Live?.Rules ?? []).filter((rule) =>
    JSON.stringify(rule).includes(name),
  );
  const last = ((resource.properties as Routed).Live?.Rules ?? []).slice(-1);
  if (templates.length === 0) return { ...copy, name: `${resource.name}-${group}` };
  const members = Array.from(
    { length: Math.min(100, count - group * 100) },
    (_, index) => group * 100 + index,
  );
  copy.properties.Live.Rules = [
    ...members.flatMap((index) =>
      templates.map(
        (rule) => JSON.parse(JSON.stringify(rule).replaceAll(name, `${name}-${index}`)) as object,
      ),
    ),
    ...last,
  ];
  return { ...copy, name: `${resource.name}-${group}` };
}
