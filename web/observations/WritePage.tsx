import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { Plan } from '#schema/plans'
import { ProviderButtons } from '../accounts/ProviderButtons.tsx'
import { DemoPeople, PasswordForm } from '../accounts/SignInForms.tsx'
import { useMe, useSignIn } from '../accounts/useMe.ts'
import askStyles from '../allocation/ask/ask.module.css'
import { ApiProblem } from '../api/client.ts'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { planQuery } from '../plans/plansApi.ts'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { DraftSteps } from './DraftSteps.tsx'
import { IntroStep } from './IntroStep.tsx'
import { startDraft, submissionQuery } from './observationsApi.ts'
import { stepToShow, type WriteStep, writeSteps } from './writeSteps.ts'

function StepList({ step }: { step: WriteStep }) {
  const { t } = useTranslation('observations')
  const now = writeSteps.indexOf(step)
  return (
    <ol
      className={askStyles.steps}
      aria-label={t('stepsLabel')}
      style={{ gridTemplateColumns: `repeat(${writeSteps.length}, 1fr)` }}
    >
      {writeSteps.map((name, index) => (
        <li
          key={name}
          aria-current={index === now ? 'step' : undefined}
          className={index < now ? askStyles.past : undefined}
        >
          <span className="vh">
            {t('stepOf', { step: index + 1, count: writeSteps.length })}
            {': '}
          </span>
          {t(`steps.${name}`)}
        </li>
      ))}
    </ol>
  )
}

/** Signing in without leaving the page. */
function SignInStep({ next, onDone }: { next: string; onDone: () => void }) {
  const { t } = useTranslation('observations')
  const { demo } = useCity()
  const { me } = useMe()
  const signIn = useSignIn()
  return (
    <section className={askStyles.step}>
      <h2>{t('signIn.title')}</h2>
      {me && (
        <Note tone="warn" icon="warn">
          {t('signIn.wrongRole')}
        </Note>
      )}
      <div className={askStyles.signIn}>
        <div>
          <ProviderButtons next={next} />
          <PasswordForm signIn={signIn} onDone={onDone} next={next} />
        </div>
        {demo && (
          <DemoPeople
            busy={signIn.isPending}
            onChoose={(role) => signIn.mutate({ demo: role }, { onSuccess: onDone })}
          />
        )}
      </div>
    </section>
  )
}

/** The draft of this plan: the one left before, or a new one. */
function useDraftOf(code: string, needed: boolean) {
  const queries = useQueryClient()
  const start = useMutation({
    mutationFn: startDraft,
    onSuccess: (submission) => queries.setQueryData(submissionQuery(submission.id).queryKey, submission),
  })
  const { mutate, isIdle } = start
  useEffect(() => {
    if (needed && isIdle) mutate(code)
  }, [needed, isIdle, mutate, code])
  const id = start.data?.id
  const { data } = useQuery({
    ...submissionQuery(id ?? ''),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  return { submission: data, error: start.error }
}

/** Puts the keyboard on the heading of the page, once the step has changed. */
function useFocusOnStep(step: WriteStep) {
  const heading = useRef<HTMLHeadingElement>(null)
  const last = useRef(step)
  useEffect(() => {
    if (last.current === step) return
    last.current = step
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [step])
  return heading
}

function WriteFlow({ plan }: { plan: Plan }) {
  const { t } = useTranslation(['observations', 'plans'])
  const [search] = useSearchParams()
  const english = useLanguage() === 'en'
  const go = useGo()
  const { known, may } = useMe()
  const mayWrite = may('writeObservations')
  const step = stepToShow(search.get('step'), mayWrite)
  const heading = useFocusOnStep(step)
  const isDraft = step !== 'intro' && step !== 'signIn'
  const { submission, error } = useDraftOf(plan.code, isDraft)
  const address = `/plans/${plan.code}/write`
  const goTo = (next: WriteStep) => go(`${address}?step=${next}`)
  const title = (english && plan.titleEn) || plan.title
  const trail = [
    { to: '/plans', label: t('plans:title') },
    { to: `/plans/${plan.code}`, label: plan.code },
  ]
  return (
    <Page title={`${t(`observations:steps.${step}`)} · ${title}`}>
      <div className={askStyles.page}>
        <Crumbs trail={trail} here={t('observations:write')} />
        <h1 ref={heading} tabIndex={-1}>
          {t('observations:write')}: {title}
        </h1>
        <StepList step={step} />
        {step === 'intro' && known && <IntroStep plan={plan} onContinue={() => goTo('who')} />}
        {step === 'signIn' && known && <SignInStep next={`${address}?step=who`} onDone={() => goTo('who')} />}
        <Failure error={error} />
        {isDraft &&
          (submission ? (
            <DraftSteps key={submission.id} submission={submission} plan={plan} step={step} goTo={goTo} />
          ) : (
            !error && <Skeleton lines={8} />
          ))}
      </div>
    </Page>
  )
}

/** Writing to a plan, step by step. */
export function WritePage() {
  const { code = '' } = useParams()
  const { data: plan, error, refetch } = useQuery(planQuery(code))
  if (plan) return <WriteFlow plan={plan} />
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}
