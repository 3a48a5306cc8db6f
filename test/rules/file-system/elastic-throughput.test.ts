import rule from '../../../rules/file-system/elastic-throughput.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(rule, {
  passes: { 'throughput is elastic': { given: { ThroughputMode: 'elastic' } } },
  fails: {
    'its performance mode takes no elastic throughput': {
      given: { ThroughputMode: 'bursting', PerformanceMode: 'maxIO' },
      because: 'ThroughputMode is bursting',
      fix: 'Create a file system whose PerformanceMode is generalPurpose, copy the files and mount it instead: with maxIO, which cannot be changed, none is elastic.',
    },
    'throughput lives on credits': {
      given: { ThroughputMode: 'bursting' },
      because: 'ThroughputMode is bursting',
      fix: 'Set ThroughputMode to elastic; EFS limits how often the mode may change.',
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
