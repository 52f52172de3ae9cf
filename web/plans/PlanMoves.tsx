import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskPlan } from '#schema/plans'
import { useMe } from '../accounts/useMe.ts'
import styles from '../callDesk/callDesk.module.css'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { usePlanChange } from './usePlanChange.ts'

type Action = DeskPlan['actions'][number]['action']

/** Fewest characters of why a plan is withdrawn. */
const shortestReason = 10

interface PlanMovesProps {
  plan: DeskPlan
  onDone: (words: string) => void
}

function MoveDialog({
  plan,
  action,
  onClose,
  onDone,
}: PlanMovesProps & { action: Action; onClose: () => void }) {
  const { t } = useTranslation('planDesk')
  const change = usePlanChange(plan, () => {
    onClose()
    onDone(t('done', { action: t(`action.${action}`) }))
  })
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const asksWhy = action === 'withdraw'
  const isShort = asksWhy && reason.trim().length < shortestReason
  const submit = () => {
    setTried(true)
    const body = { action, ...(asksWhy && { reason: reason.trim() }) }
    if (!isShort) change.mutate({ below: '/move', body, method: 'POST' })
  }
  return (
    <Dialog title={t(`action.${action}`)} open onClose={onClose}>
      <p>{t(`about.${action}`)}</p>
      <Form className={styles.form} onSubmit={submit}>
        <Failure error={change.error} />
        {asksWhy && (
          <TextField
            id="move-reason"
            required
            rows={3}
            maxLength={2000}
            label={t('withdrawReason')}
            hint={t('withdrawReasonHint', { count: shortestReason })}
            error={tried && isShort ? t('withdrawReasonHint', { count: shortestReason }) : undefined}
            value={reason}
            onChange={setReason}
          />
        )}
        <Button type="submit" look={asksWhy ? 'danger' : 'primary'} isPending={change.isPending}>
          {t(`action.${action}`)}
        </Button>
      </Form>
    </Dialog>
  )
}

/** What can be done with a plan now; what cannot yet says why. */
export function PlanMoves({ plan, onDone }: PlanMovesProps) {
  const { t } = useTranslation('planDesk')
  const { may } = useMe()
  const [open, setOpen] = useState<Action | null>(null)
  const mayLead = may('leadPlans')
  return (
    <div className={styles.buttons}>
      {plan.actions.map(({ action, refusal }) => {
        const reason = mayLead ? refusal && t(`refusal.${refusal}`) : t('onlyHead')
        return (
          <span key={action}>
            <Button
              look={action === 'withdraw' ? 'danger' : 'plain'}
              isDisabled={reason !== null}
              onPress={() => setOpen(action)}
            >
              {t(`action.${action}`)}
            </Button>{' '}
            {reason && <span className={styles.note}>{reason}</span>}
          </span>
        )
      })}
      {open && <MoveDialog plan={plan} action={open} onClose={() => setOpen(null)} onDone={onDone} />}
    </div>
  )
}
