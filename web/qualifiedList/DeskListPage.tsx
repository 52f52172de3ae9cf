import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeskQueue, waitingSteps } from '#schema/qualifiedList'
import layout from '../agreements/agreements.module.css'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { ExaminersOnly } from './ExaminersOnly.tsx'
import { queueQuery } from './listApi.ts'
import { StatusTag } from './StatusTag.tsx'
import { StepWaits } from './StepWaits.tsx'

type Item = DeskQueue['items'][number]
const isOpen = ({ status }: Item) => waitingSteps.some((step) => step === status)
const isOver = ({ steps }: Item) => steps.some((wait) => wait.isOver && wait.isOpen)

function Editions({ editions }: { editions: DeskQueue['editions'] }) {
  const { t } = useTranslation('labList')
  return (
    <section className={layout.section}>
      <h2>{t('desk.editions')}</h2>
      <ul className={layout.facts}>
        {editions.map(({ code, title, publishedAt, open, listed }) => (
          <li key={code} className={layout.buttons}>
            <Link to={`/desk/lab-list/editions/${code}`}>{title}</Link>
            {publishedAt ? t('desk.counts', { open, listed }) : <Tag>{t('desk.draft')}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Row({ item }: { item: Item }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const { id, number, labName, status, officer, receivedAt, validUntil, dueOn, steps } = item
  return (
    <tr>
      <th scope="row">
        <Link to={`/desk/lab-list/${id}`}>{labName}</Link>
        <div className={layout.note}>{number}</div>
      </th>
      <td>
        <StatusTag status={status} />
        {dueOn && <div className={layout.note}>{t('desk.due', { date: format.date(dueOn) })}</div>}
        {validUntil && (
          <div className={layout.note}>
            {t('until')} {format.date(validUntil)}
          </div>
        )}
      </td>
      <td data-label={t('received')}>{format.date(receivedAt)}</td>
      <td data-label={t('desk.officer')}>{officer ?? t('desk.nobody')}</td>
      <td>
        <StepWaits steps={steps} />
      </td>
    </tr>
  )
}

function Queue({ queue }: { queue: DeskQueue }) {
  const { t } = useTranslation('labList')
  const [onlyOpen, setOnlyOpen] = useState(true)
  const late = queue.items.filter(isOver).length
  const shown = queue.items.filter((item) => !onlyOpen || isOpen(item))
  return (
    <>
      {late > 0 && (
        <Note tone="danger" icon="warn">
          {t('desk.overdue', { count: late })}
        </Note>
      )}
      <Editions editions={queue.editions} />
      <section className={layout.section}>
        <h2>{t('desk.queue')}</h2>
        <Checkbox checked={onlyOpen} onChange={setOnlyOpen}>
          {t('desk.onlyOpen')}
        </Checkbox>
        {shown.length === 0 ? (
          <EmptyState title={t('desk.queueNone')}>
            <p>{t('desk.queueNoneBody')}</p>
          </EmptyState>
        ) : (
          <Table
            caption={t('desk.queue')}
            heads={[t('lab'), t('state'), t('received'), t('desk.officer'), t('desk.waits')]}
            className={`${layout.table} ${layout.stacked}`}
          >
            {shown.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </Table>
        )}
      </section>
    </>
  )
}

/** The qualified list on the desk: its editions, and the applications that wait. */
export function DeskListPage() {
  const { t } = useTranslation('labList')
  const { data, error, refetch } = useQuery(queueQuery)
  return (
    <ExaminersOnly>
      <Page title={t('desk.entry')} wide>
        <div className={layout.desk}>
          <Crumbs trail={[{ to: '/desk', label: t('desk.name') }]} here={t('desk.entry')} />
          <div className={layout.head}>
            <h1>{t('title')}</h1>
            <LinkButton to="/desk/lab-list/editions/new">{t('desk.newEdition')}</LinkButton>
          </div>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton lines={8} />}
          {data && <Queue queue={data} />}
        </div>
      </Page>
    </ExaminersOnly>
  )
}
