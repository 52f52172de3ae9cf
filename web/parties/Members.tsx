import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberRole, Party, PartyMember } from '#schema/parties'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Tag } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './parties.module.css'
import { changeRole, endMembership, partyQuery } from './partiesApi.ts'

interface EndProps {
  party: Party
  member: PartyMember
  open: boolean
  onClose: () => void
}

/** Leaving, or removing somebody, after saying what that means. */
function EndDialog({ party, member, open, onClose }: EndProps) {
  const { t } = useTranslation(['parties', 'ui'])
  const queries = useQueryClient()
  const go = useGo()
  const names = { name: member.name, party: party.name }
  const end = useMutation({
    mutationFn: () => endMembership(party.id, member.id),
    onSuccess: async () => {
      onClose()
      if (!member.isMe) return queries.invalidateQueries({ queryKey: partyQuery(party.id).queryKey })
      go('/account/organisations')
      queries.removeQueries({ queryKey: partyQuery(party.id).queryKey })
      await queries.invalidateQueries({
        predicate: ({ queryKey: [first] }) => first === 'parties' || first === 'requests',
      })
    },
  })
  const body = party.people === 1 ? 'leaveLast' : member.isMe ? 'leaveBody' : 'removeBody'
  const act = t(member.isMe ? 'parties:page.leave' : 'parties:page.remove')
  return (
    <Dialog
      title={t(member.isMe ? 'parties:page.leaveTitle' : 'parties:page.removeTitle', names)}
      open={open}
      onClose={onClose}
    >
      <p>{t(`parties:page.${body}`, names)}</p>
      <Failure error={end.error} />
      <div className={styles.actions}>
        <Button look="danger" isPending={end.isPending} onPress={() => end.mutate()}>
          {act}
        </Button>
        <Button onPress={onClose}>{t('ui:cancel')}</Button>
      </div>
    </Dialog>
  )
}

function MemberRow({ party, member }: { party: Party; member: PartyMember }) {
  const { t } = useTranslation('parties')
  const format = useFormats()
  const queries = useQueryClient()
  const [ending, setEnding] = useState(false)
  const change = useMutation({
    mutationFn: (role: MemberRole) => changeRole(party.id, member.id, role),
    onSuccess: (changed) => queries.setQueryData(partyQuery(party.id).queryKey, changed),
  })
  const mayChange = party.role === 'representative' && !party.isOwn
  const other = member.role === 'representative' ? 'editor' : 'representative'
  return (
    <li>
      <div>
        <b>{member.name}</b>
        {member.isMe && ` (${t('page.me')})`}
        <small>
          {member.email} · {t('page.since', { date: format.date(member.since) })}
        </small>
        <span className={styles.tags}>
          <Tag tone={member.role === 'representative' ? 'blue' : 'plain'}>{t(`role.${member.role}`)}</Tag>
          <small>{t(`roleMeans.${member.role}`)}</small>
        </span>
      </div>
      <span className={styles.actions}>
        {mayChange && !member.isMe && (
          <Button isPending={change.isPending} onPress={() => change.mutate(other)}>
            {t(other === 'representative' ? 'page.makeRepresentative' : 'page.makeEditor')}
          </Button>
        )}
        {!party.isOwn && (member.isMe || mayChange) && (
          <Button
            look="danger"
            aria-label={member.isMe ? t('page.leave') : t('page.removeWho', { name: member.name })}
            onPress={() => setEnding(true)}
          >
            {t(member.isMe ? 'page.leave' : 'page.remove')}
          </Button>
        )}
      </span>
      <Failure error={change.error} />
      <EndDialog party={party} member={member} open={ending} onClose={() => setEnding(false)} />
    </li>
  )
}

/** Who acts for a party, and what each may do. */
export function Members({ party }: { party: Party }) {
  const { t } = useTranslation('parties')
  return (
    <section>
      <h2>{t('page.people')}</h2>
      <ul className={styles.list}>
        {party.members.map((member) => (
          <MemberRow key={member.id} party={party} member={member} />
        ))}
      </ul>
    </section>
  )
}
