import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Arrival, ArrivalList } from '#schema/allocation'
import { ApiProblem } from '../api/client.ts'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ArrivalContentForm } from './ArrivalContentForm.tsx'
import styles from './bids.module.css'
import { arrivalsQuery } from './bidsApi.ts'
import { NewArrivalForm } from './NewArrivalForm.tsx'

interface RowProps {
  arrival: Arrival
  mayOpen: boolean
  onWrite: () => void
}

function ArrivalRow({ arrival, mayOpen, onWrite }: RowProps) {
  const { t } = useTranslation('bids')
  const format = useFormats()
  const { id, number, channel, receivedAt, isLate, note, enteredAt, enteredBy, hasContent } = arrival
  return (
    <tr>
      <th scope="row">
        {hasContent ? <Link to={`/desk/requests/${id}`}>{number}</Link> : number}
        <br />
        {note}
      </th>
      <td>
        {t(`arrivals.channels.${channel}`)}
        <br />
        {format.date(receivedAt)}, {format.exactTime(receivedAt)}{' '}
        {isLate && <Tag tone="danger">{t('arrivals.late')}</Tag>}
      </td>
      <td>{t('arrivals.by', { date: format.dateTime(enteredAt), name: enteredBy })}</td>
      <td>
        {hasContent && t('arrivals.written')}
        {!hasContent && !mayOpen && t('arrivals.stillClosed')}
        {!hasContent && mayOpen && (
          <Button aria-label={t('arrivals.write', { number })} onPress={onWrite}>
            {t('arrivals.writeShort')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function ArrivalTable({ list, onWrite }: { list: ArrivalList; onWrite: (arrival: Arrival) => void }) {
  const { t } = useTranslation('bids')
  if (list.items.length === 0) return <p>{t('arrivals.none')}</p>
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('arrivals.list')}>
      <table className={styles.table}>
        <caption className="vh">{t('arrivals.list')}</caption>
        <thead>
          <tr>
            {(['number', 'received', 'entry', 'content'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`arrivals.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.map((arrival) => (
            <ArrivalRow
              key={arrival.id}
              arrival={arrival}
              mayOpen={list.mayOpen}
              onWrite={() => onWrite(arrival)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Arrivals({ list }: { list: ArrivalList }) {
  const { t } = useTranslation('bids')
  const [done, setDone] = useState('')
  const [writing, setWriting] = useState<Arrival | null>(null)
  if (writing)
    return (
      <ArrivalContentForm
        list={list}
        arrival={writing}
        onDone={() => {
          setWriting(null)
          setDone(t('arrivals.kept'))
        }}
        onCancel={() => setWriting(null)}
      />
    )
  return (
    <>
      <p role="status">{done}</p>
      <section className={styles.section}>
        <h2>{t('arrivals.list')}</h2>
        <ArrivalTable list={list} onWrite={setWriting} />
      </section>
      <section className={styles.section}>
        <h2>{t('arrivals.new')}</h2>
        {list.mayEnter ? (
          <NewArrivalForm code={list.call.code} onDone={() => setDone(t('arrivals.entered'))} />
        ) : (
          <Note>{t('arrivals.closed')}</Note>
        )}
      </section>
    </>
  )
}

function LoadedArrivals({ code }: { code: string }) {
  const { t } = useTranslation('bids')
  const { data, error, refetch } = useQuery({ ...arrivalsQuery(code), refetchOnWindowFocus: false })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const title = t('arrivals.title')
  return (
    <Page title={data ? `${title} · ${data.call.title}` : title} wide>
      <div className={styles.page}>
        <Crumbs
          trail={[
            { to: '/desk/calls', label: t('calls') },
            { to: `/desk/calls/${code}`, label: code },
          ]}
          here={title}
        />
        <h1>{data ? `${title}: ${data.call.title}` : title}</h1>
        <p>{t('arrivals.intro')}</p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data && <Arrivals list={data} />}
      </div>
    </Page>
  )
}

/** What arrives for a call on paper or by PEC. */
export function ArrivalsPage() {
  const { code = '' } = useParams()
  return (
    <OfficeOnly>
      <LoadedArrivals code={code} />
    </OfficeOnly>
  )
}
