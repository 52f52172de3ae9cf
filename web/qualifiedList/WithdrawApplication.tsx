import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type MyApplication, waitingSteps } from '#schema/qualifiedList'
import { api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { mineQuery, ownPath, ownQuery } from './listApi.ts'
import styles from './qualifiedList.module.css'

/** Takes an application back that is not decided yet; nothing where that cannot be. */
export function WithdrawApplication({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () =>
      api<MyApplication>(`${ownPath(application.id)}/withdraw`, {
        method: 'POST',
        body: { version: application.version },
      }),
    onSuccess: (after) => {
      queries.setQueryData(ownQuery(application.id).queryKey, after)
      void queries.invalidateQueries({ queryKey: mineQuery.queryKey })
    },
  })
  const isWaiting = waitingSteps.some((step) => step === application.status)
  if (!isWaiting || !application.mayBind) return null
  return (
    <div className={styles.buttons}>
      <Button look="danger" isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
        {t('apply.withdraw')}
      </Button>
      <Failure error={withdraw.error} />
    </div>
  )
}
