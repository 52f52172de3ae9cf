import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '#schema/evaluation'
import { Button, type ButtonLook } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { type ActField, ActInput, lackIn, type Values, valueOf } from './ActInput.tsx'
import styles from './evaluation.module.css'

interface ActProps {
  label: string
  look?: ButtonLook
  /** What it does, said before it is done. */
  about?: ReactNode
  fields?: readonly ActField[]
  /** What stands in its way now; it is said beside the button. */
  refusals?: readonly Refusal[]
  onDo: (values: Values) => Promise<unknown>
}

interface ActDialogProps extends Pick<ActProps, 'label' | 'look' | 'about' | 'onDo'> {
  fields: readonly ActField[]
  onClose: () => void
}

function ActDialog({ label, look = 'primary', about, fields, onDo, onClose }: ActDialogProps) {
  const { t } = useTranslation('evaluationDesk')
  const [written, setWritten] = useState<Values>(
    Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial])),
  )
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const doing = useMutation({ mutationFn: onDo, onSuccess: onClose })
  const submit = () => {
    const found = fields.flatMap((field): SummaryEntry[] => {
      const lack = lackIn(field, written[field.name] ?? '')
      return lack ? [{ field: field.name, text: t(`act.${lack}`, { label: field.label }) }] : []
    })
    setErrors(found)
    if (found.length > 0) return
    doing.mutate(
      Object.fromEntries(fields.map((field) => [field.name, valueOf(field, written[field.name] ?? '')])),
    )
  }
  return (
    <Dialog title={label} open onClose={onClose}>
      <Form className={styles.form} onSubmit={submit}>
        {about && <p>{about}</p>}
        <ErrorSummary entries={errors} />
        <Failure error={doing.error} />
        {fields.map((field) => (
          <ActInput
            key={field.name}
            field={field}
            value={written[field.name] ?? ''}
            error={errors.find((entry) => entry.field === field.name)?.text}
            onChange={(value) => setWritten((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        <Button type="submit" look={look} isPending={doing.isPending}>
          {label}
        </Button>
      </Form>
    </Dialog>
  )
}

/** Something that can be done, after a dialog that asks what it needs; what cannot be done now says why. */
export function Act({ label, look = 'plain', fields = [], refusals = [], about, onDo }: ActProps) {
  const { t } = useTranslation('evaluationDesk')
  const [open, setOpen] = useState(false)
  return (
    <>
      <span className={styles.buttons}>
        <Button look={look} isDisabled={refusals.length > 0} onPress={() => setOpen(true)}>
          {label}
        </Button>
        {refusals.length > 0 && (
          <span className={styles.note}>{refusals.map((refusal) => t(`refusal.${refusal}`)).join(' ')}</span>
        )}
      </span>
      {open && (
        <ActDialog
          label={label}
          look={look === 'danger' ? 'danger' : 'primary'}
          about={about}
          fields={fields}
          onDo={onDo}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
