import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeskPlan, type PlanFacts, planKinds } from '#schema/plans'
import styles from '../callDesk/callDesk.module.css'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { usePlanChange, usePlanFaults } from './usePlanChange.ts'

interface FieldsProps {
  facts: PlanFacts
  change: (changes: Partial<PlanFacts>) => void
  faults: readonly { field: string; text: string }[]
}

type TextName = Exclude<keyof PlanFacts, 'kind' | 'termDays'>

/** A line of what a plan says of itself; an empty one is none. */
function FactField({
  name,
  rows,
  type,
  facts,
  change,
  faults,
}: FieldsProps & { name: TextName; rows?: number; type?: 'date' | 'email' }) {
  const { t } = useTranslation('planDesk')
  const must = (['title', 'registry', 'office', 'officePhone', 'officeHours'] as const).some(
    (one) => one === name,
  )
  return (
    <TextField
      id={`facts-${name}`}
      label={t(`field.${name}`)}
      optional={!must}
      error={faults.find(({ field }) => field === `facts-${name}`)?.text}
      value={facts[name] ?? ''}
      onChange={(value) => change({ [name]: must ? value : value || null })}
      {...(rows && { rows })}
      {...(type && { type })}
    />
  )
}

function What(props: FieldsProps) {
  const { t } = useTranslation(['planDesk', 'plans'])
  const { facts, change } = props
  return (
    <section className={styles.section}>
      <h2>{t('planDesk:section.facts')}</h2>
      <div className={styles.pairs}>
        <FactField {...props} name="title" />
        <FactField {...props} name="titleEn" />
        <FactField {...props} name="summary" rows={3} />
        <FactField {...props} name="summaryEn" rows={3} />
        <SelectField
          id="facts-kind"
          label={t('planDesk:field.kind')}
          value={facts.kind}
          onChange={(kind) => change({ kind: planKinds.find((known) => known === kind) ?? facts.kind })}
          options={planKinds.map((value) => ({ value, label: t(`plans:kind.${value}`) }))}
        />
        <FactField {...props} name="versionName" />
        <FactField {...props} name="office" />
        <FactField {...props} name="officePhone" />
        <FactField {...props} name="officeHours" />
        <FactField {...props} name="officeEmail" type="email" />
        <FactField {...props} name="caseOfficer" />
        <FactField {...props} name="registry" />
      </div>
    </section>
  )
}

function Days(props: FieldsProps) {
  const { t } = useTranslation('planDesk')
  const { facts, change } = props
  return (
    <section className={styles.section}>
      <h2>{t('section.days')}</h2>
      <div className={styles.pairs}>
        <FactField {...props} name="initiatedOn" type="date" />
        <NumberField
          id="facts-termDays"
          whole
          maximum={400}
          label={t('field.termDays')}
          hint={t('field.termHint')}
          value={facts.termDays}
          onChange={(termDays) => change({ termDays: termDays || 90 })}
        />
        <FactField {...props} name="adoptedOn" type="date" />
        <FactField {...props} name="adoptedAct" />
        <FactField {...props} name="depositFrom" type="date" />
        <FactField {...props} name="depositUntil" type="date" />
        <FactField {...props} name="inForceOn" type="date" />
      </div>
    </section>
  )
}

/** What a plan says of itself, its acts and its days. */
export function FactsSection({ plan, onDone }: { plan: DeskPlan; onDone: (words: string) => void }) {
  const { t } = useTranslation('planDesk')
  const [facts, setFacts] = useState(plan.facts)
  const save = usePlanChange(plan, () => onDone(t('saved')))
  const faults = usePlanFaults(save.error)
  const fields = {
    facts,
    faults,
    change: (changes: Partial<PlanFacts>) => setFacts((before) => ({ ...before, ...changes })),
  }
  return (
    <Form className={styles.form} onSubmit={() => save.mutate({ below: '', body: { facts } })}>
      <ErrorSummary from={save.error} entries={faults} />
      {faults.length === 0 && <Failure error={save.error} />}
      <What {...fields} />
      <Days {...fields} />
      <Button type="submit" look="primary" isPending={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
