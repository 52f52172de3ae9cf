import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { useGo } from '../url/navigate.ts'
import { askAddress } from './ask/address.ts'
import { requestQuery, startDraft } from './requestsApi.ts'

/** Whether a withdrawn application can be sent again: its call is open still. */
export const maySendAgain = ({ status, call }: MyRequest): boolean =>
  status === 'withdrawn' && call !== null && (call.closesAt === null || new Date(call.closesAt) > new Date())

/** A new draft with what a withdrawn application said; answers, stamp and prices are given anew. */
export function SendAgainButton({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  const queries = useQueryClient()
  const go = useGo()
  const { party, targets } = request
  const start = useMutation({
    mutationFn: () =>
      startDraft({
        lots: targets.flatMap(({ lotId }) => lotId ?? []),
        from: request.id,
        ...(party.isOwn ? {} : { party: party.id }),
      }),
    onSuccess: (draft) => {
      queries.setQueryData(requestQuery(draft.id).queryKey, draft)
      void queries.invalidateQueries({ queryKey: ['requests'], exact: true })
      go(askAddress(draft.targets[0]?.spaces[0]?.code ?? '', 'check', draft.id))
    },
  })
  return (
    <>
      <Button isPending={start.isPending} onPress={() => start.mutate()}>
        {t('page.sendAgain')}
      </Button>
      <Failure error={start.error} />
    </>
  )
}
