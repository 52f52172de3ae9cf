import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Call } from '#schema/calls'
import { ApiProblem, api } from '../api/client.ts'
import { CallView } from '../calls/CallPage.tsx'
import { OfficeOnly } from '../desk/OfficeOnly.tsx'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { deskUrl } from './draft.ts'

function LoadedPreview({ code }: { code: string }) {
  const { t } = useTranslation('callDesk')
  const { data, error, refetch } = useQuery({
    queryKey: ['desk', 'calls', code, 'preview'],
    queryFn: ({ signal }) => api<Call>(`/api/desk/calls/${encodeURIComponent(code)}/preview`, { signal }),
    staleTime: 0,
  })
  if (data) {
    const documents = data.documents.map((document) => ({ ...document, url: deskUrl(document.url) }))
    return (
      <CallView call={{ ...data, documents }}>
        <Note>
          {t('previewNote')} <Link to={`/desk/calls/${code}`}>{t('previewBack')}</Link>
        </Note>
      </CallView>
    )
  }
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}

/** The page of a call as everybody will read it, before it is published. */
export function PreviewPage() {
  const { code = '' } = useParams()
  return (
    <OfficeOnly>
      <LoadedPreview code={code} />
    </OfficeOnly>
  )
}
