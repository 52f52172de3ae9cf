/** Intervals of a day as a door says them; the midnight that ends one is 24:00. */
export const writtenHours = (intervals: readonly { from: string; to: string }[]): string =>
  [...intervals]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, to }) => `${from}–${to === '00:00' ? '24:00' : to}`)
    .join(', ')
