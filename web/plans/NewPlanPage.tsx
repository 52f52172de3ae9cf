import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeskPlan, type NewPlan, type PlanKind, planKinds } from '#schema/plans'
import { api } from '../api/client.ts'
import styles from '../callDesk/callDesk.module.css'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useGo } from '../url/navigate.ts'
import { PlanningOnly } from './PlanningOnly.tsx'
import { deskPlanQuery, deskPlansQuery } from './plansApi.ts'

const codePattern = /^[A-Z0-9][A-Z0-9-]{1,39}$/

function useCreate() {
  const queries = useQueryClient()
  const go = useGo()
  return useMutation({
    mutationFn: (body: NewPlan) => api<DeskPlan>('/api/desk/plans', { method: 'POST', body }),
    onSuccess: (plan) => {
      queries.setQueryData(deskPlanQuery(plan.code).queryKey, plan)
      void queries.invalidateQueries({ queryKey: deskPlansQuery.queryKey, exact: true })
      go(`/desk/plans/${plan.code}`)
    },
  })
}

function NewPlanForm() {
  const { t } = useTranslation(['planDesk', 'plans'])
  const create = useCreate()
  const [title, setTitle] = useState('')
  const [code, setCode] = useState('')
  const [kind, setKind] = useState<PlanKind>('plan')
  const [tried, setTried] = useState(false)
  const isTitled = title.trim() !== ''
  const submit = () => {
    setTried(true)
    if (isTitled && codePattern.test(code)) create.mutate({ code, title: title.trim(), kind })
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <Failure error={create.error} />
      <TextField
        id="title"
        required
        label={t('planDesk:field.title')}
        error={tried && !isTitled ? t('planDesk:field.missing') : undefined}
        value={title}
        onChange={setTitle}
      />
      <TextField
        id="code"
        required
        label={t('planDesk:field.code')}
        hint={t('planDesk:field.codeHint')}
        error={tried && !codePattern.test(code) ? t('planDesk:field.codeHint') : undefined}
        value={code}
        onChange={(written) => setCode(written.toUpperCase().replaceAll(' ', '-'))}
      />
      <SelectField
        id="kind"
        label={t('planDesk:field.kind')}
        value={kind}
        onChange={(chosen) => setKind(planKinds.find((known) => known === chosen) ?? 'plan')}
        options={planKinds.map((value) => ({ value, label: t(`plans:kind.${value}`) }))}
      />
      <Button type="submit" look="primary" isPending={create.isPending}>
        {t('planDesk:begin')}
      </Button>
    </Form>
  )
}

/** Begins a plan: its title, its kind and the code that stands in its address. */
export function NewPlanPage() {
  const { t } = useTranslation('planDesk')
  return (
    <PlanningOnly>
      <Page title={t('new')} wide>
        <div className={styles.page}>
          <Crumbs trail={[{ to: '/desk/plans', label: t('title') }]} here={t('new')} />
          <div className={styles.head}>
            <h1>{t('new')}</h1>
          </div>
          <NewPlanForm />
        </div>
      </Page>
    </PlanningOnly>
  )
}
