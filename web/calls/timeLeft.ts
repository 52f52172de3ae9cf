const two = (value: number) => String(value).padStart(2, '0')

/** Whole days and hours, minutes and seconds of a span in milliseconds; null once it is over. */
export function timeLeft(milliseconds: number): { days: number; clock: string } | null {
  if (milliseconds <= 0) return null
  const seconds = Math.floor(milliseconds / 1000)
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  return { days: Math.floor(seconds / 86_400), clock: clock.map(two).join(':') }
}
