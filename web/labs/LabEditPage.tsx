import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { KeptLab } from '#schema/labs'
import { PermittedOnly } from '../accounts/PermittedOnly.tsx'
import { useMe } from '../accounts/useMe.ts'
import { ActionButton } from '../agreements/ActionButton.tsx'
import layout from '../agreements/agreements.module.css'
import { ApiProblem, api } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Failure } from '../ui/Failure.tsx'
import { Note } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ActivityForm } from './ActivityForm.tsx'
import { GrantForms } from './GrantForms.tsx'
import { LabForm } from './LabForm.tsx'
import { PhotoFields } from './PhotoFields.tsx'

interface LoadedProps {
  lab: KeptLab
  address: string
  onSaved: (lab: KeptLab) => void
}

/** When all was last said to be so, and the button that says so today. */
function Confirmation({ lab, address, onSaved }: LoadedProps) {
  const { t } = useTranslation('labs')
  const format = useFormats()
  const confirm = useMutation({
    mutationFn: () => api<KeptLab>(`${address}/confirm`, { method: 'POST', body: { version: lab.version } }),
    onSuccess: onSaved,
  })
  return (
    <section className={layout.section}>
      <Note tone={lab.confirmedOn ? 'plain' : 'warn'} icon={lab.confirmedOn ? 'info' : 'warn'}>
        {lab.confirmedOn
          ? t('confirmation.since', { date: format.date(lab.confirmedOn) })
          : t('confirmation.never')}{' '}
        {lab.dueOn && t('edit.due', { date: format.date(lab.dueOn) })}
      </Note>
      <Failure error={confirm.error} />
      <div className={layout.buttons}>
        <Button isPending={confirm.isPending} onPress={() => confirm.mutate()}>
          {t('edit.confirmNow')}
        </Button>
        <span role="status">{confirm.isSuccess && t('edit.confirmed')}</span>
      </div>
    </section>
  )
}

/** For the office: takes the lab from its keeper. */
function Release({ lab, address, onSaved }: LoadedProps & { lab: KeptLab & { keeper: string } }) {
  const { t } = useTranslation('labs')
  return (
    <section className={layout.section}>
      <h2>{t('edit.keeper')}</h2>
      <p>{lab.keeper}</p>
      <ActionButton<KeptLab>
        label={t('edit.release', { name: lab.keeper })}
        look="danger"
        path={`${address}/release`}
        fields={[]}
        about={t('edit.releaseNote')}
        bodyOf={() => ({ version: lab.version })}
        onDone={onSaved}
      />
    </section>
  )
}

const isKept = (lab: KeptLab): lab is KeptLab & { keeper: string } => lab.keeper !== null

function Editor({ lab, address, onSaved }: LoadedProps) {
  const { t } = useTranslation('labs')
  const { may } = useMe()
  const props = { lab, address, onSaved }
  return (
    <>
      <Confirmation {...props} />
      <LabForm {...props} />
      <section className={layout.section}>
        <h2>{t('photo.title')}</h2>
        <PhotoFields photos={lab.photos} address={address} onSaved={onSaved} />
      </section>
      <section className={layout.section}>
        <h2>{t('history.title')}</h2>
        <ActivityForm {...props} />
      </section>
      {may('keepLabs') && <GrantForms code={lab.code} />}
      {may('keepLabs') && isKept(lab) && <Release {...props} lab={lab} />}
    </>
  )
}

function Loaded({ code }: { code: string }) {
  const { t } = useTranslation('labs')
  const { may } = useMe()
  const queries = useQueryClient()
  const address = `${may('keepLabs') ? '/api/desk/labs' : '/api/kept-labs'}/${encodeURIComponent(code)}`
  const queryKey = ['me', 'lab', address]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<KeptLab>(address, { signal }),
    refetchOnWindowFocus: false,
    retry: false,
  })
  const saved = (lab: KeptLab) => {
    queries.setQueryData(queryKey, lab)
    void queries.invalidateQueries({ queryKey: ['labs'] })
    void queries.invalidateQueries({ queryKey: ['desk', 'labs'] })
  }
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const title = t('edit.title', { name: data?.content.name ?? code })
  return (
    <Page title={title} wide>
      <div className={layout.desk}>
        <Crumbs
          trail={[
            { to: '/labs', label: t('title') },
            { to: `/labs/${code}`, label: data?.content.name ?? code },
          ]}
          here={t('edit.open')}
        />
        <div className={layout.head}>
          <h1>{title}</h1>
          <LinkButton to={`/labs/${code}`}>{t('edit.see')}</LinkButton>
        </div>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={10} />}
        {data && <Editor lab={data} address={address} onSaved={saved} />}
      </div>
    </Page>
  )
}

/** The editor of a lab, for its members and for the office. */
export function LabEditPage() {
  const { code = '' } = useParams()
  const { t } = useTranslation('labs')
  const { may } = useMe()
  return (
    <PermittedOnly
      permission={may('keepLabs') ? 'keepLabs' : 'actForParties'}
      title={t('edit.open')}
      notYours={t('edit.notYours')}
      notYoursBody={t('edit.notYoursBody')}
    >
      <Loaded code={code} />
    </PermittedOnly>
  )
}
