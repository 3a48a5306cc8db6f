/** `38 min`, `4 h`, `2 days` */
export function durationOf(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** The same of what is over, which is told once: `2 h 45 min`. */
export function lastedFor(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const rest = minutes % 60;
  if (minutes < 120 || minutes >= 48 * 60) return durationOf(milliseconds);
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}
