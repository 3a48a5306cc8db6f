import { Option } from 'commander';
import { diffStatuses, historyStatuses } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import { minutes, time } from '../option-values.ts';
import type { Declare } from './declare.ts';

export const declareMemory: Declare = (program, shell, end) => {
  program
    .command('diff')
    .summary('what came between two recordings or two reports')
    .description(
      'Shows what opened, closed, can no more be seen or has another value between two folders of --record, or two reports of --format json. What AWS changes by itself is left out: docs/volatile.md lists it. Each recording is judged by the policies recorded with it; what is so only because a policy is another is told apart, and is no drift.',
    )
    .argument('<before>', 'a folder of --record, or a report of --format json')
    .argument('<after>', 'another, later')
    .argument('[policy...]', 'what both recordings are judged by (default: those recorded with each)')
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', laidOut(diffStatuses, shell))
    .action(async (before, after, policies, options) => {
      const { diffCommand } = await import('../diff.ts');
      end(await diffCommand([before, after, ...policies], options, shell));
    });
  program
    .command('history')
    .summary('how findings stood over time: was it compliant then?')
    .description(
      'Tells what audits that were kept in a store saw: how each finding stands, all that one ever was, or how all stood at a time, by the audits before and after it. Where these lie too far apart it says that nobody looked.',
    )
    .argument('[finding]', 'a part of its name: POLICY/COMPONENT/CHECK RESOURCE; * and ? are wild')
    .option('--store <name>', 'a file, or postgres://…', 'plumbline.db')
    .addOption(new Option('--at <time>', 'how it stood then, such as 2026-10-01T12:00Z').argParser(time))
    .addOption(
      new Option('--within <minutes>', 'audits further apart say nothing of the time between them')
        .argParser(minutes)
        .default(60),
    )
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', laidOut(historyStatuses, shell))
    .action(async (finding, options) => {
      const { historyCommand } = await import('../history.ts');
      end(await historyCommand(finding, options, shell));
    });
  program
    .command('store')
    .summary('take a store elsewhere')
    .command('copy')
    .summary('put what one store holds into another: from a file into Postgres, or back')
    .description(
      'Puts all that a store holds into another that holds nothing yet: audits, verdicts, incidents, and what waits to be told. The first is left as it is. Stop what audits into it before, and name the other in the configuration afterwards.',
    )
    .argument('<from>', 'a file, or postgres://…')
    .argument('<to>', 'another, which is made where it is a file')
    .action(async (from, to) => {
      const { storeCopyCommand } = await import('../store.ts');
      end(await storeCopyCommand(from, to, shell));
    });
};
