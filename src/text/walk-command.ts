import { shellWord } from './shell-word.ts';

/** A recording as a command line names it. */
interface Named {
  readonly folder: string;
  readonly digest?: string | undefined;
}

/**
 * The command that walks a request through a web ACL again, to be pasted; undefined where a shell would take the id for
 * more than a word, or a folder cannot be typed. The request is quoted already.
 */
export function walkCommand(id: string, request: string, evidence?: Named): string | undefined {
  if (!isArn.test(id)) return undefined;
  const words = evidence === undefined ? [] : evidenceWords(evidence);
  return words && ['plumbline web-acl', id, ...words, '--request', request].join(' ');
}

/** The same of what a document of web ACLs holds. */
export function walkFileCommand(file: string, request: string): string | undefined {
  const word = shellWord(file);
  return word && `plumbline web-acl --file ${word} --request ${request}`;
}

const isArn = /^arn:[\w:/+=,.@-]+$/;

/** `--evidence`, and `--digest` where one was demanded. */
function evidenceWords({ folder, digest }: Named): readonly string[] | undefined {
  const word = shellWord(folder);
  if (word === undefined) return undefined;
  return ['--evidence', word, ...(digest === undefined ? [] : ['--digest', digest])];
}
