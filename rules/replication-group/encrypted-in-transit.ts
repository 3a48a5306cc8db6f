import { defineRule, fail, pass, unknown } from '../../src/rule.ts';

export default defineRule({
  type: 'AWS::ElastiCache::ReplicationGroup',
  name: 'encrypted-in-transit',
  title: 'Redis accepts TLS connections only',
  why: 'Without TLS, anyone in the network can read sessions and the password that opens them.',
  fix: 'Set TransitEncryptionEnabled to true with TransitEncryptionMode preferred, which takes Redis OSS 7.0 or Valkey 7.2, move every client to TLS, and then set the mode to required.',
  severity: 'high',
  reads: ['TransitEncryptionEnabled', 'TransitEncryptionMode'],
  params: {},
  check({ properties: { TransitEncryptionEnabled: enabled, TransitEncryptionMode: mode } }) {
    if (enabled === undefined) return unknown('the answer does not say TransitEncryptionEnabled');
    if (!enabled) {
      const path = 'TransitEncryptionEnabled';
      return fail('TransitEncryptionEnabled is false', { expected: true, actual: false, path });
    }
    // An older group has no mode: before modes came in 2022, TLS was either off or required.
    if (mode === undefined || mode === 'required') return pass('TLS is required');
    if (mode !== 'preferred') return unknown(`TransitEncryptionMode is ${mode}, which is not known`);
    return fail(`TransitEncryptionMode is ${mode}`, {
      expected: 'required',
      actual: mode,
      path: 'TransitEncryptionMode',
      fix: 'Move every client to TLS, and set TransitEncryptionMode to required.',
    });
  },
});
