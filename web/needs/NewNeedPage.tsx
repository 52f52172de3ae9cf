import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, romeDate } from '#rules/city'
import { type MyNeed, type NewNeed, needFaults } from '#schema/needs'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import { ApiProblem, api } from '../api/client.ts'
import { partiesQuery } from '../parties/partiesApi.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { NeedFields } from './NeedFields.tsx'
import { myNeedQuery, myNeedsQuery, needsQuery } from './needsApi.ts'

function emptyNeed(party: string): NewNeed {
  const today = romeDate(new Date())
  return {
    party,
    actsFor: 'itself',
    firmName: null,
    firmShown: false,
    title: '',
    description: '',
    process: '',
    material: null,
    sizeXMm: null,
    sizeYMm: null,
    sizeZMm: null,
    quantity: 1,
    dueOn: addDays(today, 60),
    endsOn: addDays(today, 30),
    place: null,
    audience: 'public',
  }
}

/** What is missing before anything is sent, and what the server found wrong, each at its field. */
function useFaults(error: Error | null) {
  const { t } = useTranslation('needs')
  const missing = (need: NewNeed): SummaryEntry[] => {
    const least = { title: 3, description: 10, process: 1, dueOn: 10, endsOn: 10 } as const
    return (Object.keys(least) as (keyof typeof least)[])
      .filter((name) => need[name].trim().length < least[name])
      .map((name) => ({ field: `need-${name}`, text: t('form.missing', { field: t(`form.${name}`) }) }))
  }
  const entries = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  const refused = entries.map(({ pointer, detail }) => {
    const known = needFaults.find((code) => code === detail) ?? 'other'
    return { field: `need-${pointer.split('/').at(-1)}`, text: t(`form.fault.${known}`) }
  })
  return { missing, refused }
}

function NeedForm({ parties }: { parties: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation('needs')
  const go = useGo()
  const queries = useQueryClient()
  const [need, setNeed] = useState(() => emptyNeed(parties[0]?.id ?? ''))
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [unfilled, setUnfilled] = useState<SummaryEntry[]>([])
  const create = useMutation({
    mutationFn: (body: NewNeed) =>
      api<MyNeed>('/api/needs', { method: 'POST', body, headers: { 'idempotency-key': key } }),
    onSuccess: (made) => {
      queries.setQueryData(myNeedQuery(made.code).queryKey, made)
      void queries.invalidateQueries({ queryKey: myNeedsQuery.queryKey, exact: true })
      void queries.invalidateQueries({ queryKey: needsQuery.queryKey })
      go(`/needs/${made.code}`)
    },
  })
  const { missing, refused } = useFaults(create.error)
  const entries = unfilled.length > 0 ? unfilled : refused
  const submit = () => {
    const found = missing(need)
    setUnfilled(found)
    if (found.length === 0) create.mutate(need)
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <ErrorSummary from={unfilled.length > 0 ? unfilled : create.error} entries={entries} />
      {entries.length === 0 && <Failure error={create.error} />}
      <NeedFields
        need={need}
        parties={parties}
        errorOf={(name) => entries.find(({ field }) => field === `need-${name}`)?.text}
        onChange={(changes) => {
          setNeed((before) => ({ ...before, ...changes }))
          setKey(crypto.randomUUID())
        }}
      />
      <p className={styles.buttons}>
        <Button type="submit" look="primary" big isPending={create.isPending}>
          {t('form.submit')}
        </Button>
      </p>
    </Form>
  )
}

function Loaded() {
  const { t } = useTranslation('needs')
  const { data, error, refetch } = useQuery(partiesQuery)
  return (
    <Page title={t('new')}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/needs', label: t('title') }]} here={t('new')} />
        <h1>{t('new')}</h1>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={10} />}
        {data && <NeedForm parties={data.items} />}
      </div>
    </Page>
  )
}

/** Says what a firm needs made. */
export function NewNeedPage() {
  const { t } = useTranslation('needs')
  return (
    <PermittedOnly
      permission="actForParties"
      title={t('new')}
      notYours={t('signIn')}
      notYoursBody={t('intro')}
    >
      <Loaded />
    </PermittedOnly>
  )
}
