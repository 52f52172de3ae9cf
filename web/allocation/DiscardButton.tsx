import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../api/useProblemText.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './allocation.module.css'
import { discardDraft } from './requestsApi.ts'

/** Throwing a draft away, after saying what that means; `space` names what it asks for. */
export function DiscardButton({ id, space }: { id: string; space: string }) {
  const { t } = useTranslation(['privacy', 'ui'])
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [open, setOpen] = useState(false)
  const discard = useMutation({
    mutationFn: () => discardDraft(id),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ['requests', id] })
      void queries.invalidateQueries({ queryKey: ['requests'] })
    },
  })
  return (
    <>
      <Button look="quiet" aria-label={t('privacy:discard.label', { space })} onPress={() => setOpen(true)}>
        {t('privacy:discard.button')}
      </Button>
      <Dialog title={t('privacy:discard.title')} open={open} onClose={() => setOpen(false)}>
        <p>{t('privacy:discard.body', { space })}</p>
        {discard.error && (
          <div role="alert">
            <Note tone="danger" icon="warn">
              {problemText(discard.error)}
            </Note>
          </div>
        )}
        <div className={styles.actions}>
          <Button look="danger" isDisabled={discard.isPending} onPress={() => discard.mutate()}>
            {t('privacy:discard.confirm')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('ui:cancel')}</Button>
        </div>
      </Dialog>
    </>
  )
}
