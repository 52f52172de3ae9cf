import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskRequest } from '#schema/allocation'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import styles from './desk.module.css'

export interface ActionFormProps {
  request: DeskRequest
  submitLabel: string
  busy: boolean
  onCancel: () => void
  onSubmit: (body: object) => void
}

interface ActionFormFrameProps extends Omit<ActionFormProps, 'request' | 'onSubmit'> {
  errors?: readonly SummaryEntry[]
  onSubmit: () => void
  children: ReactNode
}

/** The fields of a decision between what is wrong with them and the buttons. */
export function ActionFormFrame(props: ActionFormFrameProps) {
  const { errors = [], submitLabel, busy, onCancel, onSubmit, children } = props
  const { t } = useTranslation(['desk', 'ui'])
  return (
    <Form className={styles.form} onSubmit={onSubmit}>
      <ErrorSummary entries={errors} />
      {children}
      <p className={styles.mailed}>{t('desk:dialog.mailed')}</p>
      <div className={styles.formButtons}>
        <Button type="submit" look="primary" isPending={busy}>
          {submitLabel}
        </Button>
        <Button onPress={onCancel}>{t('ui:cancel')}</Button>
      </div>
    </Form>
  )
}

/** What is wrong with the fields of a form: those whose check does not hold. */
export const failing = (checks: readonly (readonly [boolean, string, string])[]): SummaryEntry[] =>
  checks.filter(([holds]) => !holds).map(([, field, text]) => ({ field, text }))
