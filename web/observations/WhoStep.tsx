import { useTranslation } from 'react-i18next'
import {
  type MySubmission,
  opinionOutcomes,
  publicBodies,
  type Submitter,
  submitterKinds,
} from '#schema/observations'
import { type Plan, submissionKinds } from '#schema/plans'
import { RadioGroup, SelectField, TextField } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import { FilesField } from './FilesField.tsx'
import { fieldOf, type PlacedFault, useFaultWords } from './faultWords.ts'
import styles from './observations.module.css'
import type { SubmissionDraft } from './useSubmissionDraft.ts'

interface WhoStepProps {
  submission: MySubmission
  plan: Plan
  draft: SubmissionDraft
  faults: readonly PlacedFault[]
}

const fields = [
  { name: 'name', maxLength: 200, autoComplete: 'name', required: true },
  { name: 'fiscalCode', maxLength: 20, autoComplete: 'off', required: false },
  { name: 'email', maxLength: 254, autoComplete: 'email', required: false },
  { name: 'pec', maxLength: 254, autoComplete: 'off', required: false },
  { name: 'phone', maxLength: 40, autoComplete: 'tel', required: false },
  { name: 'address', maxLength: 300, autoComplete: 'street-address', required: false },
] as const satisfies readonly {
  name: keyof Submitter
  maxLength: number
  autoComplete: string
  required: boolean
}[]

/** Kinds one can send now; opinions only where bodies write. */
function useKinds({ windows }: Plan, isBody: boolean) {
  const taken = windows.filter(({ state }) => state === 'open' || state === 'late').map(({ kind }) => kind)
  return submissionKinds.filter((kind) => taken.includes(kind) && (kind !== 'opinion' || isBody))
}

interface SubmitterFieldsProps {
  submitter: Submitter
  change: (changes: Partial<Submitter>) => void
  errorOf: (id: string) => string | undefined
}

function SubmitterFields({ submitter, change, errorOf }: SubmitterFieldsProps) {
  const { t } = useTranslation('observations')
  return fields.map(({ name, required, ...rest }) => (
    <TextField
      key={name}
      {...rest}
      id={`submitter-${name}`}
      required={required}
      optional={!required}
      label={t(`who.${name}`)}
      error={errorOf(`submitter-${name}`)}
      value={submitter[name] ?? ''}
      onChange={(value) => change({ [name]: value || null })}
    />
  ))
}

/** For whom one writes, and what one sends; none of it is published. */
export function WhoStep({ submission, plan, draft, faults }: WhoStepProps) {
  const { t } = useTranslation('observations')
  const { words } = useFaultWords()
  const { submitterKind, submitter, kind, opinionOutcome } = draft.state.content
  const isBody = publicBodies.includes(submitterKind)
  const kinds = useKinds(plan, isBody)
  const change = (changes: Partial<Submitter>) => draft.edit({ submitter: { ...submitter, ...changes } })
  const errorOf = (id: string) => {
    const fault = faults.find(({ pointer }) => fieldOf(pointer) === id)
    return fault && words(fault.code)
  }
  return (
    <div className={styles.form}>
      <h2>{t('who.title')}</h2>
      <Note>{t('who.private')}</Note>
      <SelectField
        id="submitterKind"
        label={t('who.kind')}
        error={errorOf('submitterKind')}
        value={submitterKind}
        onChange={(value) => {
          const chosen = submitterKinds.find((known) => known === value) ?? 'citizen'
          const fits = kind !== 'opinion' || publicBodies.includes(chosen)
          draft.edit({ submitterKind: chosen, ...(!fits && { kind: 'observation' }) })
        }}
        options={submitterKinds.map((value) => ({ value, label: t(`who.kinds.${value}`) }))}
      />
      {kinds.length > 1 && (
        <RadioGroup
          id="kind"
          label={t('kind.label')}
          value={kind}
          onChange={(value) => draft.edit({ kind: kinds.find((known) => known === value) ?? kind })}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      )}
      {kind === 'opinion' && (
        <RadioGroup
          id="opinionOutcome"
          label={t('opinion.label')}
          error={errorOf('opinionOutcome')}
          value={opinionOutcome ?? ''}
          onChange={(value) =>
            draft.edit({ opinionOutcome: opinionOutcomes.find((known) => known === value) ?? null })
          }
          options={opinionOutcomes.map((value) => ({ value, label: t(`opinion.${value}`) }))}
        />
      )}
      <SubmitterFields submitter={submitter} change={change} errorOf={errorOf} />
      {submitterKind === 'delegate' && (
        <>
          <TextField
            id="submitter-onBehalfOf"
            required
            label={t('who.onBehalfOf')}
            error={errorOf('submitter-onBehalfOf')}
            maxLength={200}
            value={submitter.onBehalfOf ?? ''}
            onChange={(value) => change({ onBehalfOf: value || null })}
          />
          <FilesField
            submission={submission}
            purpose="delegation"
            title={t('who.delegation')}
            error={errorOf('delegation')}
          />
        </>
      )}
    </div>
  )
}
