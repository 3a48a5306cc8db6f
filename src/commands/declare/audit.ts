import { Option } from 'commander';
import { severities } from '../../model/severity.ts';
import { environment, examples, statuses } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import { names, seconds } from '../option-values.ts';
import { configOption, type Declare, digestOption, policyArgument } from './declare.ts';

export const declareAudit: Declare = (program, shell, end) => {
  program
    .command('audit')
    .summary('judge an account: what holds, what is violated, what could not be seen')
    .description(
      'Asks AWS what the policies need to know and judges the answers. It only reads. What could not be read is unknown, never a pass.',
    )
    .argument(...policyArgument)
    .option(...configOption)
    .option('--record <dir>', "keep every question and AWS's answer in an empty or new folder, as evidence")
    .option('--sign <key>', 'with --record: a private key of Ed25519 (PEM), or a command that signs a file')
    .addOption(new Option('--evidence <dir>', 'judge a recording instead of asking AWS').conflicts('record'))
    .addOption(digestOption())
    .addOption(
      new Option(
        '--deadline <seconds>',
        'what is open of a place after so long is unread (default: 300)',
      ).argParser(seconds),
    )
    .option(
      '--store <name>',
      'remember the audit in a file or postgres://…, and tell what came since the last one',
    )
    .option('--notify', 'tell what came, as `alerts` of the configuration says')
    .option(
      '--dry-run',
      'with --notify: print what would be sent instead of the report, and keep and send nothing',
    )
    .option(
      '--format <name>',
      'table, for people; json, for machines; markdown, csv or junit, for what reads these',
      'table',
    )
    .addOption(
      new Option(
        '--fail-on <severity>',
        'exit status 1 only for what is violated and at least so severe',
      ).choices([...severities]),
    )
    .option('--component <name>', 'judge this component alone, or several: a,b; the report says so', names)
    .option('--policy <id>', 'judge this policy alone, or several: a,b; the report says so', names)
    .option('--output <file>', 'write the report to a file')
    .option('--verbose', 'show what passes too, and lists in full')
    .addHelpText('after', laidOut(`${examples}\n\n${statuses}\n\n${environment}`, shell))
    .action(async (policies, options) => {
      const { auditCommand } = await import('../audit.ts');
      end(await auditCommand(policies, options, shell));
    });
};
