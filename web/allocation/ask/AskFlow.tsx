import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { eligibilityRefusals } from '#rules/calls'
import type { MyRequestItem, RequestKind } from '#schema/allocation'
import type { Call, EligibilityQuestion } from '#schema/calls'
import type { Space } from '#schema/spaces'
import { useMe } from '../../accounts/useMe.ts'
import { Page } from '../../shell/Page.tsx'
import { Crumbs } from '../../ui/Crumbs.tsx'
import { Failure } from '../../ui/Failure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useGo } from '../../url/navigate.ts'
import { type AskStep, stepToShow } from '../draft.ts'
import { requestQuery, requestsQuery, startDraft } from '../requestsApi.ts'
import { askAddress } from './address.ts'
import styles from './ask.module.css'
import { DraftSteps } from './DraftSteps.tsx'
import { EligibilityStep } from './EligibilityStep.tsx'
import { KindNote } from './KindNote.tsx'
import { SignInStep } from './SignInStep.tsx'
import { StepList } from './StepList.tsx'

interface AskFlowProps {
  space: Space
  kind: RequestKind
  questions: readonly EligibilityQuestion[]
  excludedActivities: readonly string[]
  /** The call an application is for. */
  call: Call | null
}

type Answers = Record<string, boolean>

/** The draft of this kind for this space: one that was started here, or one left open before. */
function useSpaceDraft({ space, kind: asked, call }: AskFlowProps, mayAsk: boolean) {
  const named = useSearchParams()[0].get('draft')
  const queries = useQueryClient()
  const mine = useQuery({ ...requestsQuery, enabled: mayAsk })
  const isFor = ({ targets }: MyRequestItem) =>
    targets.some(({ spaces }) => spaces.some(({ code }) => code === space.code))
  // In a call that is held once a party asks for all its lots with one application.
  const isOfCall = (draft: MyRequestItem) => call !== null && !call.standing && draft.call?.code === call.code
  const drafts = mine.data?.items.filter(
    (draft) => draft.kind === asked && draft.status === 'draft' && (isFor(draft) || isOfCall(draft)),
  )
  const left = drafts?.find((draft) => draft.id === named) ?? drafts?.[0]
  const start = useMutation({
    mutationFn: startDraft,
    onSuccess: (request) => queries.setQueryData(requestQuery(request.id).queryKey, request),
  })
  const id = start.data?.id ?? left?.id
  const draft = useQuery({
    ...requestQuery(id ?? ''),
    enabled: mayAsk && id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const lacksSpace = left !== undefined && !isFor(left)
  const earlier = mine.data?.items.filter(({ status, number }) => status !== 'draft' && number !== null) ?? []
  return {
    left,
    earlier,
    lacksSpace,
    start,
    draft: id ? draft.data : undefined,
    searching: mayAsk && mine.isPending,
  }
}

/** What is asked for: the space, or the lot where it comes together with others. */
function nameOf(space: Space, call: Call | null): string {
  const lot = call?.lots.find(({ spaces }) => spaces.some(({ code }) => code === space.code))
  return lot && lot.spaces.length > 1 ? lot.title : space.name
}

/** Puts the keyboard on the heading of a step, once the step has changed. */
function useFocusOnStep(step: AskStep) {
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

/** The way from the first question to the receipt. What is behind a step is never lost by going back. */
export function AskFlow(props: AskFlowProps) {
  const { space, kind, questions, excludedActivities, call } = props
  const { t } = useTranslation('requests')
  const [search] = useSearchParams()
  const go = useGo()
  const { me, known, may } = useMe()
  const mayAsk = may('writeRequests')
  const [answers, setAnswers] = useState<Answers>({})
  const [from, setFrom] = useState('')
  const { left, earlier, lacksSpace, start, draft, searching } = useSpaceDraft(props, mayAsk)
  const passed = eligibilityRefusals(questions, answers).length === 0
  const step = stepToShow({
    asked: search.get('step'),
    eligible: passed || draft !== undefined,
    signedIn: mayAsk,
    hasDraft: draft !== undefined,
  })
  const heading = useFocusOnStep(step)
  const goTo = (next: AskStep) => go(askAddress(space.code, next, draft?.id))
  const needsDraft = step === 'form' && !draft && !searching && start.isIdle
  const accountId = me?.account.id
  useEffect(() => {
    if (!needsDraft || !accountId) return
    const again = from ? { from } : {}
    start.mutate({ space: space.code, content: { eligibilityAnswers: answers }, ...again })
  }, [needsDraft, accountId, start.mutate, space.code, answers, from])

  const title = t(`ask.title.${kind}`, { space: nameOf(space, call) })
  return (
    <Page title={`${t(`ask.steps.${step}`)} · ${title}`}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: `/spaces/${space.code}`, label: space.name }]} here={t(`kind.${kind}`)} />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <KindNote space={space} kind={kind} />
        <StepList step={step} />
        {step === 'check' && known && (
          <EligibilityStep
            questions={questions}
            answers={answers}
            onAnswer={(code, answer) => setAnswers((before) => ({ ...before, [code]: answer }))}
            left={left}
            earlier={earlier}
            from={from}
            onFrom={setFrom}
            onContinue={() => goTo(mayAsk ? 'form' : 'signIn')}
            onResume={() => {
              if (lacksSpace)
                start.mutate({
                  space: space.code,
                  ...(left && !left.party.isOwn && { party: left.party.id }),
                })
              goTo('form')
            }}
          />
        )}
        {step === 'signIn' && <SignInStep next={`/spaces/${space.code}/ask`} onDone={() => goTo('form')} />}
        <Failure error={start.error} />
        {(step === 'form' || step === 'review') &&
          (draft ? (
            <DraftSteps
              key={draft.id}
              request={draft}
              step={step}
              questions={questions}
              excludedActivities={excludedActivities}
              call={call}
              answers={passed ? answers : undefined}
              goTo={goTo}
            />
          ) : (
            !start.error && <Skeleton lines={8} />
          ))}
      </div>
    </Page>
  )
}
