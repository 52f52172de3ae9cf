import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addDays, romeDate } from '#rules/city'
import { groundsDays } from '#rules/qualifiedList'
import type { DeskApplication, OfficeAction } from '#schema/qualifiedList'
import { ActionButton } from '../agreements/ActionButton.tsx'
import layout from '../agreements/agreements.module.css'
import type { FieldSpec } from '../agreements/FieldForm.tsx'
import { api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { AskButton } from './AskButton.tsx'
import { deskPath } from './listApi.ts'

interface ActionsProps {
  application: DeskApplication
  onDone: (after: DeskApplication) => void
}

/** The fields of each action that asks for some, and with what they begin. */
function useForms({
  edition,
}: DeskApplication): Partial<
  Record<
    OfficeAction,
    { fields: FieldSpec[]; values?: Record<string, string>; path?: string; about?: string }
  >
> {
  const { t } = useTranslation('labList')
  const today = romeDate(new Date())
  const act: FieldSpec[] = [
    { name: 'actNumber', label: t('desk.actNumber') },
    { name: 'actDate', label: t('desk.actDate'), kind: 'date' },
  ]
  const reason: FieldSpec = { name: 'reason', label: t('desk.reason'), kind: 'area', least: 3 }
  return {
    giveGrounds: {
      fields: [
        { name: 'message', label: t('desk.reasons'), kind: 'area', least: 10 },
        { name: 'dueOn', label: t('desk.dueOn'), kind: 'date' },
      ],
      values: { dueOn: addDays(today, Math.max(groundsDays, edition.answerDays)) },
      path: 'grounds',
      about: t('desk.groundsNote'),
    },
    list: {
      fields: [...act, { name: 'from', label: t('desk.from'), kind: 'date' }],
      values: { actDate: today, from: today },
    },
    refuse: {
      fields: [...act, { name: 'reasons', label: t('desk.reasons'), kind: 'area', least: 10 }],
      values: { actDate: today },
    },
    suspend: {
      fields: [
        { name: 'from', label: t('desk.from'), kind: 'date' },
        { name: 'until', label: t('desk.to'), kind: 'date', optional: true },
        reason,
      ],
      values: { from: today },
    },
    lift: { fields: [reason] },
    cancel: { fields: [reason] },
  }
}

/** An action that asks for nothing. */
function PlainAction({ application, action, onDone }: ActionsProps & { action: 'take' | 'resume' }) {
  const { t } = useTranslation('labList')
  const send = useMutation({
    mutationFn: () =>
      api<DeskApplication>(`${deskPath(application.id)}/${action}`, {
        method: 'POST',
        body: { version: application.version },
      }),
    onSuccess: onDone,
  })
  return (
    <>
      <Button look="primary" isPending={send.isPending} onPress={() => send.mutate()}>
        {t(`desk.action.${action}`)}
      </Button>
      <Failure error={send.error} />
    </>
  )
}

/** What the office can do with an application now; what stands in the way of the rest is said. */
export function DeskActions({ application, onDone }: ActionsProps) {
  const { t } = useTranslation('labList')
  const forms = useForms(application)
  const shown = application.actions.filter(({ action }) => action !== 'check')
  if (shown.length === 0) return null
  const button = (action: OfficeAction) => {
    if (action === 'take' || action === 'resume')
      return <PlainAction application={application} action={action} onDone={onDone} />
    if (action === 'ask') return <AskButton application={application} onDone={onDone} />
    const form = forms[action]
    if (!form || action === 'check') return null
    return (
      <ActionButton<DeskApplication>
        label={t(`desk.action.${action}`)}
        look={action === 'refuse' || action === 'cancel' ? 'danger' : action === 'list' ? 'primary' : 'plain'}
        path={`${deskPath(application.id)}/${form.path ?? action}`}
        fields={form.fields}
        values={form.values ?? {}}
        about={form.about}
        bodyOf={(written) => ({ version: application.version, ...written })}
        onDone={onDone}
      />
    )
  }
  return (
    <section className={layout.section}>
      <h2>{t('desk.actions')}</h2>
      <ul className={layout.facts}>
        {shown.map(({ action, obstacles }) => (
          <li key={action} className={layout.buttons}>
            {obstacles.length === 0 ? (
              button(action)
            ) : (
              <span className={layout.note}>
                {action !== 'check' && t(`desk.action.${action}`)}:{' '}
                {obstacles.map((obstacle) => t(`desk.obstacle.${obstacle}`)).join('; ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
