import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Dialog } from '../ui/Dialog.tsx'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import { useGo } from '../url/navigate.ts'
import { useAccountChange } from './accountQueries.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { RoleFields, useRoleWritten } from './RoleFields.tsx'

const nobodyYet = { id: '', state: 'invited', held: [] } as const

/** Opens an account for somebody of the staff; leads to its page. */
export function InvitationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('admin')
  const language = useLanguage()
  const go = useGo()
  const form = useRoleWritten(nobodyYet)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const invite = useAccountChange('', ({ id }) => go(`/admin/accounts/${id}`))
  const submit = () => {
    const { given, errors: roleErrors } = form.check()
    const found = [
      ...(name.trim().length < 2 ? [{ field: 'name', text: t('dialog.nameShort') }] : []),
      ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
        ? []
        : [{ field: 'email', text: t('dialog.emailWrong') }]),
      ...roleErrors,
    ]
    setErrors(found)
    if (given && found.length === 0)
      invite.mutate({ name: name.trim(), email: email.trim(), language, ...given })
  }
  const errorAt = (field: string) => errors.find((entry) => entry.field === field)?.text
  return (
    <Dialog title={t('invite.title')} open onClose={onClose}>
      <p>{t('invite.body')}</p>
      <ChangeForm
        submitLabel={t('invite.submit')}
        busy={invite.isPending}
        errors={errors}
        failure={invite.error}
        onCancel={onClose}
        onSubmit={submit}
      >
        <TextField
          id="name"
          label={t('invite.name')}
          value={name}
          onChange={setName}
          error={errorAt('name')}
        />
        <TextField
          id="email"
          type="email"
          label={t('invite.email')}
          value={email}
          onChange={setEmail}
          error={errorAt('email')}
        />
        <RoleFields form={form} errors={errors} />
      </ChangeForm>
    </Dialog>
  )
}
