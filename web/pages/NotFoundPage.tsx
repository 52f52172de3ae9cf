import { useTranslation } from 'react-i18next'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Prose } from './Prose.tsx'

export function NotFoundPage() {
  const { t } = useTranslation('pages')
  return (
    <Page title={t('notFound.title')}>
      <Prose>
        <h1>{t('notFound.title')}</h1>
        <p>{t('notFound.body')}</p>
        <p>
          <LinkButton to="/" look="primary">
            {t('notFound.toMap')}
          </LinkButton>
        </p>
      </Prose>
    </Page>
  )
}
