import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { seed } from '../emulator/moto.ts';
import { type Clients, clientsAt } from './clients.ts';
import { buildDatabase } from './database.ts';
import { buildFiles } from './files.ts';
import { buildEdge } from './load-balancer.ts';
import { buildNetwork } from './network.ts';
import { buildServices } from './services.ts';
import { buildSessions } from './sessions.ts';
import { resolve, type Variant } from './variant.ts';
import { buildFirewall } from './web-acl.ts';

export interface PlatformOptions {
  readonly region?: string;
  /** How many services, 12 at most. */
  readonly services?: number;
  readonly variant?: Variant;
}

export type Platform = Awaited<ReturnType<typeof buildPlatform>>;

const names = [
  'web',
  'menu',
  'orders',
  'payments',
  'devices',
  'notify',
  'prices',
  'loyalty',
  'receipts',
  'reports',
  'images',
  'support',
] as const;

/** Builds the reference platform, whole, in the empty account at `endpoint`, and gives the ids of all its parts. */
export async function buildPlatform(endpoint: string, options: PlatformOptions = {}) {
  const { region = 'sa-east-1', services: count = 6 } = options;
  const aws: Clients = clientsAt(endpoint, region);
  const zones = ['a', 'b', 'c'].map((letter) => region + letter);
  const variant = resolve(options.variant ?? {}, { zones }) as Variant;
  const used = names.slice(0, count);

  // moto makes a region's default network when it first meets the region, with ids of the same series.
  await aws.ec2.send(new DescribeVpcsCommand({}));
  await seed(endpoint);
  const network = await buildNetwork(aws, zones);
  const edge = await buildEdge(aws, network, used);
  const firewall = await buildFirewall(aws, edge.arn);
  const services = await buildServices(aws, network, edge, used);
  const wanted = <T>(part: 'sessions' | 'files' | 'database', build: () => Promise<T>) =>
    variant.without?.includes(part) ? undefined : build();
  const sessions = await wanted('sessions', () => buildSessions(aws, network, variant.sessions));
  const files = await wanted('files', () => buildFiles(aws, network, variant));
  const database = await wanted('database', () => buildDatabase(aws, network, variant));
  return { region, zones, network, edge, firewall, services, sessions, files, database };
}
