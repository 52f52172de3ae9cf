import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { localAddress, useGo } from '../url/navigate.ts'

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string
}

/** A link inside the site: a real address that opens without loading the page anew. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const go = useGo()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
    if (event.defaultPrevented || elsewhere) return
    event.preventDefault()
    go(to)
  }
  return <a {...rest} href={localAddress(to)} onClick={follow} />
}
