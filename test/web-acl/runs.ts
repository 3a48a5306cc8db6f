/** How many random web ACLs each fuzzer is given; `.ci/run` asks for 20,000. */
export const RUNS = Number(process.env['WEB_ACL_RUNS'] ?? 1000);
export const SEED = Number(process.env['WEB_ACL_SEED'] ?? 20_261_124);
