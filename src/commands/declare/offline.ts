import { Option } from 'commander';
import { configOption, type Declare, policyArgument } from './declare.ts';

export const declareOffline: Declare = (program, shell, end) => {
  program
    .command('validate')
    .summary('find every mistake in policies, without AWS')
    .description('Reads policies and shows every mistake in them with its place and what to write instead.')
    .argument(...policyArgument)
    .action(async (policies) => {
      const { validate } = await import('../offline.ts');
      end(validate(policies, shell));
    });
  program
    .command('rules')
    .summary('what a policy can require, with parameters, why and how to fix')
    .description('Lists the rules by type of resource, or explains one.')
    .argument('[rule]', 'the name of a rule, or a type of resource')
    .action(async (rule) => {
      const { explainRules } = await import('../offline.ts');
      end(explainRules(rule, shell));
    });
  program
    .command('types')
    .summary('what a policy can select and expect, by type of resource')
    .description(
      'Lists the types of resources, or shows one: what selects its resources, and every property that `expect` can name, with its type, its values, its default and what it costs.',
    )
    .argument('[type]', 'a type: AWS::RDS::DBCluster, RDS::DBCluster, DBCluster, or RDS for all of them')
    .addOption(new Option('--format <name>', 'how to answer').choices(['text', 'json']).default('text'))
    .action(async (type, options) => {
      const { explainTypes } = await import('../offline.ts');
      end(explainTypes(type, options, shell));
    });
  program
    .command('permissions')
    .summary('the least-privilege IAM policy an audit needs')
    .description('Prints an IAM policy with the actions that auditing these policies needs, and no other.')
    .argument(...policyArgument)
    .option(...configOption)
    .option('--all', 'all that init, inventory or any policy may ask, whatever the policies are')
    .action(async (policies, options) => {
      const { permissionsCommand } = await import('../permissions.ts');
      end(await permissionsCommand(policies, options, shell));
    });
};
