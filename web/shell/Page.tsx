import type { ReactNode } from 'react'
import styles from './Page.module.css'
import { usePageTitle } from './pageTitle.ts'

interface PageProps {
  title: string
  /** For screens of work and maps, which use the whole width. */
  wide?: boolean
  children: ReactNode
}

/** A reading page: its title for the browser, its width and margins. */
export function Page({ title, wide = false, children }: PageProps) {
  usePageTitle(title)
  return <div className={wide ? styles.wide : styles.page}>{children}</div>
}
