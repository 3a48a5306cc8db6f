/** Whether a message ends by a value: `MinCapacity is 1` has said what is actual. */
export const isSaid = (message: string, value: string): boolean =>
  [` ${value}`, ` "${value}"`].some((end) => message.endsWith(end));
