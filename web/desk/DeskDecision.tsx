import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskRequest, RequestAction } from '#schema/allocation'
import { useMe } from '../accounts/useMe.ts'
import { Outcome } from '../allocation/Outcome.tsx'
import { nameTargets } from '../allocation/targets.ts'
import { api } from '../api/client.ts'
import { Button, type ButtonLook } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import { actionForms, type OfficeAction, officeActions } from './actionForms.tsx'
import { DeskNotices } from './DeskNotices.tsx'
import styles from './desk.module.css'
import { deskRequestQuery } from './deskRequestQuery.ts'

const looks: Partial<Record<OfficeAction, ButtonLook>> = { exclude: 'danger', close: 'danger' }

/** The step a request usually waits for, once somebody has it in charge. */
const decisive = ['award', 'admit', 'identify', 'answer'] as const

const isOfficeAction = (action: RequestAction): action is OfficeAction =>
  officeActions.some((known) => known === action)

function useDecide(request: DeskRequest, onDone: (action: OfficeAction) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ action, body }: { action: OfficeAction; body: object }) =>
      api<DeskRequest>(`/api/desk/requests/${request.id}/${action}`, {
        method: 'POST',
        body: { ...body, version: request.version },
      }),
    onSuccess: (changed, { action }) => {
      queries.setQueryData(deskRequestQuery(request.id).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['desk'], refetchType: 'none' })
      onDone(action)
    },
    onError: () => void queries.invalidateQueries({ queryKey: deskRequestQuery(request.id).queryKey }),
  })
}

interface ActionDialogProps {
  request: DeskRequest
  action: OfficeAction
  onClose: () => void
  onDone: (action: OfficeAction) => void
}

function ActionDialog({ request, action, onClose, onDone }: ActionDialogProps) {
  const { t } = useTranslation('desk')
  const decide = useDecide(request, onDone)
  const Form = actionForms[action]
  return (
    <Dialog title={t(`action.${action}`)} open onClose={onClose}>
      <p className={styles.about}>
        {t('dialog.about', {
          name: request.applicantName ?? '—',
          space: nameTargets(request.targets),
        })}
        {' · '}
        <span>{request.number}</span>
      </p>
      <Failure error={decide.error} />
      <Form
        request={request}
        submitLabel={t(`action.${action}`)}
        busy={decide.isPending}
        onCancel={onClose}
        onSubmit={(body) => decide.mutate({ action, body })}
      />
    </Dialog>
  )
}

/** What the office can do with the request now, and what has been decided. */
export function DeskDecision({ request }: { request: DeskRequest }) {
  const { t } = useTranslation('desk')
  const [chosen, setChosen] = useState<OfficeAction | null>(null)
  const [done, setDone] = useState<OfficeAction | null>(null)
  const { me } = useMe()
  const isMine = me !== null && request.assignedTo?.id === me.account.id
  const possible = request.actions.filter(isOfficeAction)
  const open = request.completions.find(({ answeredAt }) => answeredAt === null)
  const hidden: OfficeAction[] = [
    ...(isMine ? (['take'] as const) : []),
    open?.dueOn && !open.pausedAt ? 'resumeCompletion' : 'pauseCompletion',
    ...(open?.pausedAt ? [] : (['resumeCompletion'] as const)),
  ]
  const actions = officeActions.filter((action) => possible.includes(action) && !hidden.includes(action))
  const left = request.notices.some(({ channel, deliveredOn }) => channel !== 'pec' && deliveredOn === null)
  const usual = request.assignedTo ? decisive : (['take', ...decisive] as const)
  const first = usual.find((action) => actions.includes(action))
  return (
    <section id="decision" tabIndex={-1} className={styles.decision}>
      <h2>{t('decide')}</h2>
      {actions.length === 0 && <p>{t(request.isOwn ? 'ownRequest' : left ? 'noticeLeft' : 'noActions')}</p>}
      <div className={styles.actionButtons}>
        {actions.map((action) => (
          <Button
            key={action}
            look={looks[action] ?? (action === first ? 'primary' : 'plain')}
            onPress={() => setChosen(action)}
          >
            {t(`action.${action}`)}
          </Button>
        ))}
      </div>
      <p role="status" className={styles.done}>
        {done && t('dialog.done', { action: t(`action.${done}`) })}
      </p>
      <DeskNotices request={request} />
      <Outcome request={request} />
      {chosen && (
        <ActionDialog
          request={request}
          action={chosen}
          onClose={() => setChosen(null)}
          onDone={(action) => {
            setDone(action)
            setChosen(null)
          }}
        />
      )}
    </section>
  )
}
