import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceFilters } from '#schema/spaces'
import { DemoLetters } from '../accounts/DemoLetters.tsx'
import { api } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { effectiveFilters } from '../url/searchState.ts'
import styles from './dialogs.module.css'
import { useFilterWords } from './filterWords.ts'
import { activeFilters } from './SpaceFilters.tsx'

interface AlertDialogProps {
  filters: SpaceFilters
  onClose(): void
}

/** Leave an address for these filters; says that mails will come, and when they stop. */
export function AlertDialog({ filters, onClose }: AlertDialogProps) {
  const { t } = useTranslation('map')
  const language = useLanguage()
  const words = useFilterWords()
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState(false)
  const alert = useMutation({
    mutationFn: () =>
      api('/api/alerts', {
        method: 'POST',
        body: { email: email.trim(), language, filters: effectiveFilters(filters) },
      }),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const valid = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
    setWrong(!valid)
    if (valid) alert.mutate()
  }
  if (alert.isSuccess)
    return (
      <Dialog title={t('alert.sentTitle')} open onClose={onClose}>
        <p role="status">{t('alert.sent', { email: email.trim() })}</p>
        <DemoLetters />
      </Dialog>
    )
  const active = activeFilters(filters, words)
  return (
    <Dialog title={t('alert.title')} open onClose={onClose}>
      <p>{t('alert.body')}</p>
      <p className={styles.filters}>{active.map(({ text }) => text).join(' · ') || t('alert.all')}</p>
      <p>{t('alert.mails')}</p>
      <form onSubmit={send} noValidate className={styles.form}>
        <TextField
          id="alert-email"
          label={t('alert.email')}
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
          error={wrong ? t('alert.emailWrong') : undefined}
        />
        {alert.isError && <p role="alert">{t('alert.failed', { detail: alert.error.message })}</p>}
        <div className={styles.actions}>
          <Button look="primary" icon="bell" type="submit" isPending={alert.isPending}>
            {t('alert.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
