import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonLook } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import styles from './admin.module.css'

interface ChangeFormProps {
  submitLabel: string
  look?: ButtonLook
  busy: boolean
  /** What is wrong with what was written. */
  errors: readonly SummaryEntry[]
  /** What the server said. */
  failure: Error | null
  onCancel: () => void
  onSubmit: () => void
  children: ReactNode
}

/** The fields of a change to an account, with what is wrong above and the buttons below. */
export function ChangeForm(props: ChangeFormProps) {
  const { submitLabel, look = 'primary', busy, errors, failure, onCancel, onSubmit, children } = props
  const { t } = useTranslation(['admin', 'ui'])
  return (
    <Form className={styles.form} onSubmit={onSubmit}>
      <ErrorSummary entries={errors} />
      <Failure error={failure} />
      {children}
      <p className={styles.quiet}>{t('admin:dialog.mailed')}</p>
      <div className={styles.buttons}>
        <Button type="submit" look={look} isPending={busy}>
          {submitLabel}
        </Button>
        <Button onPress={onCancel}>{t('ui:cancel')}</Button>
      </div>
    </Form>
  )
}
