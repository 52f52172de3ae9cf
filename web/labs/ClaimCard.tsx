import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Claim, KeptLabs, LabProfile } from '#schema/labs'
import { useMe } from '../accounts/useMe.ts'
import { api } from '../api/client.ts'
import { partiesQuery } from '../parties/partiesApi.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './lab.module.css'

function ClaimForm({ code }: { code: string }) {
  const { t } = useTranslation('labs')
  const queries = useQueryClient()
  const { data: parties } = useQuery(partiesQuery)
  const [partyId, setPartyId] = useState('')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const claim = useMutation({
    mutationFn: () => api<Claim>(`/api/labs/${code}/claims`, { method: 'POST', body: { partyId, reason } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me', 'labs'] }),
  })
  const choices = (parties?.items ?? []).filter((one) => !one.isOwn && one.role === 'representative')
  if (parties && choices.length === 0) {
    return (
      <p>
        {t('claim.noParty')} <Link to="/account/organisations/new">{t('claim.newParty')}</Link>
      </p>
    )
  }
  const submit = () => {
    const isMissing = !partyId || reason.trim().length < 10
    setMissing(isMissing)
    if (!isMissing) claim.mutate()
  }
  return (
    <Form className={styles.form} onSubmit={submit}>
      <SelectField
        id="claim-party"
        label={t('claim.party')}
        value={partyId}
        onChange={setPartyId}
        placeholder={t('claim.choose')}
        error={missing && !partyId ? t('claim.partyMissing') : undefined}
        options={choices.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        id="claim-reason"
        label={t('claim.reason')}
        hint={t('claim.reasonHint')}
        rows={3}
        value={reason}
        onChange={setReason}
        error={missing && reason.trim().length < 10 ? t('claim.reasonMissing') : undefined}
      />
      <Failure error={claim.error} />
      <Button type="submit" look="primary" isPending={claim.isPending}>
        {t('claim.send')}
      </Button>
    </Form>
  )
}

/** For who runs a lab whose profile nobody keeps: asks the office to keep it. */
export function ClaimCard({ lab }: { lab: LabProfile }) {
  const { t } = useTranslation('labs')
  const { me, may } = useMe()
  const [open, setOpen] = useState(false)
  const asMember = may('actForParties')
  const { data } = useQuery({
    queryKey: ['me', 'labs'],
    queryFn: () => api<KeptLabs>('/api/kept-labs'),
    enabled: asMember,
  })
  const waiting = data?.claims.some(({ labCode, state }) => labCode === lab.code && state === 'waiting')
  return (
    <section className={styles.box}>
      <h2>{t('claim.title')}</h2>
      {waiting ? (
        <p role="status">{t('claim.waiting')}</p>
      ) : (
        <>
          <p>{t('claim.body')}</p>
          {!me && <LinkButton to="/sign-in">{t('claim.signIn')}</LinkButton>}
          {asMember && !open && <Button onPress={() => setOpen(true)}>{t('claim.open')}</Button>}
          {asMember && open && <ClaimForm code={lab.code} />}
        </>
      )}
    </section>
  )
}
