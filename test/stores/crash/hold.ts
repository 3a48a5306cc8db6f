/** Takes a place in a store for so many milliseconds, tells who has it else, and holds it until it is killed. */
import { openMemory } from '../../../src/stores/open-memory.ts';
import { here } from '../../support/sightings.ts';

const [, , store = '', holder = '', lasts = ''] = process.argv;
const memory = await openMemory(store, { plumbline: '0', now: new Date() });
const others = await memory.lease([here], { holder, lasts: Number(lasts) });
process.stdout.write(`${JSON.stringify(others)}\n`);
process.stdin.resume();
