import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { generalQuestions } from '#rules/calls'
import type { EligibilityQuestion } from '#schema/calls'
import type { Space } from '#schema/spaces'
import { callQuery } from '../../calls/callQuery.ts'
import { Page } from '../../shell/Page.tsx'
import { useSpace } from '../../spaces/useSpace.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AskFlow } from './AskFlow.tsx'

/** The questions of the call, or the general ones where the space is in none; undefined until known. */
function useQuestions(space: Space | undefined) {
  const inCall = space?.canAsk.kind === 'application'
  const call = useQuery({ ...callQuery(space?.call?.code ?? ''), enabled: inCall })
  const questions: readonly EligibilityQuestion[] | undefined = inCall
    ? call.data?.eligibility
    : generalQuestions
  return { questions, excluded: (inCall && call.data?.excludedActivities) || [], call, inCall }
}

/**
 * Asking for a space: an application where it is in an open call, else an expression of interest. What has
 * come once stays while it is read again, so that nobody loses a form to a lost connection.
 */
export function AskPage() {
  const { code = '' } = useParams()
  const { t } = useTranslation('requests')
  const { data: space, error, refetch } = useSpace(code)
  const { questions, excluded, call, inCall } = useQuestions(space)
  if (!space || !questions) {
    const failed = error ?? call.error
    const retry = () => void (space ? call.refetch() : refetch())
    return (
      <Page title={code}>
        {failed ? <ErrorState error={failed} onRetry={retry} /> : <Skeleton lines={8} />}
      </Page>
    )
  }
  const { kind } = space.canAsk
  if (!kind) {
    return (
      <Page title={t('ask.title.none', { space: space.name })}>
        <EmptyState whole title={t('ask.cannot')}>
          <LinkButton to={`/spaces/${space.code}`} look="primary">
            {t('ask.back')}
          </LinkButton>
        </EmptyState>
      </Page>
    )
  }
  return (
    <AskFlow
      space={space}
      kind={kind}
      questions={questions}
      excludedActivities={excluded}
      call={(inCall && call.data) || null}
    />
  )
}
