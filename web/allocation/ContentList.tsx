import { useTranslation } from 'react-i18next'
import type { RequestContent } from '#schema/allocation'
import { useCityNames } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { type Definition, DefinitionList } from '../ui/DefinitionList.tsx'
import styles from './allocation.module.css'

const written = (value: string | undefined) => (value?.trim() ? value : null)

/** Who asks, as names and values. */
export function useApplicantEntries({ applicant = {} }: RequestContent): Definition[] {
  const { t } = useTranslation('requests')
  const organisation = applicant.kind === 'organisation'
  return [
    { term: t('field.kind'), value: applicant.kind ? t(`field.${applicant.kind}`) : null },
    { term: t(organisation ? 'field.organisationName' : 'field.name'), value: written(applicant.name) },
    ...(organisation ? [{ term: t('field.representative'), value: written(applicant.representative) }] : []),
    { term: t('field.fiscalCode'), value: written(applicant.fiscalCode) },
    ...(applicant.vatNumber ? [{ term: t('field.vatNumber'), value: applicant.vatNumber }] : []),
    { term: t('field.email'), value: written(applicant.email) },
    { term: t('field.phone'), value: written(applicant.phone) },
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

/** All that was written, read-only. */
export function ContentList({ content }: { content: RequestContent }) {
  const { t } = useTranslation('requests')
  return (
    <div className={styles.content}>
      <h3>{t('ask.form.who')}</h3>
      <DefinitionList missing={t('field.notSaid')} entries={useApplicantEntries(content)} />
      <h3>{t('ask.form.what')}</h3>
      <DefinitionList missing={t('field.notSaid')} entries={useWorkEntries(content)} />
      <h3>{t('ask.form.project')}</h3>
      <p className={styles.text}>{content.text}</p>
    </div>
  )
}
