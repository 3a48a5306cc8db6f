/**
 * Whether a version is that one or a later one; undefined where the two are not of a kind. Aurora MySQL names MySQL's
 * version and its own, `8.0.mysql_aurora.3.08.2`, and is compared by its own unless MySQL's is meant: that of Aurora is
 * 1 to 4, MySQL's 5.6 or more. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Updates.Versions.html
 */
export function atLeastVersion(actual: string, wanted: string): boolean | undefined {
  // Fargate's `LATEST` is one, and which it stands for is not said.
  if (numbersOf(actual)[0] === undefined) return undefined;
  const [own, asked] = [auroraOf(actual), auroraOf(wanted)];
  if (!own) return asked ? undefined : compare(actual, wanted) >= 0;
  if (asked) return (compare(own.mysql, asked.mysql) || compare(own.aurora, asked.aurora)) >= 0;
  if (numbersOf(wanted)[0] === undefined) return undefined;
  return isOfMySql(wanted) ? ofMySql(own.mysql, wanted) : compare(own.aurora, wanted) >= 0;
}

/**
 * The part of an engine's version that no automatic upgrade changes: of MySQL and MariaDB two numbers, of others one.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
 */
export function majorVersion(version: string, engine: string): string {
  const depth = /^(aurora|aurora-mysql|mysql|mariadb)$/.test(engine) ? 2 : 1;
  return version.split('.').slice(0, depth).join('.');
}

/** Which patch of MySQL an Aurora version is made of, its name does not say. */
function ofMySql(mysql: string, wanted: string): boolean | undefined {
  const depth = numbersOf(mysql).length;
  const asked = numbersOf(wanted);
  const off = compare(mysql, asked.slice(0, depth).join('.'));
  const isDeeper = asked.slice(depth).some((number) => number > 0);
  return off === 0 && isDeeper ? undefined : off >= 0;
}

const isOfMySql = (version: string): boolean => (numbersOf(version)[0] ?? 0) >= 5;

function auroraOf(version: string): { readonly mysql: string; readonly aurora: string } | undefined {
  const [mysql = '', aurora] = version.split('.mysql_aurora.');
  return aurora === undefined ? undefined : { mysql, aurora };
}

/** Dotted numbers, as engines are versioned; what is missing is 0. */
function compare(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const numbersOf = (version: string): readonly number[] => version.match(/\d+/g)?.map(Number) ?? [];
