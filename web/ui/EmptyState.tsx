import type { ReactNode } from 'react'
import styles from './states.module.css'

interface EmptyStateProps {
  title: string
  /** It is all there is on the page: its title is that of the page. */
  whole?: boolean
  children?: ReactNode
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, whole = false, children }: EmptyStateProps) {
  const Heading = whole ? 'h1' : 'h2'
  return (
    <section className={styles.state}>
      <Heading>{title}</Heading>
      {children}
    </section>
  )
}
