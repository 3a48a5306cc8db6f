import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';

export default { Client: CloudWatchClient, commands: { DescribeAlarms: DescribeAlarmsCommand } };
