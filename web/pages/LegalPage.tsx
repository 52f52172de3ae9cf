import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Prose } from './Prose.tsx'

const parts = ['owner', 'value', 'data', 'code', 'security'] as const

/** Whose site this is, what it is worth, and how its data may be reused. */
export function LegalPage() {
  const { t } = useTranslation('privacy')
  const { legal, attribution } = useCity()
  const language = useLanguage()
  const facts = {
    owner: legal.controller[language],
    address: legal.controllerAddress,
    attribution,
    email: legal.securityContact ?? legal.dataProtectionOfficer,
  }
  return (
    <Page title={t('pages.legal.title')}>
      <Prose>
        <h1>{t('pages.legal.title')}</h1>
        {parts.map((part) => (
          <section key={part}>
            <h2>{t(`pages.legal.${part}Title`)}</h2>
            <p>{t(`pages.legal.${part}`, facts)}</p>
          </section>
        ))}
      </Prose>
    </Page>
  )
}
