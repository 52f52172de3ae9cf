import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptLab, LabContent } from '#schema/labs'
import layout from '../agreements/agreements.module.css'
import { api } from '../api/client.ts'
import formStyles from '../offers/deskOffer.module.css'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import { HourFields } from './HourFields.tsx'
import { AboutFields, ContactFields, PriceFields } from './LabFields.tsx'
import { fieldOf, missingFields, useFieldNames, useLabFaults } from './labFaults.ts'
import { MachineFields } from './MachineFields.tsx'

interface LabFormProps {
  lab: KeptLab
  /** Address of the lab, for its members or for the office. */
  address: string
  onSaved: (lab: KeptLab) => void
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={layout.section}>
    <h2>{title}</h2>
    <div className={formStyles.form}>{children}</div>
  </section>
)

/** What is wrong with a field before anything is sent. */
const faultOf = (field: string) =>
  field === 'lab-point' ? 'fault.place' : /-(from|to)$/.test(field) ? 'fault.time' : 'fault.needed'

/** Writes what a lab says of itself, and saves it; a photo or a period added meanwhile leaves it as it is written. */
export function LabForm({ lab, address, onSaved }: LabFormProps) {
  const { t } = useTranslation('labs')
  const [content, setContent] = useState<LabContent>(lab.content)
  const [confirm, setConfirm] = useState(false)
  const [isPlaceWrong, setPlaceWrong] = useState(false)
  const [missing, setMissing] = useState<string[]>([])
  const save = useMutation({
    mutationFn: () =>
      api<KeptLab>(address, { method: 'PUT', body: { version: lab.version, content, confirm } }),
    onSuccess: (saved) => {
      setConfirm(false)
      setContent(saved.content)
      onSaved(saved)
    },
  })
  const faults = useLabFaults(save.error)
  const nameOf = useFieldNames()
  const entries =
    missing.length > 0
      ? missing.map((field) => ({
          field,
          text: t(faultOf(field)),
        }))
      : faults.map(({ pointer, text }) => ({ field: fieldOf(pointer), text }))
  const errorOf = (pointer: string) => entries.find(({ field }) => field === fieldOf(pointer))?.text
  const submit = () => {
    const found = [...missingFields(content), ...(isPlaceWrong ? ['lab-point'] : [])]
    setMissing(found)
    if (found.length === 0) save.mutate()
  }
  const change = (changes: Partial<LabContent>) => {
    if (save.isSuccess) save.reset()
    setContent((before) => ({ ...before, ...changes }))
  }
  const fields = { content, errorOf, onChange: change }
  return (
    <Form onSubmit={submit}>
      <ErrorSummary
        from={missing.length > 0 ? missing : save.error}
        entries={entries.map(({ field, text }) => ({
          field,
          text: [nameOf(field), text].filter(Boolean).join(': '),
        }))}
      />
      {entries.length === 0 && <Failure error={save.error} />}
      <Section title={t('edit.about')}>
        <AboutFields {...fields} onWrongPlace={setPlaceWrong} />
      </Section>
      <Section title={t('hours.title')}>
        <HourFields hours={content.hours} errorOf={errorOf} onChange={(hours) => change({ hours })} />
      </Section>
      <Section title={t('machine.title')}>
        <MachineFields
          machines={content.machines}
          errorOf={errorOf}
          onChange={(machines) => change({ machines })}
        />
      </Section>
      <Section title={t('prices.title')}>
        <PriceFields {...fields} />
      </Section>
      <Section title={t('edit.contact')}>
        <ContactFields {...fields} />
      </Section>
      <section className={layout.section}>
        <Checkbox checked={confirm} onChange={setConfirm}>
          {t('edit.confirmAll')}
        </Checkbox>
        <div className={layout.buttons}>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t('edit.save')}
          </Button>
        </div>
        <div role="status">
          {save.isSuccess && (
            <Note tone="ok" icon="ok">
              {t('edit.saved')}
            </Note>
          )}
        </div>
      </section>
    </Form>
  )
}
