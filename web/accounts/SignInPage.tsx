import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { nextAddress } from '#rules/accounts'
import type { DemoRole } from '#schema/accounts'
import { useCity } from '../api/useCity.ts'
import { Page } from '../shell/Page.tsx'
import { Note } from '../ui/marks.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './accounts.module.css'
import { ProviderButtons } from './ProviderButtons.tsx'
import { ProviderProblem } from './ProviderProblem.tsx'
import { DemoPeople, PasswordForm } from './SignInForms.tsx'
import { useMe, useSignIn } from './useMe.ts'

/** Where the work of a role of the demonstration lies; the others begin at the map. */
const landings: Partial<Record<DemoRole, string>> = {
  propertyOffice: '/desk',
  caseOfficer: '/desk',
  evaluator: '/evaluation',
  secondEvaluator: '/evaluation',
  thirdEvaluator: '/evaluation',
  administrator: '/admin/accounts',
  auditor: '/audit',
  districtOffice: '/municipio',
  districtCouncillor: '/municipio',
  planner: '/desk/points',
  planningHead: '/desk/plans',
  councilSecretary: '/council',
}

/** Signing in with a password or, in a demonstration, as one of its people. */
export function SignInPage() {
  const { t } = useTranslation('accounts')
  const [search] = useSearchParams()
  const go = useGo()
  const signIn = useSignIn()
  const { me } = useMe()
  const { demo } = useCity()
  const asked = search.get('next')
  const next = nextAddress(asked)
  const arrive = (role?: DemoRole) => go((!asked && role && landings[role]) || next)
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
