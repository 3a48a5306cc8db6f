/** A stage of a Dockerfile: its name, what it is made from, and its instructions in order. */
export interface Stage {
  readonly name: string | undefined;
  readonly from: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly instruction: string;
  readonly rest: string;
}

/** What stands in a Dockerfile: comments are left out, and lines that go on are one. */
export function stagesOf(text: string): readonly Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  const stages: { name: string | undefined; from: string; steps: Step[] }[] = [];
  for (const line of lines) {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (instruction === 'FROM') {
      const [, from = '', name] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? [];
      stages.push({ name, from, steps: [] });
    } else stages.at(-1)?.steps.push({ instruction, rest });
  }
  return stages;
}

export interface Copy {
  /** The stage whose files are meant; the context where it is left out. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

export function copyOf(rest: string): Copy {
  const words = rest.split(/\s+/);
  const from = /^--from=(.+)$/.exec(words[0] ?? '')?.[1];
  const paths = from === undefined ? words : words.slice(1);
  const option = paths.find((word) => word.startsWith('--'));
  if (option) throw new Error(`COPY ${option} is nothing that can be laid out here`);
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** `NAME=value …`, with what is named in values as it then is. */
export function envOf(rest: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = rest.split(/\s+/).map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]);
  const given = pairs.map(([name, value]) => [
    name,
    value.replace(/\$\{?(\w+)\}?/g, (_, of) => env[of] ?? ''),
  ]);
  return { ...env, ...Object.fromEntries(given) };
}
