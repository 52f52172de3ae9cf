import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Question } from '#schema/questions'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { TextField } from '../ui/fields.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './callPage.module.css'
import { answerQuestion, declineQuestion, deskQuestionsQuery, refreshQuestions } from './questionsApi.ts'

function useSettling(code: string, id: string) {
  const queries = useQueryClient()
  const onSuccess = () => refreshQuestions(queries, code)
  const answering = useMutation({
    mutationFn: (body: { question: string; answer: string }) => answerQuestion(code, id, body),
    onSuccess,
  })
  const declining = useMutation({
    mutationFn: (reason: string) => declineQuestion(code, id, reason),
    onSuccess,
  })
  return { answering, declining }
}

/** A question that waits: answered to all, or declined with a reason for who asked. */
function Waiting({ code, question: { id, text } }: { code: string; question: Question }) {
  const { t } = useTranslation('callPage')
  const { answering, declining } = useSettling(code, id)
  const [shown, setShown] = useState(text)
  const [answer, setAnswer] = useState('')
  const [reason, setReason] = useState('')
  const busy = answering.isPending || declining.isPending
  return (
    <div className={styles.form}>
      <TextField
        id={`public-${id}`}
        label={t('questions.public')}
        rows={3}
        value={shown}
        onChange={setShown}
      />
      <TextField
        id={`answer-${id}`}
        label={t('questions.answer')}
        rows={3}
        value={answer}
        onChange={setAnswer}
      />
      <p>
        <Button
          look="primary"
          isPending={busy}
          isDisabled={shown.trim().length < 10 || answer.trim().length < 2}
          onPress={() => answering.mutate({ question: shown, answer })}
        >
          {t('questions.publish')}
        </Button>
      </p>
      <TextField
        id={`reason-${id}`}
        label={t('questions.declineReason')}
        rows={2}
        value={reason}
        onChange={setReason}
      />
      <p>
        <Button
          isPending={busy}
          isDisabled={reason.trim().length < 10}
          onPress={() => declining.mutate(reason)}
        >
          {t('questions.decline')}
        </Button>
      </p>
      <Failure error={answering.error ?? declining.error} />
    </div>
  )
}

function DeskQuestion({ code, question }: { code: string; question: Question }) {
  const { t } = useTranslation('callPage')
  const format = useFormats()
  const { text, state, askedAt, answer, reason } = question
  return (
    <li className={styles.deskQuestion}>
      <h2>{text}</h2>
      <p>
        {t('questions.asked', { date: format.dateTime(askedAt) })} · {t(`questions.state.${state}`)}
      </p>
      {answer && <p>{answer}</p>}
      {reason && <p>{t('questions.reason', { reason })}</p>}
      {state === 'waiting' && <Waiting code={code} question={question} />}
    </li>
  )
}

function QuestionsView({ code }: { code: string }) {
  const { t } = useTranslation(['callPage', 'callDesk'])
  const { data, error, refetch } = useQuery(deskQuestionsQuery(code))
  const title = t('callPage:questions.desk', { code })
  return (
    <Page title={title}>
      <Crumbs
        trail={[
          { to: '/desk/calls', label: t('callDesk:title') },
          { to: `/desk/calls/${code}`, label: code },
        ]}
        here={t('callPage:questions.title')}
      />
      <div className={styles.checkPage}>
        <h1>{title}</h1>
        <p>{t('callPage:questions.deskIntro')}</p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data?.total === 0 && <p>{t('callPage:questions.deskNone')}</p>}
        <ul>
          {data?.items.map((question) => (
            <DeskQuestion key={question.id} code={code} question={question} />
          ))}
        </ul>
      </div>
    </Page>
  )
}

/** The questions about a call, for the office to answer. */
export function DeskQuestionsPage() {
  const { code = '' } = useParams()
  return (
    <OfficeOnly>
      <QuestionsView code={code} />
    </OfficeOnly>
  )
}
