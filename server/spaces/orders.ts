import type { Sort } from '../featureIndex/definition.ts'
import type { SpaceSort } from './schema.ts'

const byCode: Sort = { by: 'code' }

/** The orders of spaces, but the one by distance, which depends on a place. */
export const orders: Record<Exclude<SpaceSort, 'near'>, Sort[]> = {
  relevance: [{ by: 'openness' }, { by: 'completeness', descending: true }, byCode],
  areaAscending: [{ by: 'areaM2' }, byCode],
  areaDescending: [{ by: 'areaM2', descending: true }, byCode],
  rentAscending: [{ by: 'rent' }, byCode],
  code: [byCode],
}
