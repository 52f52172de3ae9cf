import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '#schema/calls'
import { useFormats } from '../i18n/format.ts'
import styles from './callPage.module.css'
import { callQuery } from './callQuery.ts'
import { timeLeft } from './timeLeft.ts'

const tickMs = 1000

/** The instant a call waits for now: its opening or its deadline; null where there is none. */
function targetOf({ phase, opensAt, closesAt }: Call): { what: 'opens' | 'closes'; at: string } | null {
  if (phase === 'upcoming' && opensAt) return { what: 'opens', at: opensAt }
  if (phase === 'open' && closesAt) return { what: 'closes', at: closesAt }
  return null
}

/** How long there is still, ticking for the eye; who listens is told the instant itself, once. */
export function Countdown({ call }: { call: Call }) {
  const { t } = useTranslation(['callPage', 'calls'])
  const format = useFormats()
  const queries = useQueryClient()
  const [now, setNow] = useState(() => Date.now())
  const target = targetOf(call)
  const left = target && timeLeft(Date.parse(target.at) - now)
  const isOver = target !== null && left === null
  const isTicking = left !== null
  useEffect(() => {
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), tickMs)
    return () => clearInterval(timer)
  }, [isTicking])
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: callQuery(call.code).queryKey })
  }, [isOver, queries, call.code])
  if (!target || !left) return null
  return (
    <p className={styles.countdown}>
      <span className="vh">
        {t(target.what === 'opens' ? 'calls:opens' : 'calls:until', { date: format.dateTime(target.at) })}
      </span>
      <span aria-hidden="true" data-testid="countdown">
        {t(`callPage:countdown.${target.what}`)}{' '}
        <strong>
          {left.days > 0 && `${t('callPage:countdown.days', { count: left.days })} `}
          {left.clock}
        </strong>
      </span>
      <small>{t('callPage:countdown.exact')}</small>
    </p>
  )
}
