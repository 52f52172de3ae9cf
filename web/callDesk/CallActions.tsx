import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallContent, DeskCall } from '#schema/calls'
import { ApiProblem, api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import styles from './callDesk.module.css'
import { deskCallKey } from './draft.ts'
import { GroundsForm } from './GroundsForm.tsx'

type Action = DeskCall['actions'][number]['action']

const shown = ['publish', 'correct', 'extend', 'reopen', 'unseal', 'noBids', 'revoke'] as const
type Shown = (typeof shown)[number]
const isShown = (action: Action): action is Shown => shown.some((known) => known === action)
const withoutGrounds: readonly Shown[] = ['publish', 'unseal']
const withDeadline: readonly Shown[] = ['extend', 'reopen']

function useLead(call: DeskCall, onDone: (action: Shown) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ action, body }: { action: Shown; body: object }) =>
      api<DeskCall>(`/api/desk/calls/${call.code}/${action}`, {
        method: 'POST',
        body: { ...body, version: call.version },
      }),
    onSuccess: (changed, { action }) => {
      queries.setQueryData(deskCallKey(call.code), changed)
      void queries.invalidateQueries({ queryKey: ['desk', 'calls'], exact: true })
      void queries.invalidateQueries({ queryKey: ['call', call.code] })
      void queries.invalidateQueries({ queryKey: ['calls'] })
      onDone(action)
    },
  })
}

interface ActionsProps {
  call: DeskCall
  /** What is written and not saved; a correction sends it. */
  content: CallContent
  isDirty: boolean
  onDone: (action: Shown) => void
  onFaults: (faults: { pointer: string; code: string }[]) => void
}

const entriesOf = (error: unknown) => (error instanceof ApiProblem ? (error.problem?.errors ?? []) : [])

interface ActionDialogProps extends Omit<ActionsProps, 'isDirty'> {
  action: Shown
  onClose: () => void
}

function ActionDialog({ call, content, action, onClose, onDone, onFaults }: ActionDialogProps) {
  const { t } = useTranslation('callDesk')
  const lead = useLead(call, onDone)
  const entries = entriesOf(lead.error)
  const start = (body: object) =>
    lead.mutate(
      { action, body: action === 'correct' ? { ...body, content } : body },
      {
        onError: (error) => {
          const faults = entriesOf(error).filter(({ pointer }) => pointer.startsWith('/content/'))
          if (faults.length === 0) return
          onFaults(faults.map(({ pointer, detail }) => ({ pointer: pointer.slice(8), code: detail })))
          onClose()
        },
      },
    )
  return (
    <Dialog title={t(`action.${action}`)} open onClose={onClose}>
      <p>{t(`about.${action}`)}</p>
      {entries.length === 0 && <Failure error={lead.error} />}
      {withoutGrounds.includes(action) ? (
        <Button look="primary" isPending={lead.isPending} onPress={() => start({})}>
          {t(`action.${action}`)}
        </Button>
      ) : (
        <GroundsForm
          submitLabel={t(`action.${action}`)}
          busy={lead.isPending}
          faults={entries}
          withDeadline={withDeadline.includes(action)}
          onSubmit={start}
        />
      )}
    </Dialog>
  )
}

/** What can be done with the call now; what cannot yet says why. */
export function CallActions({ call, isDirty, ...rest }: ActionsProps) {
  const { t } = useTranslation('callDesk')
  const [open, setOpen] = useState<Shown | null>(null)
  const whyNot = ({ action, refusal }: DeskCall['actions'][number]) => {
    if (refusal) return t(`refusal.${refusal}`)
    if (action === 'publish' && isDirty) return t('saveFirst')
    return action === 'correct' && !isDirty ? t('correctFirst') : null
  }
  return (
    <div className={styles.buttons}>
      {call.actions.map((possible) => {
        const { action } = possible
        if (!isShown(action)) return null
        const reason = whyNot(possible)
        return (
          <span key={action}>
            <Button
              look={action === 'publish' ? 'primary' : action === 'revoke' ? 'danger' : 'plain'}
              isDisabled={reason !== null}
              onPress={() => setOpen(action)}
            >
              {t(`action.${action}`)}
            </Button>{' '}
            {reason && <span className={styles.note}>{reason}</span>}
          </span>
        )
      })}
      {open && (
        <ActionDialog
          {...rest}
          call={call}
          action={open}
          onClose={() => setOpen(null)}
          onDone={(action) => {
            setOpen(null)
            rest.onDone(action)
          }}
        />
      )}
    </div>
  )
}
