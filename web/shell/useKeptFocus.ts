import { type RefObject, useEffect } from 'react'

/** How long a dialog that closes or a page that comes may take to place the keyboard itself. */
const PATIENCE_MS = 120

const regions = 'section, article, form, fieldset, li, dialog, [role="region"], main'
const headings = 'h1, h2, h3, h4'

/** An element and all around it, innermost first. */
function chainOf(element: Element): Element[] {
  const chain: Element[] = []
  for (let each: Element | null = element; each; each = each.parentElement) chain.push(each)
  return chain
}

/** Of what stood around the lost control, the nearest part that is still on the page: its heading, or itself. */
function standIn(chain: readonly Element[], main: Element): HTMLElement | null {
  const left = chain.find((each) => each.isConnected && main.contains(each) && each.matches(regions))
  return left?.querySelector<HTMLElement>(headings) ?? (left as HTMLElement | undefined) ?? null
}

function place(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus()
}

/**
 * Keeps the place of who works with the keyboard: where the control in use leaves the page (a row taken away, a
 * form that closed, a dialog whose button is gone), the focus goes to the nearest part that is left, not to the
 * top of the document. WCAG 2.4.3.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const recent: Element[][] = []
    let wait: number | undefined
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element) recent.unshift(chainOf(target))
      recent.splice(8)
    }
    const restore = () => {
      const [last] = recent
      const isLost = document.activeElement === document.body && last?.[0] && !last[0].isConnected
      if (!isLost || !main.current) return
      for (const chain of recent) {
        const element = standIn(chain, main.current)
        if (element) return place(element)
      }
    }
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body) return
      window.clearTimeout(wait)
      wait = window.setTimeout(restore, PATIENCE_MS)
    })
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
      window.clearTimeout(wait)
    }
  }, [main])
}
