import { databaseMutations } from './database.ts';
import { edgeMutations } from './edge.ts';
import { fileMutations } from './files.ts';
import { firewallMutations } from './firewall.ts';
import { bypassMutations } from './firewall-bypass.ts';
import { harmlessFirewalls } from './firewall-harmless.ts';
import { harmlessMutations } from './harmless.ts';
import { missingMutations } from './missing.ts';
import type { Mutation } from './mutation.ts';
import { routingMutations } from './routing.ts';
import { scalingMutations } from './scaling.ts';
import { serviceMutations } from './services.ts';
import { sessionMutations } from './sessions.ts';

export const mutations: readonly Mutation[] = [
  ...serviceMutations,
  ...routingMutations,
  ...scalingMutations,
  ...edgeMutations,
  ...firewallMutations,
  ...bypassMutations,
  ...harmlessFirewalls,
  ...sessionMutations,
  ...fileMutations,
  ...databaseMutations,
  ...missingMutations,
  ...harmlessMutations,
];
