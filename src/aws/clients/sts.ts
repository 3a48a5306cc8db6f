import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

export default { Client: STSClient, commands: { GetCallerIdentity: GetCallerIdentityCommand } };
