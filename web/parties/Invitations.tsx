import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isEmail } from '#rules/accounts'
import type { Invitation, Party } from '#schema/parties'
import { useProblemText } from '../api/useProblemText.ts'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './parties.module.css'
import { invite, partyQuery, revokeInvitation } from './partiesApi.ts'

function InvitationRow({ party, invitation }: { party: Party; invitation: Invitation }) {
  const { t } = useTranslation('parties')
  const format = useFormats()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeInvitation(party.id, invitation.id),
    onSettled: () => queries.invalidateQueries({ queryKey: partyQuery(party.id).queryKey }),
  })
  const { email, expiresAt } = invitation
  return (
    <li>
      <div>
        <b>{email}</b>
        <small>{t('invite.until', { date: format.date(expiresAt) })}</small>
      </div>
      <Button
        isPending={revoke.isPending}
        aria-label={t('invite.revokeOf', { email })}
        onPress={() => revoke.mutate()}
      >
        {t('invite.revoke')}
      </Button>
    </li>
  )
}

/** Writing to somebody who is to prepare requests as well. */
function InviteForm({ party }: { party: Party }) {
  const { t } = useTranslation('parties')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [email, setEmail] = useState('')
  const [isWrong, setWrong] = useState(false)
  const send = useMutation({
    mutationFn: () => invite(party.id, email.trim()),
    onSuccess: () => {
      setEmail('')
      return queries.invalidateQueries({ queryKey: partyQuery(party.id).queryKey })
    },
  })
  const submit = () => {
    const wrong = !isEmail(email)
    setWrong(wrong)
    if (!wrong) send.mutate()
  }
  const error = isWrong ? t('invite.emailWrong') : send.error ? problemText(send.error) : undefined
  return (
    <Form className={styles.form} onSubmit={submit}>
      <TextField
        id="invite-email"
        type="email"
        label={t('invite.email')}
        maxLength={254}
        value={email}
        onChange={setEmail}
        error={error}
      />
      <p>
        <Button type="submit" isPending={send.isPending}>
          {t('invite.send')}
        </Button>
      </p>
      <div role="status">
        {send.data && (
          <Note tone="ok" icon="ok">
            {t('invite.sent', { email: send.data.email })}{' '}
            {send.data.acceptPath && <Link to={send.data.acceptPath}>{t('invite.demoLink')}</Link>}
          </Note>
        )}
      </div>
    </Form>
  )
}

/** Open invitations of a party, and a new one. */
export function Invitations({ party }: { party: Party }) {
  const { t } = useTranslation('parties')
  return (
    <section>
      <h2>{t('invite.title')}</h2>
      <p>{t('invite.intro')}</p>
      {party.invitations.length > 0 && (
        <ul className={styles.list}>
          {party.invitations.map((invitation) => (
            <InvitationRow key={invitation.id} party={party} invitation={invitation} />
          ))}
        </ul>
      )}
      <InviteForm party={party} />
    </section>
  )
}
