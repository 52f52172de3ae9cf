import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { Page } from '../shell/Page.tsx'
import { Prose } from './Prose.tsx'

const parts = ['look', 'ask', 'alert', 'cookie', 'rights'] as const

export function PrivacyPage() {
  const { t } = useTranslation('pages')
  const { email } = useCity().office
  return (
    <Page title={t('privacy.title')}>
      <Prose>
        <h1>{t('privacy.title')}</h1>
        <p>{t('privacy.intro')}</p>
        {parts.map((part) => (
          <section key={part}>
            <h2>{t(`privacy.${part}Title`)}</h2>
            <p>{t(`privacy.${part}`, { email })}</p>
          </section>
        ))}
      </Prose>
    </Page>
  )
}
