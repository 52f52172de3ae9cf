import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { InvitationShown } from '#schema/parties'
import { SignInFirst } from '../accounts/SignInFirst.tsx'
import { useMe } from '../accounts/useMe.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './parties.module.css'
import { acceptInvitation, invitationQuery } from './partiesApi.ts'

const Problem = ({ text }: { text: string }) => (
  <div role="alert">
    <Note tone="danger" icon="warn">
      {text}
    </Note>
  </div>
)

function Shown({ invitation, token }: { invitation: InvitationShown; token: string }) {
  const { t } = useTranslation('parties')
  const format = useFormats()
  const go = useGo()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const accept = useMutation({
    mutationFn: () => acceptInvitation(token),
    onSuccess: (party) => {
      void queries.invalidateQueries({
        predicate: ({ queryKey: [first] }) => first === 'parties' || first === 'requests',
      })
      go(`/account/organisations/${party.id}`, { replace: true })
    },
  })
  return (
    <>
      <p>{t('accept.body', { by: invitation.invitedBy })}</p>
      <p className={styles.invited}>{invitation.party.name}</p>
      <p>{t('accept.means')}</p>
      <p>{t('accept.until', { date: format.longDate(invitation.expiresAt) })}</p>
      {accept.error && <Problem text={problemText(accept.error)} />}
      <p className={styles.actions}>
        <Button look="primary" big isPending={accept.isPending} onPress={() => accept.mutate()}>
          {t('accept.button')}
        </Button>
        <LinkButton to="/" big>
          {t('accept.later')}
        </LinkButton>
      </p>
    </>
  )
}

function Opened({ token }: { token: string }) {
  const problemText = useProblemText()
  const { data, error } = useQuery({ ...invitationQuery(token), staleTime: Number.POSITIVE_INFINITY })
  if (data) return <Shown invitation={data} token={token} />
  return error ? <Problem text={problemText(error)} /> : <Skeleton lines={4} />
}

/** Where the letter of an invitation leads: who invites to what, to be read before accepting. */
export function InvitationPage() {
  const { t } = useTranslation('parties')
  const token = useSearchParams()[0].get('token') ?? ''
  const { me, known } = useMe()
  return (
    <Page title={t('accept.title')}>
      <div className={styles.invitation}>
        <h1>{t('accept.title')}</h1>
        {token === '' && <p>{t('accept.missing')}</p>}
        {token !== '' && known && !me && <SignInFirst title={t('accept.signIn')} />}
        {token !== '' && me && <Opened token={token} />}
      </div>
    </Page>
  )
}
