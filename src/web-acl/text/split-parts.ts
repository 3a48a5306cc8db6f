import type { Parts } from './parts.ts';

interface Part {
  readonly isSure: boolean;
  readonly read: readonly string[];
}

/** The parts of a value that a statement looks at, or may look at, and what it reads of each. */
export function partsOf(parts: Parts, value: string): readonly Part[] {
  return value.split(parts.separator).flatMap((given): readonly Part[] => {
    const part = parts.separator === ';' ? given.replace(/^ +/, '') : given;
    const at = part.indexOf('=');
    const key = at < 0 ? part : part.slice(0, at);
    const { sure, may } = isLookedAt(parts, key);
    if (part === '' || !may) return [];
    if (at < 0) return [{ isSure: false, read: [part, ''] }];
    const found = part.slice(at + 1);
    const [name, read] = [
      { isSure: sure, read: [key] },
      { isSure: sure && found !== '', read: [found] },
    ];
    return { KEY: [name], VALUE: [read], ALL: [name, read] }[parts.scope];
  });
}

function isLookedAt({ separator, names: { which, of } }: Parts, key: string) {
  const folded = key.toLowerCase();
  const mayBe = of.some((name) => name.toLowerCase() === folded);
  const is = separator === '&' ? mayBe : of.includes(key);
  if (which === 'all') return { sure: true, may: true };
  return which === 'only' ? { sure: is, may: mayBe } : { sure: !mayBe, may: !is };
}
