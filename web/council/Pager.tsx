import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import styles from './council.module.css'

interface PagerProps {
  page: number
  size: number
  total: number
  to: (page: number) => string
}

/** The way from one page of a list to the next. */
export function Pager({ page, size, total, to }: PagerProps) {
  const { t } = useTranslation('council')
  const format = useFormats()
  if (total <= size) return null
  const from = (page - 1) * size
  const until = Math.min(from + size, total)
  return (
    <nav className={styles.pager} aria-label={t('pages')}>
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
