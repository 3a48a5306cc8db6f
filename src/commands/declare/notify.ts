import { Option } from 'commander';
import { notifyExamples } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import type { Declare } from './declare.ts';

export const declareNotify: Declare = (program, shell, end) => {
  program
    .command('notify')
    .summary('try how incidents are told')
    .command('test')
    .summary('send a message to each route, and see whether all that alerts need works')
    .description(
      'Sends a message that says it is a test to each route of a configuration, or to one destination, and looks whether it can be found again and acknowledged.',
    )
    .option('--config <file>', 'try each route of its alerts')
    .option('--route <name...>', 'of them only these')
    .addOption(
      new Option('--channel <id>', 'the id of a Slack channel that the bot is in').conflicts('config'),
    )
    .option('--slack-api-url <url>', 'another endpoint than Slack')
    .addOption(new Option('--webhook <url>', 'send it to a webhook instead').conflicts(['channel', 'config']))
    .option('--dry-run', 'print what would be sent, and send nothing')
    .addHelpText('after', laidOut(notifyExamples, shell))
    .action(async (options) => {
      const { notifyTestCommand } = await import('../notify.ts');
      end(await notifyTestCommand(options, shell));
    });
};
