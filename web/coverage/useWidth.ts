import { useLayoutEffect, useRef, useState } from 'react'

/** The width an element has, in whole CSS pixels; drawings are made for it, so that text keeps its size. */
export function useWidth<Box extends HTMLElement>(first: number) {
  const box = useRef<Box>(null)
  const [width, setWidth] = useState(first)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWidth(Math.max(200, Math.round(element.clientWidth)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { box, width }
}
