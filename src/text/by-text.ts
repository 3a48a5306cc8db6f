/** The order of code units, the same wherever it runs. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
