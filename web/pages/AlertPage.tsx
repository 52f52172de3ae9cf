import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, api } from '../api/client.ts'
import { useProblemText } from '../api/useProblemText.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Note } from '../ui/marks.tsx'
import { Prose } from './Prose.tsx'

/** The token of a letter's link: after `?` or `#`. */
function tokenOfAddress(): string {
  const { search, hash } = window.location
  return new URLSearchParams(search).get('token') ?? new URLSearchParams(hash.slice(1)).get('token') ?? ''
}

/** Where the letters of an alert lead: to confirm it, or to stop it. A press, not the visit, does it. */
export function AlertPage({ action }: { action: 'confirm' | 'stop' }) {
  const { t } = useTranslation('pages')
  const [token] = useState(tokenOfAddress)
  const problemText = useProblemText()
  const act = useMutation({
    mutationFn: () => api<void>(`/api/alerts/${action}`, { method: 'POST', body: { token } }),
  })
  const done = action === 'confirm' ? 'confirmed' : 'stopped'
  const title = t(act.isSuccess ? `alert.${done}Title` : `alert.${action}Title`)
  const gone = act.error instanceof ApiProblem && [400, 404, 410].includes(act.error.status)
  const body = t(act.isSuccess ? `alert.${done}Body` : token ? `alert.${action}Body` : 'alert.missing')
  return (
    <Page title={title}>
      <Prose>
        <h1>{title}</h1>
        <p role="status">{body}</p>
        {act.error && (
          <div role="alert">
            <Note icon="warn" tone="danger">
              {gone ? t('alert.unknown') : problemText(act.error)}
            </Note>
          </div>
        )}
        <p>
          {token && !act.isSuccess ? (
            <Button look="primary" big isPending={act.isPending} onPress={() => act.mutate()}>
              {t(`alert.${action}Button`)}
            </Button>
          ) : (
            <LinkButton to="/" look="primary">
              {t('alert.toMap')}
            </LinkButton>
          )}
        </p>
      </Prose>
    </Page>
  )
}
