/**
 * What is over is kept for as long as the store, and no audit reads its way through it: each asks what resolved within the
 * last day, and which message was written last.
 */
export const version3 = (): readonly string[] => [
  'create index incident_resolved on incident (resolved_at)',
  'create index outbox_position on outbox (position)',
];
