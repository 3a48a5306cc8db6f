import stringWidth from 'string-width';

/** As much of a text, from its beginning, as so many columns hold. */
export function fitting(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return kept;
}

/** What does not fit ends in `…`. */
export function cut(text: string, width: number): string {
  const kept = fitting(text, width);
  return kept === text ? text : `${fitting(text, width - 1)}…`;
}
