import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MyNeed } from '#schema/needs'
import { api } from '../api/client.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { myNeedQuery, myNeedsQuery, needPath, needsQuery } from './needsApi.ts'

/** Says that it is no longer looked for. */
export function CloseNeed({ code }: { code: string }) {
  const { t } = useTranslation('needs')
  const queries = useQueryClient()
  const close = useMutation({
    mutationFn: () => api<MyNeed>(`${needPath(code)}/close`, { method: 'POST' }),
    onSuccess: (after) => {
      queries.setQueryData(myNeedQuery(code).queryKey, after)
      void queries.invalidateQueries({ queryKey: myNeedsQuery.queryKey, exact: true })
      void queries.invalidateQueries({ queryKey: needsQuery.queryKey })
    },
  })
  return (
    <div className={styles.buttons}>
      <Button isPending={close.isPending} onPress={() => close.mutate()}>
        {t('close')}
      </Button>
      <Failure error={close.error} />
    </div>
  )
}
