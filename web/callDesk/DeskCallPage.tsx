import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { CallContent, DeskCall } from '#schema/calls'
import { ApiProblem, api } from '../api/client.ts'
import { CallOutages } from '../bids/CallOutages.tsx'
import { Versions } from '../calls/Versions.tsx'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { AskOpinionButton } from '../opinions/AskOpinionButton.tsx'
import { CallPurposes } from '../opinions/CallPurposes.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ActsSection } from './ActsSection.tsx'
import { CallActions } from './CallActions.tsx'
import { ConditionsSection } from './ConditionsSection.tsx'
import { CriteriaSection } from './CriteriaSection.tsx'
import styles from './callDesk.module.css'
import { DocumentsSection } from './DocumentsSection.tsx'
import { type Draft, deskCallKey, fieldId, useFaultWords, usePartWords } from './draft.ts'
import { LotsSection } from './LotsSection.tsx'
import { TextSection } from './TextSection.tsx'
import { WindowSection } from './WindowSection.tsx'

/** Whether the deadline can still be moved by an act. */
const mayMoveDeadline = ({ phase, standing, unsealedAt }: DeskCall) =>
  !standing && unsealedAt === null && (phase === 'open' || phase === 'closed')
const writable = ['draft', 'published', 'open']
const ranked = ['finalRanking', 'awarded', 'concluded']

function useSave(call: DeskCall, onSaved: (call: DeskCall) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (content: CallContent) =>
      api<DeskCall>(`/api/desk/calls/${call.code}`, {
        method: 'PUT',
        body: { version: call.version, content },
      }),
    onSuccess: (saved) => {
      queries.setQueryData(deskCallKey(call.code), saved)
      void queries.invalidateQueries({ queryKey: ['desk', 'calls'], exact: true })
      void queries.invalidateQueries({ queryKey: ['opinions', 'purposes'] })
      onSaved(saved)
    },
  })
}

/** Reads the call anew where something else has changed its draft. */
function useReadAgain(code: string, onRead: (call: DeskCall) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api<DeskCall>(`/api/desk/calls/${code}`),
    onSuccess: (changed) => {
      queries.setQueryData(deskCallKey(code), changed)
      onRead(changed)
    },
  })
}

function Faults({ faults, title }: { faults: Draft['faults']; title: string }) {
  const words = useFaultWords()
  const part = usePartWords()
  const entries = faults.map(({ pointer, code }) => ({
    field: fieldId(pointer),
    text: `${part(pointer)}: ${words(code)}`,
  }))
  return <ErrorSummary from={faults} entries={entries} title={title} />
}

const Sections = ({ draft, code }: { draft: Draft; code: string }) => (
  <>
    <TextSection draft={draft} />
    <ActsSection draft={draft} />
    <WindowSection draft={draft} />
    <LotsSection draft={draft} />
    <ConditionsSection draft={draft} />
    <CriteriaSection draft={draft} />
    <DocumentsSection draft={draft} code={code} />
  </>
)

interface CallDeskProps {
  call: DeskCall
  /** What was done last, in words. */
  done: string
  onDone: (words: string) => void
}

/** A call that is prepared, or led: what it says, what can be done with it, its versions. */
function CallDesk({ call, done, onDone }: CallDeskProps) {
  const { t } = useTranslation(['callDesk', 'bids'])
  const [content, setContent] = useState(call.content)
  const [faults, setFaults] = useState<Draft['faults']>([])
  const isDirty = JSON.stringify(content) !== JSON.stringify(call.content)
  const save = useSave(call, (saved) => {
    setContent(saved.content)
    setFaults(saved.faults)
    onDone(t('saved'))
  })
  const readAgain = useReadAgain(call.code, (changed) => setContent(changed.content))
  const refused = save.error instanceof ApiProblem ? (save.error.problem?.errors ?? []) : []
  const draft: Draft = {
    content,
    change: (changes) => setContent((before) => ({ ...before, ...changes })),
    faults:
      refused.length > 0
        ? refused.map(({ pointer, detail }) => ({ pointer: pointer.slice(8), code: detail }))
        : faults,
  }
  return (
    <div className={styles.page}>
      <Crumbs trail={[{ to: '/desk/calls', label: t('title') }]} here={call.code} />
      <div className={styles.head}>
        <h1>{call.title}</h1>
        <Tag tone={call.status === 'open' ? 'ok' : 'plain'}>{t(`status.${call.status}`)}</Tag>
        {call.status === 'draft' ? (
          <Link to={`/desk/calls/${call.code}/preview`}>{t('preview')}</Link>
        ) : (
          <Link to={`/calls/${call.code}`}>{t('publicPage')}</Link>
        )}
        {call.status !== 'draft' && (
          <>
            <Link to={`/desk/calls/${call.code}/questions`}>{t('questions')}</Link>
            <Link to={`/desk/calls/${call.code}/visits`}>{t('visits')}</Link>
            <Link to={`/desk/calls/${call.code}/arrivals`}>{t('bids:arrivals.title')}</Link>
          </>
        )}
        {call.content.criteria?.price && <Link to={`/desk/calls/${call.code}/bids`}>{t('bids:entry')}</Link>}
        {call.status !== 'draft' && !call.standing && (
          <Link to={`/desk/calls/${call.code}/evaluation`}>{t('evaluation')}</Link>
        )}
        {ranked.includes(call.status) && !call.standing && (
          <Link to={`/desk/calls/${call.code}/awards`}>{t('awards')}</Link>
        )}
      </div>
      {call.status !== 'draft' && <p>{t('requests', { count: call.requests })}</p>}
      <p role="status">{done}</p>
      <Faults faults={draft.faults} title={t('faults')} />
      {refused.length === 0 && <Failure error={save.error} />}
      <CallActions
        call={call}
        content={content}
        isDirty={isDirty}
        onDone={(action) => {
          onDone(t(`done.${action}`))
          setFaults([])
        }}
        onFaults={setFaults}
      />
      {mayMoveDeadline(call) && <CallOutages code={call.code} />}
      <AskOpinionButton about={{ kind: 'call', code: call.code }} />
      <CallPurposes code={call.code} isDirty={isDirty} onTaken={() => readAgain.mutate()} />
      {writable.includes(call.status) && <Sections draft={draft} code={call.code} />}
      {call.status === 'draft' && (
        <div className={`${styles.buttons} ${styles.bar}`}>
          <Button look="primary" isPending={save.isPending} onPress={() => save.mutate(content)}>
            {t('save')}
          </Button>
          <span className={styles.note}>{isDirty ? t('dirty') : t('clean')}</span>
        </div>
      )}
      <Versions versions={call.versions} />
    </div>
  )
}

function LoadedCall({ code }: { code: string }) {
  const [done, setDone] = useState('')
  const {
    data: call,
    error,
    refetch,
  } = useQuery({
    queryKey: deskCallKey(code),
    queryFn: ({ signal }) => api<DeskCall>(`/api/desk/calls/${encodeURIComponent(code)}`, { signal }),
    refetchOnWindowFocus: false,
  })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={call?.title ?? code} wide>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!call && !error && <Skeleton lines={10} />}
      {call && (
        <CallDesk
          key={`${call.code} ${call.status} ${call.versions.length}`}
          call={call}
          done={done}
          onDone={setDone}
        />
      )}
    </Page>
  )
}

/** The page of a call on the desk. */
export function DeskCallPage() {
  const { code = '' } = useParams()
  return (
    <OfficeOnly>
      <LoadedCall code={code} />
    </OfficeOnly>
  )
}
