import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './opinions.module.css'
import { Refused } from './Refused.tsx'

interface ReasonDialogProps {
  title: string
  label: string
  about?: string
  pending: boolean
  error: Error | null
  onSend: (reason: string) => void
  onClose: () => void
}

/** Asks for the reason of something that is taken back. */
export function ReasonDialog({ title, label, about, pending, error, onSend, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('opinions')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isMissing = reason.trim() === ''
  const submit = () => {
    setTried(true)
    if (!isMissing) onSend(reason)
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      <Form className={styles.form} onSubmit={submit}>
        {about && <p>{about}</p>}
        <TextField
          id="opinion-reason"
          label={t('desk.reason')}
          rows={3}
          maxLength={2000}
          value={reason}
          error={tried && isMissing ? t('ask.missing') : undefined}
          onChange={setReason}
        />
        <Refused error={error} />
        <div className={styles.buttons}>
          <Button type="submit" look="danger" isPending={pending}>
            {label}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
