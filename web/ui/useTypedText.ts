import { useEffect, useRef, useState } from 'react'

/**
 * The text of a field that is taken over a pause after the last key, at the latest when one goes on. A value
 * that changes otherwise (back, reset) shows in the field.
 */
export function useTypedText(value: string, pauseMs: number, onTyped: (text: string) => void) {
  const [text, setText] = useState(value)
  const taken = useRef(value)
  useEffect(() => {
    if (value === taken.current) return
    taken.current = value
    setText(value)
  }, [value])
  const take = useRef(() => {})
  take.current = () => {
    if (text === taken.current) return
    taken.current = text
    onTyped(text)
  }
  useEffect(() => {
    if (text === taken.current) return
    const timer = setTimeout(() => take.current(), pauseMs)
    return () => clearTimeout(timer)
  }, [text, pauseMs])
  return { text, setText, takeNow: () => take.current() }
}
