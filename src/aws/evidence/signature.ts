import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Signs and checks detached signatures of a manifest, in base64. A key of ours is of Ed25519 (RFC 8032); checked are also
 * those of an elliptic curve over SHA-256, as `cosign sign-blob --key` makes them.
 */

/** A private key from PEM. Throws `Error` with what it is instead. */
export function signingKey(pem: string): KeyObject {
  const key = keyOf(() => createPrivateKey(pem), 'a private key in PEM without a passphrase');
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`it is a key of ${key.asymmetricKeyType}, and was to be of ed25519`);
  return key;
}

/** A public key from PEM, or that of a private one. Throws `Error` with what it is instead. */
export function checkingKey(pem: string): KeyObject {
  const key = keyOf(() => createPublicKey(pem), 'a public key in PEM');
  if (key.asymmetricKeyType !== 'ed25519' && key.asymmetricKeyType !== 'ec')
    throw new Error(`it is a key of ${key.asymmetricKeyType}, and was to be of ed25519 or an elliptic curve`);
  return key;
}

export const signatureBy = (key: KeyObject, manifest: Uint8Array): string =>
  `${sign(null, manifest, key).toString('base64')}\n`;

export function isSignedBy(key: KeyObject, manifest: Uint8Array, signature: string): boolean {
  const bytes = signatureIn(signature);
  const algorithm = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return bytes !== undefined && verify(algorithm, manifest, key, bytes);
}

/** Bytes of the shortest signature that is in use; what is shorter is a message. */
const fewest = 32;

/** A signature from base64, whose lines may be broken as base64(1) breaks them; undefined for what is none. */
export function signatureIn(text: string): Buffer | undefined {
  const signature = text.replace(/\s/g, '');
  const bytes = Buffer.from(signature, 'base64');
  return bytes.length >= fewest && bytes.toString('base64') === signature ? bytes : undefined;
}

function keyOf(read: () => KeyObject, what: string): KeyObject {
  try {
    return read();
  } catch {
    throw new Error(`it is not ${what}`);
  }
}
