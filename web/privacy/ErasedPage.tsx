import { useTranslation } from 'react-i18next'
import { Prose } from '../pages/Prose.tsx'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'

/** Where one arrives after everything was erased. */
export function ErasedPage() {
  const { t } = useTranslation(['privacy', 'pages'])
  return (
    <Page title={t('privacy:data.title')}>
      <Prose>
        <h1>{t('privacy:data.title')}</h1>
        <p role="status">{t('privacy:erase.done')}</p>
        <p>
          <LinkButton to="/">{t('pages:notFound.toMap')}</LinkButton>
        </p>
      </Prose>
    </Page>
  )
}
