export const examples = `Examples:
  plumbline audit                                    judge the account by ./policies
  plumbline audit policies/shop.json --format json   one policy, for a machine
  plumbline audit --config plumbline.config.json     several accounts and regions, each through its role
  plumbline audit --record evidence/today            keep AWS's answers, in a new folder
  plumbline audit --evidence evidence/today          judge them again, without AWS, by the policies kept with them`;

export const statuses = `Exit status:
  0   all that is required holds
  1   something is violated
  2   the audit is incomplete: something could not be read
  3   both
  4   somebody could not be told (--notify), or the audit not be remembered (--store); 5 to 7 are 1 to 3 with it
  64  the command or a policy is wrong
  70  plumbline itself is at fault
  75  another process audits the same places: nothing was audited, run it again
  130 interrupted`;

export const environment = `Environment (as the AWS CLI understands it):
  AWS_PROFILE       the profile whose credentials and region are used
  AWS_REGION        the region to audit where no --config names any
  AWS_ENDPOINT_URL  another endpoint than AWS, such as an emulator
  SLACK_BOT_TOKEN   with --notify, where a route is a Slack channel
  PLUMBLINE_WEBHOOK_SECRET  with --notify, where a route is a webhook
  COLUMNS           how wide text is; as wide as the terminal where it is not set
  NO_COLOR          no colours, even at a terminal; FORCE_COLOR, colours even in a pipe
  PLUMBLINE_DEBUG   say where, when plumbline itself is at fault`;

export const diffStatuses = `Exit status:
  0   nothing opened or got worse, unless only by another policy
  1   something opened or got worse
  2   something can no more be seen
  3   both
  64  the command, a policy or what is compared is wrong`;

export const historyStatuses = `Exit status:
  0   with --at: all of it held
  1   with --at: something was violated, or changed in between
  2   with --at: something was unknown, or nobody looked
  3   both
  64  the command is wrong, or the store cannot be read`;

export const watchStatuses = `Exit status:
  0   it was told to stop, and did; an audit that was given up for it is not kept
  64  the configuration, a policy or an option is wrong, or the store cannot be used, at the start
  130 it was told to stop twice, or what went on did not end

Environment: as for audit. Logs are lines of JSON on the standard error; docs/watch.md tells the metrics.`;

export const statusStatuses = `Exit status:
  0   nothing is amiss
  1   incidents are open
  2   a place is overdue, or cannot be seen
  4   something that was to be told cannot be, until a person mends something
  64  the command or the configuration is wrong, or the store cannot be read
  These are added up: 5 is 1 and 4.`;

export const webAclExamples = `Examples:
  plumbline web-acl --file acl.json --from KP,IR --rate 2000/300
  plumbline web-acl --file acl.json --allow-only BR,PT
  plumbline web-acl --file acl.json --request '{"country":"KP","path":"/health","headers":{}}'

A file holds {"WebACL", "RuleGroups": {ARN}, "IPSets": {ARN}, "RegexPatternSets": {ARN}, "ManagedRuleGroups":
{"vendor/name": [{"Name", "Action"}]}, "Country": ["KP"], "Rate": {"requests", "seconds"}} as AWS's API gives them.
What it refers to and does not hold is unread. Its Country and Rate are what is asked, unless --from, --allow-only and --rate say otherwise.
A value that the web ACL compares is not shown: {{…}} stands for it, which --request understands.

Exit status:
  0   proved: nothing asked about gets by
  1   violated: something does, and is shown
  2   unknown: it could not be decided
  3   violated here, unknown there
  64  the command or a file is wrong`;

export const evidenceExamples = `Examples:
  plumbline evidence verify evidence/today
  plumbline evidence verify evidence/today --digest sha256:…
  plumbline evidence verify evidence/today --key public.pem

Exit status:
  0   it is whole, and what --digest and --key say
  2   it is, and the policies within ask what it holds no answer to
  64  it is not, or cannot be read`;

export const notifyExamples = `Examples:
  plumbline notify test --config plumbline.config.json
  plumbline notify test --channel C0123456789
  plumbline notify test --webhook https://alerts.example.com/plumbline --dry-run

Environment:
  SLACK_BOT_TOKEN           of a bot with chat:write, channels:history (of private channels groups:history),
                            metadata.message:read and reactions:read
  SLACK_CHANNEL             the id of a channel, where --channel is left out
  SLACK_API_URL             another endpoint than Slack
  PLUMBLINE_WEBHOOK_SECRET  signs what goes to a webhook`;

export const inventoryExamples = `Examples:
  plumbline inventory
  plumbline inventory AWS::ECS::Service
  plumbline inventory AWS::ECS::Service policies/shop.json --evidence evidence/today

Exit status:
  0   all of it was read
  2   something could not be read
  64  the command or a policy is wrong`;

export const initExamples = `Examples:
  plumbline init
  plumbline init policies/shop.jsonc --evidence evidence/today
  plumbline init policies/ops.jsonc --config plumbline.config.json --account ops --region sa-east-1

Exit status:
  0   the policy was written
  2   it was written, and something could not be read: of that nothing is required
  64  the command is wrong, or the file is there already`;
