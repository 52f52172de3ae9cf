import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import type { Call } from '#schema/calls'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryEntry } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { FilesField } from '../FilesField.tsx'
import type { Draft } from '../useDraft.ts'
import { ApplicantFields } from './ApplicantFields.tsx'
import styles from './ask.module.css'
import { DutyFields } from './DutyFields.tsx'
import { LotsField } from './LotsField.tsx'
import { ProjectFields } from './ProjectFields.tsx'
import { SaveState } from './SaveState.tsx'
import { WorkFields } from './WorkFields.tsx'

interface FormStepProps {
  request: MyRequest
  draft: Draft
  call: Call | null
  /** What was wrong when the form was last checked. */
  errors: readonly SummaryEntry[]
  /** Fields that are wrong now: an error leaves its field as soon as it is mended. */
  standing: ReadonlySet<string>
  onContinue: () => void
}

export interface FieldsProps {
  draft: Draft
  /** What is wrong with a field, by its id. */
  errorOf: (field: string) => string | undefined
}

/** Everything the applicant says. It saves itself; nothing must be complete before one goes on to check it. */
export function FormStep({ request, draft, call, errors, standing, onContinue }: FormStepProps) {
  const { t } = useTranslation('requests')
  const errorOf = (field: string) =>
    standing.has(field) ? errors.find((entry) => entry.field === field)?.text : undefined
  return (
    <Form className={styles.step} onSubmit={onContinue}>
      <div className={styles.stepHead}>
        <h2>{t('ask.form.title')}</h2>
        <SaveState requestId={request.id} draft={draft} />
      </div>
      <ErrorSummary entries={errors} />
      {call && !call.standing && <LotsField request={request} draft={draft} call={call} errorOf={errorOf} />}
      <ApplicantFields request={request} draft={draft} errorOf={errorOf} />
      <WorkFields draft={draft} errorOf={errorOf} />
      <ProjectFields draft={draft} errorOf={errorOf} />
      {request.kind === 'application' && <DutyFields draft={draft} call={call} errorOf={errorOf} />}
      {call?.requiredDocuments.map((document) => (
        <FilesField
          key={document.code}
          requestId={request.id}
          first={request.files}
          document={document}
          error={errorOf(`documents-${document.code}`)}
        />
      ))}
      <FilesField requestId={request.id} first={request.files} />
      <p>
        <Button type="submit" look="primary" big>
          {t('ask.form.continue')}
        </Button>
      </p>
    </Form>
  )
}
