import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { DeskOffer } from '#schema/offers'
import { AgreementsOnly } from '../agreements/AgreementsOnly.tsx'
import { ApiProblem, api } from '../api/client.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { OfferForm } from './OfferForm.tsx'

function Loaded({ code }: { code: string }) {
  const { t } = useTranslation('offers')
  const queries = useQueryClient()
  const queryKey = ['desk', 'offer', code]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<DeskOffer>(`/api/desk/offers/${encodeURIComponent(code)}`, { signal }),
    refetchOnWindowFocus: false,
  })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <DeskFrame title={data?.content.title ?? code} list={{ to: '/desk/offers', label: t('title') }}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <OfferForm offer={data} onSaved={(saved) => queries.setQueryData(queryKey, saved)} />}
    </DeskFrame>
  )
}

/** An agreement with a private operator on the desk. */
export function DeskOfferPage() {
  const { code = '' } = useParams()
  return (
    <AgreementsOnly>
      <Loaded code={code} />
    </AgreementsOnly>
  )
}

/** A new one. */
export function NewOfferPage() {
  const { t } = useTranslation('offers')
  const go = useGo()
  return (
    <AgreementsOnly>
      <DeskFrame title={t('desk.new')} list={{ to: '/desk/offers', label: t('title') }}>
        <OfferForm offer={null} onSaved={({ code }) => go(`/desk/offers/${code}`)} />
      </DeskFrame>
    </AgreementsOnly>
  )
}
