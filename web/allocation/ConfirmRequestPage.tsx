import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { SignedRequest } from '#schema/allocation'
import { ProviderLinks, useProviderIdentity, useProviderMethods } from '../accounts/ProviderButtons.tsx'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Note, Stamp } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './allocation.module.css'
import { ContentList } from './ContentList.tsx'
import { confirmRequest, requestQuery, toConfirmQuery } from './requestsApi.ts'
import signature from './signature.module.css'

function ConfirmButton({ request }: { request: SignedRequest }) {
  const { t } = useTranslation('identification')
  const queries = useQueryClient()
  const confirm = useMutation({
    mutationFn: () => confirmRequest(request.id, request.version),
    onSuccess: (signed) => {
      queries.setQueryData(toConfirmQuery(request.id).queryKey, signed)
      void queries.invalidateQueries({ queryKey: requestQuery(request.id).queryKey, exact: true })
    },
  })
  return (
    <section>
      <Failure error={confirm.error} />
      <p>{t('confirmation.declare')}</p>
      <Button look="primary" big isPending={confirm.isPending} onPress={() => confirm.mutate()}>
        {t('confirmation.button')}
      </Button>
    </section>
  )
}

function Confirmation({ request }: { request: SignedRequest }) {
  const { t } = useTranslation('identification')
  const format = useFormats()
  const title = t('confirmation.title', { number: request.number })
  return (
    <Page title={title}>
      <div className={signature.confirm}>
        <h1>
          {title} {request.demo && <Stamp kind="demonstration" />}
        </h1>
        <p>{t('confirmation.intro', { date: format.dateTime(request.receivedAt) })}</p>
        <div role="status">
          {!request.mustIdentify && (
            <Note tone="ok" icon="ok">
              {t('confirmation.done')}
            </Note>
          )}
        </div>
        <DefinitionList
          entries={[
            { term: t('confirmation.for'), value: request.targets.join('; ') },
            {
              term: t('confirmation.hash'),
              value: <span className={styles.hash}>{request.contentHash}</span>,
            },
          ]}
        />
        <div>
          <h2>{t('confirmation.content')}</h2>
          <ContentList content={request.content} call={request.call} />
        </div>
        {request.mustIdentify && <ConfirmButton request={request} />}
        {request.isMine && (
          <div className={signature.actions}>
            <LinkButton to={`/requests/${request.id}`}>{t('confirmation.toRequest')}</LinkButton>
          </div>
        )}
      </div>
    </Page>
  )
}

function SignInThere({ id }: { id: string }) {
  const { t } = useTranslation('identification')
  const offered = useProviderMethods().length > 0
  return (
    <EmptyState whole title={t('confirmation.signInTitle')}>
      {offered ? <ProviderLinks next={`/requests/${id}/confirm`} /> : <p>{t('confirmation.notOffered')}</p>}
    </EmptyState>
  )
}

/** Where an application sent from an account with a password is signed by SPID, CIE or CNS. */
export function ConfirmRequestPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('identification')
  const { known } = useMe()
  const isIdentified = useProviderIdentity() !== null
  const { data, error, refetch } = useQuery({ ...toConfirmQuery(id), enabled: isIdentified })
  if (isIdentified && data) return <Confirmation request={data} />
  const missing = error instanceof ApiProblem && [400, 403, 404].includes(error.status)
  return (
    <Page title={t('confirmation.titlePlain')}>
      {known && !isIdentified && <SignInThere id={id} />}
      {isIdentified && missing && (
        <EmptyState whole title={t('confirmation.missing')}>
          <p>{t('confirmation.missingBody')}</p>
        </EmptyState>
      )}
      {isIdentified && error && !missing && <ErrorState error={error} onRetry={() => void refetch()} />}
      {(!known || (isIdentified && !error)) && <Skeleton lines={8} />}
    </Page>
  )
}
