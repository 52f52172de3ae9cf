import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskLabs } from '#schema/labs'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import layout from '../agreements/agreements.module.css'
import { api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

type DeskClaim = DeskLabs['claims'][number]

function ClaimRow({ claim }: { claim: DeskClaim }) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const decide = useMutation({
    mutationFn: (grant: boolean) =>
      api<DeskLabs>(`/api/desk/lab-claims/${claim.id}/decide`, {
        method: 'POST',
        body: { grant, note: note.trim() || null },
      }),
    onSuccess: (list) => queries.setQueryData(['desk', 'labs'], list),
  })
  return (
    <li>
      <b>{claim.party}</b>: <Link to={`/labs/${claim.labCode}`}>{claim.labName}</Link>,{' '}
      {format.date(claim.askedAt)}
      <p className={layout.reply}>{claim.reason}</p>
      <TextField
        id={`claim-${claim.id}-note`}
        label={t('desk.note')}
        hint={t('desk.noteHint')}
        optional
        value={note}
        maxLength={1000}
        onChange={setNote}
      />
      <Failure error={decide.error} />
      <div className={layout.buttons}>
        <Button isPending={decide.isPending} onPress={() => decide.mutate(true)}>
          {t('desk.grant')}
        </Button>
        <Button look="quiet" isPending={decide.isPending} onPress={() => decide.mutate(false)}>
          {t('desk.refuse')}
        </Button>
      </div>
    </li>
  )
}

function Claims({ claims }: Pick<DeskLabs, 'claims'>) {
  const { t } = useTranslation('labs')
  return (
    <section className={layout.section}>
      <h2>{t('desk.claims')}</h2>
      {claims.length === 0 && <p className={layout.note}>{t('desk.noClaims')}</p>}
      <ul className={layout.facts}>
        {claims.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} />
        ))}
      </ul>
    </section>
  )
}

const views = ['notConfirmed', 'withoutKeeper', 'all'] as const

function LabTable({ items }: Pick<DeskLabs, 'items'>) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const [view, setView] = useState<(typeof views)[number]>('notConfirmed')
  const [source, setSource] = useState('')
  const sources = [...new Set(items.map((item) => item.source))].sort()
  const shown = items.filter(
    (item) =>
      (view === 'all' || (view === 'notConfirmed' ? item.notConfirmed : item.keeper === null)) &&
      (!source || item.source === source),
  )
  return (
    <section className={layout.section}>
      <h2>{t('desk.labs')}</h2>
      <div className={layout.filters}>
        <SelectField
          id="desk-labs-view"
          label={t('desk.view')}
          value={view}
          onChange={(chosen) => setView(views.find((word) => word === chosen) ?? 'all')}
          options={views.map((value) => ({ value, label: t(`desk.views.${value}`) }))}
        />
        <SelectField
          id="desk-labs-source"
          label={t('desk.source')}
          value={source}
          onChange={setSource}
          placeholder={t('all')}
          options={sources.map((value) => ({ value, label: value }))}
        />
      </div>
      <p role="status">{t('count', { count: shown.length })}</p>
      <table className={`${layout.table} ${layout.stacked}`}>
        <caption className="vh">{t('desk.labs')}</caption>
        <thead>
          <tr>
            {(['name', 'activity', 'confirmed', 'keeper', 'source'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`desk.head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <tr key={item.code}>
              <th scope="row">
                <Link to={`/labs/${item.code}/edit`}>{item.name}</Link>
              </th>
              <td data-label={t('desk.head.activity')}>
                {item.activity ? t(`activities.${item.activity}`) : t('activities.unknown')}
              </td>
              <td data-label={t('desk.head.confirmed')}>
                {item.confirmedOn ? format.date(item.confirmedOn) : t('desk.never')}{' '}
                {item.notConfirmed && <Tag tone="warn">{t('notConfirmed')}</Tag>}
              </td>
              <td data-label={t('desk.head.keeper')}>{item.keeper ?? t('desk.nobody')}</td>
              <td data-label={t('desk.head.source')}>{item.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Desk() {
  const { t } = useTranslation('labs')
  const { data, error, refetch } = useQuery({
    queryKey: ['desk', 'labs'],
    queryFn: ({ signal }) => api<DeskLabs>('/api/desk/labs', { signal }),
  })
  return (
    <Page title={t('desk.title')} wide>
      <div className={layout.desk}>
        <Crumbs trail={[{ to: '/labs', label: t('title') }]} here={t('desk.title')} />
        <div className={layout.head}>
          <h1>{t('desk.title')}</h1>
          <LinkButton to="/desk/labs/new">{t('create.title')}</LinkButton>
        </div>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && (
          <>
            <Claims claims={data.claims} />
            <LabTable items={data.items} />
          </>
        )}
      </div>
    </Page>
  )
}

/** Labs on the desk: who asks to keep one, what nobody has confirmed, where each comes from. */
export function DeskLabsPage() {
  const { t } = useTranslation('labs')
  return (
    <PermittedOnly
      permission="keepLabs"
      title={t('desk.title')}
      notYours={t('desk.notYours')}
      notYoursBody={t('desk.notYoursBody')}
    >
      <Desk />
    </PermittedOnly>
  )
}
