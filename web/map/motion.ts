/** How the camera moves when a person asks: an ease of 280 ms, or a jump where motion is to be reduced. */
export function easeOptions(): { duration: number; essential: boolean } {
  const reduced = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  return { duration: reduced ? 0 : 280, essential: true }
}
