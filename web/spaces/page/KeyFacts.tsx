import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import styles from './space.module.css'
import { useSpaceWords } from './useSpaceWords.ts'

function Fact({ label, value, note }: { label: string; value: string | null; note: ReactNode }) {
  const { t } = useTranslation('ui')
  return (
    <div>
      <dt>{label}</dt>
      <dd className={value === null ? styles.unknown : undefined}>{value ?? t('unknown')}</dd>
      <dd className={styles.factNote}>{note}</dd>
    </div>
  )
}

function useVacancy(space: Space) {
  const { t } = useTranslation('space')
  const format = useFormats()
  if (space.monthsVacant !== null) {
    return {
      value: t('key.months', { count: space.monthsVacant }),
      note: space.vacantSince ? t('key.since', { date: format.date(space.vacantSince) }) : '',
    }
  }
  const inUse = space.status === 'inUse' || space.status === 'expiring'
  return {
    value: inUse ? t('key.notVacant') : null,
    note: space.useEndsOn ? t('key.until', { date: format.date(space.useEndsOn) }) : '',
  }
}

/** The six figures one decides on first. */
export function KeyFacts({ space }: { space: Space }) {
  const { t } = useTranslation(['space', 'ui'])
  const format = useFormats()
  const words = useSpaceWords()
  const vacancy = useVacancy(space)
  const { areaM2, heightM, powerKw, threePhase, condition, rent } = space
  return (
    <dl className={styles.keyFacts}>
      <Fact
        label={t('space:key.area')}
        value={areaM2 === null ? null : format.area(areaM2)}
        note={t('space:key.areaNote')}
      />
      <Fact
        label={t('space:key.height')}
        value={heightM === null ? null : format.metres(heightM)}
        note={words.floor(space.floor) ?? ''}
      />
      <Fact
        label={t('space:key.power')}
        value={powerKw === null ? null : format.power(powerKw)}
        note={
          threePhase
            ? t('space:key.threePhaseNote', { value: t(`space:threePhase.${threePhase}`) })
            : t('space:key.threePhaseUnknown')
        }
      />
      <Fact
        label={t('space:key.rent')}
        value={rent ? format.euro(rent.eurMonth) : null}
        note={rent ? t('space:key.rentNote') : t('space:key.rentUnknown')}
      />
      <Fact
        label={t('space:key.condition')}
        value={condition && t(`space:condition.${condition}`)}
        note={
          rent?.worksEur != null
            ? t('space:key.works', { amount: format.euroRound(rent.worksEur) })
            : t('space:key.worksUnknown')
        }
      />
      <Fact label={t('space:key.vacant')} value={vacancy.value} note={vacancy.note} />
    </dl>
  )
}
