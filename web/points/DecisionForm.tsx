import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import { fillReply, nextStage } from '#rules/points'
import { type NewDecision, type Outcome, outcomes, type Setup, type Stage } from '#schema/points'
import { useMe } from '../accounts/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import styles from './points.module.css'
import { usePointProblem } from './words.ts'

interface DecisionFormProps {
  setup: Setup
  stage: Stage | null
  /** What fills the placeholders of a standard reply. */
  known: Partial<Record<string, string | null>>
  pending: boolean
  error: Error | null
  done: Stage | null
  onDecide: (decision: NewDecision) => void
}

type Office = NewDecision['stage']

/** The stages that can be taken at this desk now: the last again, or the one after it. */
function stagesOpen(stage: Stage | null, leads: boolean): Office[] {
  const next = nextStage(stage)
  return [stage, next].filter((one): one is Office => one === 'technical' || (one === 'giunta' && leads))
}

/** A standard reply, put into the reason with what is known in the place of its placeholders. */
function TemplateChoice({
  setup,
  known,
  onUse,
}: Pick<DecisionFormProps, 'setup' | 'known'> & { onUse: (id: number, text: string) => void }) {
  const { t } = useTranslation('points')
  const [id, setId] = useState('')
  if (setup.templates.length === 0) return null
  const template = setup.templates.find((one) => String(one.id) === id)
  return (
    <div className={styles.template}>
      <SelectField
        id="decision-template"
        label={t('one.template')}
        placeholder={t('one.templateNone')}
        value={id}
        onChange={setId}
        options={setup.templates.map((one) => ({
          value: String(one.id),
          label: `${one.code} · ${one.title}`,
        }))}
      />
      <Button
        isDisabled={!template}
        onPress={() => template && onUse(template.id, fillReply(template.text, known))}
      >
        {t('one.templateUse')}
      </Button>
    </div>
  )
}

const today = () => romeDate(new Date())

/** An outcome with its reason, of the office or of the Giunta; the Council's vote is recorded elsewhere. */
export function DecisionForm({ setup, stage, known, pending, error, done, onDecide }: DecisionFormProps) {
  const { t } = useTranslation('points')
  const { may } = useMe()
  const problem = usePointProblem()
  const open = stagesOpen(stage, may('leadPlans'))
  const [chosen, setChosen] = useState<string>('')
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const [templateId, setTemplateId] = useState<number | null>(null)
  const [actNumber, setActNumber] = useState('')
  const [decidedOn, setDecidedOn] = useState(today)
  const [tried, setTried] = useState(false)
  const taking = open.find((one) => one === chosen) ?? open.at(-1)
  if (!taking)
    return (
      <p className={styles.hint}>
        {t(stage === 'council' ? 'one.noNext' : stage === 'giunta' ? 'one.councilNote' : 'one.leadNote')}
      </p>
    )
  const submit = () => {
    setTried(true)
    if (outcome === '') return document.getElementById('decision-outcome')?.focus()
    onDecide({
      stage: taking,
      outcome: outcome as Outcome,
      ...(reason.trim() && { reason }),
      ...(templateId !== null && { templateId }),
      ...(actNumber.trim() && { actNumber }),
      decidedOn,
    })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      {open.length > 1 && (
        <SelectField
          id="decision-stage"
          label={t('one.stageLabel')}
          value={taking}
          onChange={setChosen}
          options={open.map((value) => ({ value, label: t(`stage.${value}`) }))}
        />
      )}
      <SelectField
        id="decision-outcome"
        label={t('one.outcome')}
        placeholder=""
        value={outcome}
        error={tried && outcome === '' ? t('one.outcomeMissing') : undefined}
        onChange={setOutcome}
        options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
      />
      <TemplateChoice
        setup={setup}
        known={known}
        onUse={(id, text) => {
          setTemplateId(id)
          setReason(text)
        }}
      />
      <TextField
        id="decision-reason"
        label={t('one.reason')}
        hint={t('one.reasonHint')}
        rows={8}
        maxLength={20_000}
        value={reason}
        onChange={setReason}
      />
      {taking === 'giunta' && (
        <TextField
          id="decision-act"
          label={t('one.act')}
          maxLength={80}
          value={actNumber}
          onChange={setActNumber}
        />
      )}
      <TextField
        id="decision-day"
        type="date"
        label={t('one.on')}
        value={decidedOn}
        onChange={setDecidedOn}
      />
      {error && <p role="alert">{problem(error)}</p>}
      <p role="status" className={styles.done}>
        {done && t('one.taken', { stage: t(`stage.${done}`) })}
      </p>
      <Button type="submit" look="primary" isPending={pending}>
        {t('one.take', { stage: t(`stage.${taking}`) })}
      </Button>
    </Form>
  )
}
