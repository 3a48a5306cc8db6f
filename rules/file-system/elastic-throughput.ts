import { defineRule, fail, pass, unknown } from '../../src/rule.ts';

export default defineRule({
  type: 'AWS::EFS::FileSystem',
  name: 'elastic-throughput',
  title: 'The throughput of files follows the load',
  why: 'Bursting throughput runs out of credits and provisioned throughput has a ceiling, both at the peak.',
  fix: 'Set ThroughputMode to elastic; EFS limits how often the mode may change.',
  severity: 'medium',
  reads: ['ThroughputMode', 'PerformanceMode'],
  params: {},
  check(fileSystem, { unlessMoving }) {
    const { ThroughputMode: actual, PerformanceMode } = fileSystem.properties;
    if (actual === undefined) return unknown('the answer does not say ThroughputMode');
    if (actual === 'elastic') return pass('ThroughputMode is elastic');
    if (actual !== 'bursting' && actual !== 'provisioned')
      return unknown(`ThroughputMode is ${actual}, which is not known`);
    const failure = fail(`ThroughputMode is ${actual}`, {
      expected: 'elastic',
      actual,
      path: 'ThroughputMode',
      fix: PerformanceMode === 'maxIO' ? another : undefined,
    });
    return unlessMoving(() => failure, fileSystem);
  },
});

// https://docs.aws.amazon.com/efs/latest/ug/performance.html
const another =
  'Create a file system whose PerformanceMode is generalPurpose, copy the files and mount it instead: with maxIO, which cannot be changed, none is elastic.';
