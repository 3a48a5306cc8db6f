import { Option } from 'commander';
import { webAclExamples } from '../help.ts';
import { laidOut } from '../laid-out.ts';
import { codes, json, rate } from '../option-values.ts';
import { type Declare, digestOption } from './declare.ts';

export const declareWebAcl: Declare = (program, shell, end) => {
  program
    .command('web-acl')
    .summary('prove what a web ACL blocks, or show a request that gets by')
    .description(
      'Lists the rules of a web ACL in the order AWS evaluates them, with what each does to the traffic asked about, and decides whether any of it gets by.',
    )
    .argument('[arn]', 'a web ACL of the account the credentials open')
    .addOption(
      new Option('--config <file>', 'enter its account as this configuration does').conflicts([
        'evidence',
        'file',
      ]),
    )
    .addOption(new Option('--evidence <dir>', 'read it from a recording').conflicts('file'))
    .addOption(digestOption())
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
    .addHelpText('after', laidOut(webAclExamples, shell))
    .action(async (arn, options) => {
      const { webAclCommand } = await import('../web-acl.ts');
      end(await webAclCommand({ arn, ...options }, shell));
    });
};
