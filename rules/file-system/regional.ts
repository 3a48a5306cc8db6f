import { defineRule, fail, pass } from '../../src/rule.ts';

export default defineRule({
  type: 'AWS::EFS::FileSystem',
  name: 'regional',
  title: 'Files are stored in every zone of the region',
  why: 'A One Zone file system is gone for as long as its zone is, and lost if the zone is.',
  fix: 'Replicate to, or create, a regional file system and mount it instead; One Zone cannot be changed in place.',
  severity: 'high',
  reads: ['AvailabilityZoneName', 'Live.AvailabilityZoneId'],
  params: {},
  check({ properties: { AvailabilityZoneName, Live } }) {
    // AWS names a zone of One Zone file systems only.
    const actual = AvailabilityZoneName ?? Live?.AvailabilityZoneId;
    if (actual === undefined) return pass('stored in several zones');
    return fail(`stored in ${actual} only`, {
      expected: 'every zone of the region',
      actual,
      path: 'AvailabilityZoneName',
    });
  },
});
