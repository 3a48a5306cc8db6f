/** A moment that AWS tells, in ISO 8601. */
export const iso = (at: Date | undefined): string | undefined =>
  at instanceof Date && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
