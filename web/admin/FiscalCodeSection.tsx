import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPersonalFiscalCode } from '#rules/accounts'
import type { ManagedAccount } from '#schema/accounts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { SummaryEntry } from '../ui/ErrorSummary.tsx'
import { TextField } from '../ui/fields.tsx'
import { useAccountChange } from './accountQueries.ts'
import { ChangeForm } from './ChangeForm.tsx'

interface FiscalCodeDialogProps {
  account: ManagedAccount
  onClose: () => void
}

function FiscalCodeDialog({ account, onClose }: FiscalCodeDialogProps) {
  const { t } = useTranslation('identification')
  const [fiscalCode, setFiscalCode] = useState('')
  const [note, setNote] = useState('')
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const change = useAccountChange(`/${account.id}/fiscal-code`, onClose)
  const errorAt = (field: string) => errors.find((entry) => entry.field === field)?.text
  const submit = () => {
    const found = [
      ...(isPersonalFiscalCode(fiscalCode) ? [] : [{ field: 'fiscalCode', text: t('fiscalCode.codeWrong') }]),
      ...(note.trim().length >= 3 ? [] : [{ field: 'note', text: t('fiscalCode.noteShort') }]),
    ]
    setErrors(found)
    if (found.length === 0) change.mutate({ fiscalCode: fiscalCode.trim(), note: note.trim() })
  }
  return (
    <Dialog title={t('fiscalCode.button')} open onClose={onClose}>
      <p>
        <b>{account.name}</b>. {t('fiscalCode.about')}
      </p>
      <ChangeForm
        submitLabel={t('fiscalCode.button')}
        busy={change.isPending}
        errors={errors}
        failure={change.error}
        onCancel={onClose}
        onSubmit={submit}
      >
        <TextField
          id="fiscalCode"
          label={t('fiscalCode.code')}
          maxLength={30}
          value={fiscalCode}
          onChange={setFiscalCode}
          error={errorAt('fiscalCode')}
        />
        <TextField
          id="note"
          label={t('fiscalCode.note')}
          hint={t('fiscalCode.noteHint')}
          rows={2}
          maxLength={400}
          value={note}
          onChange={setNote}
          error={errorAt('note')}
        />
      </ChangeForm>
    </Dialog>
  )
}

/** Whether SPID and CIE open this account, and recording a codice fiscale read on a document so that they do. */
export function FiscalCodeSection({ account }: { account: ManagedAccount }) {
  const { t } = useTranslation('identification')
  const format = useFormats()
  const [open, setOpen] = useState(false)
  const { fiscalCodeVerifiedAt, demo, state } = account
  return (
    <section>
      <h2>{t('fiscalCode.title')}</h2>
      <p>
        {fiscalCodeVerifiedAt
          ? t('fiscalCode.verified', { date: format.date(fiscalCodeVerifiedAt) })
          : t('fiscalCode.none')}
      </p>
      {!demo && state !== 'erased' && <Button onPress={() => setOpen(true)}>{t('fiscalCode.button')}</Button>}
      {open && <FiscalCodeDialog account={account} onClose={() => setOpen(false)} />}
    </section>
  )
}
