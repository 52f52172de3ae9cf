import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { EvaluationFile } from '#schema/evaluation'
import { ApiProblem, api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { Act } from './Act.tsx'
import { EvaluatorOnly } from './EvaluatorOnly.tsx'
import styles from './evaluation.module.css'
import { filePathOf, fileQuery } from './evaluationApi.ts'
import { FilePaper } from './FilePaper.tsx'
import { FileStateTag } from './FileStateTag.tsx'
import { MarkForm } from './MarkForm.tsx'
import { RevealedMarks } from './RevealedMarks.tsx'
import { type MarkDraft, useMarks } from './useMarks.ts'

interface StepsProps {
  file: EvaluationFile
  /** Goes to another request, with what is written kept. */
  onGo: (requestId: string | null) => void
}

/** The way to the request before, after, and next to be judged. */
function Steps({ file, onGo }: StepsProps) {
  const { t } = useTranslation('evaluation')
  const { previousId, nextId, nextToDoId, place } = file
  return (
    <nav className={styles.buttons} aria-label={t('filter')}>
      <Button icon="left" isDisabled={!previousId} onPress={() => onGo(previousId)}>
        {t('file.previous')}
      </Button>
      <span>{t('file.place', place)}</span>
      <Button isDisabled={!nextId} onPress={() => onGo(nextId)}>
        {t('file.next')}
      </Button>
      {nextToDoId && nextToDoId !== nextId && (
        <Button look="quiet" onPress={() => onGo(nextToDoId)}>
          {t('file.nextToDo')}
        </Button>
      )}
    </nav>
  )
}

/** Alt and the page keys go to the request before and after; Ctrl and Enter save. */
function useKeys({ file, onGo }: StepsProps, onSave: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const act =
        event.altKey && event.key === 'PageUp'
          ? () => onGo(file.previousId)
          : event.altKey && event.key === 'PageDown'
            ? () => onGo(file.nextId)
            : (event.ctrlKey || event.metaKey) && event.key === 'Enter'
              ? onSave
              : null
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}

function Conflict({ file }: { file: EvaluationFile }) {
  const { t } = useTranslation('evaluation')
  const queries = useQueryClient()
  const go = useGo()
  const { callCode, requestId } = file
  const leave = async (reason: string) => {
    await api(`${filePathOf(callCode, requestId)}/conflict`, { method: 'POST', body: { reason } })
    go(`/evaluation/${encodeURIComponent(callCode)}`)
    queries.removeQueries({ queryKey: fileQuery(callCode, requestId).queryKey })
    void queries.invalidateQueries({ queryKey: ['evaluation'] })
  }
  return (
    <Act
      look="danger"
      label={t('file.conflict')}
      about={t('file.conflictBody')}
      refusals={file.moves.score}
      fields={[{ name: 'reason', label: t('file.conflictReason'), kind: 'words', least: 10 }]}
      onDo={({ reason = '' }) => leave(reason)}
    />
  )
}

interface MarksProps {
  file: EvaluationFile
  draft: MarkDraft
  done: string
  onDone: (words: string) => void
}

function Marks({ file, draft, done, onDone }: MarksProps) {
  const { t } = useTranslation(['evaluation', 'evaluationDesk'])
  const { state, submitted, judges, moves } = file
  const isOpen = state === 'toDo' || state === 'begun'
  return (
    <section className={styles.marks} aria-labelledby="marks">
      <h2 id="marks">{t('evaluation:file.marks')}</h2>
      <p className={styles.note}>{t('evaluation:file.version', { version: file.version })}</p>
      <p role="status">{done}</p>
      {isOpen && moves.score.length === 0 && <MarkForm file={file} draft={draft} onDone={onDone} />}
      {isOpen && moves.score.length > 0 && (
        <p>{moves.score.map((refusal) => t(`evaluationDesk:refusal.${refusal}`)).join(' ')}</p>
      )}
      {state === 'submitted' && <p>{t('evaluation:file.submitted', { submitted, judges })}</p>}
      {state === 'revealed' && <RevealedMarks file={file} />}
      <Conflict file={file} />
    </section>
  )
}

function FileView({ file }: { file: EvaluationFile }) {
  const { t } = useTranslation('evaluation')
  const english = useLanguage() === 'en'
  const go = useGo()
  const draft = useMarks(file)
  const [done, setDone] = useState('')
  const onGo = (requestId: string | null) => {
    if (!requestId) return
    void draft.save().then(
      () => go(`/evaluation/${encodeURIComponent(file.callCode)}/${requestId}`),
      () => {},
    )
  }
  useKeys(
    { file, onGo },
    () =>
      void draft.save().then(
        () => setDone(t('file.saved')),
        () => {},
      ),
  )
  return (
    <div className={styles.page}>
      <Crumbs
        trail={[
          { to: '/evaluation', label: t('title') },
          {
            to: `/evaluation/${encodeURIComponent(file.callCode)}`,
            label: (english && file.callTitleEn) || file.callTitle,
          },
        ]}
        here={file.number}
      />
      <div className={styles.fileHead}>
        <h1>
          {file.number} <span>{file.applicantName}</span>
        </h1>
        <FileStateTag state={file.state} />
        <Steps file={file} onGo={onGo} />
      </div>
      <p className={styles.note}>{t('file.keys')}</p>
      <div className={styles.judge}>
        <FilePaper file={file} />
        <Marks file={file} draft={draft} done={done} onDone={setDone} />
      </div>
    </div>
  )
}

function LoadedFile({ code, requestId }: { code: string; requestId: string }) {
  const { data, error, refetch } = useQuery({ ...fileQuery(code, requestId), refetchOnWindowFocus: false })
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={data ? `${data.number} · ${data.applicantName}` : code} wide={Boolean(data)}>
      {data && <FileView key={data.requestId} file={data} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
    </Page>
  )
}

/** One request with everything needed to judge it. */
export function FilePage() {
  const { callCode = '', requestId = '' } = useParams()
  return (
    <EvaluatorOnly>
      <LoadedFile code={callCode} requestId={requestId} />
    </EvaluatorOnly>
  )
}
