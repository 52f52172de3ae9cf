import type { ReactNode } from 'react'
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from 'react-aria-components'
import styles from './Disclosure.module.css'
import { Icon } from './icons.tsx'

interface DisclosureProps {
  title: ReactNode
  level?: 2 | 3 | 4
  open?: boolean
  /** What it holds is made when it opens, for what is read from the server. */
  onlyWhenOpen?: boolean
  children: ReactNode
}

/** A part of a page that opens and closes. */
export function Disclosure({
  title,
  level = 3,
  open = false,
  onlyWhenOpen = false,
  children,
}: DisclosureProps) {
  return (
    <AriaDisclosure className={styles.disclosure ?? ''} defaultExpanded={open}>
      {({ isExpanded }) => (
        <>
          <Heading level={level}>
            <Button slot="trigger" className={styles.trigger ?? ''}>
              {title}
              <Icon name="down" size={16} />
            </Button>
          </Heading>
          <DisclosurePanel>{(isExpanded || !onlyWhenOpen) && children}</DisclosurePanel>
        </>
      )}
    </AriaDisclosure>
  )
}
