import { expect, test } from '@jest/globals';
import stringWidth from 'fast-string-width';
import { aboutFile, type Mistake, renderMistakes } from '../../src/documents/mistake.ts';

const mistake: Mistake = {
  file: 'policies/wiki.jsonc',
  line: 12,
  column: 18,
  length: 14,
  message: 'AWS::ECS::Service has no rule "autoscalling"; did you mean "autoscaling"?',
  source: '      "rules": { "autoscalling": { "min": 1 } },',
};
const render = (more: Partial<Mistake>) =>
  renderMistakes([{ ...mistake, ...more }], { color: false, width: 0 }).split('\n');

test('a mistake shows its place, its line and a caret under what is meant', () => {
  expect(render({})).toEqual([
    'policies/wiki.jsonc:12:18  AWS::ECS::Service has no rule "autoscalling"; did you mean "autoscaling"?',
    '  12 │       "rules": { "autoscalling": { "min": 1 } },',
    '     │                  ^^^^^^^^^^^^^^',
  ]);
});

test('the caret keeps its place behind tabs', () => {
  expect(render({ source: '\t"a": 1', column: 2, length: 3 }).slice(1)).toEqual([
    '  12 │ \t"a": 1',
    '     │ \t^^^',
  ]);
});

test('of a long line the part around the caret is shown', () => {
  const [, line = '', caret = ''] = render({
    source: `${'a'.repeat(500)}bbb${'c'.repeat(500)}`,
    column: 501,
    length: 3,
  });
  expect(line.length).toBeLessThan(140);
  expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('bbb');
});

test('a mistake about a whole file has no line', () => {
  expect(renderMistakes([aboutFile('x.json', 'no such file')], { color: false, width: 0 })).toBe(
    'x.json  no such file',
  );
});

test('what controls a terminal is not passed on', () => {
  const rendered = render({
    source: '"\u001b[31mred\u202e"',
    message: 'bad \u009b31m',
    file: 'a\u0007.json',
  }).join('\n');
  for (const control of ['\u001b', '\u009b', '\u202e', '\u0007']) expect(rendered).not.toContain(control);
});

test.each([
  ['a long line', `${'a'.repeat(500)}bbb${'c'.repeat(500)}`, 501],
  ['wide characters', `${'防'.repeat(200)}bbb${'火'.repeat(200)}`, 201],
  ['few wide characters', '防火墙 bbb', 5],
])('at 80 columns the caret stands under what is meant, in %s', (_, source, column) => {
  const [, line = '', caret = ''] = renderMistakes([{ ...mistake, source, column, length: 3 }], {
    color: false,
    width: 80,
  })
    .split('\n')
    .slice(-3);
  expect(stringWidth(line)).toBeLessThanOrEqual(80);
  expect(stringWidth(line.slice(0, line.indexOf('bbb')))).toBe(caret.indexOf('^'));
  expect(caret.trimStart()).toMatch(/\^{3}$/);
});
