import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskPlan } from '#schema/plans'
import { useMe } from '../accounts/useMe.ts'
import styles from '../callDesk/callDesk.module.css'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import { usePlanChange } from './usePlanChange.ts'

type Action = DeskPlan['actions'][number]['action']

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
  return (
    <Dialog title={t(`action.${action}`)} open onClose={onClose}>
      <p>{t(`about.${action}`)}</p>
      <Failure error={change.error} />
      <Button
        look={action === 'withdraw' ? 'danger' : 'primary'}
        isPending={change.isPending}
        onPress={() => change.mutate({ below: '/move', body: { action }, method: 'POST' })}
      >
        {t(`action.${action}`)}
      </Button>
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
