import { expect, test } from '@jest/globals';
import { remedyForState } from '../../src/model/remedy.ts';

const broken = (state: string) => ({ state, serves: false, moving: false });

test.each([
  ['stopped', 'Start db.'],
  ['stopping', 'Start db once it is stopped.'],
  ['storage-full', 'Give db more storage.'],
  ['inaccessible-encryption-credentials-recoverable', 'Make the KMS key of db usable again, and start it.'],
  ['inaccessible-encryption-credentials', 'Restore db from a backup: its KMS key cannot be used any more.'],
  ['incompatible-parameters', 'Correct the parameter group of db, and reboot it.'],
  ['create-failed', 'Delete db and create it anew: AWS could not create it.'],
  ['failed', 'Create another in the place of db: AWS does not recover it.'],
  [
    'without a task since its rollout is FAILED',
    'See in the events of db why its deployment failed, and deploy a revision whose tasks start.',
  ],
  ['in cluster kiosk, which is FAILED', 'Mend the cluster of db, or move it to another.'],
  ['restore-error', 'See why db is in state restore-error, and mend or replace it.'],
])('what is %s calls for its own remedy', (state, remedy) => {
  expect(remedyForState('db', broken(state))).toBe(remedy);
});
test.each([
  ['AWS::EFS::MountTarget', 'Delete fsmt-1 and create it anew.'],
  ['AWS::EFS::FileSystem', 'Restore a backup of fsmt-1 to a new one: EFS does not recover it.'],
] as const)('an error of %s calls for its own remedy', (type, remedy) => {
  expect(remedyForState('fsmt-1', broken('error'), type)).toBe(remedy);
});
test('what has no state is looked at', () => {
  expect(remedyForState('db', undefined)).toBe('See why db is in state undefined, and mend or replace it.');
});
