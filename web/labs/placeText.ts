/** Longitude and latitude in degrees. */
export type LonLat = [number, number]

const form = /^(-?\d{1,2}(?:[.,]\d+)?)[\s,;]+(-?\d{1,3}(?:[.,]\d+)?)$/
const degrees = (text: string) => Number(text.replace(',', '.'))

/** A place as maps write it, latitude first: `45.4642, 9.1900`, also with decimal commas; undefined where it is none. */
export function readPlace(text: string): LonLat | undefined {
  const [, latitude, longitude] = form.exec(text.trim()) ?? []
  if (latitude === undefined || longitude === undefined) return undefined
  const place: LonLat = [degrees(longitude), degrees(latitude)]
  return Math.abs(place[1]) <= 90 && Math.abs(place[0]) <= 180 ? place : undefined
}

/** The same, to about a metre. */
export const writePlace = ([longitude, latitude]: readonly [number, number]): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
