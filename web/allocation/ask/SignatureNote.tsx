import { useTranslation } from 'react-i18next'
import { ProviderLinks, useProviderIdentity, useProviderMethods } from '../../accounts/ProviderButtons.tsx'
import { Note } from '../../ui/marks.tsx'
import { SignatureWays } from '../SignatureWays.tsx'
import styles from '../signature.module.css'

/** Before an application is begun: that it must be signed, how, and the short way with SPID or CIE. */
export function SignatureNote({ next }: { next: string }) {
  const { t } = useTranslation('identification')
  const identity = useProviderIdentity()
  const offered = useProviderMethods().length > 0
  if (identity) {
    return (
      <Note tone="ok" icon="ok">
        {t('signature.asSignedIn', { how: t(`signature.how.${identity}`) })}
      </Note>
    )
  }
  return (
    <Note tone="warn" icon="warn">
      <div className={styles.note}>
        <p>{t('signature.before')}</p>
        <SignatureWays />
        {offered && <p>{t('signature.now')}</p>}
        {offered && <ProviderLinks next={next} />}
      </div>
    </Note>
  )
}
