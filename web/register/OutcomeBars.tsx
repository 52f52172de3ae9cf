import { useTranslation } from 'react-i18next'
import type { RegisterStatistics } from '#schema/register'
import { useFormats } from '../i18n/format.ts'
import { outcomeColors } from '../points/layer.ts'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import styles from './register.module.css'

interface OutcomeBarsProps {
  /** What is drawn, for who cannot see it; the table beside holds every value. */
  label: string
  rows: readonly {
    key: string
    name: string
    count: number
    outcomes: RegisterStatistics['outcomes']
  }[]
}

/** A part narrower than this share of the longest bar has no room for its letter. */
const leastForLetter = 0.06

/** Bars on one scale from nought, each parted by outcome; a letter says the same as a colour. */
export function OutcomeBars({ label, rows }: OutcomeBarsProps) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const colors = outcomeColors(useLayerContext().palette)
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <div className={styles.bars} role="img" aria-label={label}>
      {rows.map(({ key, name, count, outcomes }) => (
        <div key={key} className={styles.barRow}>
          <p>{name}</p>
          <p className={styles.bar}>
            {outcomes.map((part) => (
              <span
                key={part.outcome}
                style={{
                  width: `${(part.count / most) * 88}%`,
                  background: colors[part.outcome ?? 'none'],
                }}
              >
                {part.count / most >= leastForLetter && t(`letter.${part.outcome ?? 'none'}`)}
              </span>
            ))}
            <b>{format.number(count)}</b>
          </p>
        </div>
      ))}
    </div>
  )
}
