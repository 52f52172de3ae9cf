import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DistrictPage } from '#schema/districtPages'
import { DemoLetters } from '../accounts/DemoLetters.tsx'
import { api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { districtApi } from './districtApi.ts'
import styles from './districts.module.css'

interface FollowDialogProps {
  district: DistrictPage['district']
  onClose: () => void
}

/** Leave an address for the letter of each month; a letter asks to confirm it. */
export function FollowDialog({ district: { number, name }, onClose }: FollowDialogProps) {
  const { t } = useTranslation('districts')
  const language = useLanguage()
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState(false)
  const follow = useMutation({
    mutationFn: () =>
      api('/api/digests', { method: 'POST', body: { email: email.trim(), language, district: number } }),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const valid = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
    setWrong(!valid)
    if (valid) follow.mutate()
  }
  if (follow.isSuccess)
    return (
      <Dialog title={t('followDialog.sentTitle')} open onClose={onClose}>
        <p role="status">{t('followDialog.sent', { email: email.trim() })}</p>
        <DemoLetters />
      </Dialog>
    )
  return (
    <Dialog title={t('followDialog.title', { name })} open onClose={onClose}>
      <p>{t('followDialog.body')}</p>
      <form onSubmit={send} noValidate className={styles.form}>
        <TextField
          id="digest-email"
          label={t('followDialog.email')}
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
          error={wrong ? t('followDialog.wrong') : undefined}
        />
        {follow.isError && <p role="alert">{t('followDialog.failed', { detail: follow.error.message })}</p>}
        <p>
          <Button look="primary" icon="mail" type="submit" isPending={follow.isPending}>
            {t('followDialog.send')}
          </Button>
        </p>
      </form>
      <p>
        <a href={`${districtApi(number)}.atom?language=${language}`}>{t('followDialog.feed')}</a>
      </p>
    </Dialog>
  )
}
