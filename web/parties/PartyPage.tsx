import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Party } from '#schema/parties'
import { AccountLayout } from '../accounts/AccountLayout.tsx'
import { useMe } from '../accounts/useMe.ts'
import { PartyRequests } from '../allocation/PartyRequests.tsx'
import { ApiProblem } from '../api/client.ts'
import { FoldedHistory } from '../audit/History.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Invitations } from './Invitations.tsx'
import { Members } from './Members.tsx'
import { PartyDataSection } from './PartyDataSection.tsx'
import styles from './parties.module.css'
import { partyQuery } from './partiesApi.ts'

function PartyCrumbs({ here }: { here: string }) {
  const { t } = useTranslation('parties')
  return <Crumbs trail={[{ to: '/account/organisations', label: t('list.title') }]} here={here} />
}

function PartyView({ party }: { party: Party }) {
  const { t } = useTranslation('parties')
  return (
    <div className={styles.sections}>
      {party.role === 'editor' && <Note>{t('page.editorNote', { party: party.name })}</Note>}
      <PartyDataSection party={party} />
      <Members party={party} />
      {party.role === 'representative' && !party.isOwn && <Invitations party={party} />}
      <section>
        <h2>{t('page.requests')}</h2>
        <PartyRequests partyId={party.id} none={t('page.noRequests')} />
      </section>
      <FoldedHistory objectKind="party" objectId={party.id} />
    </div>
  )
}

/** An organisation or a grouping I act for: its data, its people, its requests. */
export function PartyPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('parties')
  const { me } = useMe()
  const { data, error, refetch } = useQuery({ ...partyQuery(id), enabled: me !== null })
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  return (
    <AccountLayout title={data?.name ?? t('list.title')} crumbs={data && <PartyCrumbs here={data.name} />}>
      {data && !isMissing && <PartyView key={data.id} party={data} />}
      {isMissing && (
        <EmptyState title={t('page.notFound')}>
          <p>{t('page.notFoundBody')}</p>
        </EmptyState>
      )}
      {error && !isMissing && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
    </AccountLayout>
  )
}
