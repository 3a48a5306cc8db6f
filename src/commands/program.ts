import { Command, CommanderError, Option } from 'commander';
import { UserError } from '../model/user-error.ts';
import { printable, printableLines } from '../text/printable.ts';
import { version } from '../version.ts';
import { exitStatus } from './exit-status.ts';
import {
  diffStatuses,
  environment,
  examples,
  historyStatuses,
  notifyExamples,
  statuses,
  webAclExamples,
} from './help.ts';
import { codes, json, minutes, rate, seconds, time } from './option-values.ts';
import type { Shell } from './shell.ts';

/** Runs one command and gives its exit status. Nothing is thrown, and no stack trace reaches a user. */
export async function run(argv: readonly string[], shell: Shell): Promise<number> {
  try {
    const status = await parse(argv, shell);
    shell.signal.throwIfAborted();
    return status;
  } catch (error) {
    return failed(error, shell);
  }
}

async function parse(argv: readonly string[], shell: Shell): Promise<number> {
  let status: number = exitStatus.ok;
  const program = createProgram(shell, (given) => {
    status = given;
  });
  if (argv.length === 0) {
    shell.err(program.helpInformation());
    return exitStatus.wrongUse;
  }
  await program.parseAsync(argv, { from: 'user' });
  return status;
}

/** Each command is loaded when it runs: `--help` and `validate` load no SDK client. */
function createProgram(shell: Shell, end: (status: number) => void): Command {
  const program = new Command('plumbline')
    .description('Holds a live AWS account against the architecture its owners require, written as JSON.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeOut: shell.out, writeErr: (text) => shell.err(printableLines(text)) })
    .showHelpAfterError('(plumbline --help shows what there is)')
    .addHelpText('after', `\n${examples}\n\n${statuses}\n\n${environment}`);
  addAudit(program, shell, end);
  addOffline(program, shell, end);
  addMemory(program, shell, end);
  addWebAcl(program, shell, end);
  addNotify(program, shell, end);
  return program;
}

type End = (status: number) => void;
const policyArgument = ['[policy...]', 'policy files or folders of them (default: ./policies)'] as const;
const configOption = [
  '--config <file>',
  'accounts, their roles and regions, and policies unless some are named: plumbline.config.json',
] as const;

function addAudit(program: Command, shell: Shell, end: End): void {
  program
    .command('audit')
    .summary('judge an account: what holds, what is violated, what could not be seen')
    .description(
      'Asks AWS what the policies need to know and judges the answers. It only reads.\nWhat could not be read is unknown, never a pass.',
    )
    .argument(...policyArgument)
    .option(...configOption)
    .option('--record <dir>', "keep every question and AWS's answer in a folder, as evidence")
    .addOption(new Option('--evidence <dir>', 'judge a recording instead of asking AWS').conflicts('record'))
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
    .option('--format <name>', 'table, for people, or json, for machines', 'table')
    .option('--output <file>', 'write the report to a file')
    .option('--verbose', 'show what passes too, and lists in full')
    .addHelpText('after', `\n${examples}\n\n${statuses}\n\n${environment}`)
    .action(async (policies, options) => {
      const { auditCommand } = await import('./audit.ts');
      end(await auditCommand(policies, options, shell));
    });
}

function addOffline(program: Command, shell: Shell, end: End): void {
  program
    .command('validate')
    .summary('find every mistake in policies, without AWS')
    .description('Reads policies and shows every mistake in them with its place and what to write instead.')
    .argument(...policyArgument)
    .action(async (policies) => {
      const { validate } = await import('./offline.ts');
      end(validate(policies, shell));
    });
  program
    .command('rules')
    .summary('what a policy can require, with parameters, why and how to fix')
    .description('Lists the rules by type of resource, or explains one.')
    .argument('[rule]', 'the name of a rule')
    .action(async (rule) => {
      const { explainRules } = await import('./offline.ts');
      end(explainRules(rule, shell));
    });
  program
    .command('permissions')
    .summary('the least-privilege IAM policy an audit needs')
    .description('Prints an IAM policy with the actions that auditing these policies needs, and no other.')
    .argument(...policyArgument)
    .option(...configOption)
    .action(async (policies, options) => {
      const { permissionsCommand } = await import('./permissions.ts');
      end(await permissionsCommand(policies, options, shell));
    });
}

function addMemory(program: Command, shell: Shell, end: End): void {
  program
    .command('diff')
    .summary('what came between two recordings or two reports')
    .description(
      'Shows what opened, closed, can no more be seen or has another value between two folders of --record, or two\nreports of --format json. What AWS changes by itself is left out: docs/volatile.md lists it.',
    )
    .argument('<before>', 'a folder of --record, or a report of --format json')
    .argument('<after>', 'another, later')
    .argument('[policy...]', 'what recordings are judged by (default: ./policies)')
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\n${diffStatuses}`)
    .action(async (before, after, policies, options) => {
      const { diffCommand } = await import('./diff.ts');
      end(await diffCommand([before, after, ...policies], options, shell));
    });
  program
    .command('history')
    .summary('how findings stood over time: was it compliant then?')
    .description(
      'Tells what audits that were kept in a store saw: how each finding stands, all that one ever was, or how all stood\nat a time, by the audits before and after it. Where these lie too far apart it says that nobody looked.',
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
    .addHelpText('after', `\n${historyStatuses}`)
    .action(async (finding, options) => {
      const { historyCommand } = await import('./history.ts');
      end(await historyCommand(finding, options, shell));
    });
}

function addWebAcl(program: Command, shell: Shell, end: End): void {
  program
    .command('web-acl')
    .summary('prove what a web ACL blocks, or show a request that gets by')
    .description(
      'Lists the rules of a web ACL in the order AWS evaluates them, with what each does to the traffic asked about, and decides whether any of it gets by.',
    )
    .argument('[arn]', 'a web ACL of the account the credentials open')
    .addOption(new Option('--evidence <dir>', 'read it from a recording').conflicts('file'))
    .option('--file <file>', 'read it from a document, or a document a line (.ndjson)')
    .option('--from <countries>', 'is all from these countries blocked? as KP,IR', codes)
    .addOption(
      new Option('--allow-only <countries>', 'is all from any other country blocked? as BR,PT')
        .argParser(codes)
        .conflicts('from'),
    )
    .option(
      '--rate <limit>',
      'is every client limited to so many requests in so many seconds? as 2000/300',
      rate,
    )
    .option('--request <json>', 'walk one request, as {"country":"KP","path":"/health"}', json)
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\n${webAclExamples}`)
    .action(async (arn, options) => {
      const { webAclCommand } = await import('./web-acl.ts');
      end(await webAclCommand({ arn, ...options }, shell));
    });
}

function addNotify(program: Command, shell: Shell, end: End): void {
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
    .addHelpText('after', `\n${notifyExamples}`)
    .action(async (options) => {
      const { notifyTestCommand } = await import('./notify.ts');
      end(await notifyTestCommand(options, shell));
    });
}

/** Says what went wrong to whom it concerns, and gives the exit status. */
export function failed(error: unknown, shell: Shell): number {
  if (shell.signal.aborted) {
    shell.err('interrupted\n');
    return exitStatus.interrupted;
  }
  // Commander has said what is wrong; asking for help is not.
  if (error instanceof CommanderError)
    return /^commander\.(help|helpDisplayed|version)$/.test(error.code) ? exitStatus.ok : exitStatus.wrongUse;
  if (error instanceof UserError) {
    shell.err(`plumbline: ${printableLines(error.message)}\n`);
    return exitStatus.wrongUse;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  shell.err(`this is a fault of plumbline: ${printable(message)}\n`);
  if (shell.env['PLUMBLINE_DEBUG']) shell.err(`${printableLines(stack ?? '')}\n`);
  return exitStatus.ourFault;
}
