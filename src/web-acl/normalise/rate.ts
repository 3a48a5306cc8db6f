import type { Label, Need, RateKey, Statement, Unknown } from '../acl.ts';
import type { Loose } from '../model.ts';
import { needOf } from './component.ts';
import { strangeMember } from './members.ts';
import { isObject, objects, only, string } from './shapes.ts';
import { forwardedBy, normaliseNested, type Place, strangeStatement, unknown } from './statement.ts';

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html */
const DEFAULT_WINDOW_SECONDS = 300;

/** The statement of a rule. Rate-based statements stand here only: they cannot be nested. */
export function normaliseStatement(statement: unknown, place: Place): Statement {
  const member = only(statement);
  return member?.[0] === 'RateBasedStatement'
    ? normaliseRate(member[1], place)
    : normaliseNested(statement, place);
}

function normaliseRate(value: Loose, place: Place): Statement {
  const strange = strangeMember('RateBasedStatement', value);
  if (strange !== null) return strangeStatement('RateBasedStatement', value, strange, place);
  const key = rateKey(value, place);
  const forwarded = forwardedBy(value['ForwardedIPConfig']);
  if ('unknown' in key || forwarded === undefined) {
    return unknown(`rate rule \`${place.rule}\` aggregates by a key this version does not know`);
  }
  return {
    kind: 'rate',
    limit: limitOf(value, place),
    window: windowOf(value),
    scopeDown: isObject(value['ScopeDownStatement'])
      ? normaliseNested(value['ScopeDownStatement'], place)
      : null,
    forwarded: key.usesForwarded ? forwarded : null,
    needs: key.needs,
    key: key.key,
    namespaces: key.namespaces,
  };
}

function limitOf(value: Loose, place: Place): number | Unknown {
  const limit = value['Limit'];
  const isSound = Number.isSafeInteger(limit) && Number(limit) > 0 && windowOf(value) > 0;
  return isSound ? Number(limit) : { unknown: `rate rule \`${place.rule}\` shows no limit` };
}

/** Zero where it is no length of time. */
function windowOf({ EvaluationWindowSec: seconds = DEFAULT_WINDOW_SECONDS }: Loose): number {
  if (seconds === null) return DEFAULT_WINDOW_SECONDS;
  return Number.isSafeInteger(seconds) && Number(seconds) > 0 ? Number(seconds) : 0;
}

interface Aggregation {
  readonly key: RateKey;
  readonly needs: readonly Need[];
  readonly namespaces: readonly Label[];
  readonly usesForwarded: boolean;
}

function rateKey(value: Loose, place: Place): Aggregation | Unknown {
  const header = isObject(value['ForwardedIPConfig']) ? string(value['ForwardedIPConfig']['HeaderName']) : '';
  switch (value['AggregateKeyType']) {
    case 'IP':
    case 'CONSTANT':
      return { key: { kind: 'client' }, needs: [], namespaces: [], usesForwarded: false };
    case 'FORWARDED_IP':
      if (header === '') return { unknown: place.rule };
      return {
        key: { kind: 'forwarded', header: header.toLowerCase() },
        needs: [],
        namespaces: [],
        usesForwarded: true,
      };
    case 'CUSTOM_KEYS':
      return customKeys(objects(value['CustomKeys']), header.toLowerCase(), place);
    default:
      return { unknown: place.rule };
  }
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatementCustomKey.html */
const KEYS: readonly string[] = [
  'ASN',
  'Cookie',
  'ForwardedIP',
  'HTTPMethod',
  'Header',
  'IP',
  'JA3Fingerprint',
  'JA4Fingerprint',
  'LabelNamespace',
  'QueryArgument',
  'QueryString',
  'UriPath',
];

/** Without the header, argument or cookie of its key a request is not counted. */
function needed(name: string, key: string): readonly Need[] {
  switch (name) {
    case 'Header':
      return [{ field: { kind: 'header', name: key.toLowerCase() }, part: null }];
    case 'QueryArgument':
      return needs({ SingleQueryArgument: { Name: key } });
    case 'Cookie':
      return needs({ Cookies: { MatchPattern: { IncludedCookies: [key] }, ...WHOLE } });
    default:
      return [];
  }
}

const WHOLE = { MatchScope: 'ALL', OversizeHandling: 'CONTINUE' };

function needs(statement: Loose): readonly Need[] {
  const need = needOf(statement);
  return need === null || 'which' in need ? [] : [need];
}

function customKeys(keys: readonly Loose[], header: string, place: Place): Aggregation | Unknown {
  const members = keys.map(only);
  if (members.length === 0 || members.includes(null)) return { unknown: place.rule };
  const named = members.filter((member) => member !== null);
  const needs = named.flatMap(([name, { Name }]) => needed(name, string(Name)));
  if (named.some(([name]) => !KEYS.includes(name))) return { unknown: place.rule };
  const namespaces = named
    .filter(([name]) => name === 'LabelNamespace')
    .map(([, { Namespace }]): Label => {
      return { kind: 'label', key: string(Namespace), scope: 'NAMESPACE', prefix: place.prefix };
    });
  if (namespaces.some(({ key }) => key === '')) return { unknown: place.rule };
  const varied = named.find(([name]) => !OF_CLIENT.includes(name));
  const usesForwarded = named.some(([name]) => name === 'ForwardedIP');
  if (varied !== undefined) {
    const by = [varied[0], string(varied[1]['Name'])].filter((part) => part !== '').join(' ');
    return { key: { kind: 'varied', by }, needs, namespaces, usesForwarded };
  }
  const key: RateKey = usesForwarded ? { kind: 'forwarded', header } : { kind: 'client' };
  return { key, needs, namespaces, usesForwarded };
}

/** Labels follow from who asks, or from what for: that is told where the labels are known. */
const OF_CLIENT: readonly string[] = ['IP', 'ASN', 'ForwardedIP', 'LabelNamespace'];
