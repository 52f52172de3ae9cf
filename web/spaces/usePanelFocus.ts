import { useEffect, useRef } from 'react'

/**
 * Takes the keyboard along: into the panel when a space opens, back to its row when it closes. An address
 * that opens with a space leaves the focus where the page starts.
 */
export function usePanelFocus(code: string | undefined): void {
  const last = useRef(code)
  useEffect(() => {
    const before = last.current
    last.current = code
    if (before === undefined && code !== undefined) focusOn('article[data-code]')
    if (before !== undefined && code === undefined) focusOn(`a[data-code="${CSS.escape(before)}"]`)
  }, [code])
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
}
