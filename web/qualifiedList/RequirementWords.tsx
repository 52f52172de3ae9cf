import { useTranslation } from 'react-i18next'
import type { Requirement } from '#schema/qualifiedList'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import styles from './qualifiedList.module.css'

/** Texts of an edition in the language in use; Italian where there is no English. */
export function useWords() {
  const isEnglish = useLanguage() === 'en'
  return {
    of: ({ title, titleEn }: { title: string; titleEn: string | null }) => (isEnglish && titleEn) || title,
    label: ({ label, labelEn }: { label: string; labelEn: string | null }) => (isEnglish && labelEn) || label,
    evidence: ({ evidence, evidenceEn }: Requirement) => (isEnglish && evidenceEn) || evidence,
  }
}

/** What a requirement asks for beyond its name: least value, answers that are accepted, evidence, source. */
export function RequirementDetail({ requirement }: { requirement: Requirement }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const words = useWords()
  const { minimum, unit, options, mandatory, source } = requirement
  const accepted = options.filter((option) => option.accepted).map(words.label)
  const evidence = words.evidence(requirement)
  const parts = [
    t(mandatory ? 'mandatory' : 'optional'),
    minimum !== null && t('least', { number: format.number(minimum, 1, 0), unit: unit ?? '' }).trim(),
    accepted.length > 0 && t('accepted', { options: accepted.join('; ') }),
    evidence && t('evidence', { evidence }),
    t('source', { source }).replace(/\.$/, ''),
  ]
  return <p className={styles.small}>{parts.filter(Boolean).join(' · ')}</p>
}
