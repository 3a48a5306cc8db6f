import { Option } from 'commander';
import { evidenceExamples } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import { type Declare, digestOption } from './declare.ts';

export const declareEvidence: Declare = (program, shell, end) => {
  program
    .command('evidence')
    .summary('check a recording, and see what it is of')
    .command('verify')
    .summary('what, when, where, by whom and with which policies; whether it was changed')
    .description(
      'Checks that a folder of --record is whole, does not contradict itself, and is the one a digest or a signature names. Shows what it is of, who asked, and what AWS refused.',
    )
    .argument('<dir>', 'a folder of --record')
    .addOption(digestOption())
    .option('--key <file>', 'the public key (PEM) that it must be signed by')
    .option('--signature <file>', 'the signature (default: manifest.sig in the folder)')
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .addHelpText('after', laidOut(evidenceExamples, shell))
    .action(async (dir, options) => {
      const { verifyEvidenceCommand } = await import('../evidence.ts');
      end(await verifyEvidenceCommand(dir, options, shell));
    });
};
