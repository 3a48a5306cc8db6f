/** The same as in package.json, which a test checks; reading a file would cost `--version` more than it prints. */
export const version = '0.1.0';
