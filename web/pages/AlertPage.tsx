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

interface AlertPageProps {
  action: 'confirm' | 'stop'
  /** What is told by mail: spaces that match, or the month of a district. */
  of?: 'alert' | 'digest'
}

/** Where the letters of an alert or a digest lead: to confirm it, or to stop it. A press, not the visit, does it. */
export function AlertPage({ action, of = 'alert' }: AlertPageProps) {
  const { t } = useTranslation('pages')
  const [token] = useState(tokenOfAddress)
  const problemText = useProblemText()
  const act = useMutation({
    mutationFn: () => api<void>(`/api/${of}s/${action}`, { method: 'POST', body: { token } }),
  })
  const done = action === 'confirm' ? 'confirmed' : 'stopped'
  const title = t(act.isSuccess ? `${of}.${done}Title` : `${of}.${action}Title`)
  const gone = act.error instanceof ApiProblem && [400, 404, 410].includes(act.error.status)
  const body = t(act.isSuccess ? `${of}.${done}Body` : token ? `${of}.${action}Body` : `${of}.missing`)
  return (
    <Page title={title}>
      <Prose>
        <h1>{title}</h1>
        <p role="status">{body}</p>
        {act.error && (
          <div role="alert">
            <Note icon="warn" tone="danger">
              {gone ? t(`${of}.unknown`) : problemText(act.error)}
            </Note>
          </div>
        )}
        <p>
          {token && !act.isSuccess ? (
            <Button look="primary" big isPending={act.isPending} onPress={() => act.mutate()}>
              {t(`${of}.${action}Button`)}
            </Button>
          ) : (
            <LinkButton to={of === 'alert' ? '/' : '/districts'} look="primary">
              {t(`${of}.toMap`)}
            </LinkButton>
          )}
        </p>
      </Prose>
    </Page>
  )
}
