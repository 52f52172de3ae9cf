import { useEffect, useState } from 'react'

/** What each key does; none while somebody writes, or with another key held. */
export type Keys = Partial<Record<string, () => void>>

const writing = 'input, textarea, select, [contenteditable], [role="dialog"], [role="application"]'
const storageKey = 'spazi.pointKeys'

/**
 * Single keys for who goes through many points, which can be switched off (WCAG 2.2, 2.1.4); the choice is kept in
 * this browser.
 */
export function usePointKeys(keys: Keys) {
  const [on, setOn] = useState(() => localStorage.getItem(storageKey) !== 'off')
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(writing)) return
      const deed = keys[event.key]
      if (!deed) return
      event.preventDefault()
      deed()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [keys, on])
  const choose = (chosen: boolean) => {
    localStorage.setItem(storageKey, chosen ? 'on' : 'off')
    setOn(chosen)
  }
  return { on, choose }
}
