import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';

export default { Client: EC2Client, commands: { DescribeSubnets: DescribeSubnetsCommand } };
