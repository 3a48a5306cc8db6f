import { type Gap, Unread } from './unseen.ts';

/** The properties of every resource type we collect, by CloudFormation name. Each collector adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: collectors fill it by declaration merging
export interface ResourceTypes {}

export type ResourceType = keyof ResourceTypes & `AWS::${string}::${string}`;

export interface Resource<T extends ResourceType = ResourceType> {
  readonly type: T;
  /** The ARN, or what CloudFormation's `Ref` returns where there is none. Unique within its type. */
  readonly id: string;
  /** What people call it, and what survives delete-and-recreate: `kiosk/menu-sync`, a load balancer's name. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Reading the tags of a resource whose tags AWS would not show throws `Unread`. */
  readonly tags: Readonly<Record<string, string>>;
  /** Reading a property that is a gap throws `Unread`. */
  readonly properties: Readonly<ResourceTypes[T]>;
  readonly gaps: readonly Gap[];
}

/** Seals a resource: from here on a property (or `tags`) named by a gap cannot be read by accident. */
export function createResource<T extends ResourceType>(resource: Resource<T>): Resource<T> {
  const sealed = { ...resource, properties: copyOf(resource.properties) };
  for (const gap of resource.gaps) {
    if (gap.property === 'tags') seal(sealed, 'tags', gap);
    else sealPath(sealed.properties, gap.property.split('.'), gap);
  }
  return sealed;
}

// A spread would read the gaps sealed before and drop them; their descriptors carry them over.
const copyOf = <O extends object>(value: O): O =>
  Object.defineProperties({}, Object.getOwnPropertyDescriptors(value)) as O;

function sealPath(target: object, [name = '', ...rest]: readonly string[], gap: Gap): void {
  if (rest.length === 0) {
    seal(target, name, gap);
    return;
  }
  const held = Object.getOwnPropertyDescriptor(target, name);
  if (held?.get) return; // the whole of it is a gap already
  const child = copyOf((held?.value ?? {}) as object);
  Object.defineProperty(target, name, { value: child, enumerable: true, configurable: true });
  sealPath(child, rest, gap);
}

function seal(target: object, name: string, gap: Gap): void {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: false,
    get() {
      throw new Unread(gap.property, gap);
    },
  });
}
