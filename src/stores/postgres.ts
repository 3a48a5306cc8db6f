import { CompiledQuery, type Driver, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** How long, in milliseconds, the server may take to answer. */
const patience = 10_000;

/** A database of a Postgres server, by its URL. What is only read is not changed, which the server sees to. */
export function openPostgres(url: string, readonly = false): Store {
  const pool = new pg.Pool({
    connectionString: withVerifiedTls(url),
    max: 4,
    connectionTimeoutMillis: patience,
    options: `-c lock_timeout=${patience} -c statement_timeout=${3 * patience}`,
    application_name: 'plumbline',
  });
  // A connection that is lost while nobody uses it is opened anew when it is needed; one that is lost between two queries
  // of a transaction is told by the next. Without these either ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const dialect = new PostgresDialect({ pool });
  return {
    db: new Kysely<Tables>({
      dialect: {
        createDriver: () => (readonly ? reading(dialect.createDriver()) : claiming(dialect.createDriver())),
        createAdapter: () => dialect.createAdapter(),
        createQueryCompiler: () => dialect.createQueryCompiler(),
        createIntrospector: (db) => dialect.createIntrospector(db),
      },
    }),
    dialect: 'postgres',
    name: withoutPassword(url),
    explain: explainPostgres,
  };
}

/** All that a transaction reads is of one moment. */
const reading = (driver: Driver): Driver => ({
  ...through(driver),
  beginTransaction: (connection) =>
    driver.beginTransaction(connection, { isolationLevel: 'repeatable read', accessMode: 'read only' }),
});

/** A transaction takes the right to write as it begins, in the same round trip. Any number, as long as all of us take the same. */
function claiming(driver: Driver): Driver {
  return {
    ...through(driver),
    async beginTransaction(connection) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin; select pg_advisory_xact_lock(7586246)'));
      } catch (error) {
        // What waited in vain has begun all the same, and Kysely does not know it. Where the connection is lost, so is it.
        await driver.rollbackTransaction(connection).catch(() => undefined);
        throw error;
      }
    },
  };
}

const through = (driver: Driver): Omit<Driver, 'beginTransaction'> => ({
  init: () => driver.init(),
  acquireConnection: () => driver.acquireConnection(),
  commitTransaction: (connection) => driver.commitTransaction(connection),
  rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
  releaseConnection: (connection) => driver.releaseConnection(connection),
  destroy: () => driver.destroy(),
});

/**
 * `require`, `prefer` and `verify-ca` verify as `verify-full` does, unless `uselibpqcompat` says otherwise: said so, as the
 * driver warns of the others each time. https://www.npmjs.com/package/pg-connection-string
 */
const withVerifiedTls = (url: string): string =>
  /[?&]uselibpqcompat=true/.test(url)
    ? url
    : url.replace(/([?&]sslmode=)(require|prefer|verify-ca)(?=&|$)/, '$1verify-full');

function withoutPassword(text: string): string {
  try {
    const { protocol, host, pathname } = new URL(text);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return 'postgres://…';
  }
}

/** What the connection or the server complains of, by https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function explainPostgres(error: unknown): string | undefined {
  const { code = '', message } = error as { readonly code?: unknown; readonly message: string };
  const known = reasons.find(([pattern]) => pattern.test(String(code)) || pattern.test(message));
  return known && `${known[1]}: ${message || String(code)}\n${known[2]}`;
}

const kept = 'nothing of this run was kept, and nothing of earlier ones is lost';

const reasons: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(08...|57P0.|E(CONN(REFUSED|RESET|ABORTED)|HOSTUNREACH|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN))$|^Connection terminated|^timeout exceeded|Client has encountered a connection error/,
    'cannot be reached',
    `see that the server runs and lets this host in; ${kept}`,
  ],
  [/^53...$|^57014$/, 'could not be written', `make room on the server, or relieve it; ${kept}`],
  [/^(55P03|40P01|40001)$/, 'is held by another process', `end that process, or wait for it; ${kept}`],
  [/client password must be a string/, 'asks for a password', 'PGPASSWORD gives it, or ~/.pgpass'],
  [
    /does not support SSL|certificate|^(ERR_TLS_|ERR_SSL_|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/i,
    'cannot be reached by TLS',
    'name the authority by sslrootcert=FILE in the URL; sslmode=disable goes without TLS',
  ],
  [
    /^(28...|42501|25006)$|SCRAM|password/,
    'refuses this user',
    'see to the user, the password and its rights',
  ],
  [/^3D000$/, 'does not exist', 'create the database, or name another'],
  [/^42P07$/, 'holds tables of another program', 'name another database'],
  [/^ENOENT$/, 'names a file that is not there', 'see to sslrootcert, sslcert and sslkey of the URL'],
  [
    /^ERR_INVALID_URL$|Invalid URL|URI malformed/,
    'is no URL',
    'write postgres://USER:PASSWORD@HOST/DATABASE',
  ],
];
