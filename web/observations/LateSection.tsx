import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LateAct } from '#schema/observations'
import { useMe } from '../accounts/useMe.ts'
import styles from '../callDesk/callDesk.module.css'
import { useFormats } from '../i18n/format.ts'
import { deskPlanQuery } from '../plans/plansApi.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import { makeLateAct } from './inboxApi.ts'

function LateActForm({ plan }: { plan: string }) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const [act, setAct] = useState<LateAct>({ examined: true, reason: '', actNumber: '', actDate: '' })
  const [tried, setTried] = useState(false)
  const make = useMutation({
    mutationFn: () => makeLateAct(plan, act),
    onSuccess: () => queries.invalidateQueries({ queryKey: deskPlanQuery(plan).queryKey }),
  })
  const missing = (name: 'reason' | 'actNumber' | 'actDate') =>
    act[name].trim().length < (name === 'reason' ? 10 : 1)
  const field = (name: 'reason' | 'actNumber' | 'actDate') => ({
    id: `late-${name}`,
    label: t(`lateAct.${name}`),
    value: act[name],
    error: tried && missing(name) ? t('dialog.missing') : undefined,
    onChange: (value: string) => setAct((before) => ({ ...before, [name]: value })),
  })
  const submit = () => {
    setTried(true)
    if (!missing('reason') && !missing('actNumber') && !missing('actDate')) make.mutate()
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <Failure error={make.error} />
      <RadioGroup
        id="late-examined"
        label={t('lateAct.title')}
        value={act.examined ? 'examined' : 'notExamined'}
        onChange={(value) => setAct((before) => ({ ...before, examined: value === 'examined' }))}
        options={(['examined', 'notExamined'] as const).map((value) => ({
          value,
          label: t(`lateAct.${value}`),
        }))}
      />
      <TextField {...field('reason')} rows={3} />
      <div className={styles.row}>
        <TextField {...field('actNumber')} maxLength={120} />
        <TextField {...field('actDate')} type="date" />
      </div>
      <Button type="submit" look="primary" isPending={make.isPending}>
        {t('lateAct.decide')}
      </Button>
    </Form>
  )
}

/** What came late, and the one act that decides about all of it. */
export function LateSection({ plan }: { plan: string }) {
  const { t } = useTranslation('inbox')
  const format = useFormats()
  const { may } = useMe()
  const { data } = useQuery(deskPlanQuery(plan))
  if (!data) return null
  const { count, act } = data.late
  return (
    <Disclosure level={2} title={`${t('lateAct.title')} (${count})`}>
      <p>{t('lateAct.count', { count })}</p>
      {act ? (
        <>
          <p>
            {t('lateAct.made', {
              number: act.actNumber,
              date: format.date(act.actDate),
              what: t(act.examined ? 'lateAct.examined' : 'lateAct.notExamined'),
            })}
          </p>
          <p>{act.reason}</p>
        </>
      ) : (
        <>
          <p>{t('lateAct.rule')}</p>
          {may('leadPlans') ? <LateActForm plan={plan} /> : <p>{t('lateAct.onlyHead')}</p>}
        </>
      )}
    </Disclosure>
  )
}
