import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import { addWorkingDays } from '#rules/qualifiedList'
import type { DeskApplication } from '#schema/qualifiedList'
import { FieldForm } from '../agreements/FieldForm.tsx'
import { api } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { deskPath } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { useWords } from './RequirementWords.tsx'

/** Without the city's holidays: a day to begin from, which the officer sees and changes. */
const noHolidays = { fixed: [], easterMonday: false }

/** What was found not met, or not found at all: what an integration is likely about. */
const likely = ({ requirements, checks }: DeskApplication): string[] =>
  requirements
    .map(({ code }) => code)
    .filter((code) =>
      checks.some(({ requirement, isLast, outcome }) => requirement === code && isLast && outcome !== 'met'),
    )

interface AskButtonProps {
  application: DeskApplication
  onDone: (after: DeskApplication) => void
}

/** Asks the lab for what is missing, naming the requirements it is about. */
export function AskButton({ application, onDone }: AskButtonProps) {
  const { t } = useTranslation('labList')
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [codes, setCodes] = useState<string[]>(() => likely(application))
  const send = useMutation({
    mutationFn: (written: Record<string, unknown>) =>
      api<DeskApplication>(`${deskPath(application.id)}/ask`, {
        method: 'POST',
        body: { version: application.version, requirements: codes, ...written },
      }),
    onSuccess: (after) => {
      setOpen(false)
      onDone(after)
    },
  })
  const choose = (code: string, on: boolean) =>
    setCodes((before) => (on ? [...before, code] : before.filter((other) => other !== code)))
  const title = t('desk.action.ask')
  return (
    <>
      <Button onPress={() => setOpen(true)}>{title}</Button>
      {open && (
        <Dialog title={title} open onClose={() => setOpen(false)}>
          <FieldForm
            fields={[
              { name: 'message', label: t('desk.message'), kind: 'area', least: 3 },
              { name: 'dueOn', label: t('desk.dueOn'), kind: 'date' },
            ]}
            values={{
              dueOn: addWorkingDays(romeDate(new Date()), application.edition.answerDays, noHolidays),
            }}
            submitLabel={title}
            busy={send.isPending}
            error={send.error}
            onSubmit={(written) => send.mutate(written)}
          >
            <fieldset className={styles.checks}>
              <legend>{t('desk.missing')}</legend>
              {application.requirements.map((requirement) => (
                <Checkbox
                  key={requirement.code}
                  checked={codes.includes(requirement.code)}
                  onChange={(on) => choose(requirement.code, on)}
                >
                  {words.label(requirement)}
                </Checkbox>
              ))}
            </fieldset>
          </FieldForm>
        </Dialog>
      )}
    </>
  )
}
