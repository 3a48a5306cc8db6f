/** Audits a recording into a store as the command does. Says when it would ask AWS, and goes on when it is told to. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { performAudit } from '../../../src/commands/audit/perform.ts';
import { auditWithMemory } from '../../../src/commands/audit/with-memory.ts';
import { readSettings } from '../../../src/commands/settings.ts';
import { fakeShell } from '../../support/shell.ts';

const [, , store = ''] = process.argv;
const say = (text: string) => void process.stdout.write(`${text}\n`);
// A minute of waiting for another process passes in a second or two.
const shell = fakeShell({ err: say, pause: (milliseconds) => wait(milliseconds / 50) });
const settings = await readSettings(['policies/elastic-web-platform.json'], { store }, shell);
if (!settings) throw new Error('the settings are wrong');

const given = { store, settings, notify: false, dryRun: false, record: undefined, publish: undefined };
const audit = auditWithMemory(
  {
    ...given,
    async perform(enter) {
      const held = async (places: Parameters<typeof enter>[0]) => {
        await enter(places);
        say('asks AWS');
        await once(process.stdin, 'data');
      };
      return performAudit({ evidence: 'examples/kiosk', enter: held }, settings, shell);
    },
  },
  shell,
);
say(
  await audit.then(
    ({ drifts }) => `kept ${drifts?.length}`,
    (error: Error) => `${error.constructor.name}: ${error.message}`,
  ),
);
process.exit();
