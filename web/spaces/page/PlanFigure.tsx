import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import type { Plan, Ring } from './plan.ts'
import styles from './space.module.css'

const WIDTH = 400
const HEIGHT = 300
const DRAWN_WIDTH = 240
const DRAWN_HEIGHT = 170

/** Side in metres of the squares behind the plan: the smallest that can still be seen. */
const squareM = (pixelsPerMetre: number): number =>
  [1, 2, 5, 10, 20, 50].find((side) => side * pixelsPerMetre >= 7) ?? 100

function Dimension({ from, to, text }: { from: [number, number]; to: [number, number]; text: string }) {
  const vertical = from[0] === to[0]
  const [x, y] = vertical ? [from[0] - 8, (from[1] + to[1]) / 2] : [(from[0] + to[0]) / 2, from[1] + 18]
  const tick = ([tickX, tickY]: [number, number]) => `M${tickX - 3.5} ${tickY + 3.5}l7-7`
  return (
    <>
      <path
        d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}${tick(from)}${tick(to)}`}
        stroke="var(--ink-500)"
        fill="none"
      />
      <text
        x={x}
        y={y}
        className={styles.dimension}
        transform={vertical ? `rotate(-90 ${x} ${y})` : undefined}
      >
        {text}
      </text>
    </>
  )
}

/** The outline of a space to scale, with its dimensions, squares of a stated size and where north is. */
export function PlanFigure({ space, plan }: { space: Space; plan: Plan }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const scale = Math.min(DRAWN_WIDTH / plan.widthM, DRAWN_HEIGHT / plan.depthM)
  const [width, depth] = [plan.widthM * scale, plan.depthM * scale]
  const [left, top] = [(WIDTH - width) / 2 + 10, (HEIGHT - depth) / 2 - 18]
  const draw = (ring: Ring) =>
    `M${ring.map(([x, y]) => `${(left + x * scale).toFixed(1)} ${(top + depth - y * scale).toFixed(1)}`).join('L')}Z`
  const outline = plan.rings.map(draw).join('')
  const square = squareM(scale)
  const colour = `var(--st-${space.status})`
  const label = t('media.planLabel', {
    name: space.name,
    width: format.metres(plan.widthM),
    depth: format.metres(plan.depthM),
  })
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className={styles.plan}>
        <defs>
          <pattern
            id="plan-squares"
            x={left}
            y={top + depth}
            width={square * scale}
            height={square * scale}
            patternUnits="userSpaceOnUse"
          >
            <path
              d={`M${square * scale} 0H0V${square * scale}`}
              fill="none"
              stroke="var(--line-soft)"
              strokeWidth="0.8"
            />
          </pattern>
        </defs>
        <rect width={WIDTH} height={HEIGHT} fill="url(#plan-squares)" />
        <path d={outline} fill="#fff" fillRule="evenodd" />
        <path
          d={outline}
          fill={colour}
          fillOpacity="0.1"
          fillRule="evenodd"
          stroke={colour}
          strokeWidth="3"
        />
        <Dimension
          from={[left, top + depth + 16]}
          to={[left + width, top + depth + 16]}
          text={format.metres(plan.widthM)}
        />
        <Dimension from={[left - 16, top + depth]} to={[left - 16, top]} text={format.metres(plan.depthM)} />
        <g transform={`translate(368 34) rotate(${plan.northDegrees.toFixed(1)})`} fill="var(--ink-700)">
          <path d="M0-14 6 8 0 4-6 8Z" />
          <text y="22" className={styles.north}>
            {t('media.north')}
          </text>
        </g>
      </svg>
      <figcaption>{t('media.plan', { metres: format.metres(square) })}</figcaption>
    </figure>
  )
}
