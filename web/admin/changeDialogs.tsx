import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ManagedAccount, RoleRecord } from '#schema/accounts'
import { Dialog } from '../ui/Dialog.tsx'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import { useAccountChange } from './accountQueries.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { RoleFields, useRoleWritten } from './RoleFields.tsx'
import { useRoleWords } from './roleWords.ts'

/** Characters of a reason. */
export const LEAST_REASON = 5

interface ReasonFieldProps {
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

/** Why an account changes, for the person to read. */
export function ReasonField({ value, onChange, error }: ReasonFieldProps) {
  const { t } = useTranslation('admin')
  return (
    <TextField
      id="reason"
      label={t('dialog.reason')}
      hint={t('dialog.reasonHint')}
      rows={3}
      maxLength={1000}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}

interface DialogProps {
  account: ManagedAccount
  onClose: () => void
  onDone: () => void
}

/** Gives a role until a day. */
export function GiveDialog({ account, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('admin')
  const { id, state } = account
  const held = account.roles.map(({ role }) => role)
  const form = useRoleWritten({ id, state, held })
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const give = useAccountChange(`/${id}/roles`, onDone)
  const { role, district } = form.written
  const replaces = account.roles.some((each) => each.role === role && (each.district ?? '') === district)
  const submit = () => {
    const { given, errors: found } = form.check()
    setErrors(found)
    if (given && found.length === 0) give.mutate(given)
  }
  return (
    <Dialog title={t('action.give')} open onClose={onClose}>
      <p>{account.name}</p>
      <ChangeForm
        submitLabel={t('action.give')}
        busy={give.isPending}
        errors={errors}
        failure={give.error}
        onCancel={onClose}
        onSubmit={submit}
      >
        <RoleFields form={form} errors={errors} />
        {replaces && <p>{t('dialog.replaces')}</p>}
      </ChangeForm>
    </Dialog>
  )
}

interface ReasonDialogProps extends DialogProps {
  title: string
  /** Below the address of the account. */
  path: string
  about: string
  danger: boolean
}

/** Does something to an account once one has said why. */
function ReasonDialog({ account, title, path, about, danger, onClose, onDone }: ReasonDialogProps) {
  const { t } = useTranslation('admin')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const change = useAccountChange(`/${account.id}${path}`, onDone)
  const submit = () => {
    const isShort = reason.trim().length < LEAST_REASON
    setError(isShort ? t('dialog.reasonShort') : undefined)
    if (!isShort) change.mutate({ reason: reason.trim() })
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      <p>{about}</p>
      <ChangeForm
        submitLabel={title}
        look={danger ? 'danger' : 'primary'}
        busy={change.isPending}
        errors={error ? [{ field: 'reason', text: error }] : []}
        failure={change.error}
        onCancel={onClose}
        onSubmit={submit}
      >
        <ReasonField value={reason} onChange={setReason} error={error} />
      </ChangeForm>
    </Dialog>
  )
}

/** Ends a role now. */
export function EndDialog({ grant, ...props }: DialogProps & { grant: RoleRecord }) {
  const { t } = useTranslation('admin')
  const words = useRoleWords()
  return (
    <ReasonDialog
      {...props}
      title={t('action.end')}
      path={`/roles/${grant.id}/end`}
      about={`${props.account.name}: ${words.held(grant)}`}
      danger
    />
  )
}

/** Closes the account, or opens it again. */
export function AccessDialog(props: DialogProps) {
  const { t } = useTranslation('admin')
  const action = props.account.state === 'disabled' ? 'enable' : 'disable'
  return (
    <ReasonDialog
      {...props}
      title={t(`action.${action}`)}
      path={`/${action}`}
      about={`${props.account.name}. ${t(`account.${action}Body`)}`}
      danger={action === 'disable'}
    />
  )
}
