import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { nextAddress } from '#rules/accounts'
import type { NewParty } from '#schema/parties'
import { AccountLayout } from '../accounts/AccountLayout.tsx'
import { useProblemText } from '../api/useProblemText.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { RadioGroup } from '../ui/fields.tsx'
import { useGo } from '../url/navigate.ts'
import { PartyFields } from './PartyFields.tsx'
import styles from './parties.module.css'
import { createParty, partyQuery } from './partiesApi.ts'
import { prefix, usePartyForm } from './usePartyForm.ts'

const kinds = ['organisation', 'temporaryGrouping'] as const

/** Where to go once it is there: back to the form one came from, with it chosen, or to its page. */
function useArrival() {
  const next = useSearchParams()[0].get('next')
  const go = useGo()
  return (id: string) => {
    if (!next) return go(`/account/organisations/${id}`)
    const address = nextAddress(next)
    go(`${address}${address.includes('?') ? '&' : '?'}party=${id}`)
  }
}

function NewPartyForm() {
  const { t } = useTranslation('parties')
  const [kind, setKind] = useState<NewParty['kind']>('organisation')
  const form = usePartyForm(kind, {})
  const queries = useQueryClient()
  const problemText = useProblemText()
  const arrive = useArrival()
  const create = useMutation({
    mutationFn: createParty,
    onSuccess: (party) => {
      queries.setQueryData(partyQuery(party.id).queryKey, party)
      void queries.invalidateQueries({ queryKey: ['parties'], exact: true })
      arrive(party.id)
    },
    onError: (error) => form.setErrors([{ field: `${prefix}-name`, text: problemText(error) }]),
  })
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (form.check()) create.mutate({ kind, data: form.data })
      }}
    >
      <p>{t('new.intro')}</p>
      <ErrorSummary entries={form.errors} />
      <RadioGroup
        id={`${prefix}-kind`}
        label={t('new.kind')}
        value={kind}
        onChange={(value) => setKind(kinds.find((known) => known === value) ?? 'organisation')}
        options={kinds.map((value) => ({ value, label: t(`new.${value}`) }))}
      />
      <PartyFields prefix={prefix} kind={kind} data={form.data} onChange={form.edit} errorOf={form.errorOf} />
      <p>
        <Button type="submit" look="primary" big isPending={create.isPending}>
          {t('new.save')}
        </Button>
      </p>
    </form>
  )
}

/** An organisation or a grouping to ask for. */
export function NewPartyPage() {
  const { t } = useTranslation('parties')
  return (
    <AccountLayout title={t('new.title')}>
      <NewPartyForm />
    </AccountLayout>
  )
}
