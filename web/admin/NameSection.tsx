import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ManagedAccount } from '#schema/accounts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import { useAccountChange } from './accountQueries.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { LEAST_REASON, ReasonField } from './changeDialogs.tsx'
import { Refusals } from './Refusals.tsx'

function NameDialog({ account, onClose }: { account: ManagedAccount; onClose: () => void }) {
  const { t } = useTranslation('admin')
  const [name, setName] = useState(account.name)
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const change = useAccountChange(`/${account.id}/name`, onClose)
  const errorAt = (field: string) => errors.find((entry) => entry.field === field)?.text
  const submit = () => {
    const found = [
      ...(name.trim().length < 2 ? [{ field: 'name', text: t('dialog.nameShort') }] : []),
      ...(reason.trim().length < LEAST_REASON ? [{ field: 'reason', text: t('dialog.reasonShort') }] : []),
    ]
    setErrors(found)
    if (found.length === 0) change.mutate({ name: name.trim(), reason: reason.trim() })
  }
  return (
    <Dialog title={t('action.name')} open onClose={onClose}>
      <ChangeForm
        submitLabel={t('action.name')}
        busy={change.isPending}
        errors={errors}
        failure={change.error}
        onCancel={onClose}
        onSubmit={submit}
      >
        <TextField
          id="name"
          label={t('invite.name')}
          maxLength={120}
          value={name}
          onChange={setName}
          error={errorAt('name')}
        />
        <ReasonField value={reason} onChange={setReason} error={errorAt('reason')} />
      </ChangeForm>
    </Dialog>
  )
}

/** The name that stands beside what somebody did in an office, and correcting it. */
export function NameSection({ account }: { account: ManagedAccount }) {
  const { t } = useTranslation('admin')
  const [open, setOpen] = useState(false)
  const { renameRefusals } = account
  return (
    <section>
      <h2>{t('account.nameTitle')}</h2>
      {renameRefusals.length === 0 ? (
        <>
          <p>{t('account.nameBody')}</p>
          <Button onPress={() => setOpen(true)}>{t('action.name')}</Button>
        </>
      ) : (
        <Refusals reasons={renameRefusals} />
      )}
      {open && <NameDialog account={account} onClose={() => setOpen(false)} />}
    </section>
  )
}
