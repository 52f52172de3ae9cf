import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../api/client.ts'
import { Button, type ButtonLook } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FieldForm, type FieldSpec } from './FieldForm.tsx'

interface ActionButtonProps<Answer> {
  label: string
  /** Read out where the label alone does not say on what. */
  fullLabel?: string
  look?: ButtonLook
  /** Address the body is sent to. */
  path: string
  method?: 'POST' | 'PUT'
  fields: readonly FieldSpec[]
  values?: Record<string, string>
  /** Makes the body of what was written. */
  bodyOf?: (written: Record<string, unknown>) => object
  about?: ReactNode
  faultText?: (detail: string) => string
  onDone: (answer: Answer) => void
}

/** A button that opens a form in a dialog and sends it; the dialog stays while the server refuses it. */
export function ActionButton<Answer>(props: ActionButtonProps<Answer>) {
  const {
    label,
    fullLabel,
    look = 'plain',
    path,
    method = 'POST',
    fields,
    values,
    bodyOf,
    about,
    faultText,
  } = props
  const [open, setOpen] = useState(false)
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: (body: object) => api<Answer>(path, { method, body }),
    onSuccess: (answer) => {
      setOpen(false)
      props.onDone(answer)
      void queries.invalidateQueries({ queryKey: ['desk', 'agreements'], exact: false })
    },
  })
  const close = () => {
    setOpen(false)
    send.reset()
  }
  return (
    <>
      <Button look={look} aria-label={fullLabel ?? label} onPress={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Dialog title={fullLabel ?? label} open onClose={close}>
          <FieldForm
            fields={fields}
            {...(values ? { values } : {})}
            submitLabel={label}
            busy={send.isPending}
            error={send.error}
            danger={look === 'danger'}
            {...(faultText ? { faultText } : {})}
            onSubmit={(written) => send.mutate(bodyOf ? bodyOf(written) : written)}
          >
            {about}
          </FieldForm>
        </Dialog>
      )}
    </>
  )
}
