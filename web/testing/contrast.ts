/** Red, green and blue, 0 to 255, of the first colour in a CSS value. */
function rgbOf(css: string): number[] {
  const hex = css.match(/#([0-9a-f]{6})/i)?.[1]
  if (hex) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const parts = css.match(/rgba?\(([^)]+)\)/)?.[1]
  if (!parts) throw new Error(`no colour in "${css}"`)
  return parts
    .split(/[\s,/]+/)
    .slice(0, 3)
    .map(Number)
}

/** Relative luminance (WCAG 2.2). */
function luminance(css: string): number {
  const [red = 0, green = 0, blue = 0] = rgbOf(css).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours (WCAG 2.2), 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}
