import { useTranslation } from 'react-i18next'
import type { RetentionRule } from '#schema/city'
import { useLanguage } from '../i18n/useLanguage.ts'

/** How long something is kept and from when, in words. */
export function RetentionPeriod({ rule }: { rule: RetentionRule }) {
  const { t } = useTranslation('privacy')
  const language = useLanguage()
  if (rule.action === 'keep') return t('howLong.keep')
  const [unit, count] = Object.entries(rule.period)[0] ?? ['days', 0]
  const from = rule.from[language]
  if (unit === 'days' && count === 1) return t('howLong.oneDay', { from })
  return t(`howLong.${unit as 'days' | 'months' | 'years'}`, { count, from })
}
