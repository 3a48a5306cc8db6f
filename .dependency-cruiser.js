/**
 * Who may import whom. Everything not allowed here is an error, so a new folder has to be placed before
 * it can be used. Each line says what a room may know.
 */
const layer = (from, ...to) => ({ from: { path: from }, to: { path: to } });
const MODEL = '^src/model/';
const TEXT = '^src/text/';
const PIPELINE = '^src/pipeline/';
const ACL = '^src/web-acl/(acl|model)[.]ts$';
const NODE =
  '^(node:)?(crypto|fs|fs/promises|path|zlib|url|util|process|module|os|tty|buffer|http|net|child_process|events|stream|timers/promises|perf_hooks|assert)$';
const npm = (...names) => `node_modules/(${names.join('|')})/`;

export default {
  allowedSeverity: 'error',
  allowed: [
    // What is done to text knows nothing of ours.
    layer(TEXT, TEXT, npm('picocolors', 'string-width', 'wrap-ansi')),
    // Nouns know nothing but each other.
    layer(MODEL, MODEL),
    // A rule knows what it may know through one file; those on web ACLs know the prover too.
    layer('^src/rule[.]ts$', MODEL, TEXT),
    layer('^rules/', '^src/rule[.]ts$'),
    layer('^rules/(?!judgements/)', '^rules/judgements/'),
    layer('^rules/web-acl/', '^src/web-acl/'),
    // The prover is pure and stands alone.
    layer('^src/web-acl/[^/]+$', '^src/web-acl/'),
    layer('^src/web-acl/normalise/', ACL, '^src/web-acl/(normalise|text)/'),
    layer('^src/web-acl/walk/', ACL, '^src/web-acl/(normalise|walk|text)/'),
    layer('^src/web-acl/decide/', ACL, '^src/web-acl/(walk|decide|text)/'),
    // What reads text knows no web ACL.
    layer('^src/web-acl/text/', '^src/web-acl/text/'),
    layer('^src/web-acl/text/decode[.]ts$', '^(node:)?crypto$'),
    // Verbs know nouns; none does I/O.
    layer(PIPELINE, MODEL, PIPELINE, TEXT, '^(node:)?util$'),
    // When a quiet window began is asked of whoever knows cron and time zones.
    layer('^src/pipeline/quiet[.]ts$', npm('cron-parser')),
    // A notifier knows how something is told, and not when: it remembers nothing and retries nothing.
    layer('^src/notifiers/', MODEL, TEXT, '^src/notifiers/', npm('@slack/web-api'), '^(node:)?crypto$'),
    layer('^src/pipeline/load-policies[.]ts$', '^src/policies/', NODE),
    layer(
      '^src/policies/',
      MODEL,
      TEXT,
      '^src/policies/',
      '^policies[.]schema[.]json$',
      npm('ajv', 'ajv-formats', 'jsonc-parser', 'fastest-levenshtein', 'picocolors'),
      NODE,
    ),
    // A collector puts questions and knows the SDK's types only: test/conventions holds it to `import type`.
    layer('^src/collectors/', MODEL, '^src/collectors/', 'node_modules/@aws-sdk/'),
    layer('^src/aws/', MODEL, '^src/aws/', 'node_modules/@aws-sdk/', npm('p-limit'), NODE),
    layer('^src/reporters/', MODEL, TEXT, '^src/reporters/', npm('string-width'), NODE),
    layer('^src/registry[.]generated[.]ts$', MODEL, '^rules/', '^src/(collectors|reporters)/'),
    layer('^src/audit[.]ts$', MODEL, PIPELINE),
    // Commands put the pieces together.
    layer(
      '^src/(main[.]ts|commands/)',
      '^src/',
      npm('commander', 'listr2', 'picocolors'),
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
