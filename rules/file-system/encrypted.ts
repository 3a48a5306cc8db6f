import { defineRule, fail, pass, unknown } from '../../src/rule.ts';

export default defineRule({
  type: 'AWS::EFS::FileSystem',
  name: 'encrypted',
  title: 'Files are encrypted at rest',
  why: 'What the platform writes to files is read by whoever gets hold of the storage or its backups.',
  fix: 'Create an encrypted file system, copy the files and mount it instead; encryption cannot be turned on in place.',
  severity: 'high',
  reads: ['Encrypted'],
  params: {},
  check({ properties: { Encrypted } }) {
    if (Encrypted === undefined) return unknown('the answer does not say Encrypted');
    if (Encrypted) return pass('Encrypted is true');
    return fail('Encrypted is false', { expected: true, actual: false, path: 'Encrypted' });
  },
});
