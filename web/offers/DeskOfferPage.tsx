import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { DeskOffer } from '#schema/offers'
import { AgreementsOnly } from '../agreements/AgreementsOnly.tsx'
import layout from '../agreements/agreements.module.css'
import { ApiProblem, api } from '../api/client.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { OfferForm } from './OfferForm.tsx'

function Frame({ title, children }: { title: string; children: React.ReactNode }) {
  const { t } = useTranslation('offers')
  return (
    <Page title={title} wide>
      <div className={layout.desk}>
        <Crumbs
          trail={[
            { to: '/desk', label: t('desk.name') },
            { to: '/desk/offers', label: t('title') },
          ]}
          here={title}
        />
        <div className={layout.head}>
          <h1>{title}</h1>
        </div>
        {children}
      </div>
    </Page>
  )
}

function Loaded({ code }: { code: string }) {
  const queries = useQueryClient()
  const queryKey = ['desk', 'offer', code]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<DeskOffer>(`/api/desk/offers/${encodeURIComponent(code)}`, { signal }),
    refetchOnWindowFocus: false,
  })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Frame title={data?.content.title ?? code}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && <OfferForm offer={data} onSaved={(saved) => queries.setQueryData(queryKey, saved)} />}
    </Frame>
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
      <Frame title={t('desk.new')}>
        <OfferForm offer={null} onSaved={({ code }) => go(`/desk/offers/${code}`)} />
      </Frame>
    </AgreementsOnly>
  )
}
