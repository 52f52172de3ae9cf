import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpinionItem } from '#schema/opinions'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { ObjectLink } from './ObjectLink.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './opinions.module.css'
import { SittingLines } from './SittingLines.tsx'

interface OpinionRowsProps {
  items: readonly OpinionItem[]
  /** Whether each says whose it is. */
  named?: boolean
  /** Where the whole of one is read; its public page where it is not said. */
  pathOf?: (id: string) => string
  /** What can be done with one. */
  actions?: (opinion: OpinionItem) => ReactNode
}

/** Opinions that were given, each with its outcome and votes. */
export function OpinionRows({ items, named, pathOf = (id) => `/opinions/${id}`, actions }: OpinionRowsProps) {
  const { t } = useTranslation('opinions')
  if (items.length === 0) return <p className={styles.note}>{t('noGiven')}</p>
  return (
    <ul className={styles.rows}>
      {items.map((opinion) => (
        <li key={opinion.id} className={styles.row}>
          <span className={styles.rowHead}>
            <Link to={pathOf(opinion.id)}>{opinion.title}</Link>
            <OutcomeTag outcome={opinion.outcome} />
            {opinion.isLate && <Tag tone="warn">{t('late')}</Tag>}
            {!opinion.wasAsked && <Tag>{t('unasked')}</Tag>}
          </span>
          {named && <span>{t('district', { district: opinion.district })}</span>}
          <ObjectLink object={opinion.object} />
          {opinion.sitting ? (
            <SittingLines sitting={opinion.sitting} />
          ) : (
            <span className={styles.note}>{t('sitting.noneOpinion')}</span>
          )}
          {actions?.(opinion)}
        </li>
      ))}
    </ul>
  )
}
