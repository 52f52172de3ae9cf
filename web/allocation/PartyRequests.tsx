import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './allocation.module.css'
import { RequestRow } from './RequestRow.tsx'
import { requestsQuery } from './requestsApi.ts'

/** The requests of one party, drafts included; `none` says that there are none. */
export function PartyRequests({ partyId, none }: { partyId: string; none: string }) {
  const { data, error, refetch } = useQuery(requestsQuery)
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={3} />
  }
  const requests = data.items.filter(({ party }) => party.id === partyId)
  if (requests.length === 0) return <p>{none}</p>
  return (
    <ul className={styles.partyList}>
      {requests.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </ul>
  )
}
