import styles from './impact.module.css'

interface BarChartProps {
  /** What is drawn, for who cannot see it; the table beside holds every value. */
  label: string
  bars: readonly { key: string; name: string; value: number; text: string }[]
}

const rowHeight = 30
const nameWidth = 100
const valueWidth = 50
const width = 400

/** Bars side by side on one scale from nought; values are written at their ends. */
export function BarChart({ label, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const room = width - nameWidth - valueWidth
  return (
    <svg
      className={styles.chart}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${Math.max(1, bars.length) * rowHeight}`}
    >
      {bars.map(({ key, name, value, text }, index) => {
        const length = (value / most) * room
        const middle = index * rowHeight + rowHeight / 2
        return (
          <g key={key}>
            <text x={nameWidth - 10} y={middle} textAnchor="end" dominantBaseline="central">
              {name}
            </text>
            <rect x={nameWidth} y={middle - 9} width={length} height={18} rx={2} />
            <text x={nameWidth + length + 8} y={middle} dominantBaseline="central" className={styles.value}>
              {text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
