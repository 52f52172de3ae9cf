import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PartyItem } from '#schema/parties'
import { AccountLayout } from '../accounts/AccountLayout.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './parties.module.css'
import { partiesQuery } from './partiesApi.ts'

const newAddress = '/account/organisations/new'

function PartyRow({ party }: { party: PartyItem }) {
  const { t } = useTranslation('parties')
  const { id, kind, name, constituted, role, people, openRequests } = party
  const facts = [
    t(`kind.${kind}`),
    t('list.people', { count: people }),
    t('list.openRequests', { count: openRequests }),
  ]
  return (
    <li>
      <div>
        <h2>
          <Link to={`/account/organisations/${id}`}>{name}</Link>
        </h2>
        <small>{facts.join(' · ')}</small>
      </div>
      <span className={styles.tags}>
        {!constituted && <Tag tone="warn">{t('list.toBeSetUp')}</Tag>}
        <Tag tone={role === 'representative' ? 'blue' : 'plain'}>{t(`role.${role}`)}</Tag>
      </span>
    </li>
  )
}

function Parties() {
  const { t } = useTranslation('parties')
  const { data, error, refetch } = useQuery(partiesQuery)
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />
  }
  const parties = data.items.filter(({ isOwn }) => !isOwn)
  if (parties.length === 0) {
    return (
      <EmptyState title={t('list.none')}>
        <p>{t('list.noneBody')}</p>
        <LinkButton to={newAddress} look="primary">
          {t('list.new')}
        </LinkButton>
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={styles.list}>
        {parties.map((party) => (
          <PartyRow key={party.id} party={party} />
        ))}
      </ul>
      <p>
        <LinkButton to={newAddress} look="primary">
          {t('list.new')}
        </LinkButton>
      </p>
    </>
  )
}

/** The organisations and groupings I act for. */
export function PartiesPage() {
  const { t } = useTranslation('parties')
  return (
    <AccountLayout title={t('list.title')}>
      <Parties />
    </AccountLayout>
  )
}
