import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '#schema/calls'
import { useFormats } from '../i18n/format.ts'
import { CountdownTo } from './CountdownTo.tsx'
import { callQuery } from './callQuery.ts'

/** The instant a call waits for now: its opening or its deadline; null where there is none. */
function targetOf({ phase, opensAt, closesAt }: Call): { what: 'opens' | 'closes'; at: string } | null {
  if (phase === 'upcoming' && opensAt) return { what: 'opens', at: opensAt }
  if (phase === 'open' && closesAt) return { what: 'closes', at: closesAt }
  return null
}

/** How long a call is still open, or not yet. */
export function Countdown({ call }: { call: Call }) {
  const { t } = useTranslation('calls')
  const format = useFormats()
  const queries = useQueryClient()
  const target = targetOf(call)
  const { code } = call
  const onOver = useCallback(
    () => void queries.invalidateQueries({ queryKey: callQuery(code).queryKey }),
    [queries, code],
  )
  if (!target) return null
  const exactly = t(target.what === 'opens' ? 'opens' : 'until', { date: format.dateTime(target.at) })
  return <CountdownTo {...target} exactly={exactly} onOver={onOver} />
}
