import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';

const read = (file: string) => parse(readFileSync(file, 'utf8')) as object;

/** As an editor or a pipeline has it: no option, no keyword of ours; and as strict as it gets. */
test.each(['policies.schema.json', 'plumbline.config.schema.json'])(
  '%s is a draft-07 schema that any validator takes',
  (file) => {
    const logged: unknown[] = [];
    const keep = (...said: unknown[]) => void logged.push(said);
    const logger = { log: keep, warn: keep, error: keep };
    for (const options of [{}, { strict: true }]) new Ajv({ ...options, logger }).compile(read(file));
    expect(logged).toEqual([]);
  },
);

test.each(readdirSync('policies'))('the published schema takes policies/%s', (file) => {
  const validate = new Ajv().compile(read('policies.schema.json'));
  validate(read(`policies/${file}`));
  expect(validate.errors).toBeNull();
});

type Shown = Readonly<Record<string, { readonly description?: string; readonly examples?: unknown }>>;

test('editors show of a selector and of a property what `plumbline types` does', () => {
  const { definitions } = read('policies.schema.json') as { readonly definitions: Shown };
  const of = (type: string, part: 'select' | 'expect') =>
    (definitions[type] as { properties?: Record<string, { properties: Shown }> }).properties?.[part]
      ?.properties;
  expect(of('AWS::ECS::Service', 'select')?.['cluster']?.description).toBe(
    'The name of the cluster: `kiosk`.',
  );
  const cluster = of('AWS::RDS::DBCluster', 'expect');
  expect(cluster?.['BackupRetentionPeriod']?.description).toBe('whole number, default 1');
  expect(cluster?.['DeletionProtection']).toMatchObject({
    description: 'true | false',
    examples: [true, false],
  });
});

test('what editors show of a property are sentences', () => {
  const { definitions } = read('policies.schema.json') as { readonly definitions: Shown };
  const expectOf = (type: string) =>
    (definitions[type] as { properties?: Record<string, { properties: Shown }> }).properties?.['expect']
      ?.properties;
  expect(expectOf('AWS::RDS::DBInstance')?.['Live.IsClusterWriter']?.description).toBe(
    'Whether it is the writer of its cluster (true | false). Asked only where a policy expects it: rds:DescribeDBClusters.',
  );
  expect(expectOf('AWS::EFS::FileSystem')?.['LifecyclePolicies']?.description).toBe(
    'list of object. Asked only where a policy expects it: elasticfilesystem:DescribeLifecycleConfiguration.',
  );
});

test('editors offer engines to select by, and rules to except', () => {
  const schema = read('policies.schema.json') as {
    readonly definitions: Shown;
    readonly properties: { readonly exceptions: { readonly items: { readonly properties: Partial<Shown> } } };
  };
  const engine = (type: string) =>
    (schema.definitions[type] as { properties?: Record<string, { properties: Shown }> }).properties?.[
      'select'
    ]?.properties['engine']?.examples;
  expect(engine('AWS::RDS::DBCluster')).toEqual(['aurora-mysql', 'aurora-postgresql', 'mysql', 'postgres']);
  expect(engine('AWS::RDS::DBInstance')).toContain('mariadb');
  expect(schema.properties.exceptions.items.properties['check']?.examples).toEqual(
    expect.arrayContaining(['count', 'autoscaling', 'geo-block']),
  );
});
