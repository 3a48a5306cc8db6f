import { allow, type Budget } from '../budget.ts';
import { type Automaton, constantly, reads, sizeAutomaton } from './automaton.ts';
import { decoderOf } from './decode.ts';
import { findText } from './find-text.ts';
import { literalAutomaton } from './literal.ts';
import { isEither, paired } from './pair.ts';
import { either, text } from './regex.ts';
import { regexAutomaton } from './regex-automaton.ts';
import { emitted, isModelled, leavesOut, transformed, triggers } from './transformation.ts';

/** A machine that reads a value through text transformations. */
export interface Read {
  readonly automaton: Automaton;
  /** Accepts the values for which `automaton` may be wrong. */
  readonly beyond: Automaton | null;
  /** The answer even for those, where no value that can come out gives another. */
  readonly always: boolean | null;
  readonly computed: Computed | null;
}

/** What can be computed for a single value, though no machine does it for all; undefined is not known. */
export interface Computed {
  answer(value: string): boolean | undefined;
  /** What that costs for each character, in steps of the budget. */
  readonly weight: number;
  readonly samples: readonly string[];
}

/**
 * Transformations that are modelled make one machine. With others among them it is right for the values that hold
 * nothing those react to once the modelled ones are done: none of the modelled ones hides such a string. Null for
 * transformations this version does not know; `doubt` accepts what the machine itself is not sure of. A path begins with
 * a slash.
 */
export function throughAll(
  steps: readonly string[],
  automaton: Automaton,
  doubt: Automaton | null,
  isPath: boolean,
  budget: Budget,
): Read | null {
  const strange = steps.filter((name) => !isModelled(name));
  if (strange.length === 0) return modelled(steps, automaton, doubt);
  if (strange.some((name) => decoderOf(name) === null)) return null;
  const computed = computedThrough(steps, automaton, doubt);
  const always = doubt === null ? alwaysAfter(steps, automaton, isPath, budget) : null;
  if (!strange.every((name) => Object.hasOwn(triggers, name)))
    return { automaton: NEVER, beyond: ALWAYS, always, computed };
  const signs = regexAutomaton(either(strange.flatMap((name) => triggers[name] ?? []).map(text)), budget);
  const known = modelled(
    steps.filter((name) => isModelled(name)),
    automaton,
    signs && doubt ? paired(signs, doubt, isEither) : signs,
  );
  return known && { ...known, always, computed };
}

function modelled(steps: readonly string[], automaton: Automaton, doubt: Automaton | null): Read {
  const lift = (inner: Automaton) =>
    [...steps].reverse().reduce((read, name) => transformed(name, read), inner);
  return { automaton: lift(automaton), beyond: doubt && lift(doubt), always: null, computed: null };
}

const MD5_LONG = sizeAutomaton('EQ', 16);
const SLASH = literalAutomaton('/', 'STARTS_WITH');
const NEVER = constantly(false);
const ALWAYS = constantly(true);

/** A machine that can only be asked about whole values. */
export function opaqueAutomaton(
  test: (value: string) => boolean,
  samples: readonly string[],
  weight: number,
): Automaton {
  return {
    ...constantly(false),
    settled: () => undefined,
    isOpaque: true,
    test,
    samples,
    weight,
    testWeight: weight,
  };
}

const LENGTHENS: readonly string[] = ['MD5', 'UTF8_TO_UNICODE'];
const MOST_SAMPLES = 12;
const MOST_STEPS = 600_000;

/** What most statements do not look for. */
const PLAIN: readonly string[] = ['x', '0z'];

function computedThrough(steps: readonly string[], automaton: Automaton, doubt: Automaton | null): Computed {
  const apply = (name: string, value: string) =>
    isModelled(name) ? emitted(name, value) : decoderOf(name)?.decode(value);
  const decode = (given: string) =>
    steps.reduce<string | undefined>(
      (value, name) => (value === undefined ? undefined : apply(name, value)),
      given,
    );
  const encode = (values: readonly string[], name: string) =>
    values
      .flatMap((value) => {
        const own = apply(name, value) === value ? [value] : [];
        return [...own, ...(decoderOf(name)?.encode(value) ?? [])];
      })
      .slice(0, MOST_SAMPLES);
  const encoded = (samples: readonly string[]) => [...steps].reverse().reduce(encode, samples);
  // Whatever comes out is no longer than what goes in.
  const isTooShort = (value: string) =>
    doubt === null &&
    value.length < (automaton.least ?? 0) &&
    !steps.some((name) => LENGTHENS.includes(name));
  return {
    answer(value) {
      const made = decode(value);
      if (made === undefined) return isTooShort(value) ? false : undefined;
      return doubt !== null && reads(doubt, made) ? undefined : reads(automaton, made);
    },
    weight: steps.length * 8 + (automaton.weight ?? 1),
    samples: [...encoded(automaton.samples ?? []), ...encoded(PLAIN)],
  };
}

/** Whether a value that begins with a slash still does: not after what decodes or hashes all of it, or takes `/*` away. */
function keepsSlash(name: string): boolean {
  return isModelled(name) || (Object.hasOwn(triggers, name) && name !== 'REPLACE_COMMENTS');
}

/** The answer that every value gets which the transformations may give, or null where there are two. */
function alwaysAfter(
  steps: readonly string[],
  automaton: Automaton,
  isPath: boolean,
  budget: Budget,
): boolean | null {
  const absent = regexAutomaton(either(leavesOut(steps)), budget);
  if (absent === null) return null;
  const isRooted = isPath && steps.every(keepsSlash);
  const can = (wanted: boolean) =>
    findText(
      [
        { automaton: absent, wanted: false },
        ...(isRooted ? [{ automaton: SLASH, wanted: true }] : []),
        ...(steps.at(-1) === 'MD5' ? [{ automaton: MD5_LONG, wanted: true }] : []),
        { automaton, wanted },
      ],
      [],
      allow(budget, MOST_STEPS),
    ).kind !== 'none';
  if (!can(true)) return false;
  return can(false) ? null : true;
}
