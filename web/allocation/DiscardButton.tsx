import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import styles from './allocation.module.css'
import { discardDraft } from './requestsApi.ts'

/** Throwing a draft away, after saying what that means; `space` names what it asks for. */
export function DiscardButton({ id, space }: { id: string; space: string }) {
  const { t } = useTranslation(['privacy', 'ui'])
  const queries = useQueryClient()
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
        <Failure error={discard.error} />
        <div className={styles.actions}>
          <Button look="danger" isPending={discard.isPending} onPress={() => discard.mutate()}>
            {t('privacy:discard.confirm')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('ui:cancel')}</Button>
        </div>
      </Dialog>
    </>
  )
}
