import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PointDetail } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Tag } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import { usePointsState } from './DeskFrame.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './points.module.css'
import { aroundQuery } from './pointsApi.ts'
import { type PointsState, pointsParameters, writePointsState } from './pointsState.ts'
import { usePointKeys } from './usePointKeys.ts'

const addressOf = (id: number, state: PointsState) => writePointsState(state, `/desk/points/${id}`)
const focusOn = (id: string) => () => document.getElementById(id)?.focus()

/** Where the point stands among those of the filter it was opened from, and the way to its neighbours. */
export function PointHead({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  const go = useGo()
  const state = usePointsState()
  const { data: around } = useQuery({
    ...aroundQuery(point.id, String(pointsParameters(state, point.plan))),
    placeholderData: keepPreviousData,
  })
  const { previous = null, next = null } = around ?? {}
  const keys = useMemo(
    () => ({
      ...(next !== null && { j: () => go(addressOf(next, state)) }),
      ...(previous !== null && { k: () => go(addressOf(previous, state)) }),
      d: focusOn('decision-outcome'),
      c: focusOn('comment'),
    }),
    [go, next, previous, state],
  )
  const { on, choose } = usePointKeys(keys)
  return (
    <header className={styles.pointHead}>
      <LinkButton to={writePointsState({ ...state, plan: point.plan })} icon="left">
        {t('one.back')}
      </LinkButton>
      <h1>{point.reference}</h1>
      <OutcomeTag outcome={point.outcome} stage={point.stage} />
      {point.isLate && <Tag tone="warn">{t('late')}</Tag>}
      {point.prescription && <Tag>{t('prescription')}</Tag>}
      <span className={styles.grow} />
      <nav className={styles.neighbours} aria-label={t('title')}>
        {previous !== null && (
          <LinkButton to={addressOf(previous, state)} icon="left">
            {t('one.previous')}
          </LinkButton>
        )}
        <span role="status">
          {around &&
            (around.position === null
              ? t('one.outside')
              : t('one.around', {
                  position: format.number(around.position),
                  total: format.number(around.total),
                }))}
        </span>
        {next !== null && (
          <LinkButton to={addressOf(next, state)} look="primary">
            {t('one.next')}
          </LinkButton>
        )}
      </nav>
      <div className={styles.keys}>
        <Checkbox id="keys" checked={on} onChange={choose}>
          {t('one.keysOn')} <span className="vh">({t('one.keysHelp')})</span>
        </Checkbox>
      </div>
    </header>
  )
}
