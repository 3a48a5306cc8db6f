import type { Store } from '../store.ts';
import { changedTo, creating, creatingView, integer, orNull, type Table, text, type View } from './table.ts';
import { version1 } from './version-1.ts';

/**
 * What every audit confirms is written down once, with its policy, and no more in each row: a quiet audit changes two rows
 * of a place, whatever it holds. The columns that people ask about are in views.
 */
export function version2(dialect: Store['dialect']): string[] {
  return [
    ...creating(placePolicy, dialect),
    policiesOfPlaces[dialect],
    ...changed.flatMap((table) => changedTo(table, beforeOf(table), dialect)),
    ...creating(recording, dialect),
    ...views.flatMap((view) => creatingView(view, dialect)),
  ];
}

const before = (name: string): Table => {
  const table = version1.find((one) => one.name === name);
  if (!table) throw new Error(`version 1 has no table ${name}`);
  return table;
};
const beforeOf = ({ name }: Table): Table => before(name);

const columnOf = (table: string, column: string) =>
  before(table).columns.filter(({ name }) => name === column);

const placePolicy: Table = {
  name: 'place_policy',
  about: 'Each policy as it was last judged in a place',
  columns: [
    ...columnOf('place', 'account'),
    ...columnOf('place', 'region'),
    text('policy', 'The id of the policy'),
    text('sha256', 'The policy it was judged by'),
    text('last_judged_at', 'The last audit that judged it there'),
  ],
  key: ['account', 'region', 'policy'],
};

const policiesOfPlaces = {
  sqlite: `insert into place_policy (account, region, policy, sha256, last_judged_at)
select account, region, key, json_extract(value, '$.sha256'), json_extract(value, '$.at') from place, json_each(place.policies)`,
  postgres: `insert into place_policy (account, region, policy, sha256, last_judged_at)
select account, region, key, value ->> 'sha256', value ->> 'at' from place, jsonb_each(place.policies::jsonb)`,
} as const;

const confirmed = 'null: the last that judged its policy here, place_policy.last_judged_at';

const changed: readonly Table[] = [
  { ...before('place'), columns: before('place').columns.filter(({ name }) => name !== 'policies') },
  withOpen('verdict', 'last_at', `The last audit that confirmed it; ${confirmed}`),
  withOpen('finding', 'confirmed_at', `The last audit that saw it decided; ${confirmed}`),
  withOpen('resource', 'confirmed_at', `The last audit that saw it; ${confirmed}`),
];

function withOpen(name: string, column: string, about: string): Table {
  const table = before(name);
  const columns = table.columns.map((one) => (one.name === column ? orNull(text(column, about)) : one));
  return { ...table, columns };
}

const recording: Table = {
  name: 'recording',
  about: 'Evidence that audits left, as long as it is kept: all that AWS was asked, and its answers',
  columns: [
    text('audit_at', 'The audit: between run.first_at and run.last_at of each place it looked at'),
    text('folder', 'Where it is: plumbline audit --evidence FOLDER judges it again'),
    text('sha256', 'SHA-256 of the answers, as the manifest in the folder says'),
    integer('exchanges', 'How many answers it holds'),
  ],
  key: ['folder'],
  indexes: [{ name: 'recording_by_time', columns: ['audit_at'] }],
};

const verdictColumns = [
  ...['account', 'region', 'policy', 'component', 'check_name', 'resource_type', 'resource_name', 'severity'],
  'message',
].flatMap((column) => columnOf('verdict', column));

const since = [
  text('since', 'The first audit that saw it so'),
  orNull(text('seen_otherwise', 'The last audit before that saw it otherwise, or not at all')),
  text('last_seen', 'The last audit that confirmed it'),
];

const present = (
  state: string,
): string => `select ${verdictColumns.map(({ name }) => `v.${name}`).join(', ')},
  v.first_at as since, v.after_at as seen_otherwise, coalesce(v.last_at, p.last_judged_at) as last_seen${state === '' ? ', v.state' : ''}
from verdict v
  left join place_policy p on p.account = v.account and p.region = v.region and p.policy = v.policy
where v.ended_at is null${state === '' ? '' : ` and v.state = '${state}'`}`;

const views: readonly View[] = [
  {
    name: 'current_verdict',
    about: 'How each requirement stands',
    columns: [...verdictColumns, ...since, ...columnOf('verdict', 'state')],
    select: present(''),
  },
  {
    name: 'current_violation',
    about: 'What is violated at present, and under no exception',
    columns: [...verdictColumns, ...since],
    select: present('violated'),
  },
  {
    name: 'current_unknown',
    about: 'What could not be told by the last audit, and why',
    columns: [...verdictColumns, ...since],
    select: present('unknown'),
  },
  {
    name: 'open_incident',
    about: 'What on-call has been told of, or is about to be, and is not over',
    columns: [
      ...['id', 'kind', 'severity', 'policy', 'account', 'region', 'component', 'opened_at'].flatMap(
        (column) => columnOf('incident', column),
      ),
      integer('untold', 'How many messages of it wait in the outbox'),
    ],
    select: `select i.id, i.kind, i.severity, i.policy, i.account, i.region, i.component, i.opened_at,
  (select count(*) from outbox o where o.incident = i.id and o.status = 'waiting') as untold
from incident i
where i.status = 'open'`,
  },
];
