import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasConditions } from '#rules/opinions'
import {
  type DistrictDesk,
  type NewOpinion,
  type ObjectKind,
  type OpinionOutcome,
  objectKinds,
  outcomes,
} from '#schema/opinions'
import { Button } from '../ui/Button.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import styles from './opinions.module.css'
import { useGiveOpinion } from './opinionsApi.ts'
import { Refused } from './Refused.tsx'
import { noSitting, SittingFields, type TypedSitting, wholeSitting } from './SittingFields.tsx'

/** What an opinion is given on: what was asked, the one it corrects, or neither. */
export interface GivenOn {
  asked: string | null
  replaces: string | null
  /** What it is about, where that is known. */
  kind: ObjectKind | null
}

const empty = {
  title: '',
  kind: 'space' as ObjectKind,
  code: '',
  outcome: '' as OpinionOutcome | '',
  conditions: '',
  text: '',
  publicFrom: '',
  submission: '',
  correction: '',
}
type Written = typeof empty

const orNull = (text: string) => text.trim() || null

/** What is not there yet, by the name of its field. */
function missingOf(written: Written, on: GivenOn) {
  const { outcome, conditions, text, correction, title, kind, code } = written
  const isFree = on.asked === null && on.replaces === null
  return {
    outcome: outcome === '',
    conditions: outcome !== '' && hasConditions(outcome) && conditions.trim() === '',
    text: text.trim() === '',
    correction: on.replaces !== null && correction.trim().length < 10,
    title: isFree && title.trim() === '',
    code: isFree && kind !== 'free' && code.trim() === '',
  }
}

function bodyOf(written: Written, sitting: TypedSitting, on: GivenOn, district: string): NewOpinion {
  const isFree = on.asked === null && on.replaces === null
  const outcome = written.outcome || 'waived'
  return {
    district,
    asked: on.asked,
    title: isFree ? written.title : null,
    object: isFree
      ? { kind: written.kind, code: written.kind === 'free' ? null : written.code.trim() }
      : null,
    outcome,
    conditions: hasConditions(outcome) ? orNull(written.conditions) : null,
    text: written.text,
    sitting: outcome === 'waived' ? null : wholeSitting(sitting),
    publicFrom: orNull(written.publicFrom),
    submissionNumber: orNull(written.submission),
    replaces: on.replaces,
    correction: on.replaces === null ? null : orNull(written.correction),
  }
}

interface PartProps {
  written: Written
  change: (changes: Partial<Written>) => void
  faultOf: (name: keyof ReturnType<typeof missingOf>) => string | undefined
}

/** What an opinion that nobody asked for is about. */
function AboutFields({ written, change, faultOf }: PartProps) {
  const { t } = useTranslation('opinions')
  return (
    <>
      <TextField
        id="give-title"
        label={t('ask.title')}
        maxLength={200}
        value={written.title}
        error={faultOf('title')}
        onChange={(title) => change({ title })}
      />
      <SelectField
        id="give-kind"
        label={t('ask.kind')}
        value={written.kind}
        options={objectKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(kind) => change({ kind: kind as ObjectKind })}
      />
      {written.kind !== 'free' && (
        <TextField
          id="give-code"
          label={t('ask.code')}
          maxLength={80}
          value={written.code}
          error={faultOf('code')}
          onChange={(code) => change({ code })}
        />
      )}
    </>
  )
}

/** Outcome, conditions and words. */
function WordFields({ written, change, faultOf }: PartProps) {
  const { t } = useTranslation('opinions')
  return (
    <>
      <SelectField
        id="give-outcome"
        label={t('give.outcome')}
        value={written.outcome}
        placeholder="–"
        error={faultOf('outcome')}
        options={outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
        onChange={(outcome) => change({ outcome: outcome as Written['outcome'] })}
      />
      {written.outcome !== '' && hasConditions(written.outcome) && (
        <TextField
          id="give-conditions"
          label={t('give.conditions')}
          rows={3}
          maxLength={8000}
          value={written.conditions}
          error={faultOf('conditions')}
          onChange={(conditions) => change({ conditions })}
        />
      )}
      <TextField
        id="give-text"
        label={t('give.text')}
        rows={5}
        maxLength={20_000}
        value={written.text}
        error={faultOf('text')}
        onChange={(text) => change({ text })}
      />
    </>
  )
}

/** From when it is public, and where else it stands. */
function RecordFields({ written, change, isOnPlan }: PartProps & { isOnPlan: boolean }) {
  const { t } = useTranslation('opinions')
  return (
    <>
      <TextField
        id="give-public"
        type="date"
        optional
        label={t('give.publicFrom')}
        hint={t('give.publicFromHint')}
        value={written.publicFrom}
        onChange={(publicFrom) => change({ publicFrom })}
      />
      {isOnPlan && (
        <TextField
          id="give-submission"
          optional
          label={t('give.submission')}
          hint={t('give.submissionHint')}
          maxLength={80}
          value={written.submission}
          onChange={(submission) => change({ submission })}
        />
      )}
    </>
  )
}

interface GiveFormProps {
  desk: DistrictDesk
  on: GivenOn
  onDone: (fileFailed: boolean) => void
}

/** The opinion of a Municipio: what it says, the sitting that voted it, its act. */
export function GiveForm({ desk, on, onDone }: GiveFormProps) {
  const { t } = useTranslation('opinions')
  const give = useGiveOpinion()
  const [written, setWritten] = useState(empty)
  const [sitting, setSitting] = useState(noSitting)
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState(false)
  const missing = missingOf(written, on)
  const needsSitting = written.outcome !== 'waived'
  const part: PartProps = {
    written,
    change: (changes) => setWritten((before) => ({ ...before, ...changes })),
    faultOf: (name) => (tried && missing[name] ? t('give.missing') : undefined),
  }
  const submit = () => {
    setTried(true)
    if (Object.values(missing).some(Boolean) || (needsSitting && !wholeSitting(sitting))) return
    give.mutate(
      { opinion: bodyOf(written, sitting, on, desk.district), file },
      { onSuccess: ({ fileFailed }) => onDone(fileFailed) },
    )
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      {on.asked === null && on.replaces === null && <AboutFields {...part} />}
      <WordFields {...part} />
      {needsSitting && (
        <SittingFields typed={sitting} council={desk.council} tried={tried} onChange={setSitting} />
      )}
      <RecordFields {...part} isOnPlan={(on.kind ?? written.kind) === 'plan'} />
      {on.replaces !== null && (
        <TextField
          id="give-correction"
          label={t('give.correction')}
          rows={2}
          maxLength={2000}
          value={written.correction}
          error={tried && missing.correction ? t('refusal.correctionMissing') : undefined}
          onChange={(correction) => part.change({ correction })}
        />
      )}
      <div className={styles.buttons}>
        <FileButton onFile={setFile}>{t('give.file')}</FileButton>
        <span>{file?.name}</span>
      </div>
      <Refused error={give.error} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isPending={give.isPending}>
          {t('give.send')}
        </Button>
      </div>
    </Form>
  )
}
