import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { fail, unknown } from '../../src/model/verdict.ts';
import table from '../../src/reporters/table.ts';
import { audit, finding, hostile, leaning, resource } from '../support/audits.ts';

const pipe = { width: 0, color: false, verbose: false };
const golden = (name: string) => readFileSync(new URL(`golden/${name}.txt`, import.meta.url), 'utf8');

test.each([
  ['a terminal', 'terminal', { ...pipe, width: 100 }],
  ['a narrow terminal, with everything', 'narrow-verbose', { width: 60, color: false, verbose: true }],
  ['a pipe', 'pipe', pipe],
])('what leans comes first, on %s', (_, file, options) => {
  expect(table.render(leaning, options)).toBe(golden(file));
});

test('an account that stands true takes five lines', () => {
  expect(table.render(audit({ findings: [finding({}), finding({ component: 'firewall' })] }), pipe)).toBe(
    golden('upright'),
  );
});

test('no line but a command to paste is wider than the terminal', () => {
  const lines = table.render(leaning, { width: 60, color: false, verbose: false }).split('\n');
  expect(lines.filter((line) => line.length > 60 && !/^ +again /.test(line))).toEqual([]);
});

test('what is to be done names its resource, though a word of what is wrong begins like it', () => {
  const about = (name: string, message: string) =>
    finding({ resource: resource('T', name), verdict: fail(message) });
  const text = table.render(
    audit({ findings: [about('c', 'the cluster has no floor'), about('kiosk', 'kiosk is open')] }),
    pipe,
  );
  expect(text).toMatch(/\n {2}high +\S+ +c: the cluster has no floor/);
  expect(text).toContain('kiosk is open');
  expect(text).not.toContain('kiosk: kiosk is open');
});

test('colour adds escape codes and changes nothing else', () => {
  const colored = table.render(leaning, { ...pipe, width: 100, color: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes picocolors writes
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(golden('terminal'));
  expect(colored).toContain('\u001b[31m✗');
});

test('what stands for a line break, or for nothing, leaves its words apart', () => {
  expect(table.render(hostile, { ...pipe, verbose: true })).toContain('kiosk[2J31m x');
});

const refused = (text: string, permission?: string) =>
  ({
    kind: 'refused',
    operation: text,
    reason: text,
    ...(permission && { permission }),
    message: text,
  }) as const;

test('a permission is to be granted only where one would help, and AWS is quoted', () => {
  const at = { type: 'AWS::WAFv2::WebACL', account: '111122223333', region: 'sa-east-1', property: null };
  const throttled = {
    ...refused('wafv2:GetWebACL'),
    reason: 'ThrottlingException',
    message: 'Rate exceeded',
  };
  const findings = [finding({ verdict: unknown('could not read it', throttled) })];
  const text = table.render(audit({ findings, unread: [{ ...throttled, ...at }] }), pipe);
  expect(text).not.toContain('grant');
  expect(text).toContain('wafv2:GetWebACL answered ThrottlingException');
  expect(text).toContain('said      Rate exceeded');
  const denied = [finding({ verdict: unknown('could not read it', refused('x', 'wafv2:GetWebACL')) })];
  expect(table.render(audit({ findings: denied }), pipe)).toContain('grant     wafv2:GetWebACL');
});

test('a long value is cut, unless all is asked for', () => {
  const verdict = fail('no', { actual: 'x'.repeat(500) });
  const findings = [finding({ verdict })];
  expect(table.render(audit({ findings }), pipe)).toContain(`${'x'.repeat(199)}…\n`);
  expect(table.render(audit({ findings }), { ...pipe, verbose: true })).toContain('x'.repeat(500));
});

test.each([
  [['sa-east-1a', 'sa-east-1b'], 'sa-east-1a, sa-east-1b'],
  [[], 'none'],
  [undefined, 'none'],
  ['', 'empty'],
  [false, 'false'],
  [{ Min: 1 }, 'Min 1'],
  [[{ Min: 1 }], '(Min 1)'],
])('%j reads "%s"', (actual, shown) => {
  const findings = [finding({ verdict: fail('no', { actual }) })];
  expect(table.render(audit({ findings }), pipe)).toContain(`    actual    ${shown}\n`);
});

test('a policy whose scope holds no audited place says so', () => {
  expect(table.render(audit({}), pipe)).toContain('not judged: no place in its scope was audited');
});

test('with several places, a resource says in which it is', () => {
  const places = [
    { account: '111122223333', region: 'sa-east-1' },
    { account: '111122223333', region: 'us-east-1' },
  ];
  const type = 'AWS::ECS::Service';
  const findings = [
    finding({ resource: resource(type, 'a'), verdict: fail('no') }),
    finding({ resource: { ...resource(type, 'a'), region: 'us-east-1' } }),
  ];
  expect(table.render(audit({ findings, places }), pipe)).toContain(
    '✗ https-only   a (111122223333/sa-east-1)   high',
  );
});

const check = (name: string, more: Parameters<typeof finding>[0] = {}) =>
  finding({
    check: name,
    verdict: fail(`${name} is off`),
    because: 'Peaks are steep',
    satisfies: ['A.1'],
    ...more,
  });

test('what two checks of a component have in common is told once', () => {
  const text = table.render(audit({ findings: [check('a'), check('b')] }), pipe);
  expect(text.match(/Peaks are steep/g)).toHaveLength(1);
  expect(text.match(/satisfies A\.1/g)).toHaveLength(1);
  const other = table.render(audit({ findings: [check('a'), check('b', { because: 'Another' })] }), pipe);
  expect(other).toContain('why       Another');
});

test('what the message has said is not told again as actual', () => {
  const text = (actual: unknown) =>
    table.render(audit({ findings: [finding({ verdict: fail('Scheme is "internal"', { actual }) })] }), pipe);
  expect(text('internal')).not.toContain('actual');
  expect(text('ternal')).toContain('actual    ternal');
});

const accepted = { exception: { id: 'EX-1', expires: '2027-01-31' } };
const owned = (more: Partial<Parameters<typeof audit>[0]>) => {
  const [policy] = audit({}).policies;
  if (!policy) throw new Error('no policy');
  const exceptions = { 'EX-1': { reason: 'It is replaced', approvedBy: 'ann@example.com', line: 3 } };
  return audit({ policies: [{ ...policy, owner: { team: 'platform' }, exceptions }], ...more });
};

test('what stands under an exception is shown with who accepted it, and is not marked as what holds', () => {
  const findings = [check('a', accepted), finding({ check: 'b' })];
  const text = table.render(owned({ findings }), pipe);
  expect(text).toContain(
    '~ edge   AWS::ElasticLoadBalancingV2::LoadBalancer kiosk\n  ~ a\n    a is off\n    exception EX-1 until 2027-01-31, approved by ann@example.com: It is replaced\n',
  );
  expect(text).not.toContain('✓ edge');
  expect(text).not.toContain('to act on');
});

test('a resource of which something is excepted is not among those that pass', () => {
  const type = 'AWS::ECS::Service';
  const of = (name: string, more = {}) => finding({ resource: resource(type, name), ...more });
  const findings = [of('a', { verdict: fail('no'), ...accepted }), of('b', { verdict: fail('no') }), of('c')];
  expect(table.render(audit({ findings }), pipe)).toContain(`${type}  1 of 3 pass`);
});

test('what is accepted as unknown is not to be acted on', () => {
  const findings = [finding({ verdict: unknown('it could not be read'), ...accepted })];
  expect(table.render(owned({ findings }), pipe)).not.toContain('to act on');
});

test('the list to act on names the owner, and tells how bad what it leaves out is', () => {
  const findings = [
    ...Array.from({ length: 10 }, (_, at) => check(`a${at}`)),
    check('low', { severity: 'low' }),
    check('medium', { severity: 'medium' }),
    finding({ check: 'unseen', verdict: unknown('it could not be read') }),
  ];
  const text = table.render(owned({ findings }), pipe);
  expect(text).toContain('to act on, the worst first; owner: platform\n');
  expect(text).toContain('… and 3 more: 1 medium, 1 low, 1 unknown\n');
});

test('with several policies it says which is whose', () => {
  const policies = ['shop', 'kiosk', 'other'].map((id) => ({
    id,
    title: id,
    sha256: 'a'.repeat(64),
    owner: { team: id === 'other' ? 'idle' : 'platform' },
  }));
  const findings = ['shop', 'kiosk'].map((policy) => check('a', { policy }));
  expect(table.render(audit({ policies, findings }), pipe)).toContain('; owner: platform (shop, kiosk)\n');
});

test('what is to be acted on stands below what could not be read: a terminal shows its end', () => {
  const text = table.render(leaning, pipe);
  expect(text.indexOf('could not be read\n')).toBeLessThan(text.indexOf('to act on'));
});

test('what is mended in another way says how, and is told apart in the list to act on', () => {
  const type = 'AWS::ECS::Service';
  const of = (name: string, message: string, fix: string) =>
    finding({ check: 'autoscaling', resource: resource(type, name), verdict: fail(message), fix });
  const findings = [
    of('api', 'MaxCapacity is 3', 'Raise it.'),
    of('web', 'MaxCapacity is 3', 'Raise it.'),
    of('cart', 'no scalable target', 'Register it.'),
  ];
  const text = table.render(audit({ findings }), pipe);
  expect(text).toContain('    MaxCapacity is 3\n    on        api, web\n    fix       Raise it.\n');
  expect(text).toContain('    no scalable target\n    on        cart\n    fix       Register it.\n');
  expect(text).toContain('edge/autoscaling  2 resources: MaxCapacity is 3; cart: no scalable target\n');
});

test('a request is walked again by a command, and of what nobody can find by what it is', () => {
  const replayed = {
    kind: 'replayed',
    digest: 'sha256:0',
    format: 2,
    plumbline: '0.1.0',
    recordedAt: '2026-11-23T14:05:00.000Z',
    policies: [],
  } as const;
  const request = `--request '{"country":"KP","path":"/health"}'\n`;
  expect(table.render(leaning, pipe)).toContain(
    `again     plumbline web-acl arn:aws:x:::kiosk-waf ${request}`,
  );
  expect(table.render({ ...leaning, evidence: replayed }, pipe)).toContain(`again     ${request}`);
  const named = { folder: "it's here", digest: 'sha256:0' };
  expect(table.render({ ...leaning, evidence: { ...replayed, named } }, pipe)).toContain(
    `again     plumbline web-acl arn:aws:x:::kiosk-waf --evidence 'it'\\''s here' --digest sha256:0 ${request}`,
  );
  const hidden = { folder: 'a\u0007' };
  expect(table.render({ ...leaning, evidence: { ...replayed, named: hidden } }, pipe)).not.toContain(
    '\u0007',
  );
});

test('of a part it is said which, and how much is left out', () => {
  const leftOut = { components: ['shop/database', 'shop/files'], controls: [] };
  const saidOf = (components: readonly string[]) =>
    table.render(audit({ partial: { policies: ['shop'], components, leftOut } }), pipe).split('\n')[0];
  expect(saidOf(['edge'])).toBe('! only policy shop, component edge; nothing is known of 2 other components');
  expect(saidOf(['edge', 'cache'])).toBe(
    '! only policy shop, components edge, cache; nothing is known of 2 other components',
  );
});
