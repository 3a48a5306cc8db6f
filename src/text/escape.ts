/**
 * JSON that may stand on a terminal, and means the same. JSON.stringify leaves DEL, the C1 controls and the
 * bidirectional marks as they are: a resource's name could steer the terminal, and with `##[` the log of a pipeline.
 */
export const escapeInvisible = (text: string): string =>
  text
    .replace(/##(?=[\w-]*\[)/g, '#\\u0023')
    .replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      [...Array(character.length).keys()]
        .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
        .join(''),
    );
