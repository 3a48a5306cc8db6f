// `us-west-2a`. A Local Zone (`us-west-2-lax-1a`) hangs on one zone of the region, and is none.
const zoneOfRegion = /^[a-z]+(-[a-z]+)+-\d+[a-z]$/;

/** Whether it is the name of an availability zone of the region. */
export const isZoneOfRegion = (name: string): boolean => zoneOfRegion.test(name);
