/** `arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<id>` → name. */
export const groupName = (arn: string): string => arn.split('/')[1] ?? arn;

/** `arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<id>` → name. */
export const loadBalancerName = (arn: string): string => arn.split('/')[2] ?? arn;
