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
    .argument('[rule]', 'the name of a rule')
    .action(async (rule) => {
      const { explainRules } = await import('../offline.ts');
      end(explainRules(rule, shell));
    });
  program
    .command('permissions')
    .summary('the least-privilege IAM policy an audit needs')
    .description('Prints an IAM policy with the actions that auditing these policies needs, and no other.')
    .argument(...policyArgument)
    .option(...configOption)
    .action(async (policies, options) => {
      const { permissionsCommand } = await import('../permissions.ts');
      end(await permissionsCommand(policies, options, shell));
    });
};
