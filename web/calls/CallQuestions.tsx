import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './callPage.module.css'
import { askQuestion, myQuestionsQuery, questionsQuery, refreshQuestions } from './questionsApi.ts'

const shortest = 10

function AskForm({ code }: { code: string }) {
  const { t } = useTranslation('callPage')
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [short, setShort] = useState(false)
  const asking = useMutation({
    mutationFn: () => askQuestion(code, text),
    onSuccess: () => {
      setText('')
      refreshQuestions(queries, code)
    },
  })
  const send = () => {
    const tooShort = text.trim().length < shortest
    setShort(tooShort)
    if (!tooShort) asking.mutate()
  }
  return (
    <div className={styles.form}>
      <TextField
        id="call-question"
        label={t('questions.ask')}
        hint={t('questions.askHint')}
        error={short ? t('questions.short') : undefined}
        rows={4}
        maxLength={2000}
        value={text}
        onChange={setText}
      />
      <Failure error={asking.error} />
      <p role="status">{asking.isSuccess && t('questions.sent')}</p>
      <p>
        <Button onPress={send} isPending={asking.isPending}>
          {t('questions.send')}
        </Button>
      </p>
    </div>
  )
}

/** What I asked and what became of it. */
function Mine({ code }: { code: string }) {
  const { t } = useTranslation('callPage')
  const { data } = useQuery(myQuestionsQuery(code))
  if (!data || data.total === 0) return null
  return (
    <>
      <h3>{t('questions.mine')}</h3>
      <ul className={styles.mine}>
        {data.items.map(({ id, text, state, reason }) => (
          <li key={id}>
            {text} <strong>{t(`questions.state.${state}`)}</strong>
            {reason && <p>{t('questions.reason', { reason })}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Answered({ code }: { code: string }) {
  const { t } = useTranslation('callPage')
  const format = useFormats()
  const { data, error, refetch } = useQuery(questionsQuery(code))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return null
  const asking = data.until
    ? t('questions.until', { date: format.dateTime(data.until) })
    : t('questions.open')
  return (
    <>
      {data.items.length === 0 && <p>{t('questions.none')}</p>}
      <dl className={styles.answers}>
        {data.items.map(({ id, question, answer, answeredAt }) => (
          <div key={id}>
            <dt>{question}</dt>
            <dd>
              {answer} <small>{t('questions.answeredOn', { date: format.date(answeredAt) })}</small>
            </dd>
          </div>
        ))}
      </dl>
      <p>{data.open ? asking : t('questions.closed')}</p>
    </>
  )
}

/** Questions about a call with the answers to all; who is signed in asks and sees their own. */
export function CallQuestions({ code }: { code: string }) {
  const { t } = useTranslation('callPage')
  const { me, known, may } = useMe()
  const open = useQuery(questionsQuery(code)).data?.open ?? false
  const here = `/calls/${encodeURIComponent(code)}`
  return (
    <section className={styles.questions}>
      <h2>{t('questions.title')}</h2>
      <Answered code={code} />
      {may('writeRequests') && <Mine code={code} />}
      {open && may('writeRequests') && <AskForm code={code} />}
      {open && known && !me && (
        <LinkButton to={`/sign-in?next=${encodeURIComponent(here)}`}>{t('questions.signIn')}</LinkButton>
      )}
      {may('prepareCalls') && (
        <p>
          <Link to={`/desk${here}/questions`}>{t('questions.toDesk')}</Link>
        </p>
      )}
    </section>
  )
}
