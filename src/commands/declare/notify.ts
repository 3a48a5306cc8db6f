import { Option } from 'commander';
import { notifyExamples } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import type { Declare } from './declare.ts';

export const declareNotify: Declare = (program, shell, end) => {
  program
    .command('notify')
    .summary('try how incidents are told')
    .command('test')
    .summary('send one message, and see whether all that alerts need works')
    .description(
      'Sends one message that says it is a test, and looks whether it can be found again and acknowledged.',
    )
    .option('--channel <id>', 'the id of a Slack channel that the bot is in')
    .option('--slack-api-url <url>', 'another endpoint than Slack')
    .addOption(new Option('--webhook <url>', 'send it to a webhook instead').conflicts('channel'))
    .option('--dry-run', 'print what would be sent, and send nothing')
    .addHelpText('after', laidOut(notifyExamples, shell))
    .action(async (options) => {
      const { notifyTestCommand } = await import('../notify.ts');
      end(await notifyTestCommand(options, shell));
    });
};
