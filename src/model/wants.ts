/** Whether a set of paths reads `path`, something inside it, or something that holds it. */
export function reads(paths: ReadonlySet<string>, path: string): boolean {
  if (paths.has(path)) return true;
  return [...paths].some((read) => read.startsWith(`${path}.`) || path.startsWith(`${read}.`));
}
