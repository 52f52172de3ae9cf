import { useTranslation } from 'react-i18next'
import { ProviderButtons } from '../../accounts/ProviderButtons.tsx'
import { DemoPeople, PasswordForm } from '../../accounts/SignInForms.tsx'
import { useMe, useSignIn } from '../../accounts/useMe.ts'
import { useCity } from '../../api/useCity.ts'
import { Note } from '../../ui/marks.tsx'
import styles from './ask.module.css'

/** Signing in without leaving the page, so that nothing said so far is lost. */
export function SignInStep({ next, onDone }: { next: string; onDone: () => void }) {
  const { t } = useTranslation('requests')
  const { demo } = useCity()
  const { me } = useMe()
  const signIn = useSignIn()
  return (
    <section className={styles.step}>
      <h2>{t('ask.signIn.title')}</h2>
      <p>{t('ask.signIn.intro')}</p>
      {me && (
        <Note tone="warn" icon="warn">
          {t('ask.signIn.wrongRole', { name: me.account.name })}
        </Note>
      )}
      <div className={styles.signIn}>
        <div>
          <ProviderButtons next={next} />
          <PasswordForm signIn={signIn} onDone={onDone} next={next} />
        </div>
        {demo && (
          <DemoPeople
            busy={signIn.isPending}
            onChoose={(role) => signIn.mutate({ demo: role }, { onSuccess: onDone })}
          />
        )}
      </div>
    </section>
  )
}
