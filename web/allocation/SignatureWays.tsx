import { useTranslation } from 'react-i18next'
import { useProviderMethods } from '../accounts/ProviderButtons.tsx'
import styles from './signature.module.css'

/** The ways an application from an account with a password can be signed; SPID and CIE where there is a provider. */
export function SignatureWays() {
  const { t } = useTranslation('identification')
  const ways = [...(useProviderMethods().length > 0 ? (['provider'] as const) : []), 'copy', 'pec'] as const
  return (
    <ul className={styles.ways}>
      {ways.map((way) => (
        <li key={way}>{t(`signature.ways.${way}`)}</li>
      ))}
    </ul>
  )
}
