/** Whether a value is as a policy wants it; `untold` where what AWS shows does not tell, with what is lacking. */
export type Match =
  | { readonly status: 'yes' }
  /** `doubt`, where it is not as wanted and the opposite cannot be told either. */
  | { readonly status: 'no'; readonly doubt?: string }
  | { readonly status: 'untold'; readonly why: string };

export const yes: Match = { status: 'yes' };
export const no: Match = { status: 'no' };
export const untold = (why: string): Match => ({ status: 'untold', why });
export const toldBy = (holds: boolean): Match => (holds ? yes : no);

/** All must hold: what does not outweighs what cannot be told. */
export const allOf = (matches: readonly Match[]): Match =>
  matches.find(isPlainNo) ??
  matches.find(({ status }) => status === 'no') ??
  matches.find(({ status }) => status === 'untold') ??
  yes;

/** One must hold: what holds outweighs what cannot be told. */
export const anyOf = (matches: readonly Match[]): Match =>
  matches.find(({ status }) => status === 'yes') ??
  matches.find(({ status }) => status === 'untold') ??
  matches.find((match) => !isPlainNo(match)) ??
  no;

const isPlainNo = (match: Match): boolean => match.status === 'no' && match.doubt === undefined;

export function opposite(match: Match): Match {
  if (match.status === 'untold') return match;
  if (match.status === 'no' && match.doubt !== undefined) return untold(match.doubt);
  return toldBy(match.status === 'no');
}

/**
 * Whether the rows can be paired with the columns, each with one that it matches: `cells` are rows of as many columns.
 * It is told where pairs that match for sure are enough, and untold where what cannot be told would have to.
 */
export function pairsOf(cells: readonly (readonly Match[])[]): Match {
  if (isPaired(cells, ({ status }) => status === 'yes')) return yes;
  const all = cells.flat();
  if (isPaired(cells, ({ status }) => status !== 'no')) return all.find(isUntold) ?? no;
  return isPaired(cells, (match) => !isPlainNo(match)) ? (all.find(isDoubtful) ?? no) : no;
}

const isUntold = ({ status }: Match): boolean => status === 'untold';
const isDoubtful = (match: Match): boolean => match.status === 'no' && !isPlainNo(match);

/** Each row takes a column; where it is taken, whoever has it takes another, if there is one. */
function isPaired(cells: readonly (readonly Match[])[], fits: (match: Match) => boolean): boolean {
  const takenBy = new Map<number, number>();
  const take = (row: number, tried: Set<number>): boolean =>
    (cells[row] ?? []).some((match, column) => {
      if (!fits(match) || tried.has(column)) return false;
      tried.add(column);
      const owner = takenBy.get(column);
      if (owner !== undefined && !take(owner, tried)) return false;
      takenBy.set(column, row);
      return true;
    });
  return cells.every((_, row) => take(row, new Set()));
}
