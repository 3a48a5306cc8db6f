import stringWidth from 'fast-string-width';

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

/** What does not fit ends in `…`, after a whole word where the last one is not most of the text. */
export function cut(text: string, width: number): string {
  if (fitting(text, width) === text) return text;
  const kept = fitting(text, width - 1);
  const room = fitting(text, width - 2);
  const words = /\s/.test(text.charAt(room.length)) ? room.trimEnd() : room.replace(/\s*\S*$/, '');
  return words.length > kept.length / 2 ? `${words} …` : `${kept}…`;
}
