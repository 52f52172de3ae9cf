import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import './fonts.css'

maplibre.setWorkerUrl(workerUrl)

/** The map library, told where its worker lies. */
export const engine = maplibre

/** Addresses of this site are written without their origin, which the worker needs. */
export const withOrigin = (url: string) => ({
  url: url.startsWith('/') ? window.location.origin + url : url,
})
