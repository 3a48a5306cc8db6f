import type { PlaceRef } from './place.ts';

/** A resource as findings and reports name it. */
export interface ResourceRef extends PlaceRef {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** What AWS calls its name, where `name` says more. */
  readonly awsName?: string | undefined;
  /** What people call it, where that is not its name. */
  readonly label?: string | undefined;
}
