import { Option } from 'commander';
import { inventoryExamples } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import { seconds } from '../option-values.ts';
import { configOption, type Declare, digestOption } from './declare.ts';

export const declareInventory: Declare = (program, shell, end) => {
  program
    .command('inventory')
    .summary('what there is: names, keys and tags to select by, and what selects it')
    .description(
      'Shows the resources that a policy can speak of, by all that `select` understands, with the components that claim each. What no component claims is marked.',
    )
    .argument('[type-or-policy...]', 'types of resources (default: all), and policies (default: ./policies)')
    .option(...configOption)
    .option('--evidence <dir>', 'look into a recording instead of asking AWS')
    .addOption(digestOption())
    .addOption(
      new Option(
        '--deadline <seconds>',
        'what is open of a place after so long is unread (default: 300)',
      ).argParser(seconds),
    )
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', laidOut(inventoryExamples, shell))
    .action(async (given, options) => {
      const { inventoryCommand } = await import('../inventory.ts');
      end(await inventoryCommand(given, options, shell));
    });
};
