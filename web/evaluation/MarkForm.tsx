import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EvaluationFile } from '#schema/evaluation'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary, type SummaryEntry } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import styles from './evaluation.module.css'
import { CriterionFields, usePlaceName } from './MarkFields.tsx'
import { faultsOf, type Place, totalOn } from './marks.ts'
import type { MarkDraft } from './useMarks.ts'

interface MarkFormProps {
  file: EvaluationFile
  draft: MarkDraft
  onDone: (words: string) => void
}

function useFaults(draft: MarkDraft): () => SummaryEntry[] {
  const { t } = useTranslation('evaluation')
  const nameOf = usePlaceName()
  const fieldOf = ({ key }: Place, fault: string) => `${key}-${fault === 'noteMissing' ? 'note' : 'points'}`
  return () =>
    faultsOf(draft.places, draft.written).map(({ place, fault }) => ({
      field: fieldOf(place, fault),
      text: t(`file.${fault}`, { place: nameOf(place), most: place.criterion.maxPoints }),
    }))
}

function Totals({ file, draft }: Pick<MarkFormProps, 'file' | 'draft'>) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  return (
    <ul className={styles.lines}>
      {file.lots.map(({ id, number, title }) => (
        <li key={id}>
          {t('file.onLot', { number, title })}.{' '}
          <b>{t('file.total', { points: format.number(totalOn(draft.places, draft.written, id), 2, 0) })}</b>
        </li>
      ))}
    </ul>
  )
}

interface SubmitDialogProps {
  draft: MarkDraft
  onClose: () => void
  onDone: () => void
}

function SubmitDialog({ draft, onClose, onDone }: SubmitDialogProps) {
  const { t } = useTranslation('evaluation')
  return (
    <Dialog title={t('file.submitTitle')} open onClose={onClose}>
      <div className={styles.form}>
        <p>{t('file.submitBody')}</p>
        <Failure error={draft.error} />
        <Button
          look="primary"
          isPending={draft.isPending}
          onPress={() => void draft.submit().then(onDone, () => {})}
        >
          {t('file.submit')}
        </Button>
      </div>
    </Dialog>
  )
}

/** One's own marks of a request, until they are submitted. */
export function MarkForm({ file, draft, onDone }: MarkFormProps) {
  const { t } = useTranslation('evaluation')
  const findFaults = useFaults(draft)
  const [errors, setErrors] = useState<SummaryEntry[]>([])
  const [asking, setAsking] = useState(false)
  const submit = () => {
    const found = findFaults()
    setErrors(found)
    setAsking(found.length === 0)
  }
  const standing = errors.length > 0 ? findFaults() : []
  const errorAt = (field: string) => standing.find((entry) => entry.field === field)?.text
  return (
    <Form className={styles.form} onSubmit={submit}>
      <p className={styles.note}>{t('file.private', { submitted: file.submitted, judges: file.judges })}</p>
      <ErrorSummary entries={errors} />
      {!asking && <Failure error={draft.error} />}
      {file.criteria.technical.map((criterion) => (
        <CriterionFields key={criterion.code} criterion={criterion} draft={draft} error={errorAt} />
      ))}
      <Totals file={file} draft={draft} />
      <div className={styles.bar}>
        <Button
          isPending={draft.isPending}
          onPress={() =>
            void draft.save().then(
              () => onDone(t('file.saved')),
              () => {},
            )
          }
        >
          {t('file.save')}
        </Button>
        <Button type="submit" look="primary">
          {t('file.submit')}
        </Button>
        {draft.isDirty && <span className={styles.note}>{t('file.dirty')}</span>}
      </div>
      {asking && (
        <SubmitDialog
          draft={draft}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            onDone(t('file.delivered'))
          }}
        />
      )}
    </Form>
  )
}
