/**
 * The command that walks a request through a web ACL again, to be pasted; undefined where a shell would take the id for
 * more than a word. The request is quoted already.
 */
export const walkCommand = (id: string, request: string): string | undefined =>
  isArn.test(id) ? `plumbline web-acl ${id} --request ${request}` : undefined;

const isArn = /^arn:[\w:/+=,.@-]+$/;
