import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import styles from './allocation.module.css'
import { requestQuery, withdraw } from './requestsApi.ts'
import { nameTargets } from './targets.ts'

/** Withdrawing, after saying what that means. */
export function WithdrawButton({ request }: { request: MyRequest }) {
  const { t } = useTranslation(['requests', 'ui'])
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const act = useMutation({
    mutationFn: () => withdraw(request.id, request.version),
    onSuccess: (changed) => {
      queries.setQueryData(requestQuery(request.id).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['requests'], exact: true })
      setOpen(false)
    },
  })
  return (
    <>
      <Button look="danger" onPress={() => setOpen(true)}>
        {t('requests:page.withdraw')}
      </Button>
      <Dialog title={t('requests:page.withdrawTitle')} open={open} onClose={() => setOpen(false)}>
        <p>
          {t('requests:page.withdrawBody', {
            number: request.number ?? '',
            space: nameTargets(request.targets),
          })}
        </p>
        <Failure error={act.error} />
        <div className={styles.actions}>
          <Button look="danger" isPending={act.isPending} onPress={() => act.mutate()}>
            {t('requests:page.withdrawYes')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('ui:cancel')}</Button>
        </div>
      </Dialog>
    </>
  )
}
