import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { nextAddress } from '#rules/accounts'
import type { DemoRole, Me } from '#schema/accounts'
import { useCity } from '../api/useCity.ts'
import { Page } from '../shell/Page.tsx'
import { Note } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './accounts.module.css'
import { landingOf } from './landing.ts'
import { ProviderButtons } from './ProviderButtons.tsx'
import { ProviderProblem } from './ProviderProblem.tsx'
import { DemoPeople, PasswordForm } from './SignInForms.tsx'
import { meQuery, useMe, useSignIn } from './useMe.ts'

/** Signing in with a password or, in a demonstration, as one of its people. */
export function SignInPage() {
  const { t } = useTranslation('accounts')
  const [search] = useSearchParams()
  const go = useGo()
  const signIn = useSignIn()
  const queries = useQueryClient()
  const { me } = useMe()
  const { demo } = useCity()
  const asked = search.get('next')
  const next = nextAddress(asked)
  const arrive = (role?: DemoRole) => {
    const arrived = queries.getQueryData<Me>(meQuery.queryKey)
    go(asked || !arrived ? next : landingOf(arrived, role))
  }
  return (
    <Page title={t('signIn.title')}>
      <ProviderProblem name={search.get('problem')} />
      <div className={styles.columns}>
        <div>
          <h1>{t('signIn.title')}</h1>
          <p className={styles.intro}>{t('signIn.intro')}</p>
          {me && <Note>{t('signIn.already', { name: me.account.name })}</Note>}
          <ProviderButtons next={next} />
          <PasswordForm signIn={signIn} onDone={() => arrive()} next={next} />
        </div>
        {demo && (
          <DemoPeople
            busy={signIn.isPending}
            onChoose={(role) => signIn.mutate({ demo: role }, { onSuccess: () => arrive(role) })}
          />
        )}
      </div>
    </Page>
  )
}
