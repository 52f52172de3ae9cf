import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type ProviderMethod, providerMethods } from '#schema/accounts'
import { OutwardButton } from '../ui/Button.tsx'
import { localAddress } from '../url/navigate.ts'
import styles from './provider.module.css'
import { meQuery } from './useMe.ts'

/** What the city's identity provider offers; empty where there is none, and until the server has said so. */
export const useProviderMethods = (): readonly ProviderMethod[] =>
  useQuery(meQuery).data?.providerMethods ?? []

/** The digital identity this session was opened with; null for a password, and for a visitor. */
export function useProviderIdentity(): ProviderMethod | null {
  const { data } = useQuery(meQuery)
  return providerMethods.find((method) => method === data?.identifiedBy) ?? null
}

const startAddress = (method: ProviderMethod, next: string): string =>
  `/api/session/provider?${new URLSearchParams({ method, next: localAddress(next) })}`

/** The ways of signing in with a digital identity, as links that come back to `next`. */
export function ProviderLinks({ next }: { next: string }) {
  const { t } = useTranslation('identification')
  return (
    <div className={styles.links}>
      {useProviderMethods().map((method) => (
        <OutwardButton key={method} href={startAddress(method, next)} look="primary" big icon="person">
          {t(`provider.enter.${method}`)}
        </OutwardButton>
      ))}
    </div>
  )
}

/** SPID and CIE before the password, with why; nothing where the city has no identity provider. */
export function ProviderButtons({ next }: { next: string }) {
  const { t } = useTranslation('identification')
  if (useProviderMethods().length === 0) return null
  return (
    <section className={styles.provider}>
      <h2>{t('provider.title')}</h2>
      <p>{t('provider.why')}</p>
      <ProviderLinks next={next} />
      <h2>{t('provider.orPassword')}</h2>
    </section>
  )
}
