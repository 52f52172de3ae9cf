import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { ShapeIcon } from '../ui/ShapeIcon.tsx'
import type { Overlay } from './AreaShapes.tsx'
import type { MapArea } from './areaDrawing.ts'
import styles from './areaMap.module.css'
import type { Classes } from './classes.ts'
import type { PngKey } from './png.ts'

interface Legible {
  areas: readonly MapArea[]
  classes: Classes
  numberOf: (value: number) => string
}

interface AreaLegendProps extends Legible {
  overlays: readonly Overlay[]
}

interface Row extends PngKey {
  key: string
  count: number
}

/** The rows of the legend: nought, each class, then what is grey and why. */
function useRows({ areas, classes, numberOf }: Legible): Row[] {
  const { t } = useTranslation('coverage')
  const small = areas.filter((area) => area.small).length
  const unknown = areas.filter((area) => !area.small && area.state !== 'known').length
  const rangeOf = (from: string, to: string) => (from === to ? from : t('legend.range', { from, to }))
  return [
    ...(classes.zeros > 0
      ? [{ key: 'zero', color: '--seq-1', text: t('legend.zero'), count: classes.zeros }]
      : []),
    ...classes.parts.map(({ from, to, count, color }) => ({
      key: color,
      color,
      text: rangeOf(numberOf(from), numberOf(to)),
      count,
    })),
    { key: 'small', color: null, text: t('legend.smallArea'), count: small },
    { key: 'unknown', color: null, text: t('legend.unknown'), count: unknown },
  ].filter(({ color, count }) => color !== null || count > 0)
}

/** The legend of a map of areas in a picture of it: each class with how many areas are in it, and by which method. */
export function usePngLegend(legible: Legible): { legend: PngKey[]; method: string } {
  const method = useMethodText(legible)
  const rows = useRows(legible)
  return { legend: rows.map(({ color, text, count }) => ({ color, text: `${text} (${count})` })), method }
}

function useMethodText({ classes, numberOf }: Pick<Legible, 'classes' | 'numberOf'>): string {
  const { t } = useTranslation('coverage')
  return classes.middle === null
    ? t('legend.method', { method: t(`method.${classes.method}`) })
    : t('legend.around', { middle: numberOf(classes.middle) })
}

/** What the colours and signs of a map of areas mean, with how many areas are in each class. */
export function AreaLegend(props: AreaLegendProps) {
  const { overlays } = props
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const rows = useRows(props)
  return (
    <div className={styles.legend}>
      <p className={styles.quiet}>{useMethodText(props)}</p>
      <ul className={styles.classes} aria-label={t('legend.title')}>
        {rows.map(({ key, color, text, count }) => (
          <li key={key}>
            <i
              className={color ? styles.swatch : `${styles.swatch} ${styles.hatched}`}
              style={color ? { background: `var(${color})` } : undefined}
            />
            <span>{text}</span>
            <span className={styles.tally}>
              {format.number(count)} <span className="vh">{t('legend.areas')}</span>
            </span>
          </li>
        ))}
      </ul>
      {overlays.length > 0 && (
        <ul className={styles.signs} aria-label={t('legend.signs')}>
          {overlays.map(({ id, label, strokes, points }) => (
            <li key={id}>
              <ShapeIcon strokes={strokes} size={14} /> {label}{' '}
              <span className={styles.tally}>{format.number(points.length)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
