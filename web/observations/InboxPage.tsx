import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type InboxState, inboxStates, type SubmissionReceipt } from '#schema/observations'
import { csrfHeader } from '../api/client.ts'
import styles from '../callDesk/callDesk.module.css'
import { PlanningOnly } from '../plans/PlanningOnly.tsx'
import { deskPlansQuery } from '../plans/plansApi.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { InboxItems } from './InboxItems.tsx'
import { dropFile, inboxKey, inboxQuery } from './inboxApi.ts'
import { LateSection } from './LateSection.tsx'
import own from './observations.module.css'

const taken = ['.eml', '.mbox', '.pdf', '.p7m', '.csv', '.xlsx', '.jpg', '.jpeg', '.png']

/** Loads files into the inbox, one after another, and says what they held. */
function UploadButton({ plan }: { plan: string }) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const drop = useMutation({
    mutationFn: (file: File) => dropFile(plan, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: inboxKey(plan) }),
  })
  const said = () => {
    if (drop.isPending) return t('uploading', { name: drop.variables.name })
    if (!drop.data) return ''
    const { added, known } = drop.data
    return [t('taken', { count: added }), known > 0 && t('known', { count: known })]
      .filter(Boolean)
      .join(', ')
  }
  return (
    <div className={styles.buttons}>
      <FileButton
        look="primary"
        accept={taken}
        isPending={drop.isPending}
        onFile={(file) => drop.mutate(file)}
      >
        {t('upload')}
      </FileButton>
      <span role="status">{said()}</span>
      <Failure error={drop.error} />
    </div>
  )
}

/** Asks for the printed receipt, which gives a new code, and saves it. */
async function printReceipt({ id, number }: SubmissionReceipt): Promise<void> {
  const response = await fetch(`/api/desk/observations/${id}/receipt`, {
    method: 'POST',
    headers: csrfHeader(),
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = `${number}.pdf`
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Milliseconds after which a dialog that closed has given the focus back. */
const afterDialog = 100

/** What was registered, with the code that is shown this once: the focus goes there. */
function Registered({ receipt }: { receipt: SubmissionReceipt }) {
  const { t } = useTranslation('inbox')
  const print = useMutation({ mutationFn: () => printReceipt(receipt) })
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const given = setTimeout(() => box.current?.focus(), afterDialog)
    return () => clearTimeout(given)
  }, [])
  return (
    <div role="status" ref={box} tabIndex={-1}>
      <Note tone="ok" icon="ok">
        <p>{t('done.title', { number: receipt.number })}</p>
        {receipt.accessCode && <p>{t('done.code', { code: receipt.accessCode })}</p>}
        <p>{t('done.codeNote')}</p>
        <p>
          <Link to={`/desk/observations/${receipt.id}`}>{t('done.split', { number: receipt.number })}</Link>
        </p>
        <Button icon="print" isPending={print.isPending} onPress={() => print.mutate()}>
          {t('done.print')}
        </Button>
        <Failure error={print.error} />
      </Note>
    </div>
  )
}

/** What came in, by state, page after page. */
function InboxList({
  plan,
  onRegistered,
}: {
  plan: string
  onRegistered: (receipt: SubmissionReceipt) => void
}) {
  const { t } = useTranslation('inbox')
  const [state, setState] = useState<InboxState | undefined>(undefined)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...inboxQuery(plan, state),
    placeholderData: keepPreviousData,
  })
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />
  const items = data.pages.flatMap((page) => page.items)
  const { open = 0, total = 0 } = data.pages.at(-1) ?? {}
  return (
    <>
      <h2>{t('open', { count: open })}</h2>
      <SelectField
        id="state"
        label={t('state.label')}
        placeholder={t('state.all')}
        value={state ?? ''}
        onChange={(value) => setState(inboxStates.find((one) => one === value))}
        options={inboxStates.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      {items.length === 0 && <EmptyState title={t('none')}>{null}</EmptyState>}
      <InboxItems plan={plan} items={items} onRegistered={onRegistered} />
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more', { shown: items.length, total })}
        </Button>
      )}
    </>
  )
}

function InboxOf({ plan }: { plan: string }) {
  const [receipt, setReceipt] = useState<SubmissionReceipt | null>(null)
  return (
    <div className={own.form}>
      <UploadButton plan={plan} />
      <LateSection plan={plan} />
      {receipt && <Registered key={receipt.id} receipt={receipt} />}
      <InboxList plan={plan} onRegistered={setReceipt} />
    </div>
  )
}

/** Everything that comes in beside the form, for one plan. */
export function InboxPage() {
  const { t } = useTranslation(['inbox', 'planDesk'])
  const go = useGo()
  const [search] = useSearchParams()
  const { data: plans } = useQuery(deskPlansQuery)
  const writtenTo = plans?.items.find(({ status }) => status === 'observations') ?? plans?.items[0]
  const plan = search.get('plan') ?? writtenTo?.code
  return (
    <PlanningOnly>
      <Page title={t('inbox:title')} wide>
        <div className={styles.page}>
          <Crumbs trail={[{ to: '/desk/plans', label: t('planDesk:title') }]} here={t('inbox:title')} />
          <div className={styles.head}>
            <h1>{t('inbox:title')}</h1>
          </div>
          <p>{t('inbox:intro')}</p>
          {plans && (
            <SelectField
              id="plan"
              label={t('inbox:plan')}
              placeholder={t('inbox:choosePlan')}
              value={plan ?? ''}
              onChange={(code) => go(`/desk/observations/inbox?plan=${code}`)}
              options={plans.items.map(({ code, title }) => ({ value: code, label: `${code} – ${title}` }))}
            />
          )}
          {plan && <InboxOf key={plan} plan={plan} />}
        </div>
      </Page>
    </PlanningOnly>
  )
}
