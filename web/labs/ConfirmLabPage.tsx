import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabConfirmed } from '#schema/labs'
import { ApiProblem, api } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { Prose } from '../pages/Prose.tsx'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'

/** Where the reminder leads who answers for a lab: a press, not the visit, confirms. */
export function ConfirmLabPage() {
  const { t } = useTranslation('labs')
  const problemText = useProblemText()
  const [{ token, code }] = useState(() => {
    const search = new URLSearchParams(window.location.search)
    return { token: search.get('token') ?? '', code: search.get('lab') ?? '' }
  })
  const confirm = useMutation({
    mutationFn: () => api<LabConfirmed>('/api/labs/confirm', { method: 'POST', body: { token } }),
  })
  const title = t(confirm.isSuccess ? 'confirm.doneTitle' : 'confirm.title')
  const isGone = confirm.error instanceof ApiProblem && [400, 404].includes(confirm.error.status)
  return (
    <Page title={title}>
      <Prose>
        <h1>{title}</h1>
        <p role="status">
          {confirm.isSuccess ? t('confirm.done', { name: confirm.data.name }) : t('confirm.body')}
        </p>
        {code && (
          <p>
            <Link to={`/labs/${encodeURIComponent(code)}`}>{t('confirm.read')}</Link>
          </p>
        )}
        {confirm.error && (
          <div role="alert">
            <Note icon="warn" tone="danger">
              {isGone ? t('confirm.gone') : problemText(confirm.error)}
            </Note>
          </div>
        )}
        <p>
          {token && !confirm.isSuccess ? (
            <Button look="primary" big isPending={confirm.isPending} onPress={() => confirm.mutate()}>
              {t('confirm.button')}
            </Button>
          ) : (
            <LinkButton to="/labs" look="primary">
              {t('title')}
            </LinkButton>
          )}
        </p>
      </Prose>
    </Page>
  )
}
