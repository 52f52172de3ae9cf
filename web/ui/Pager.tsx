import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { Link } from './Link.tsx'

interface PagerProps {
  /** What has these pages, for who does not see it. */
  label: string
  /** From 1. */
  page: number
  /** How many a page holds. */
  size: number
  total: number
  to: (page: number) => string
  className: string | undefined
}

/** The way from one page of a list to the next; nothing where one holds all. */
export function Pager({ label, page, size, total, to, className }: PagerProps) {
  const { t } = useTranslation('ui')
  const format = useFormats()
  if (total <= size) return null
  const from = (page - 1) * size
  const until = Math.min(from + size, total)
  return (
    <nav className={className} aria-label={label}>
      {page > 1 && <Link to={to(page - 1)}>{t('previousPage')}</Link>}
      <span>
        {t('page', {
          from: format.number(from + 1),
          to: format.number(until),
          total: format.number(total),
        })}
      </span>
      {until < total && <Link to={to(page + 1)}>{t('nextPage')}</Link>}
    </nav>
  )
}
