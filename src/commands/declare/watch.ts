import { Option } from 'commander';
import { statusStatuses, watchStatuses } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import { levels } from '../watch/levels.ts';
import { configOption, type Declare } from './declare.ts';

export const declareWatch: Declare = (program, shell, end) => {
  program
    .command('watch')
    .summary('audit on and on, by the schedule of the configuration')
    .description(
      'Audits as `audit --config --store --notify` does, when `schedule` of the configuration says, and tells what waits in between. The configuration and the policies are read again each time. It stops at SIGTERM or Ctrl-C, within 25 s.',
    )
    .option(configOption[0], configOption[1], 'plumbline.config.json')
    .option('--store <name>', 'another store than that of the configuration: a file or postgres://…')
    .option('--listen <address>', 'where /healthz, /readyz and /metrics are', '127.0.0.1:9464')
    .addOption(new Option('--log-level <level>', 'how much is logged').choices(levels).default('info'))
    .addHelpText('after', laidOut(watchStatuses, shell))
    .action(async (options) => {
      const { watchCommand } = await import('../watch.ts');
      end(await watchCommand(options, shell));
    });
  program
    .command('status')
    .summary('how audits, incidents and what is to be told stand')
    .description(
      'Tells when each place was last audited and what of it could be seen, which incidents are open, and what waits to be told or cannot be, with what to do. It asks neither AWS nor Slack.',
    )
    .option(...configOption)
    .option('--store <name>', 'a file, or postgres://… (default: that of the configuration, or plumbline.db)')
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', laidOut(statusStatuses, shell))
    .action(async (options) => {
      const { statusCommand } = await import('../status.ts');
      end(await statusCommand(options, shell));
    });
};
