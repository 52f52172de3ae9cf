import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOf } from '#rules/calls'
import { type DeskPlan, type SubmissionKind, submissionKinds } from '#schema/plans'
import { useMe } from '../accounts/useMe.ts'
import styles from '../callDesk/callDesk.module.css'
import { PrintedTimeField } from '../callDesk/PrintedTimeField.tsx'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { usePlanChange, usePlanFaults } from './usePlanChange.ts'

interface WindowFormProps {
  plan: DeskPlan
  kind: SubmissionKind
  onDone: (words: string) => void
}

function WindowForm({ plan, kind, onDone }: WindowFormProps) {
  const { t } = useTranslation(['planDesk', 'plans'])
  const before = plan.windows.find((window) => window.kind === kind)
  const [opensAt, setOpensAt] = useState<string | null>(before?.opensAt ?? null)
  const [closesAt, setClosesAt] = useState<string | null>(before?.closesAt ?? null)
  const [actNumber, setActNumber] = useState(before?.actNumber ?? '')
  const [actDate, setActDate] = useState(before?.actDate ?? '')
  const [tried, setTried] = useState(false)
  const save = usePlanChange(plan, () => onDone(t('planDesk:saved')))
  const faults = usePlanFaults(save.error)
  const faultOf = (name: string, value: string | null) =>
    faults.find(({ field }) => field === name)?.text ??
    (tried && value === null ? t('planDesk:field.missing') : undefined)
  const submit = () => {
    setTried(true)
    if (!opensAt || !closesAt) return
    const act = { actNumber: actNumber.trim() || null, actDate: actDate || null }
    save.mutate({ below: `/windows/${kind}`, body: { opensAt, closesAt, ...act } })
  }
  const words = t('planDesk:setWindow', { kind: t(`plans:window.${kind}`) })
  return (
    <Form className={styles.item} onSubmit={submit}>
      {faults.length === 0 && <Failure error={save.error} />}
      <PrintedTimeField
        id={`${kind}-opensAt`}
        label={t('planDesk:field.opensAt')}
        error={faultOf('opensAt', opensAt)}
        value={opensAt}
        onChange={setOpensAt}
      />
      <PrintedTimeField
        id={`${kind}-closesAt`}
        label={t('planDesk:field.closesAt')}
        error={faultOf('closesAt', closesAt)}
        value={closesAt}
        onChange={setClosesAt}
      />
      <div className={styles.row}>
        <TextField
          id={`${kind}-act`}
          optional
          label={t('planDesk:field.actNumber')}
          error={faultOf('actNumber', '')}
          maxLength={120}
          value={actNumber}
          onChange={setActNumber}
        />
        <TextField
          id={`${kind}-actDate`}
          optional
          type="date"
          label={t('planDesk:field.actDate')}
          value={actDate}
          onChange={setActDate}
        />
      </div>
      <Button type="submit" isPending={save.isPending}>
        {words}
      </Button>
    </Form>
  )
}

/** When people write to a plan: printed times, which the head of planning sets. */
export function WindowsSection({ plan, onDone }: Omit<WindowFormProps, 'kind'>) {
  const { t } = useTranslation(['planDesk', 'plans'])
  const format = useFormats()
  const { may } = useMe()
  const titleOf = (kind: SubmissionKind) => {
    const window = plan.windows.find((each) => each.kind === kind)
    const printed = (wall: string) => format.dateTime(instantOf(wall).toISOString())
    const when = window ? `${printed(window.opensAt)} – ${printed(window.closesAt)}` : t('planDesk:noWindow')
    return `${t(`plans:window.${kind}`)}: ${when}`
  }
  return (
    <section className={styles.section}>
      <h2>{t('planDesk:section.windows')}</h2>
      <p className={styles.note}>{t('planDesk:windowNote')}</p>
      {may('leadPlans') ? (
        submissionKinds.map((kind) => (
          <Disclosure key={kind} title={titleOf(kind)}>
            <WindowForm plan={plan} kind={kind} onDone={onDone} />
          </Disclosure>
        ))
      ) : (
        <>
          {submissionKinds.map((kind) => (
            <p key={kind}>{titleOf(kind)}</p>
          ))}
          <p className={styles.note}>{t('planDesk:onlyHead')}</p>
        </>
      )}
    </section>
  )
}
