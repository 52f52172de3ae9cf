const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]
const firstIn = (userAgent: string, words: [RegExp, string][]) =>
  words.find(([pattern]) => pattern.test(userAgent))?.[1]

/**
 * The browser and system of a User-Agent header, such as "Firefox, Windows": enough for its owner to know
 * it again, no more is kept. Null for a program that is no known browser.
 */
export function browserWords(userAgent: string): string | null {
  const words = [firstIn(userAgent, browsers), firstIn(userAgent, systems)].filter(Boolean)
  return words.length > 0 ? words.join(', ') : null
}
