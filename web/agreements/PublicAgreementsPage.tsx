import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { lights, type PublicAgreement } from '#schema/agreements'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './agreements.module.css'
import { publicAgreementsQuery } from './agreementsApi.ts'
import { MilestoneList } from './MilestoneList.tsx'
import { MoreButton } from './MoreButton.tsx'

function AgreementCard({ agreement }: { agreement: PublicAgreement }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const period = `${format.date(agreement.from)} – ${format.date(agreement.until)}`
  return (
    <li className={styles.card}>
      <h2>
        {agreement.spaces.map(({ code, name }, index) => (
          <span key={code}>
            {index > 0 && ', '}
            <Link to={`/spaces/${code}`}>{name ?? code}</Link>
          </span>
        ))}
      </h2>
      <p>
        {agreement.holder ?? t('public.assigned')} · {t(`instrument.${agreement.instrument}`)}{' '}
        {agreement.number} · {period} · {t('public.rent', { rent: format.euro(agreement.rentEurYear) })}
        {agreement.isOver && ` · ${t('public.over')}`}
      </p>
      {agreement.milestones.length === 0 ? (
        <p className={styles.note}>{t('public.noMilestones')}</p>
      ) : (
        <MilestoneList
          milestones={agreement.milestones}
          title={t('public.promisesOf', { number: agreement.number })}
        />
      )}
    </li>
  )
}

/** Agreements on public spaces: who holds them, what was promised and how it stands. */
export function PublicAgreementsPage() {
  const { t } = useTranslation('agreements')
  const [search] = useSearchParams()
  const go = useGo()
  const light = lights.find((known) => known === search.get('light')) ?? ''
  const space = search.get('space')?.slice(0, 80) ?? ''
  const parameters = new URLSearchParams(
    Object.entries({ light, space }).filter(([, value]) => value),
  ).toString()
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    publicAgreementsQuery(parameters),
  )
  const total = data?.pages[0]?.total
  const items = data?.pages.flatMap((one) => one.items) ?? []
  const write = (value: string) => {
    const entries = Object.entries({ light: value, space }).filter(([, one]) => one)
    const text = new URLSearchParams(entries).toString()
    go(text ? `/agreements?${text}` : '/agreements', { replace: true })
  }
  return (
    <Page title={t('public.title')}>
      <div className={styles.page}>
        <h1>{t('public.title')}</h1>
        <p className={styles.intro}>{t('public.intro')}</p>
        <div className={styles.filters}>
          <SelectField
            id="agreement-light"
            label={t('milestone.light')}
            value={light}
            onChange={write}
            placeholder={t('all')}
            options={lights.map((value) => ({ value, label: t(`light.${value}`) }))}
          />
          <p role="status">{total !== undefined && t('total', { count: total })}</p>
        </div>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {total === 0 && (
          <EmptyState title={t('public.none')}>
            <p>{t('public.noneBody')}</p>
          </EmptyState>
        )}
        <ul className={styles.cards}>
          {items.map((agreement) => (
            <AgreementCard key={agreement.number} agreement={agreement} />
          ))}
        </ul>
        <MoreButton
          shown={items.length}
          total={total ?? 0}
          isPending={isFetchingNextPage}
          onPress={() => void fetchNextPage()}
        />
      </div>
    </Page>
  )
}
