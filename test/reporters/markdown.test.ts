import { expect, test } from '@jest/globals';
import { fail, pass, unknown } from '../../src/model/verdict.ts';
import markdown from '../../src/reporters/markdown.ts';
import { asked, audit, finding, leaning, resource } from '../support/audits.ts';

const options = { width: 0, color: false, verbose: false };

test('the worst comes first, and each kind of finding under a heading of its own', () => {
  const text = markdown.render(leaning, options);
  expect(text).toMatch(/^## Plumbline: ❌ 10 violations, 1 unknown, 1 excepted, 4 of 16 hold\n/);
  expect(text.match(/^### .*/gm)).toEqual(['### Violated', '### Unknown', '### Not read', '### Excepted']);
  expect(text.indexOf('| critical |')).toBeLessThan(text.indexOf('| high |'));
});

test('controls, what a part left out and who accepted a failure are told', () => {
  const text = markdown.render(asked, options);
  expect(text).toContain('**A part was judged:**');
  expect(text).toContain('| B | unknown |');
  expect(text).toContain('| A migration is on its way | cto |');
});

test.each([
  ['a link', '[a](javascript:x)', '\\[a\\](javascript\\:x)'],
  ['a bare address', 'https://evil.example www.evil.example', 'https\\://evil.example www\\.evil.example'],
  ['HTML', '<img src=x>', '&lt;img src=x&gt;'],
  ["a cell's end", 'a | b', 'a \\| b'],
  ['a mention', 'by @kiosk/ops', 'by &#64;&#8203;kiosk/ops'],
  ['an address of mail', 'ops@example.com', 'ops&#64;example.com'],
  ['code', '`a`', '\\`a\\`'],
])('%s in a message is text', (_, message, shown) => {
  const text = markdown.render(audit({ findings: [finding({ verdict: fail(message) })] }), options);
  expect(text).toContain(` ${shown} |`);
});

test.each([
  ['all holds', [finding({ verdict: pass() })], '✅ 1 of 1 hold'],
  ['nothing was judged', [], '❓ nothing was judged'],
  ['something is unknown', [finding({ verdict: unknown('x') })], '❓ 1 unknown, 0 of 1 hold'],
])('the heading says where %s', (_, findings, said) => {
  expect(markdown.render(audit({ findings }), options)).toContain(`## Plumbline: ${said}\n`);
});

test('a summary is never longer than GitHub shows, and says what is left out', () => {
  const verdict = fail('ü'.repeat(1000));
  const findings = Array.from({ length: 1000 }, (_, at) => finding({ check: `check-${at}`, verdict }));
  const text = markdown.render(audit({ findings }), options);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
  expect(text).toMatch(/… and \d+ more lines: `--format json` has all of it\n$/);
});

test('what is accepted as unknown is counted apart, and stands with who accepted it', () => {
  const exception = { id: 'EX-2', expires: '2027-01-31' };
  const findings = [finding({ verdict: unknown('it could not be read'), exception })];
  const text = markdown.render(audit({ findings }), { width: 0, color: false, verbose: false });
  expect(text).toContain('1 accepted as unknown, 0 of 1 hold');
  expect(text).not.toContain('### Unknown');
  expect(text).toContain('it could not be read | EX-2 | 2027-01-31');
});

test('what is the same of several resources is one row', () => {
  const findings = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) =>
    finding({ resource: resource('AWS::ECS::Service', name), verdict: fail('no task runs') }),
  );
  const text = markdown.render(audit({ findings }), options);
  expect(text).toContain('7 violations');
  expect(text).toContain('| high | edge/https-only | a, b, c, d, e … and 2 more | no task runs |');
});

test('with several policies a check is named with its own', () => {
  const policies = ['shop', 'kiosk'].map((id) => ({ id, title: id, sha256: 'a'.repeat(64) }));
  const findings = policies.map(({ id }) => finding({ policy: id, verdict: fail('no') }));
  const text = markdown.render(audit({ policies, findings }), options);
  expect(text).toContain('| shop/edge/https-only |');
  expect(text).toContain('| kiosk/edge/https-only |');
});
