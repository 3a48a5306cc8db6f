import type { Beyond } from '../acl.ts';
import { createBudget } from '../budget.ts';
import type { Automaton } from '../text/automaton.ts';
import { isEither, paired } from '../text/pair.ts';
import { either, text } from '../text/regex.ts';
import { regexAutomaton } from '../text/regex-automaton.ts';
import { transformed } from '../text/transformation.ts';
import { objects, string } from './shapes.ts';

/**
 * What AWS does to a query before it splits it into arguments, by the SDK's list; each either as a machine, or with the
 * characters without which it leaves a query as it is.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_PreParseTextTransformation.html
 */
const STEPS: Readonly<Record<string, 'machine' | readonly string[]>> = {
  REPLACE_SEMICOLONS_WITH_AMPERSANDS: 'machine',
  URL_DECODE: 'machine',
  URL_DECODE_UNI: ['%', '+'],
  // Which of the arguments of one name then stands where is not documented.
  COMBINE_DUPLICATE_QUERY_ARGS_BY_COMMA: ['&'],
};

/** The steps in AWS's order; null where one is not known. */
export function preParsed(list: unknown): readonly string[] | null {
  if (list === undefined || list === null) return [];
  const steps = objects(list);
  if (!Array.isArray(list) || steps.length < list.length) return null;
  const names = [...steps]
    .sort((a, b) => Number(a['Priority']) - Number(b['Priority']))
    .map(({ Type }) => string(Type))
    .filter((name) => name !== 'NONE');
  return names.every((name) => Object.hasOwn(STEPS, name)) ? names : null;
}

export interface Split {
  readonly automaton: Automaton;
  /** Where `automaton` may be wrong. */
  readonly beyond: Beyond | null;
}

/** What is asked of a query's arguments, asked of the query as it was sent. */
export function preParse(before: readonly string[], { automaton, beyond }: Split): Split {
  const lift = lifting(before);
  const signs = signsOf(before);
  // With no doubt to add to, what may be is taken to be: whether there is such an argument.
  if (beyond === null)
    return { automaton: lift(signs === null ? automaton : paired(automaton, signs, isEither)), beyond };
  return {
    automaton: lift(automaton),
    beyond: signs === null ? lifted(beyond, lift) : doubted(beyond, before, signs, lift),
  };
}

type Lift = (automaton: Automaton) => Automaton;

function lifting(before: readonly string[]): Lift {
  const machines = before.filter((name) => STEPS[name] === 'machine').toReversed();
  return (automaton) => machines.reduce((read, name) => transformed(name, read), automaton);
}

/** A step that is no machine may change what holds one of these, and no machine hides them. */
function signsOf(before: readonly string[]): Automaton | null {
  const signs = before.flatMap((name) => {
    const step = STEPS[name];
    return step === undefined || step === 'machine' ? [] : step;
  });
  if (signs.length === 0) return null;
  // A few states, whatever a web ACL holds.
  return regexAutomaton(either(signs.map(text)), createBudget(Number.POSITIVE_INFINITY));
}

function lifted(beyond: Beyond, lift: Lift): Beyond {
  const { computed } = beyond;
  const asked = computed && {
    isKnown: { ...computed.isKnown, automaton: lift(computed.isKnown.automaton) },
    answer: { ...computed.answer, automaton: lift(computed.answer.automaton) },
  };
  return { ...beyond, automaton: lift(beyond.automaton), computed: asked };
}

function doubted(beyond: Beyond, before: readonly string[], signs: Automaton, lift: Lift): Beyond {
  const automaton = lift(paired(beyond.automaton, signs, isEither));
  return {
    ...beyond,
    automaton,
    computed: null,
    unknown: `the effect of ${before.join(', ')} is not modelled`,
  };
}
