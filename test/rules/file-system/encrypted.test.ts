import rule from '../../../rules/file-system/encrypted.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(rule, {
  passes: { 'it is encrypted': { given: { Encrypted: true }, seeing: 'Encrypted is true' } },
  fails: {
    'it is not encrypted': {
      given: { Encrypted: false },
      because: 'Encrypted is false',
      expected: true,
      actual: false,
      path: 'Encrypted',
    },
  },
  isUnknown: {
    'the answer does not say': { given: {}, because: 'the answer does not say Encrypted' },
    'AWS does not show it': {
      given: {},
      unreadable: ['Encrypted'],
      because: 'could not read Encrypted: test:Read answered AccessDeniedException',
    },
  },
});
