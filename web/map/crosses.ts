import type { Feature, Point } from 'geojson'
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import type { LayerContext, LayerGroup } from './layerGroup.ts'

const minzoom = 15
const stepM = 100
/** Metres of one degree of latitude on the mean sphere, IUGG R1 = 6,371,008.8 m. */
const degreeM = (Math.PI / 180) * 6_371_008.8

/** Survey crosses every 100 m, so that near is never a void. */
export function crossLayer({ palette }: LayerContext): LayerGroup {
  return {
    id: 'crosses',
    sources: { crosses: { type: 'geojson', data: crossesIn([0, 0, 0, 0]) } },
    layers: {
      areas: [
        {
          id: 'cross',
          type: 'symbol',
          source: 'crosses',
          minzoom,
          layout: { 'icon-image': 'cross', 'icon-allow-overlap': true, 'icon-ignore-placement': true },
        },
      ],
    },
    images: {
      cross: {
        sizePx: 9,
        strokes: [{ path: 'M12 2v20M2 12h20', line: palette.cross, lineWidth: 2.2 }],
      },
    },
    legend: [],
    interactive: [],
    visibility: 'fixed',
  }
}

/** Points of a grid of 100 m inside a box (west, south, east, north in degrees); at most 2,000. */
export function crossesIn([west, south, east, north]: [number, number, number, number]) {
  const latStep = stepM / degreeM
  const lonStep = latStep / Math.cos((Math.round((south + north) * 5) / 10) * (Math.PI / 180))
  const points: Feature<Point>[] = []
  for (let row = Math.ceil(south / latStep); row * latStep < north; row++) {
    for (let column = Math.ceil(west / lonStep); column * lonStep < east && points.length < 2000; column++) {
      const coordinates = [column * lonStep, row * latStep]
      points.push({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } })
    }
  }
  return { type: 'FeatureCollection' as const, features: points }
}

/** Keeps the crosses of a map where the camera is; returns how to stop. */
export function followWithCrosses(map: MapLibreMap): () => void {
  const update = () => {
    const source = map.getSource('crosses')
    if (map.getZoom() < minzoom || source?.type !== 'geojson') return
    const bounds = map.getBounds()
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const
    void (source as GeoJSONSource).setData(crossesIn([...box]))
  }
  map.on('moveend', update)
  update()
  return () => map.off('moveend', update)
}
