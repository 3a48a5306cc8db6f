import type { Statement } from '../acl.ts';
import { type Budget, spend } from '../budget.ts';

/** Countries that the web ACL and the question treat alike. */
export interface CountryClass {
  readonly codes: ReadonlySet<string>;
  /** The one to show in a witness. */
  readonly example: string;
  /** Holds the countries nobody names. */
  readonly isOther: boolean;
}

const LABEL = /^awswaf:(?:clientip|forwardedip):geo:(country|region):([A-Z0-9]{2})(-.+)?$/;

/** ISO 3166-1, some of it: one that nobody names stands for all that nobody names. */
const OTHERS =
  'US DE BR JP FR GB IN CA AU IT ES MX NL SE CH PL ZA KR SG NO DK FI IE PT AT BE NZ CL AR CO PE UY IS LU MT CY EE LV LT SK SI HR CZ HU RO BG GR TR IL AE SA EG MA TN KE NG GH TH VN MY ID PH TW HK CN RU UA';

/** Country classes, and the regions that label statements name. */
export function countryClasses(statements: readonly Statement[], asked: readonly string[], budget: Budget) {
  const lists = statements.flatMap((each) => (each.kind === 'geo' ? [new Set(each.countries)] : []));
  const labels = statements.flatMap((each) => (each.kind === 'label' ? (LABEL.exec(each.key) ?? []) : []));
  const regions = [...new Set(regionsIn(statements))];
  const singles = new Set([...labels.filter((part) => /^[A-Z0-9]{2}$/.test(part ?? '')), ...asked]);
  const named = [...new Set([...asked, ...lists.flatMap((list) => [...list]), ...singles])];
  const other = OTHERS.split(' ').find((code) => !named.includes(code)) ?? 'ZZ';
  const classes = new Map<string, Set<string>>();
  for (const code of new Set([...named, other, 'XX'])) {
    spend(budget, 4 * lists.length);
    const alone = singles.has(code) || code === 'XX' ? code : '';
    const key = `${alone} ${lists.map((list) => (list.has(code) ? '1' : '0')).join('')}`;
    classes.set(key, (classes.get(key) ?? new Set()).add(code));
  }
  const countries = [...classes.values()].map(
    (codes): CountryClass => ({ codes, example: first(codes), isOther: codes.has(other) }),
  );
  return { countries: preferred(countries, asked), regions };
}

function regionsIn(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((each) => {
    const match = each.kind === 'label' ? LABEL.exec(each.key) : null;
    return match?.[1] === 'region' && match[3] !== undefined ? [`${match[2]}${match[3]}`] : [];
  });
}

function first(codes: ReadonlySet<string>): string {
  return [...codes][0] ?? 'XX';
}

/** The countries asked about make the plainest witnesses, then one that nobody names. */
function preferred(classes: readonly CountryClass[], asked: readonly string[]): readonly CountryClass[] {
  const rank = ({ codes, isOther }: CountryClass) => {
    if (asked.some((code) => codes.has(code))) return 0;
    return isOther ? 1 : 2;
  };
  return [...classes].sort((a, b) => rank(a) - rank(b));
}

/** A country nobody names belongs to the class that stands for them. */
export function classOf(countries: readonly CountryClass[], code: string): number {
  const known = countries.findIndex(({ codes }) => codes.has(code));
  return known >= 0 ? known : countries.findIndex(({ isOther }) => isOther);
}
