import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { opensWithoutReason } from '#rules/allocation'
import type { DeskRequest, Restricted } from '#schema/allocation'
import { useMe } from '../accounts/useMe.ts'
import { api } from '../api/client.ts'
import { useAuditWords } from '../audit/useAuditWords.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './desk.module.css'

const LEAST_REASON = 10

interface RestrictedDataProps {
  request: DeskRequest
  /** What has been opened; null before. */
  opened: Restricted | null
  onOpened: (restricted: Restricted) => void
}

function ReasonForm(props: {
  busy: boolean
  error: Error | null
  onOpen: (reason: string) => void
  onCancel: () => void
}) {
  const { busy, error, onOpen, onCancel } = props
  const { t } = useTranslation(['desk', 'ui'])
  const [reason, setReason] = useState('')
  const [short, setShort] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isShort = reason.trim().length < LEAST_REASON
    setShort(isShort)
    if (!isShort) onOpen(reason.trim())
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <p>{t('desk:restricted.logged')}</p>
      <Failure error={error} />
      <TextField
        id="restricted-reason"
        label={t('desk:restricted.reason')}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={short ? t('desk:dialog.messageShort') : undefined}
      />
      <div className={styles.formButtons}>
        <Button type="submit" look="primary" isPending={busy}>
          {t('desk:restricted.show')}
        </Button>
        <Button onPress={onCancel}>{t('ui:cancel')}</Button>
      </div>
    </form>
  )
}

/** What is restricted in a request: named, and shown only once it is opened, which the audit log keeps. */
export function RestrictedData({ request, opened, onOpened }: RestrictedDataProps) {
  const { t } = useTranslation('desk')
  const { me } = useMe()
  const words = useAuditWords()
  const [asking, setAsking] = useState(false)
  const { mutate, error, isPending } = useMutation({
    mutationFn: (reason: string | undefined) =>
      api<Restricted>(`/api/desk/requests/${request.id}/restricted`, {
        method: 'POST',
        body: reason ? { reason } : {},
      }),
    onSuccess: (restricted) => {
      setAsking(false)
      onOpened(restricted)
    },
  })
  if (request.restrictedFields.length === 0 || opened) return null
  const isMine = opensWithoutReason(request.assignedTo?.id ?? null, me?.account.id)
  const names = request.restrictedFields.map((name) => words.field(`content.${name}`)).join(', ')
  return (
    <div className={styles.restricted}>
      <p>{t('restricted.left', { names })}</p>
      <Button isPending={isPending} onPress={() => (isMine ? mutate(undefined) : setAsking(true))}>
        {t('restricted.show')}
      </Button>
      {!asking && <Failure error={error} />}
      <Dialog title={t('restricted.show')} open={asking} onClose={() => setAsking(false)}>
        <ReasonForm busy={isPending} error={error} onOpen={mutate} onCancel={() => setAsking(false)} />
      </Dialog>
    </div>
  )
}
