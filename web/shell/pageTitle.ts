import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'

let announced = ''
const listeners = new Set<() => void>()

/** Names the page: in the browser's title, and once in the live region of the shell. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('shell')
  const owner = useCity().header.owner[useLanguage()]
  useEffect(() => {
    document.title = [title, t('siteTitle'), owner].filter(Boolean).join(' — ')
    announced = title
    for (const listener of listeners) listener()
  }, [title, owner, t])
}

/** The name of the page to read out. */
export function useAnnouncedTitle(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => announced,
  )
}
