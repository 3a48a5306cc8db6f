import { Command, CommanderError } from 'commander';
import picocolors from 'picocolors';
import { HeldError } from '../model/held-error.ts';
import { UserError } from '../model/user-error.ts';
import { fitted, pageOf } from '../text/page.ts';
import { printable, printableLines } from '../text/printable.ts';
import { withoutCommands } from '../text/without-commands.ts';
import { version } from '../version.ts';
import { declareAudit } from './declare/audit.ts';
import { declareEvidence } from './declare/evidence.ts';
import { declareInit } from './declare/init.ts';
import { declareInventory } from './declare/inventory.ts';
import { declareMemory } from './declare/memory.ts';
import { declareNotify } from './declare/notify.ts';
import { declareOffline } from './declare/offline.ts';
import { declareWatch } from './declare/watch.ts';
import { declareWebAcl } from './declare/web-acl.ts';
import { exitStatus } from './exit-status.ts';
import { environment, examples, statuses } from './help.ts';
import { laidOut } from './laid-out.ts';
import { withMeant } from './other-names.ts';
import { say } from './say.ts';
import type { Shell } from './shell.ts';

/** In the order of `--help`. */
const declarations = [
  declareAudit,
  declareWatch,
  declareOffline,
  declareInit,
  declareInventory,
  declareMemory,
  declareEvidence,
  declareWebAcl,
  declareNotify,
] as const;

/** Runs one command and gives its exit status. Nothing is thrown, and no stack trace reaches a user. */
export async function run(argv: readonly string[], given: Shell): Promise<number> {
  const shell = harmless(given);
  try {
    const status = await parse(argv, shell);
    shell.signal.throwIfAborted();
    return status;
  } catch (error) {
    return failed(error, shell);
  }
}

/** Names and values of others stand in what any command says, and a log may take a line of it for a command. */
const harmless = (shell: Shell): Shell => ({
  ...shell,
  out: (text) => shell.out(withoutCommands(text)),
  err: (text) => shell.err(withoutCommands(text)),
});

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

/** All commands with their options, which does nothing by itself. */
export function createProgram(shell: Shell, end: (status: number) => void): Command {
  const program = new Command('plumbline')
    .description('Holds a live AWS account against the architecture its owners require, written as JSON.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: shell.out,
      writeErr: (text) => shell.err(fitted(printableLines(withMeant(text)), shell.errWidth)),
      getOutHelpWidth: () => helpWidth(shell.width),
      getErrHelpWidth: () => helpWidth(shell.errWidth),
      getOutHasColors: () => shell.color,
      getErrHasColors: () => shell.errColor,
    })
    .configureHelp({
      minWidthToWrap: 20,
      styleTitle: picocolors.createColors(true).bold,
      // What each takes is said by its own page.
      subcommandTerm: (command) => command.name(),
    })
    .addHelpText('after', laidOut(`${examples}\n\n${statuses}\n\n${environment}`, shell));
  for (const declare of declarations) declare(program, shell, end);
  pointToHelp(program, '');
  return program;
}

/** A mistake in what follows a command is answered by the page of that command. */
function pointToHelp(command: Command, above: string): void {
  const name = `${above}${command.name()}`;
  command.showHelpAfterError(`(${name} --help shows what there is)`);
  for (const below of command.commands) pointToHelp(below, `${name} `);
}

/** Options are laid out even in a pipe, where a page of 80 columns is what other programs give. */
const helpWidth = (width: number): number =>
  width === 0 ? 80 : pageOf({ width, color: false, verbose: false }).width;

/** Says what went wrong to whom it concerns, and gives the exit status. */
export function failed(error: unknown, shell: Shell): number {
  if (shell.signal.aborted) {
    say(shell, 'interrupted');
    return exitStatus.interrupted;
  }
  // Commander has said what is wrong; asking for help is not.
  if (error instanceof CommanderError)
    return /^commander\.(help|helpDisplayed|version)$/.test(error.code) ? exitStatus.ok : exitStatus.wrongUse;
  if (error instanceof UserError) {
    say(shell, `plumbline: ${printableLines(error.message)}`);
    return error instanceof HeldError ? exitStatus.held : exitStatus.wrongUse;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  say(shell, `this is a fault of plumbline: ${printable(message)}`);
  if (shell.env['PLUMBLINE_DEBUG']) shell.err(`${printableLines(stack ?? '')}\n`);
  return exitStatus.ourFault;
}
