import type { Mistake } from '../../src/documents/mistake.ts';

/** The texts that follow a message's advice: what it says to write, in the place of what is wrong. */
export function advised(text: string, { line, column, length, message }: Mistake): readonly string[] {
  const start =
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
    (line > 1 ? 1 : 0) +
    column -
    1;
  const put = (more: string, long = length) => text.slice(0, start) + more + text.slice(start + long);
  const [, key, value] = /did you mean "([^"]+)"(?:: (.+))?\?$/.exec(message) ?? [];
  const given = /^"[^"]*"s*:s*("(?:[^"\\]|\\.)*"|[0-9]+)/.exec(text.slice(start))?.[0];
  if (key !== undefined && value !== undefined && given !== undefined)
    return [put(`"${key}": ${value}`, given.length)];
  if (key !== undefined) return [put(JSON.stringify(key))];
  const [, write] = /; write (.+)$/.exec(message) ?? [];
  if (write !== undefined) return [put(write)];
  const [, example] = /such as ({ [^…]* }|"[^"]+")/.exec(message) ?? [];
  if (example !== undefined) return [put(example)];
  if (/must be true, /.test(message)) return [put('true')];
  const [, choices] = /must be one of (.+), not /.exec(message) ?? [];
  if (choices !== undefined) return choices.split(', ').map((choice) => put(JSON.stringify(choice)));
  return [];
}
