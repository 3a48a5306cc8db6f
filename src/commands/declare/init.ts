import { Option } from 'commander';
import { initExamples } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import { seconds } from '../option-values.ts';
import { configOption, type Declare, digestOption } from './declare.ts';

export const declareInit: Declare = (program, shell, end) => {
  program
    .command('init')
    .summary('a first policy from what the account holds')
    .description(
      'Writes a policy with a component for each group of resources found, every rule that holds of it, and the rest as comments with the reason. It is to be reviewed. No file is overwritten.',
    )
    .argument('[file]', 'the policy to write, a new file (default: policies/generated.jsonc)')
    .option(...configOption)
    .option('--evidence <dir>', 'look into a recording instead of asking AWS')
    .addOption(digestOption())
    .option('--account <account>', 'which account, by its 12 digits or its name, where there are several')
    .option('--region <region>', 'which region, where there are several')
    .addOption(
      new Option('--deadline <seconds>', 'what is open after so long is unread (default: 300)').argParser(
        seconds,
      ),
    )
    .addHelpText('after', laidOut(initExamples, shell))
    .action(async (file, options) => {
      const { initCommand } = await import('../init.ts');
      end(await initCommand(file, options, shell));
    });
};
