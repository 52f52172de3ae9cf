import { useTranslation } from 'react-i18next'
import { declarationTexts, type RequestContent } from '#schema/allocation'
import { useCityNames } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { usePartyEntries } from '../parties/usePartyEntries.tsx'
import { type Definition, DefinitionList } from '../ui/DefinitionList.tsx'
import styles from './allocation.module.css'
import { EligibilityAnswers } from './EligibilityAnswers.tsx'

const written = (value: string | undefined) => (value?.trim() ? value : null)

/** Who asks, as names and values; `withheld` stands where the fiscal code is left out. */
export function useApplicantEntries({ applicant = {} }: RequestContent, withheld?: string): Definition[] {
  const { t } = useTranslation('parties')
  const { kind = 'person', ...data } = applicant
  return [
    { term: t('field.kind'), value: applicant.kind ? t(`kind.${applicant.kind}`) : null },
    ...usePartyEntries(kind, data, withheld),
  ]
}

/** What is done and how, as names and values. */
export function useWorkEntries(content: RequestContent): Definition[] {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const names = useCityNames()
  const { people, jobs, powerKw, durationMonths, atecoCode, atecoVersion } = content
  return [
    { term: t('field.makes'), value: written(content.makes) },
    { term: t('field.use'), value: content.use ? names.use(content.use) : null },
    {
      term: t('field.atecoCode'),
      value: atecoCode ? t('field.ateco', { code: atecoCode, version: atecoVersion ?? '' }) : null,
    },
    { term: t('field.people'), value: people === undefined ? null : format.number(people) },
    { term: t('field.jobs'), value: jobs === undefined ? null : format.number(jobs) },
    { term: t('field.hours'), value: written(content.hours) },
    { term: t('field.powerKw'), value: powerKw === undefined ? null : format.power(powerKw) },
    { term: t('field.noise'), value: content.noise ? t(`field.noiseLevels.${content.noise}`) : null },
    { term: t('field.startOn'), value: content.startOn ? format.date(content.startOn) : null },
    {
      term: t('field.durationMonths'),
      value: durationMonths === undefined ? null : t('field.months', { count: durationMonths }),
    },
  ]
}

interface ContentListProps {
  content: RequestContent
  /** Code of the call that was asked under; null where there is none. */
  call: string | null
  /** What stands in place of what the reader is not shown. */
  withheld?: string | undefined
}

/** What was declared in sending a request, in the words of then. */
function DeclaredList({ declarations }: { declarations: RequestContent['declarations'] }) {
  const { t } = useTranslation('requests')
  const language = useLanguage()
  if (!declarations) return null
  const { version, accepted, by } = declarations
  const texts = declarationTexts[version].filter(({ code }) => accepted.includes(code))
  return (
    <>
      <h3>{t('receipt.declared')}</h3>
      <ul className={styles.declared}>
        {texts.map(({ code, reference, ...text }) => (
          <li key={code}>
            {text[language]} <small>({reference})</small>
          </li>
        ))}
      </ul>
      <p>{t('receipt.declaredBy', { name: by, version })}</p>
    </>
  )
}

/** Stamp duty and aid, as names and values; nothing of a request that was asked for neither. */
export function useDutyEntries({ stamp, deMinimisEur }: RequestContent): Definition[] {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const exempt = stamp?.exemption && t(`duty.exemption.${stamp.exemption}`)
  return [
    ...(stamp ? [{ term: t('field.stamp'), value: exempt ?? written(stamp.number) }] : []),
    ...(deMinimisEur === undefined
      ? []
      : [{ term: t('field.deMinimisEur'), value: format.euro(deMinimisEur) }]),
  ]
}

/** All that was written, read-only. */
export function ContentList({ content, call, withheld }: ContentListProps) {
  const { t } = useTranslation('requests')
  const duty = useDutyEntries(content)
  return (
    <div className={styles.content}>
      <h3>{t('ask.form.who')}</h3>
      <DefinitionList missing={t('field.notSaid')} entries={useApplicantEntries(content, withheld)} />
      <h3>{t('ask.form.what')}</h3>
      <DefinitionList missing={t('field.notSaid')} entries={useWorkEntries(content)} />
      <h3>{t('ask.form.project')}</h3>
      <p className={styles.text}>{content.text}</p>
      {duty.length > 0 && (
        <>
          <h3>{t('duty.title')}</h3>
          <DefinitionList missing={t('field.notSaid')} entries={duty} />
        </>
      )}
      {content.eligibilityAnswers && <EligibilityAnswers call={call} answers={content.eligibilityAnswers} />}
      <DeclaredList declarations={content.declarations} />
    </div>
  )
}
