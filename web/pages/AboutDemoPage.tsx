import { useTranslation } from 'react-i18next'
import { Page } from '../shell/Page.tsx'
import { Points } from './Points.tsx'
import { Prose } from './Prose.tsx'

/** What in a demonstration is invented, what schematic, what true. */
export function AboutDemoPage() {
  const { t } = useTranslation('pages')
  return (
    <Page title={t('demo.title')}>
      <Prose>
        <h1>{t('demo.title')}</h1>
        <p>{t('demo.intro')}</p>
        <h2>{t('demo.inventedTitle')}</h2>
        <Points points={t('demo.invented', { returnObjects: true })} />
        <h2>{t('demo.schematicTitle')}</h2>
        <Points points={t('demo.schematic', { returnObjects: true })} />
        <h2>{t('demo.trueTitle')}</h2>
        <Points points={t('demo.real', { returnObjects: true })} />
        <h2>{t('demo.sentTitle')}</h2>
        <p>{t('demo.sent')}</p>
      </Prose>
    </Page>
  )
}
