import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Party } from '#schema/parties'
import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { Button } from '../ui/Button.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Note } from '../ui/marks.tsx'
import { PartyFields } from './PartyFields.tsx'
import styles from './parties.module.css'
import { changeParty, partyQuery } from './partiesApi.ts'
import { usePartyEntries } from './usePartyEntries.tsx'
import { prefix, usePartyForm } from './usePartyForm.ts'

/** Said where somebody else was faster; nothing of theirs is overwritten. */
function Stale({ onReload }: { onReload: () => void }) {
  const { t } = useTranslation('parties')
  return (
    <div role="alert">
      <Note tone="warn" icon="warn">
        <p>{t('page.staleBody')}</p>
        <Button onPress={onReload}>{t('page.stale')}</Button>
      </Note>
    </div>
  )
}

interface DataFormProps {
  party: Party
  onSaved: () => void
  onClose: () => void
}

function DataForm({ party, onSaved, onClose }: DataFormProps) {
  const { t } = useTranslation(['parties', 'ui'])
  const form = usePartyForm(party.kind, party.data)
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { queryKey } = partyQuery(party.id)
  const change = useMutation({
    mutationFn: () => changeParty(party.id, party.version, form.data),
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['parties'], exact: true })
      onSaved()
    },
    onError: (error) => form.setErrors([{ field: `${prefix}-name`, text: problemText(error) }]),
  })
  const isStale = change.error instanceof ApiProblem && change.error.status === 409
  const reload = () => {
    onClose()
    void queries.invalidateQueries({ queryKey })
  }
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (form.check()) change.mutate()
      }}
    >
      {isStale ? <Stale onReload={reload} /> : <ErrorSummary entries={form.errors} />}
      <PartyFields
        prefix={prefix}
        kind={party.kind}
        data={form.data}
        onChange={form.edit}
        errorOf={form.errorOf}
      />
      <p className={styles.actions}>
        <Button type="submit" look="primary" isDisabled={isStale} isPending={change.isPending}>
          {t('parties:page.save')}
        </Button>
        <Button onPress={onClose}>{t('ui:cancel')}</Button>
      </p>
    </form>
  )
}

/** What is known of a party and, for who represents it, the way to change it. */
export function PartyDataSection({ party }: { party: Party }) {
  const { t } = useTranslation('parties')
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  const entries = usePartyEntries(party.kind, party.data)
  return (
    <section>
      <h2>{t('page.data')}</h2>
      {editing ? (
        <DataForm
          party={party}
          onSaved={() => {
            setEditing(false)
            setSaved(true)
          }}
          onClose={() => setEditing(false)}
        />
      ) : (
        <>
          <DefinitionList missing={t('field.notSaid')} entries={entries} />
          {party.role === 'representative' && (
            <p className={styles.actions}>
              <Button
                onPress={() => {
                  setEditing(true)
                  setSaved(false)
                }}
              >
                {t('page.change')}
              </Button>
              <span role="status">{saved && t('page.saved')}</span>
            </p>
          )}
        </>
      )}
    </section>
  )
}
