import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErasurePlan } from '#schema/privacy'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Checkbox, TextField } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './privacy.module.css'
import { eraseData } from './privacyApi.ts'

interface EraseDialogProps {
  plan: ErasurePlan
  open: boolean
  onClose: () => void
}

/** The last question before everything goes: the password, and the word that it cannot be undone. */
export function EraseDialog({ plan, open, onClose }: EraseDialogProps) {
  const { t } = useTranslation(['privacy', 'ui'])
  const queries = useQueryClient()
  const go = useGo()
  const [password, setPassword] = useState('')
  const [understood, setUnderstood] = useState(false)
  const erase = useMutation({
    mutationFn: () => eraseData({ understood: true, ...(plan.needsPassword ? { password } : {}) }),
    onSuccess: () => {
      queries.clear()
      go('/account/erased')
    },
  })
  const ready = understood && !plan.needsFreshSignIn && (!plan.needsPassword || password !== '')
  return (
    <Dialog title={t('privacy:erase.dialogTitle')} open={open} onClose={onClose}>
      <div className={styles.form}>
        <p>{t('privacy:erase.dialogBody')}</p>
        {plan.needsFreshSignIn && <Note tone="warn">{t('privacy:erase.signInAgain')}</Note>}
        {plan.needsPassword && (
          <TextField
            id="erase-password"
            label={t('privacy:erase.password')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <Checkbox id="erase-understood" checked={understood} onChange={setUnderstood}>
          {t('privacy:erase.understood')}
        </Checkbox>
        <Failure error={erase.error} />
        <div className={styles.actions}>
          <Button
            look="danger"
            isDisabled={!ready}
            isPending={erase.isPending}
            onPress={() => erase.mutate()}
          >
            {t('privacy:erase.confirm')}
          </Button>
          <Button onPress={onClose}>{t('ui:cancel')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
