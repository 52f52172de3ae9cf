import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '../ui/Disclosure.tsx'
import styles from './figures.module.css'
import { useWidth } from './useWidth.ts'

/** One area of a strip: what it is called in short, and its value where it is known. */
interface StripPoint {
  code: string
  /** "M9" */
  short: string
  name: string
  value: number | null
  /** The value in words. */
  text: string
}

interface StripPlotProps {
  /** What the values are. */
  title: string
  points: readonly StripPoint[]
  city: { value: number | null; text: string }
  /** Code of the area that is filled. */
  own?: string
  /** Leaves out the table that opens under it, where another table holds the same. */
  bare?: boolean
  svgRef?: Ref<SVGSVGElement>
}

const height = 40
const middle = 14
const radius = 5
const margin = 16

/** Where each value stands on the line, in pixels; all in the middle where all are the same. */
export function placesOf(values: readonly number[], width: number): (value: number) => number {
  const least = Math.min(...values)
  const most = Math.max(...values)
  const room = width - 2 * margin
  return (value) => (most > least ? margin + ((value - least) / (most - least)) * room : width / 2)
}

/** Which points are named under the line: the lowest and the highest, and the own one. */
function named(points: readonly StripPoint[], own: string | undefined): Set<string> {
  const sorted = [...points].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  return new Set([sorted[0]?.code, sorted.at(-1)?.code, own].filter((code) => code !== undefined))
}

/** Drops a name that would stand on the own one. */
const apart = (x: number, own: number | undefined) => own === undefined || Math.abs(x - own) > 26

function Strip({ title, points, city, own, svgRef }: StripPlotProps) {
  const { t } = useTranslation('coverage')
  const { box, width } = useWidth<HTMLDivElement>(300)
  const known = points.filter(({ value }) => value !== null)
  const values = [...known.map(({ value }) => value ?? 0), ...(city.value === null ? [] : [city.value])]
  const placeOf = placesOf(values, width)
  const ownPoint = known.find(({ code }) => code === own)
  const ownPlace = ownPoint && placeOf(ownPoint.value ?? 0)
  const names = named(known, own)
  const drawn = [...known].sort((a, b) => Number(a.code === own) - Number(b.code === own))
  return (
    <div ref={box}>
      <svg
        ref={svgRef}
        className={styles.plot}
        role="img"
        aria-label={t('strip.label', { title })}
        viewBox={`0 0 ${width} ${height}`}
      >
        <line x1={margin} x2={width - margin} y1={middle} y2={middle} className={styles.line} />
        {city.value !== null && (
          <line
            x1={placeOf(city.value)}
            x2={placeOf(city.value)}
            y1={middle - 10}
            y2={middle + 10}
            className={styles.city}
          />
        )}
        {drawn.map(({ code, short, value, name, text }) => {
          const x = placeOf(value ?? 0)
          const isOwn = code === own
          return (
            <g key={code}>
              <circle
                cx={x}
                cy={middle}
                r={isOwn ? radius + 1 : radius}
                className={isOwn ? styles.own : styles.dot}
              >
                <title>{`${name}: ${text}`}</title>
              </circle>
              {names.has(code) && (isOwn || apart(x, ownPlace)) && (
                <text x={x} y={height - 4} textAnchor="middle" className={isOwn ? styles.ownText : undefined}>
                  {short}
                </text>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}

/** Areas as dots on one line, the own one filled and the city as a tick; a table that opens holds the same. */
export function StripPlot(props: StripPlotProps) {
  const { title, points, city, own, bare } = props
  const { t } = useTranslation('coverage')
  return (
    <div className={styles.strip}>
      <Strip {...props} />
      {!bare && (
        <Disclosure
          title={
            <>
              {t('strip.table')} <span className="vh">{title}</span>
            </>
          }
        >
          <table className={styles.table}>
            <caption className="vh">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t('strip.area')}</th>
                <th scope="col">{t('strip.value')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ code, name, text }) => (
                <tr key={code} aria-current={code === own ? 'true' : undefined}>
                  <th scope="row">{name}</th>
                  <td>{text}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">{t('strip.city')}</th>
                <td>{city.text}</td>
              </tr>
            </tbody>
          </table>
        </Disclosure>
      )}
    </div>
  )
}
