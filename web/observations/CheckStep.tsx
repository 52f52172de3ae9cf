import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MySubmission } from '#schema/observations'
import type { Plan } from '#schema/plans'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Checkbox, FieldFault } from '../ui/fields.tsx'
import { useGo } from '../url/navigate.ts'
import { PointList, WhoList } from './ContentParts.tsx'
import { faultsIn, type PlacedFault } from './faultWords.ts'
import styles from './observations.module.css'
import { ownQuery, receiptKey, sendDraft, submissionQuery } from './observationsApi.ts'
import { PublicPreview } from './PublicPreview.tsx'
import type { SubmissionDraft } from './useSubmissionDraft.ts'

interface CheckStepProps {
  submission: MySubmission
  plan: Plan
  draft: SubmissionDraft
  goTo: (step: 'who' | 'points') => void
  /** Whether something is missing; it is told at the top of the page. */
  findFaults: () => boolean
  onRefused: (faults: PlacedFault[]) => void
}

function Part({ title, onChange, children }: { title: string; onChange: () => void; children: ReactNode }) {
  const { t } = useTranslation('observations')
  return (
    <section>
      <div className={styles.pointHead}>
        <h3>{title}</h3>
        <Button look="quiet" onPress={onChange}>
          {t('check.changeWhat', { what: title })}
        </Button>
      </div>
      {children}
    </section>
  )
}

function useSend({
  submission,
  draft,
  onRefused,
}: Pick<CheckStepProps, 'submission' | 'draft' | 'onRefused'>) {
  const queries = useQueryClient()
  const go = useGo()
  return useMutation({
    mutationFn: async () => sendDraft(submission.id, await draft.saveNow()),
    onSuccess: (receipt) => {
      queries.setQueryData(receiptKey(receipt.id), receipt)
      queries.removeQueries({ queryKey: submissionQuery(receipt.id).queryKey, exact: true })
      void queries.invalidateQueries({ queryKey: ownQuery.queryKey, exact: true })
      go(`/observations/${receipt.id}`, { replace: true })
    },
    onError: (error) => onRefused(faultsIn(error)),
  })
}

/** What is sent, how anybody may read it, and the one button that sends. */
export function CheckStep(props: CheckStepProps) {
  const { submission, plan, draft, goTo, findFaults } = props
  const { t } = useTranslation('observations')
  const [accepted, setAccepted] = useState(false)
  const [tried, setTried] = useState(false)
  const send = useSend(props)
  const { content } = draft.state
  const submit = () => {
    setTried(true)
    if (!findFaults() && accepted) send.mutate()
  }
  const missing = tried && !accepted
  return (
    <div className={styles.form}>
      <h2>{t('check.title')}</h2>
      <Part title={t('steps.who')} onChange={() => goTo('who')}>
        <WhoList content={content} />
      </Part>
      <Part title={t('check.sent')} onChange={() => goTo('points')}>
        <PointList content={content} plan={plan} />
        {content.privateReasons && (
          <>
            <h4>{t('points.privateReasons')}</h4>
            <p className={styles.words}>{content.privateReasons}</p>
          </>
        )}
        <ul>
          {submission.files.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      </Part>
      <PublicPreview content={content} />
      <div>
        {missing && (
          <FieldFault id="accept-fault" alert>
            {t('check.acceptMissing')}
          </FieldFault>
        )}
        <Checkbox
          id="accept"
          checked={accepted}
          onChange={setAccepted}
          invalid={missing}
          describedBy={missing ? 'accept-fault' : ''}
        >
          {t('check.accept')}
        </Checkbox>
      </div>
      {faultsIn(send.error).length === 0 && <Failure error={send.error} />}
      <div>
        <Button look="primary" big isPending={send.isPending} onPress={submit}>
          {t(send.isPending ? 'check.sending' : 'check.send')}
        </Button>
      </div>
    </div>
  )
}
