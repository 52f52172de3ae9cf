import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { MyRequest } from '#schema/allocation'
import { partiesQuery } from '../../parties/partiesApi.ts'
import { Failure } from '../../ui/Failure.tsx'
import { RadioGroup } from '../../ui/fields.tsx'
import { Link } from '../../ui/Link.tsx'
import { moveDraft, requestQuery } from '../requestsApi.ts'
import type { Draft } from '../useDraft.ts'
import { askAddress } from './address.ts'

/** Gives the draft to another party: what was typed is saved first, then the other's data take the place. */
function useMove(request: MyRequest, draft: Draft) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (party: string | null) => moveDraft(request.id, await draft.saveNow(), party),
    onSuccess: (moved) => {
      queries.setQueryData(requestQuery(request.id).queryKey, moved)
      void queries.invalidateQueries({ queryKey: ['requests'], exact: true })
      draft.replace(moved)
    },
  })
}

const oneself = 'me'

/** For whom a draft asks: oneself, an organisation, a grouping, or a new one. */
export function AskFor({ request, draft }: { request: MyRequest; draft: Draft }) {
  const { t } = useTranslation('parties')
  const { party } = request
  const { data } = useQuery(partiesQuery)
  const move = useMove(request, draft)
  const given = useSearchParams()[0].get('party')
  const isGiven = given !== null && given !== party.id && data?.items.some(({ id }) => id === given)
  const { isIdle, mutate } = move
  useEffect(() => {
    if (isGiven && isIdle) mutate(given)
  }, [isGiven, isIdle, mutate, given])

  const others = data?.items.filter(({ isOwn }) => !isOwn) ?? []
  const code = request.targets[0]?.spaces[0]?.code ?? ''
  const back = askAddress(code, 'form', request.id)
  return (
    <>
      <RadioGroup
        id="applicant-kind"
        label={t('ask.label')}
        value={party.isOwn ? oneself : party.id}
        onChange={(value) => move.mutate(value === oneself ? null : value)}
        options={[
          { value: oneself, label: t('ask.myself') },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div role="status">{move.isSuccess && t('ask.moved', { name: party.name })}</div>
      <Failure error={move.error} />
      <p>
        <Link to={`/account/organisations/new?next=${encodeURIComponent(back)}`}>{t('ask.new')}</Link>
      </p>
    </>
  )
}
