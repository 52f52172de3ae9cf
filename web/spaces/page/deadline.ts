const DAY_MS = 86_400_000

/** Whole days left until an instant, rounded up; negative once it has passed. */
export const daysUntil = (instant: string, now = Date.now()): number =>
  Math.ceil((Date.parse(instant) - now) / DAY_MS)
