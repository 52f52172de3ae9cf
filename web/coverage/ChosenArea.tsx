import { useTranslation } from 'react-i18next'
import type { Area, Indicator } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Link } from '../ui/Link.tsx'
import styles from './coverage.module.css'
import { useValueWords } from './values.ts'

/** The area chosen on the map or in the table: its figure in words, what is behind it, and where to read on. */
export function ChosenArea({ area, indicator }: { area: Area; indicator: Indicator }) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const language = useLanguage()
  const words = useValueWords()
  const told = area.values[indicator.id]
  return (
    <section className={styles.chosen} aria-live="polite">
      <h3>{area.name}</h3>
      <p>
        {indicator.title[language]}: <b>{words.whole(told, indicator)}</b>
        {told.count !== null && indicator.unit !== 'count' && (
          <>, {t('chosen.count', { count: told.count, number: format.number(told.count) })}</>
        )}
      </p>
      {area.residents !== null && (
        <p className={styles.small}>
          {t('chosen.residents', { number: format.number(area.residents), year: area.residentsYear ?? '?' })}{' '}
          {area.residentsSource} {!area.official && t('chosen.summed')}
        </p>
      )}
      {area.small && <p className={styles.small}>{t('chosen.small')}</p>}
      {area.border && <p className={styles.small}>{t('chosen.border')}</p>}
      {area.kind === 'district' && (
        <p>
          <Link to={`/districts/${area.code}`}>{t('chosen.toDistrict', { name: area.name })}</Link>
        </p>
      )}
    </section>
  )
}
