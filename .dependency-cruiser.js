/**
 * Who may import whom. Everything not allowed here is an error, so a new folder has to be placed before
 * it can be used. Each line says what a room may know.
 */
const layer = (from, ...to) => ({ from: { path: from }, to: { path: to } });
const MODEL = '^src/model/';
const TEXT = '^src/text/';
const DOCUMENTS = '^src/documents/';
const FILES = '^src/files/';
const PIPELINE = '^src/pipeline/';
const ACL = '^src/web-acl/(acl|budget|model)[.]ts$';
const NODE =
  '^(node:)?(crypto|fs|fs/promises|path|zlib|url|util|util/types|process|module|os|tty|buffer|http|net|child_process|events|stream|timers/promises|vm|perf_hooks|assert)$';
const npm = (...names) => `node_modules/(${names.join('|')})/`;

export default {
  allowedSeverity: 'error',
  allowed: [
    // What is done to text knows nothing of ours.
    layer(TEXT, TEXT, npm('picocolors', 'fast-string-width', 'fast-wrap-ansi', 'fastest-levenshtein')),
    // How files that people name are read and written, whatever is in them.
    layer(FILES, FILES, NODE),
    // Nouns know nothing but each other.
    layer(MODEL, MODEL),
    // A rule knows what it may know through one file; those on web ACLs know the prover too.
    layer('^src/rule[.]ts$', MODEL, TEXT),
    layer('^rules/', '^src/rule[.]ts$'),
    layer('^rules/', '^rules/judgements/'),
    layer('^rules/web-acl/', '^src/web-acl/'),
    // The prover is pure and stands alone.
    layer('^src/web-acl/[^/]+$', '^src/web-acl/'),
    layer('^src/web-acl/normalise/', ACL, '^src/web-acl/(normalise|text)/'),
    layer('^src/web-acl/walk/', ACL, '^src/web-acl/(normalise|walk|text)/'),
    layer('^src/web-acl/decide/', ACL, '^src/web-acl/(walk|decide|text)/'),
    // Words for what was decided: they look into all of it, and decide nothing.
    layer(
      '^src/web-acl/tell/',
      '^src/text/escape[.]ts$',
      ACL,
      '^src/web-acl/(normalise|walk|decide|text|tell)/',
    ),
    // What reads text knows no web ACL.
    layer('^src/web-acl/text/', '^src/web-acl/(text/|budget[.]ts$)'),
    layer('^src/web-acl/text/decode[.]ts$', '^(node:)?crypto$'),
    // Verbs know nouns; none does I/O.
    layer(PIPELINE, MODEL, PIPELINE, TEXT, '^(node:)?util$'),
    layer('^src/pipeline/load-policies[.]ts$', '^src/(policies|documents)/', NODE),
    // What people write as JSON, and how a mistake in it is told, whatever it is about.
    layer(DOCUMENTS, DOCUMENTS, TEXT, npm('ajv', 'jsonc-parser', 'fastest-levenshtein', 'fast-string-width')),
    layer('^src/policies/', MODEL, TEXT, DOCUMENTS, '^src/policies/', npm('picocolors'), NODE),
    layer('^src/config/', MODEL, DOCUMENTS, '^src/config/'),
    // When a quiet window began, or an audit is due, is asked of whoever knows cron and time zones.
    layer('^src/(pipeline/(quiet|schedule)|config/cron)[.]ts$', npm('cron-parser')),
    // A notifier knows how something is told, and not when: it remembers nothing and retries nothing.
    layer('^src/notifiers/', MODEL, TEXT, '^src/notifiers/', npm('@slack/web-api'), '^(node:)?crypto$'),
    // A collector puts questions and knows the SDK's types only: test/conventions holds it to `import type`.
    layer('^src/collectors/', MODEL, '^src/collectors/', 'node_modules/@aws-sdk/'),
    layer('^src/aws/', MODEL, TEXT, FILES, '^src/aws/', 'node_modules/@aws-sdk/', npm('p-limit'), NODE),
    layer('^src/reporters/', MODEL, TEXT, '^src/reporters/', npm('fast-string-width'), NODE),
    layer('^src/reporters/csv[.]ts$', '(node_modules/csv-stringify/|^csv-stringify/sync$)'),
    // Where each part of a policy stands is in the tree it was parsed to.
    layer('^src/policies/lines[.]ts$', npm('jsonc-parser')),
    // What stands for a secret is held against the expressions the prover will hold it against.
    layer('^src/aws/tokens/', '^src/web-acl/(text/|budget[.]ts$)'),
    // What is told of one web ACL has the prover's own nouns and words.
    layer('^src/reporters/web-acl/', '^src/web-acl/(model|explain|tell/(describe|paste))[.]ts$'),
    layer('^src/collectors[.]generated[.]ts$', '^src/collectors/'),
    layer(
      '^src/registry[.]generated[.]ts$',
      MODEL,
      '^rules/',
      '^src/reporters/',
      '^src/collectors[.]generated[.]ts$',
    ),
    // What can be expected of each type is data, in a notation that policies/ reads.
    layer('^src/types[.]generated[.]ts$', '^src/policies/property-text[.]ts$'),
    // What is kept between audits, in a file or a server; no store knows what is drift.
    layer('^src/stores/', MODEL, FILES, '^src/stores/', npm('kysely', 'libsql', 'pg', '@types/pg'), NODE),
    layer('^src/audit[.]ts$', MODEL, PIPELINE),
    // Commands put the pieces together.
    layer(
      '^src/(main[.]ts|commands/)',
      '^src/',
      npm('commander', 'listr2', 'picocolors', 'node-cron', 'pino', 'prom-client'),
      '^package[.]json$',
      NODE,
    ),
    layer('^(test|scripts|bench)/', '.*'),
  ],
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'two files that need each other are one file, or a third is missing',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
