import { useTranslation } from 'react-i18next'
import type { Outcome } from '#schema/points'
import { useLayerContext } from '../spaces/useLayerContext.ts'
import { outcomeColors } from './layer.ts'
import styles from './OutcomeLegend.module.css'

/** What the colours and letters of the outcomes mean. */
export function OutcomeLegend({ outcomes }: { outcomes: readonly (Outcome | null)[] }) {
  const { t } = useTranslation('points')
  const colors = outcomeColors(useLayerContext().palette)
  return (
    <ul className={styles.legend} aria-label={t('map.legend')}>
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <span aria-hidden="true" style={{ background: colors[outcome ?? 'none'] }}>
            {t(`letter.${outcome ?? 'none'}`)}
          </span>
          {t(`outcome.${outcome ?? 'none'}`)}
        </li>
      ))}
    </ul>
  )
}
