import { useTranslation } from 'react-i18next'
import type { Coverage } from '#schema/coverage'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Note } from '../ui/marks.tsx'
import styles from './coverage.module.css'

/** What must stand beside every figure: how ways were measured, how old the census is, of which run it is. */
export function Ground({ coverage: { run, travel, census, facilities } }: { coverage: Coverage }) {
  const { t } = useTranslation('coverage')
  const format = useFormats()
  const language = useLanguage()
  const share = census.uncheckedShare
  return (
    <div className={styles.ground}>
      {run.id !== null && <Note tone="blue">{t('ground.kept', { date: format.date(run.date) })}</Note>}
      <p>
        {t('ground.travel', {
          note: travel.note[language],
          speed: format.number((travel.speedMPerMin * 60) / 1000, 1, 0),
        })}{' '}
        {travel.detour !== null && t('ground.detour', { factor: format.number(travel.detour, 1) })}
      </p>
      <p>
        {census.lastSurvey
          ? t('ground.census', { date: format.date(census.lastSurvey) })
          : t('ground.noCensus')}{' '}
        {share !== null && t('ground.unchecked', { share: `${format.number(share * 100, 0)}%` })}
      </p>
      <p>
        {t('ground.facilities', {
          inside: t('noun.labs', {
            count: facilities.labsInside,
            number: format.number(facilities.labsInside),
          }),
          outside: format.number(facilities.labsOutside),
        })}{' '}
        {t('ground.run', {
          time: format.dateTime(run.computedAt),
          method: run.method,
          data: run.dataVersion.slice(0, 12),
        })}
      </p>
    </div>
  )
}
