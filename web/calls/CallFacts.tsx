import { useTranslation } from 'react-i18next'
import type { Call } from '#schema/calls'
import { useCityNames } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { type Definition, DefinitionList } from '../ui/DefinitionList.tsx'
import styles from './calls.module.css'

function useFacts(call: Call): Definition[] {
  const { t } = useTranslation(['calls', 'space'])
  const format = useFormats()
  const names = useCityNames()
  const { technicalWeight: technical, priceWeight: price } = call
  const facts: (Definition | false)[] = [
    { term: t('calls:facts.opens'), value: call.opensAt && format.dateTime(call.opensAt) },
    {
      term: t('calls:facts.closes'),
      value: call.closesAt ? format.dateTime(call.closesAt) : t('calls:facts.noDeadline'),
    },
    { term: t('calls:facts.procedure'), value: t(`calls:procedure.${call.procedure}`) },
    { term: t('calls:facts.instrument'), value: t(`space:instrument.${call.instrument}`) },
    call.termYears !== null && {
      term: t('calls:facts.term'),
      value: t('calls:facts.years', { count: call.termYears }),
    },
    call.termMonths !== null && {
      term: t('calls:facts.term'),
      value: t('calls:facts.months', { count: call.termMonths }),
    },
    technical !== null &&
      price !== null && {
        term: t('calls:facts.score'),
        value: t('calls:facts.scoreValue', { technical, price }),
      },
    call.visits !== null && { term: t('calls:facts.visits'), value: call.visits },
    { term: t('calls:facts.perApplicant'), value: format.number(call.maxAwardsPerApplicant) },
    call.excludedActivities.length > 0 && {
      term: t('calls:facts.excluded'),
      value: call.excludedActivities.map(names.use).join(', '),
    },
    call.actNumber !== null && {
      term: t('calls:facts.act'),
      value: call.actDate
        ? t('calls:facts.actValue', { number: call.actNumber, date: format.date(call.actDate) })
        : call.actNumber,
    },
    call.caseOfficer !== null && { term: t('calls:facts.officer'), value: call.caseOfficer },
    call.source !== null && { term: t('calls:facts.source'), value: call.source },
  ]
  return facts.filter((fact) => fact !== false)
}

/** Dates, procedure, contract, act of a call. */
export function CallFacts({ call }: { call: Call }) {
  const { t } = useTranslation('calls')
  return (
    <div className={styles.box}>
      <h2>{t('facts.title')}</h2>
      <DefinitionList entries={useFacts(call)} />
    </div>
  )
}
