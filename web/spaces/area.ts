import type { Position } from 'geojson'
import { api } from '../api/client.ts'

const mostVertices = 200
const mostCharacters = 4000

/** A ring as the filter `within` takes it: "lon lat,lon lat,…", five decimals (about a metre). */
export function ringText(ring: readonly Position[]): string {
  return ring.map(([lon = 0, lat = 0]) => `${round(lon)} ${round(lat)}`).join(',')
}

const round = (degrees: number) => Number(degrees.toFixed(5))

/** The value of `within` for a drawn ring; one too large for an address is kept by the server. */
export async function withinOf(ring: readonly Position[]): Promise<string> {
  const text = ringText(ring)
  if (ring.length <= mostVertices && text.length <= mostCharacters) return text
  const { id } = await api<{ id: string }>('/api/areas', {
    method: 'POST',
    body: { type: 'Polygon', coordinates: [ring] },
  })
  return `area:${id}`
}

/** Rings of an area in the address; none where only the server knows it. */
export function ringOf(within: string): Position[] {
  if (within.startsWith('area:')) return []
  return within.split(',').map((pair) => pair.trim().split(/\s+/).map(Number))
}
