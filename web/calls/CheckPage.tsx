import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type EligibilityLight, eligibilityLight, eligibilityRefusals, generalQuestions } from '#rules/calls'
import type { Call, EligibilityQuestion } from '#schema/calls'
import { ApiProblem } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Icon, type IconName } from '../ui/icons.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './callPage.module.css'
import { callQuery } from './callQuery.ts'
import { EligibilityField } from './EligibilityField.tsx'

type Answers = Readonly<Record<string, boolean>>

const icons: Record<EligibilityLight, IconName> = { red: 'close', amber: 'question', green: 'ok' }

interface LightProps {
  questions: readonly EligibilityQuestion[]
  answers: Answers
}

/** The traffic light: a colour, a sign and words, read out when it changes. */
function Light({ questions, answers }: LightProps) {
  const { t } = useTranslation('callPage')
  const light = eligibilityLight(questions, answers)
  const answered = questions.filter(({ code }) => code in answers)
  const count = {
    red: eligibilityRefusals(answered, answers).length,
    amber: questions.length - answered.length,
  }
  return (
    <div role="status" className={`${styles.light} ${styles[light]}`}>
      <Icon name={icons[light]} size={32} />
      <div>
        <h2>
          <span className="vh">{t(`check.light.${light}`)}: </span>
          {t(`check.${light}`)}
        </h2>
        <p>{light === 'green' ? t('check.greenBody') : t(`check.${light}Body`, { count: count[light] })}</p>
      </div>
    </div>
  )
}

interface QuestionProps {
  question: EligibilityQuestion
  answer: boolean | undefined
  onAnswer: (answer: boolean) => void
}

function Question({ question, answer, onAnswer }: QuestionProps) {
  const { t } = useTranslation('callPage')
  const english = useLanguage() === 'en'
  const refused = answer !== undefined && answer !== question.expected
  return (
    <EligibilityField
      question={question}
      answer={answer}
      hint={t('check.reference', { reference: question.reference })}
      error={refused ? (english ? question.ruleEn : question.rule) : undefined}
      onAnswer={onAnswer}
    />
  )
}

function CheckView({ call }: { call: Call }) {
  const { t } = useTranslation(['callPage', 'calls'])
  const [answers, setAnswers] = useState<Answers>({})
  const questions = call.eligibility.length > 0 ? call.eligibility : generalQuestions
  return (
    <Page title={`${t('callPage:check.title')} ${call.code}`}>
      <Crumbs
        trail={[
          { to: '/calls', label: t('calls:title') },
          { to: `/calls/${call.code}`, label: call.code },
        ]}
        here={t('callPage:check.title')}
      />
      <div className={styles.checkPage}>
        <h1>{t('callPage:check.title')}</h1>
        <p>{t('callPage:check.intro')}</p>
        {call.phase !== 'open' && <Note>{t('callPage:check.notOpen')}</Note>}
        {questions.map((question) => (
          <Question
            key={question.code}
            question={question}
            answer={answers[question.code]}
            onAnswer={(answer) => setAnswers((before) => ({ ...before, [question.code]: answer }))}
          />
        ))}
        <Light questions={questions} answers={answers} />
        <div className={styles.buttons}>
          <LinkButton to={`/calls/${call.code}`} look="primary">
            {t('callPage:check.toCall')}
          </LinkButton>
          <Button onPress={() => setAnswers({})}>{t('callPage:check.again')}</Button>
        </div>
      </div>
    </Page>
  )
}

/** Whether one may ask at all, found out on the page alone: nothing is sent, nothing is stored. */
export function CheckPage() {
  const { code = '' } = useParams()
  const { data: call, error, refetch } = useQuery(callQuery(code))
  if (call) return <CheckView call={call} />
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}
