import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { RetentionTable } from '../privacy/RetentionTable.tsx'
import { Page } from '../shell/Page.tsx'
import { Link } from '../ui/Link.tsx'
import { Prose } from './Prose.tsx'

const collected = ['look', 'ask', 'alert', 'cookie'] as const
const notice = ['controller', 'basis', 'who', 'rights'] as const

/** The notice of GDPR art. 13, from the facts of the city pack. */
export function PrivacyPage() {
  const { t } = useTranslation(['pages', 'privacy'])
  const { legal } = useCity()
  const language = useLanguage()
  const facts = {
    controller: legal.controller[language],
    address: legal.controllerAddress,
    dpo: legal.dataProtectionOfficer,
    basis: legal.legalBasis[language],
  }
  return (
    <Page title={t('pages:privacy.title')}>
      <Prose>
        <h1>{t('pages:privacy.title')}</h1>
        <p>{t('pages:privacy.intro')}</p>
        {collected.map((part) => (
          <section key={part}>
            <h2>{t(`pages:privacy.${part}Title`)}</h2>
            <p>{t(`pages:privacy.${part}`)}</p>
          </section>
        ))}
        {notice.map((part) => (
          <section key={part}>
            <h2>{t(`privacy:pages.notice.${part}Title`)}</h2>
            <p>{t(`privacy:pages.notice.${part}`, facts)}</p>
          </section>
        ))}
        <p>
          <Link to="/account/data">{t('privacy:pages.notice.toData')}</Link>
        </p>
        <h2>{t('privacy:retention.title')}</h2>
        <RetentionTable />
      </Prose>
    </Page>
  )
}
