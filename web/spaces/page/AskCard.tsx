import { useTranslation } from 'react-i18next'
import { cannotAskReasons } from '#rules/spaces'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { type Definition, DefinitionList } from '../../ui/DefinitionList.tsx'
import { Link } from '../../ui/Link.tsx'
import styles from './space.module.css'

type Call = NonNullable<Space['call']>

function CallTerms({ call }: { call: Call }) {
  const { t } = useTranslation('space')
  const instrument = ['lease', 'concession', 'loanForUse', 'temporaryConcession'] as const
  const known = instrument.find((word) => word === call.instrument)
  const name = known ? t(`instrument.${known}`) : call.instrument
  const entries: Definition[] = [
    {
      term: t('ask.contract'),
      value: call.termYears ? t('ask.contractValue', { instrument: name, count: call.termYears }) : name,
    },
  ]
  if (call.technicalWeight !== null && call.priceWeight !== null) {
    entries.push({
      term: t('ask.score'),
      value: t('ask.scoreValue', { technical: call.technicalWeight, price: call.priceWeight }),
    })
  }
  if (call.visits) entries.push({ term: t('ask.visits'), value: call.visits })
  return <DefinitionList figures entries={entries} />
}

function Application({ space, call }: { space: Space; call: Call }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const english = useLanguage() === 'en'
  const title = (english && call.titleEn) || call.title
  return (
    <>
      <p className={styles.label}>{t(call.closesAt ? 'ask.until' : 'ask.standing')}</p>
      {call.closesAt && (
        <p className={styles.deadline}>
          {t('ask.deadline', { day: format.longDate(call.closesAt), time: format.time(call.closesAt) })}
        </p>
      )}
      <p className={styles.muted}>{t('ask.lot', { lot: call.lot, call: title })}</p>
      {!call.standing && <p className={styles.muted}>{t('ask.sealed')}</p>}
      <LinkButton to={`/spaces/${space.code}/ask`} look="primary" big>
        {t('ask.application')}
      </LinkButton>
      <p className={styles.muted}>
        {t('ask.noSignIn')} <Link to={`/calls/${call.code}`}>{t('ask.call')}</Link>
      </p>
      <CallTerms call={call} />
    </>
  )
}

function Interest({ code }: { code: string }) {
  const { t } = useTranslation('space')
  return (
    <>
      <h2 className={styles.deadline}>{t('ask.interestTitle')}</h2>
      <p className={styles.muted}>{t('ask.interestBody')}</p>
      <LinkButton to={`/spaces/${code}/ask`} look="primary" big>
        {t('ask.interest')}
      </LinkButton>
      <p className={styles.muted}>{t('ask.noSignIn')}</p>
    </>
  )
}

function Closed({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const reason = cannotAskReasons.find((code) => code === space.canAsk.reasonCode) ?? 'notPublic'
  return (
    <>
      <h2 className={styles.deadline}>{t('ask.closed')}</h2>
      <p>{t(`ask.refusal.${reason}`)}</p>
      {reason === 'callNotOpenYet' && space.call?.opensAt && (
        <p>{t('ask.opens', { date: format.dateTime(space.call.opensAt) })}</p>
      )}
      {space.call && <Link to={`/calls/${space.call.code}`}>{t('ask.call')}</Link>}
    </>
  )
}

/** How to ask for the space, or why not. */
export function AskCard({ space }: { space: Space }) {
  return (
    <div className={`${styles.card} ${styles.ask}`}>
      {space.canAsk.kind === 'application' && space.call ? (
        <Application space={space} call={space.call} />
      ) : space.canAsk.kind ? (
        <Interest code={space.code} />
      ) : (
        <Closed space={space} />
      )}
    </div>
  )
}
