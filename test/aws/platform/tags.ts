/** The tags of everything on the platform, as most services spell them. ECS writes them small. */
export const tags = [
  { Key: 'app', Value: 'kiosk' },
  { Key: 'env', Value: 'prod' },
];

export const named = (name: string) => [...tags, { Key: 'Name', Value: name }];

/** A member every answer of AWS has, though its types call it optional. */
export function given<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`the emulator answered without ${what}`);
  return value;
}
