import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DeskOffers } from '#schema/offers'
import { AgreementsOnly } from '../agreements/AgreementsOnly.tsx'
import styles from '../agreements/agreements.module.css'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

function Deadlines({ deadlines }: Pick<DeskOffers, 'deadlines'>) {
  const { t } = useTranslation('offers')
  const format = useFormats()
  return (
    <section className={styles.section}>
      <h2>{t('desk.deadlines')}</h2>
      {deadlines.length === 0 && <p className={styles.note}>{t('desk.noDeadlines')}</p>}
      <ul className={styles.facts}>
        {deadlines.map(({ code, operator, title, dueOn, isOver }) => (
          <li key={code + title + dueOn}>
            <span className={isOver ? styles.late : undefined}>{format.date(dueOn)}</span>{' '}
            <Link to={`/desk/offers/${code}`}>{operator}</Link>: {title}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OfferTable({ items }: Pick<DeskOffers, 'items'>) {
  const { t } = useTranslation('offers')
  const format = useFormats()
  return (
    <table className={`${styles.table} ${styles.stacked}`}>
      <caption className="vh">{t('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('field.title')}</th>
          <th scope="col">{t('field.operator')}</th>
          <th scope="col">{t('field.kind')}</th>
          <th scope="col">{t('field.status')}</th>
          <th scope="col">{t('field.audience')}</th>
          <th scope="col">{t('field.expiresOn')}</th>
          <th scope="col" className={styles.figure}>
            {t('desk.area')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.code}>
            <th scope="row">
              <Link to={`/desk/offers/${item.code}`}>{item.title}</Link>
            </th>
            <td data-label={t('field.operator')}>{item.operator}</td>
            <td data-label={t('field.kind')}>{t(`kind.${item.kind}`)}</td>
            <td data-label={t('field.status')}>{t(`status.${item.status}`)}</td>
            <td data-label={t('field.audience')}>{t(`audience.${item.audience}`)}</td>
            <td data-label={t('field.expiresOn')} className={styles.nowrap}>
              {item.expiresOn && format.date(item.expiresOn)}
            </td>
            <td data-label={t('desk.area')} className={styles.figure}>
              {item.areaM2 === null ? '' : format.area(item.areaM2)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Agreements with private operators on the desk, with the deadlines that are near or over. */
export function DeskOffersPage() {
  const { t } = useTranslation('offers')
  const { data, error, refetch } = useQuery({
    queryKey: ['desk', 'offers'],
    queryFn: ({ signal }) => api<DeskOffers>('/api/desk/offers', { signal }),
  })
  return (
    <AgreementsOnly>
      <Page title={t('title')} wide>
        <div className={styles.desk}>
          <Crumbs trail={[{ to: '/desk', label: t('desk.name') }]} here={t('title')} />
          <div className={styles.head}>
            <h1>{t('title')}</h1>
            <LinkButton to="/desk/offers/new" look="primary">
              {t('desk.new')}
            </LinkButton>
          </div>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton lines={6} />}
          {data && data.total > 0 && <Deadlines deadlines={data.deadlines} />}
          {data?.total === 0 && (
            <EmptyState title={t('desk.none')}>
              <p>{t('desk.noneBody')}</p>
            </EmptyState>
          )}
          {data && data.total > 0 && <OfferTable items={data.items} />}
        </div>
      </Page>
    </AgreementsOnly>
  )
}
