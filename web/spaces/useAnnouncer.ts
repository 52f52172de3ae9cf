import { useCallback, useEffect, useRef, useState } from 'react'

const pauseMs = 500

/** A message for screen readers; of several in quick succession only the last is read. */
export function useAnnouncer() {
  const [message, setMessage] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = useCallback((next: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setMessage(next), pauseMs)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { message, say }
}
