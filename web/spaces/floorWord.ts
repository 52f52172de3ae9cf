import type { TFunction } from 'i18next'

/** A floor (T, R, S1, 1 …) in words. */
export function floorWord(floor: string, t: TFunction<'space'>): string {
  if (floor === 'T' || floor === 'R') return t(`floor.${floor}`)
  return floor.startsWith('S') ? t('floor.S', { n: floor.slice(1) }) : t('floor.n', { n: floor })
}
