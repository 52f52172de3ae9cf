import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { GrantList } from '#schema/labs'
import { api } from '../api/client.ts'
import { useCity } from '../api/useCity.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Stamp, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './lab.module.css'

function GrantTable({ list }: { list: GrantList }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  return (
    <table className={styles.table}>
      <caption className="vh">{t('incentives.title')}</caption>
      <thead>
        <tr>
          {(['lab', 'title', 'year', 'state'] as const).map((head) => (
            <th key={head} scope="col">
              {t(`grant.${head}`)}
            </th>
          ))}
          <th scope="col" className={styles.figure}>
            {t('grant.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.items.map((grant) => (
          <tr key={grant.id}>
            <th scope="row">
              <Link to={`/labs/${grant.labCode}`}>{grant.labName}</Link>
              {grant.district && <small>{t('inDistrict', { code: grant.district })}</small>}
            </th>
            <td>
              {grant.title}
              <small>
                {[
                  grant.actNumber && t('incentives.act', { number: grant.actNumber }),
                  grant.actDate && format.date(grant.actDate),
                  t('history.source', { source: grant.source }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </td>
            <td data-label={t('grant.year')}>{grant.year}</td>
            <td data-label={t('grant.state')}>
              <Tag tone={grant.state === 'revoked' ? 'danger' : grant.state === 'paid' ? 'ok' : 'plain'}>
                {t(`grantStates.${grant.state}`)}
              </Tag>
            </td>
            <td data-label={t('grant.amount')} className={styles.figure}>
              {format.euro(grant.amountEur)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The measures of the past, as the city pack tells them. */
function Measures() {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const language = useLanguage()
  const { labs } = useCity()
  return (
    <section>
      <h2>{t('incentives.measures')}</h2>
      <ul className={styles.plain}>
        {labs.measures.map((one) => (
          <li key={one.code}>
            <b>
              {one.year}, {one[language]}
            </b>
            {': '}
            {[
              one.totalEur === null
                ? t('incentives.totalUnknown')
                : t('incentives.total', { euro: format.euroRound(one.totalEur) }),
              one.mostEur !== null && t('incentives.most', { euro: format.euroRound(one.mostEur) }),
              one.mostShare !== null && t('incentives.share', { share: format.percent(one.mostShare) }),
            ]
              .filter(Boolean)
              .join(', ')}
            <br />
            <small className={styles.quiet}>{t('history.source', { source: one.source })}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the city granted labs; listed is not funded. */
export function IncentivesPage() {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const { demo } = useCity()
  const { data, error, refetch } = useQuery({
    queryKey: ['labs', 'incentives'],
    queryFn: ({ signal }) => api<GrantList>('/api/labs/incentives', { signal }),
  })
  return (
    <Page title={t('incentives.title')}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/labs', label: t('title') }]} here={t('incentives.title')} />
        <div className={styles.head}>
          <h1>{t('incentives.title')}</h1>
        </div>
        <p className={styles.tags}>
          {t('incentives.intro')} {demo && <Stamp kind="demonstration" />}
        </p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data?.total === 0 && <EmptyState title={t('incentives.none')} />}
        {data && data.total > 0 && (
          <>
            <p role="status">
              {t('incentives.sum', {
                count: data.total,
                granted: format.euro(data.grantedEur),
                paid: format.euro(data.paidEur),
              })}{' '}
              <a href="/api/labs/incentives.csv">{t('incentives.csv')}</a>
            </p>
            <GrantTable list={data} />
          </>
        )}
        <div className={styles.columns}>
          <div>
            <Measures />
          </div>
        </div>
      </div>
    </Page>
  )
}
