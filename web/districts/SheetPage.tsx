import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { sheetText } from '#rules/districtPages'
import { ApiProblem } from '../api/client.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button, OutwardButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { districtApi, districtPath, sheetQuery } from './districtApi.ts'
import { SheetPaper } from './SheetPaper.tsx'
import styles from './sheet.module.css'

const kept = ['from', 'until', 'run'] as const

/** The part of the address that says of which days and of which run the sheet is. */
function sheetSearch(search: URLSearchParams): string {
  const entries = kept.flatMap((name): [string, string][] => {
    const value = search.get(name)
    return value ? [[name, value]] : []
  })
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : ''
}

/** The sheet of a district on the screen; printed it fills one A4 page. */
export function SheetPage() {
  const { t } = useTranslation('districts')
  const language = useLanguage()
  const { number = '' } = useParams()
  const [search] = useSearchParams()
  const asked = sheetSearch(search)
  const { data, error, refetch } = useQuery(sheetQuery(number, asked))
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const name = data?.page.district.name ?? t('district', { number })
  const pdf = `${districtApi(number)}/sheet.pdf${asked}${asked ? '&' : '?'}language=${language}`
  return (
    <Page title={t('sheetPage.title', { name })}>
      <div className={styles.tools}>
        <Link to={districtPath(number)}>{t('sheetPage.back', { name })}</Link>
        <Button icon="print" onPress={() => window.print()}>
          {t('sheetPage.print')}
        </Button>
        <OutwardButton href={pdf} icon="doc" look="primary">
          {t('sheetPage.pdf')}
        </OutwardButton>
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={20} />}
      {data && <SheetPaper sheet={data} text={sheetText(data, language)} />}
    </Page>
  )
}
