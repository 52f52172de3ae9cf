import { useTranslation } from 'react-i18next'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { AccountLayout } from './AccountLayout.tsx'
import { useMe } from './useMe.ts'

function Profile() {
  const { t } = useTranslation('accounts')
  const { me } = useMe()
  if (!me) return null
  return (
    <DefinitionList
      entries={[
        { term: t('register.name'), value: me.account.name },
        { term: t('signIn.email'), value: me.account.email },
      ]}
    />
  )
}

/** My profile and how I sign in. */
export function AccountPage() {
  const { t } = useTranslation('accounts')
  return (
    <AccountLayout title={t('pages.profile')}>
      <Profile />
    </AccountLayout>
  )
}
