import { type ReactNode, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import styles from './points.module.css'
import { usePointProblem } from './words.ts'

interface ReasonDialogProps {
  title: string
  label: string
  hint: string
  button: string
  pending: boolean
  error: Error | null
  /** Fewest characters. */
  shortest?: number
  /** What is asked before the reason; told whether somebody has tried to go on. */
  children?: (tried: boolean) => ReactNode
  /** Whether what is asked beside the reason is there. */
  complete?: boolean
  onSubmit: (reason: string) => void
  onClose: () => void
}

/** Asks why, for what is done on the record. */
export function ReasonDialog({
  title,
  label,
  hint,
  button,
  pending,
  error,
  shortest = 10,
  children,
  complete = true,
  onSubmit,
  onClose,
}: ReasonDialogProps) {
  const problem = usePointProblem()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = reason.trim().length < shortest
  return (
    <Dialog title={title} open onClose={onClose}>
      <Form
        className={styles.form}
        onSubmit={() => {
          setTried(true)
          if (!isShort && complete) onSubmit(reason)
        }}
      >
        {children?.(tried)}
        <TextField
          id="reason"
          label={label}
          hint={hint}
          error={tried && isShort ? hint : undefined}
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
        {error && <p role="alert">{problem(error)}</p>}
        <Button type="submit" look="primary" isPending={pending}>
          {button}
        </Button>
      </Form>
    </Dialog>
  )
}
