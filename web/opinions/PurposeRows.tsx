import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpacePurpose } from '#schema/opinions'
import { useCityNames } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { MatchTag } from './MatchTag.tsx'
import styles from './opinions.module.css'
import { SittingLines } from './SittingLines.tsx'

/** What calls made of a purpose. */
function Decisions({ decisions }: Pick<SpacePurpose, 'decisions'>) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  return decisions.map(({ call, lot, taken, points, reason }) => (
    <span key={call + lot}>
      {t(`taken.${taken}`, { call, lot, points: format.number(points ?? 0, 2, 0), reason: reason ?? '' })}
    </span>
  ))
}

/** Uses a Municipio proposes for a space, why, by which vote, and what came of it. */
function PurposeRow({ purpose, withSpace, actions }: PurposeRowProps) {
  const { t } = useTranslation('opinions')
  const names = useCityNames()
  const format = useFormats()
  const { space, uses, reasons, priority, sitting, withdrawnOn, withdrawal, decisions, match } = purpose
  const from = { district: purpose.district, date: format.date(purpose.proposedOn) }
  return (
    <li className={styles.row}>
      <span className={styles.rowHead}>
        <b>{uses.map(names.use).join(', ')}</b>
        <Tag tone={priority === 'high' ? 'blue' : 'plain'}>{t(`priority.${priority}`)}</Tag>
        {match && <MatchTag match={match} />}
      </span>
      {withSpace && (
        <span>
          {t('kind.space')}: <Link to={`/spaces/${encodeURIComponent(space.code)}`}>{space.name}</Link> (
          {space.code})
        </span>
      )}
      <span lang="it">{reasons}</span>
      <Decisions decisions={decisions} />
      {sitting ? (
        <SittingLines sitting={sitting} />
      ) : (
        <span className={styles.note}>{t('sitting.none')}</span>
      )}
      <span className={styles.note}>{t('space.from', from)}</span>
      {withdrawnOn && (
        <span>{t('withdrawn', { date: format.date(withdrawnOn), reason: withdrawal ?? '' })}</span>
      )}
      {actions}
    </li>
  )
}

interface PurposeRowProps {
  purpose: SpacePurpose
  withSpace: boolean
  actions?: ReactNode
}

interface PurposeRowsProps {
  items: readonly SpacePurpose[]
  withSpace?: boolean
  actions?: (purpose: SpacePurpose) => ReactNode
}

/** Purposes that Municipi propose for spaces. */
export function PurposeRows({ items, withSpace = true, actions }: PurposeRowsProps) {
  const { t } = useTranslation('opinions')
  if (items.length === 0) return <p className={styles.note}>{t('noPurposes')}</p>
  return (
    <ul className={styles.rows}>
      {items.map((purpose) => (
        <PurposeRow key={purpose.id} purpose={purpose} withSpace={withSpace} actions={actions?.(purpose)} />
      ))}
    </ul>
  )
}
