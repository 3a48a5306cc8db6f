import { propertyText } from './property-words.ts';
import { type Gap, Unread } from './unseen.ts';

/** The properties of every resource type we collect, by CloudFormation name. Each collector adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: collectors fill it by declaration merging
export interface ResourceTypes {}

export type ResourceType = keyof ResourceTypes & `AWS::${string}::${string}`;

export interface Resource<T extends ResourceType = ResourceType> {
  readonly type: T;
  /** The ARN, or what CloudFormation's `Ref` returns where there is none. Unique within its type. */
  readonly id: string;
  /**
   * What AWS keeps unique in the place and what survives delete-and-recreate: `kiosk/menu-sync`, a load balancer's
   * name. Where AWS keeps no name unique (a file system's `Name` tag is not) it is the id.
   */
  readonly name: string;
  /** What AWS calls its name, where `name` says more: `menu-sync`. */
  readonly awsName?: string | undefined;
  /** What people call it, where that is not its name: a file system's `Name` tag. */
  readonly label?: string | undefined;
  /** Whether it can serve, and whether it is on its way; absent for types that AWS gives no state. */
  readonly condition?: Condition | undefined;
  readonly account: string;
  readonly region: string;
  /** Reading the tags of a resource whose tags AWS would not show throws `Unread`. */
  readonly tags: Readonly<Record<string, string>>;
  /** Reading a property that is a gap throws `Unread`; one that was not asked for, `NotAsked`. */
  readonly properties: Readonly<ResourceTypes[T]>;
  readonly gaps: readonly Gap[];
}

/** What AWS itself says of a resource's state. */
export interface Condition {
  /** AWS's own word: `active`, `creating`, `stopped`. */
  readonly state: string;
  /** Whether it does its work as it stands. What does not serve does not count as existing. */
  readonly serves: boolean;
  /** Whether it is on its way to another state: what fails only because of that is not yet judged. */
  readonly moving: boolean;
  /** When it began to move, in ISO 8601, where AWS tells. */
  readonly since?: string | undefined;
  /** When it was made, where AWS has one word for what is being made and for what is changed later, and tells no more. */
  readonly made?: string | undefined;
}

/** Thrown by whoever reads what nobody asked AWS for: a rule that does not declare what it looks at. A bug of ours. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked';
  constructor(type: string, what: string) {
    super(`${what} of ${type} was not asked for: a rule reads it without declaring so`);
  }
}

/** Seals a resource: from here on a property (or `tags`) named by a gap cannot be read by accident. */
export function createResource<T extends ResourceType>(resource: Resource<T>): Resource<T> {
  return sealed({ ...resource, properties: copyOf(resource.properties) }, resource.gaps);
}

/** Seals more of a resource than its collector did. */
export function sealMissing<T extends ResourceType>(
  resource: Resource<T>,
  gaps: readonly Gap[],
): Resource<T> {
  if (gaps.length === 0) return resource;
  const copy = copyOf(resource) as Writable<Resource<T>>;
  copy.properties = copyOf(resource.properties);
  copy.gaps = [...resource.gaps, ...gaps];
  return sealed(copy, gaps);
}

type Writable<R> = { -readonly [K in keyof R]: R[K] };

function sealed<T extends ResourceType>(resource: Resource<T>, gaps: readonly Gap[]): Resource<T> {
  for (const gap of gaps) {
    const refuse = () => new Unread(propertyText(gap.property), gap);
    if (gap.property === 'tags') seal(resource, 'tags', refuse);
    else sealPath(resource.properties, gap.property.split('.'), refuse);
  }
  return resource;
}

/** Seals what was not asked: not to know a property is not the same as its absence. */
export function sealUnasked<T extends ResourceType>(
  resource: Resource<T>,
  paths: readonly string[],
): Resource<T> {
  const copy = copyOf(resource) as Writable<Resource<T>>;
  copy.properties = copyOf(resource.properties);
  for (const path of paths) {
    const refuse = () => new NotAsked(resource.type, path);
    if (path === 'tags') seal(copy, 'tags', refuse);
    else sealPath(copy.properties, path.split('.'), refuse);
  }
  return copy;
}

// A spread would leave out the gaps sealed before, which do not enumerate; their descriptors carry them over, five times as slowly.
const copyOf = <O extends object>(value: O): O =>
  Object.keys(value).length === Object.getOwnPropertyNames(value).length
    ? { ...value }
    : (Object.defineProperties({}, Object.getOwnPropertyDescriptors(value)) as O);

function sealPath(target: object, [name = '', ...rest]: readonly string[], refuse: () => Error): void {
  if (rest.length === 0) {
    seal(target, name, refuse);
    return;
  }
  const held = Object.getOwnPropertyDescriptor(target, name);
  if (held?.get) return; // the whole of it is a gap already
  const child = copyOf((held?.value ?? {}) as object);
  Object.defineProperty(target, name, { value: child, enumerable: true, configurable: true });
  sealPath(child, rest, refuse);
}

function seal(target: object, name: string, refuse: () => Error): void {
  if (Object.getOwnPropertyDescriptor(target, name)?.get) return; // a gap stays what it is
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: false,
    get() {
      throw refuse();
    },
  });
}

/** AWS's word for a state, so that it may stand behind "is": `stopped`, `in state error`. */
export const stateText = (state: string | undefined): string =>
  /^[a-z]+(ed|ing)$|^(available|active)$|.* .*/i.test(state ?? '') ? String(state) : `in state ${state}`;
