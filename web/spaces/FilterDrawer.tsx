import type { ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import styles from './FilterDrawer.module.css'
import { useFilterWords } from './filterWords.ts'

interface FilterDrawerProps {
  open: boolean
  onClose(): void
  children: ReactNode
}

/** The filters over the page: from the left on a tablet, over all of it on a phone. */
export function FilterDrawer({ open, onClose, children }: FilterDrawerProps) {
  const { t } = useFilterWords()
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={open}
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Modal className={styles.drawer ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('filters.title')}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
