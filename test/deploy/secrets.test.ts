import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

// PGPASSWORD is read by pg itself: https://www.postgresql.org/docs/current/libpq-envars.html
const read = [...readFileSync('src/commands/notifiers.ts', 'utf8').matchAll(/env\['([A-Z_]+)'\]/g)].map(
  ([, name]) => name,
);
const known = new Set([...read, 'PGPASSWORD']);

test.each(['deploy/cloudformation.yaml', 'deploy/kubernetes.yaml', 'deploy/plumbline.service'])(
  '%s names no secret that plumbline does not read',
  (file) => {
    const names = [
      ...readFileSync(file, 'utf8').matchAll(/\b((?:SLACK|PLUMBLINE|PG)[A-Z_]*(?:TOKEN|SECRET|PASSWORD))\b/g),
    ].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  },
);
