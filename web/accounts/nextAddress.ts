/** Where to go after signing in: a path of this site, else the map. An address of another site is ignored. */
export function nextAddress(asked: string | null): string {
  if (!asked?.startsWith('/')) return '/'
  const url = new URL(asked, 'https://here.invalid')
  return url.origin === 'https://here.invalid' ? url.pathname + url.search : '/'
}
