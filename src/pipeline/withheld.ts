import { isComparison, isRecord } from './match-value.ts';
import { CONCEALED, HIDDEN } from './presentable.ts';

/**
 * What stands in the place of an expectation that would tell what may not be said; undefined where none of what it
 * names is hidden, whatever else of the value is. `shown` is the value as it may be said.
 */
export function withheld(shown: unknown, actual: unknown, expected: unknown): string | undefined {
  if (isComparison(expected))
    return first(Object.entries(expected), ([kind, wanted]) => ofComparison(kind, shown, actual, wanted));
  if (isRecord(expected) && isRecord(shown) && isRecord(actual) && Object.keys(expected).length > 0)
    return first(Object.keys(expected), (key) => withheld(shown[key], actual[key], expected[key]));
  if (Array.isArray(expected) && Array.isArray(shown))
    return first(expected, (wanted) => ofElements(shown, actual, wanted));
  return hiddenIn(shown, actual);
}

function ofComparison(kind: string, shown: unknown, actual: unknown, wanted: unknown): string | undefined {
  switch (kind) {
    case 'not':
      return withheld(shown, actual, wanted);
    case 'any':
    case 'every':
    case 'none':
      return ofElements(shown, actual, wanted);
    case 'includes':
      return first(Array.isArray(wanted) ? wanted : [wanted], (one) => ofElements(shown, actual, one));
    default:
      return hiddenIn(shown, actual);
  }
}

const ofElements = (shown: unknown, actual: unknown, wanted: unknown): string | undefined =>
  Array.isArray(shown) && Array.isArray(actual)
    ? first([...shown.keys()], (index) => withheld(shown[index], actual[index], wanted))
    : hiddenIn(shown, actual);

function hiddenIn(shown: unknown, actual: unknown): string | undefined {
  if (shown === actual) return undefined;
  if (shown === HIDDEN || shown === CONCEALED) return shown;
  if (Array.isArray(shown) && Array.isArray(actual))
    return first([...shown.keys()], (index) => hiddenIn(shown[index], actual[index]));
  return isRecord(shown) && isRecord(actual)
    ? first(Object.keys(shown), (key) => hiddenIn(shown[key], actual[key]))
    : undefined;
}

function first<T>(all: readonly T[], of: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const found = of(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
