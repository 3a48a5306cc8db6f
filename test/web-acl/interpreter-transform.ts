/** Text transformations, written from AWS's descriptions; where these leave the result open, any may be. */
export function transformed(value: string, type: string, oracle: (fact: string) => boolean): string {
  const known = apply(value, type);
  if (known !== null) return known;
  return oracle(`mangled ${type} ${value}`) ? value.replace(/[&.]/g, '').replace(/\/+/g, '/') : value;
}

function apply(value: string, type: string): string | null {
  switch (type) {
    case 'NONE':
      return value;
    case 'LOWERCASE':
      return value.toLowerCase();
    case 'URL_DECODE':
      return value
        .replaceAll('+', ' ')
        .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    case 'COMPRESS_WHITE_SPACE':
      return value.replace(/[\t\n\v\f\r \u00a0]+/g, ' ');
    case 'NORMALIZE_PATH':
      return normalised(value);
    case 'HTML_ENTITY_DECODE':
      return withoutEntities(value);
    case 'BASE64_DECODE':
      return isBase64(value) ? atob(value) : null;
    case 'CMD_LINE':
      return /[,;\t\n]| {2}|["'\\^] | ["'\\^]/.test(value) ? null : commandOf(value);
    default:
      throw new Error(`no transformation ${type}`);
  }
}

function normalised(value: string): string | null {
  let path = value.replace(/\/{2,}/g, '/');
  while (path.includes('/./')) path = path.replace('/./', '/');
  for (let before = ''; before !== path; ) {
    before = path;
    path = path.replace(/\/(?!\.\.\/)[^/]+\/\.\.\//, '/');
  }
  const isOpen = !path.startsWith('/') || path.startsWith('/../') || /\/\.\.?$/.test(path);
  return isOpen && /\/\/|\/\./.test(value) ? null : path;
}

function withoutEntities(value: string): string | null {
  const plain = value.replace(
    /&#x([0-7]?[0-9a-f]);/gi,
    (_, hex: string) => `\0${String.fromCharCode(Number.parseInt(hex, 16))}`,
  );
  return plain.replaceAll('\0', '').includes('&') && /&(#|;|quot|nbsp|lt|gt|amp)/i.test(plain)
    ? null
    : plain.replaceAll('\0', '');
}

const isBase64 = (value: string): boolean =>
  value.length % 4 === 0 && /^[A-Za-z0-9+/]*=?=?$/.test(value) && btoa(atob(value)) === value;

const commandOf = (value: string): string =>
  value
    .replace(/["'\\^]/g, '')
    .replace(/ (?=[/(])/g, '')
    .toLowerCase();
