import type { TypeProperties } from '../model/property.ts';
import { readType, type TypeText } from '../policies/property-text.ts';
import { types } from '../types.generated.ts';

/** What can be expected of a type in this build. */
export const propertiesOf = readOnce(types);

/** Reads each type when it is first asked for: most policies speak of a few. */
function readOnce(texts: ReadonlyMap<string, TypeText>): (type: string) => TypeProperties | undefined {
  const known = new Map<string, TypeProperties>();
  return (type) => {
    const text = texts.get(type);
    const found = known.get(type) ?? (text && readType(text));
    if (found) known.set(type, found);
    return found;
  };
}
