import { useTranslation } from 'react-i18next'
import { useCity } from '../api/useCity.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Note } from '../ui/marks.tsx'
import { Points } from './Points.tsx'
import { Prose } from './Prose.tsx'

export function AccessibilityPage() {
  const { t } = useTranslation(['pages', 'privacy'])
  const { office, legal } = useCity()
  const hours = useLanguage() === 'en' ? office.hoursEn : office.hours
  return (
    <Page title={t('accessibility.title')}>
      <Prose>
        <h1>{t('accessibility.title')}</h1>
        <Note tone="warn" icon="info">
          <b>{t('privacy:pages.draft.stamp')}</b> {t('privacy:pages.draft.body')}
        </Note>
        <p>{t('accessibility.intro')}</p>
        <h2>{t('accessibility.doneTitle')}</h2>
        <Points points={t('accessibility.done', { returnObjects: true })} />
        <h2>{t('accessibility.knownTitle')}</h2>
        <Points points={t('accessibility.known', { returnObjects: true })} />
        <h2>{t('accessibility.contactTitle')}</h2>
        <p>
          {t('accessibility.contact', {
            email: legal.accessibilityOffice ?? office.email,
            phone: office.phone,
            hours,
          })}
        </p>
      </Prose>
    </Page>
  )
}
