import rule from '../../../rules/file-system/regional.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(rule, {
  passes: { 'AWS names no single zone': { given: { Live: {} } } },
  fails: {
    'it is One Zone': {
      given: { AvailabilityZoneName: 'sa-east-1a', Live: { AvailabilityZoneId: 'sae1-az1' } },
      because: 'stored in sa-east-1a only',
      expected: 'every zone of the region',
      actual: 'sa-east-1a',
      path: 'AvailabilityZoneName',
    },
    'only the id of its zone is there': {
      given: { Live: { AvailabilityZoneId: 'sae1-az1' } },
      because: 'stored in sae1-az1 only',
    },
  },
  isUnknown: {
    'AWS does not show it': {
      given: {},
      unreadable: ['AvailabilityZoneName'],
      because: 'could not read AvailabilityZoneName: test:Read answered AccessDeniedException',
    },
  },
});
