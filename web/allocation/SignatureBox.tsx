import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import { ProviderLinks, useProviderIdentity } from '../accounts/ProviderButtons.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { isAttachment } from './FileLines.tsx'
import { FilesField } from './FilesField.tsx'
import { SignatureWays } from './SignatureWays.tsx'
import styles from './signature.module.css'

/** Signing an application that came from an account with a password: why, and each way to do it. */
export function SignatureBox({ request }: { request: MyRequest }) {
  const { t } = useTranslation('identification')
  const confirmPath = `/requests/${request.id}/confirm`
  const isIdentified = useProviderIdentity() !== null
  return (
    <section className={styles.box} id="signature">
      <h2>{t('signature.title')}</h2>
      <p>{t('signature.why')}</p>
      <SignatureWays />
      {isIdentified ? (
        <div className={styles.actions}>
          <LinkButton to={confirmPath} look="primary" big>
            {t('signature.confirm')}
          </LinkButton>
        </div>
      ) : (
        <ProviderLinks next={confirmPath} />
      )}
      <FilesField
        requestId={request.id}
        first={request.files.filter((file) => !isAttachment(file))}
        purpose="signedCopy"
      />
      <div className={styles.actions}>
        <LinkButton to={`/requests/${request.id}/receipt`} icon="print">
          {t('signature.receipt')}
        </LinkButton>
      </div>
    </section>
  )
}
