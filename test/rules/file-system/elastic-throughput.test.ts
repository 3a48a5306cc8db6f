import rule from '../../../rules/file-system/elastic-throughput.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(rule, {
  passes: { 'throughput is elastic': { given: { ThroughputMode: 'elastic' } } },
  fails: {
    'throughput lives on credits': {
      given: { ThroughputMode: 'bursting' },
      because: 'ThroughputMode is bursting',
      expected: 'elastic',
      actual: 'bursting',
      path: 'ThroughputMode',
    },
    'throughput is provisioned': {
      given: { ThroughputMode: 'provisioned' },
      because: 'ThroughputMode is provisioned',
    },
  },
  isUnknown: {
    'the throughput is being changed': {
      given: { ThroughputMode: 'bursting' },
      condition: { state: 'updating', serves: true, moving: true },
      because: 'ThroughputMode is bursting, while the-name is updating',
    },
    'the mode is a word we do not know': {
      given: { ThroughputMode: 'adaptive' },
      because: 'ThroughputMode is adaptive, which is not known',
    },
    'the answer does not say': { given: {}, because: 'the answer does not say ThroughputMode' },
    'AWS does not show it': {
      given: {},
      unreadable: ['ThroughputMode'],
      because: 'could not read ThroughputMode: test:Read answered AccessDeniedException',
    },
  },
});
