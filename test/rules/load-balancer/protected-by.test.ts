import rule from '../../../rules/load-balancer/protected-by.ts';
import { testRule } from '../../support/test-rule.ts';

const arn = (name: string) => `arn:aws:wafv2:sa-east-1:111122223333:regional/webacl/${name}/0f1e`;
const associated = (WebACL: string | null, Type = 'application') => ({ Type, Live: { WebACL } }) as never;
const related = { webAcl: [arn('kiosk-waf')] };
const provisioning = {
  state: 'provisioning',
  serves: false,
  moving: true,
  since: '2026-11-24T11:58:00.000Z',
};
const path = 'Live.WebACL';

testRule(rule, {
  passes: {
    'the web ACL of the component is associated': {
      given: associated(arn('kiosk-waf')),
      related,
      seeing: 'kiosk-waf is associated',
    },
  },
  fails: {
    'no web ACL is associated a quarter of an hour after it was made': {
      given: associated(null),
      condition: { ...provisioning, since: '2026-11-24T11:45:00.000Z' },
      related,
      because: 'no web ACL is associated',
      fix: 'Associate the web ACL of component webAcl with the load balancer.',
    },
    'no web ACL is associated': {
      given: associated(null),
      related,
      because: 'no web ACL is associated',
      expected: 'the web ACL of component webAcl',
      actual: null,
      path,
    },
    'no web ACL is associated, whichever the component selects': {
      given: associated(null),
      related: { webAcl: 'unread' },
      because: 'no web ACL is associated',
    },
    'another web ACL is associated': {
      given: associated(arn('count-only')),
      related,
      because: 'count-only is associated',
      expected: 'the web ACL of component webAcl',
      actual: 'web ACL count-only',
      path,
    },
    'it is a network load balancer': {
      given: associated(null, 'network'),
      related,
      because: 'a network load balancer cannot have a web ACL',
      path: 'Type',
    },
  },
  isUnknown: {
    'it does not stand yet, and no web ACL can be associated': {
      given: associated(null),
      condition: provisioning,
      related,
      because: 'no web ACL is associated, while the-name is provisioning',
    },
    'the association cannot be read': {
      given: associated(null),
      unreadable: ['Live.WebACL'],
      related,
      because: 'could not read Live.WebACL: test:Read answered AccessDeniedException',
    },
    'the web ACLs cannot be listed': {
      given: associated(arn('kiosk-waf')),
      related: { webAcl: 'unread' },
      because: 'could not read the list of AWS::WAFv2::WebACL: test:Read answered AccessDeniedException',
    },
  },
});
