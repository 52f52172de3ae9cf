/** Metres of a CSS pixel at zoom 0 on the equator: the equator of WGS 84 over a tile of 512 px. */
const equatorMetresPerPixel = 40_075_016.686 / 512
const lengthsM = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]
const leastPx = 58

/** The shortest round distance at least 58 px long at a zoom and latitude (degrees), in Web Mercator. */
export function scaleOf(zoom: number, latitude: number): { distanceM: number; widthPx: number } {
  const metresPerPixel = (equatorMetresPerPixel * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom
  const distanceM = lengthsM.find((length) => length / metresPerPixel > leastPx) ?? 20_000
  return { distanceM, widthPx: Math.round(distanceM / metresPerPixel) }
}
