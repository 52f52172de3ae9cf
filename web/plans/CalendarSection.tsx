import { useTranslation } from 'react-i18next'
import { daysBetween, romeDate } from '#rules/city'
import type { DeskPlan } from '#schema/plans'
import styles from '../callDesk/callDesk.module.css'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Failure } from '../ui/Failure.tsx'
import own from './plans.module.css'
import { usePlanChange } from './usePlanChange.ts'
import { useStepWords } from './useStepWords.ts'

interface CalendarProps {
  plan: DeskPlan
  onDone: (words: string) => void
}

function Terms({ terms }: Pick<DeskPlan, 'terms'>) {
  const { t } = useTranslation('planDesk')
  const format = useFormats()
  const words = (term: DeskPlan['terms']['decision']) =>
    term &&
    (term.counted === term.lastDay
      ? format.longDate(term.lastDay)
      : t('terms.moved', { day: format.longDate(term.lastDay), counted: format.date(term.counted) }))
  return (
    <div>
      <h3>{t('terms.title')}</h3>
      <DefinitionList
        missing={t('terms.none')}
        entries={(['deposit', 'window', 'decision'] as const).map((name) => ({
          term: t(`terms.${name}`),
          value: words(terms[name]),
        }))}
      />
    </div>
  )
}

function Step({ plan, step, onDone }: CalendarProps & { step: DeskPlan['steps'][number] }) {
  const { t } = useTranslation('planDesk')
  const format = useFormats()
  const words = useStepWords()
  const today = romeDate(new Date())
  const save = usePlanChange(plan, () => onDone(t('saved')))
  const left = daysBetween(today, step.dueOn)
  const late = step.doneOn === null && left < 0
  const label = t(step.doneOn ? 'step.markUndone' : 'step.markDone')
  const body = { doneOn: step.doneOn ? null : today, note: step.note }
  return (
    <li className={late ? own.late : step.doneOn ? own.past : undefined}>
      <span>
        <time dateTime={step.dueOn}>{format.date(step.dueOn)}</time> {words(step.code)}
        <br />
        <small>
          {step.doneOn
            ? t('step.doneOn', { date: format.date(step.doneOn) })
            : t(late ? 'step.lateBy' : 'step.inDays', { count: Math.abs(left) })}
        </small>
        <Failure error={save.error} />
      </span>
      <Button
        isPending={save.isPending}
        aria-label={t('step.what', { action: label, step: words(step.code) })}
        onPress={() => save.mutate({ below: `/steps/${step.code}`, body })}
      >
        {label}
      </Button>
    </li>
  )
}

/** What is due until when, back from the last day to decide. */
export function CalendarSection({ plan, onDone }: CalendarProps) {
  const { t } = useTranslation('planDesk')
  const format = useFormats()
  return (
    <section className={styles.section}>
      <h2>{t('section.calendar')}</h2>
      <div className={own.two}>
        {plan.steps.length === 0 ? (
          <p>{t('step.none')}</p>
        ) : (
          <ol className={`${own.timeline} ${own.steps}`}>
            {plan.steps.map((step) => (
              <Step key={step.code} plan={plan} step={step} onDone={onDone} />
            ))}
            {plan.lastDay && (
              <li>
                <span>
                  <time dateTime={plan.lastDay}>{format.date(plan.lastDay)}</time> {t('step.lastDay')}
                </span>
              </li>
            )}
          </ol>
        )}
        <Terms terms={plan.terms} />
      </div>
    </section>
  )
}
