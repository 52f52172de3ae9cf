import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format.ts'
import { useAnnouncer } from './useAnnouncer.ts'
import type { Spaces } from './useSpaces.ts'

/** Reads out how many spaces there are each time an answer to other filters has come. */
export function useAnnouncedTotal({ list }: Spaces) {
  const { t } = useTranslation('map')
  const { number } = useFormats()
  const { message, say } = useAnnouncer()
  const answered = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (!list || answered.current === list.query) return
    const first = answered.current === undefined
    answered.current = list.query
    if (!first) say(t('list.announce', { count: list.total, number: number(list.total) }))
  }, [list, say, t, number])
  return { message, say }
}
