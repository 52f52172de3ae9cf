import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type CopyPart, copyParts, type Publication } from '#schema/redaction'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import desk from '../callDesk/callDesk.module.css'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { PlanningOnly } from '../plans/PlanningOnly.tsx'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Table } from '../ui/Table.tsx'
import { PublicationPreview } from './PublicationPreview.tsx'
import styles from './redaction.module.css'
import { publicationQuery, publish, useRedactionDeed } from './redactionApi.ts'
import { writeRedactionState } from './redactionState.ts'
import { toneOf, useCopyProblem } from './words.ts'

const states = ['missing', 'withdrawn', 'outdated', 'made', 'signed'] as const

const queueOf = (code: string, part: CopyPart, state?: (typeof states)[number]) =>
  writeRedactionState({ plan: code, part, state, group: undefined, q: '', page: 1 })

/** How many copies stand where, each leading to them. */
function Counts({ publication }: { publication: Publication }) {
  const { t } = useTranslation('redaction')
  const format = useFormats()
  const { code } = publication
  return (
    <div className={styles.tableWrap} tabIndex={0} role="region" aria-label={t('publication.counts')}>
      <Table
        caption={t('publication.counts')}
        heads={[t('publication.part'), ...states.map((state) => t(`state.${state}`)), t('publication.total')]}
        className={styles.figures}
      >
        {copyParts.map((part) => (
          <tr key={part}>
            <th scope="row">
              <Link to={queueOf(code, part)}>{t(`part.${part}`)}</Link>
            </th>
            {states.map((state) => (
              <td key={state}>
                <Link to={queueOf(code, part, state)}>{format.number(publication[part][state])}</Link>
              </td>
            ))}
            <td>{format.number(publication[part].total)}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

/** What keeps the register from being published. */
function Missing({ publication: { code, refusals, first } }: { publication: Publication }) {
  const { t } = useTranslation('redaction')
  if (refusals.includes('published')) return null
  if (refusals.length === 0) return <Note tone="ok">{t('publication.ready')}</Note>
  return (
    <>
      <h2>{t('publication.missing')}</h2>
      <ul className={styles.list}>
        {refusals.map((refusal) => (
          <li key={refusal}>{t(`publication.refusal.${refusal}`)}</li>
        ))}
      </ul>
      {first.length > 0 && (
        <>
          <h3>{t('publication.first')}</h3>
          <ul className={styles.list}>
            {first.map(({ id, reference, part, state }) => (
              <li key={`${part}-${id}`}>
                <Link to={`/desk/redaction/${id}?plan=${code}&part=${part}`}>{reference}</Link>{' '}
                {t(`one.${part}`)} <Tag tone={toneOf(state)}>{t(`state.${state}`)}</Tag>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function PublishDialog({ publication, onClose }: { publication: Publication; onClose: () => void }) {
  const { t } = useTranslation('redaction')
  const format = useFormats()
  const problem = useCopyProblem()
  const { code, version, text, letters } = publication
  const publishing = useRedactionDeed(async () => {
    await publish(code, version)
    onClose()
  })
  return (
    <Dialog title={t('publication.publish')} open onClose={onClose}>
      <div className={styles.form}>
        <p>
          {t('publication.confirm', { points: format.number(text.total), letters: format.number(letters) })}
        </p>
        <p>{t('publication.once')}</p>
        {publishing.error && <p role="alert">{problem(publishing.error)}</p>}
        <Button look="primary" isPending={publishing.isPending} onPress={() => publishing.mutate(undefined)}>
          {t('publication.publish')}
        </Button>
      </div>
    </Dialog>
  )
}

function Publish({ publication }: { publication: Publication }) {
  const { t } = useTranslation('redaction')
  const { may } = useMe()
  const format = useFormats()
  const [open, setOpen] = useState(false)
  const { publishedAt, refusals, letters, unreachable, code } = publication
  if (publishedAt)
    return (
      <Note tone="ok">
        {t('publication.done', { at: format.dateTime(publishedAt) })}{' '}
        <Link to={`/plans/${code}/register`}>{t('publication.register')}</Link>
        {may('leadPlans') && (
          <>
            {' · '}
            <Link to={`/desk/plans/${code}/editions`}>{t('publication.files')}</Link>
          </>
        )}
      </Note>
    )
  return (
    <>
      {refusals.length === 0 && (
        <p>{t('publication.letters', { count: letters, number: format.number(letters) })}</p>
      )}
      {refusals.length === 0 && unreachable > 0 && (
        <p className={styles.hint}>
          {t('publication.unreachable', { count: unreachable, number: format.number(unreachable) })}
        </p>
      )}
      <span className={styles.buttons}>
        <Button
          look="primary"
          isDisabled={refusals.length > 0 || !may('leadPlans')}
          onPress={() => setOpen(true)}
        >
          {t('publication.publish')}
        </Button>
        {!may('leadPlans') && <span className={styles.hint}>{t('onlyHead')}</span>}
      </span>
      {open && <PublishDialog publication={publication} onClose={() => setOpen(false)} />}
    </>
  )
}

function PublicationView({ publication }: { publication: Publication }) {
  const { t } = useTranslation(['redaction', 'planDesk'])
  const { code, title } = publication
  return (
    <div className={desk.page}>
      <Crumbs
        trail={[
          { to: '/desk/plans', label: t('planDesk:title') },
          { to: `/desk/plans/${code}`, label: code },
        ]}
        here={t('publication.title')}
      />
      <div className={desk.head}>
        <h1>{t('publication.of', { title })}</h1>
        <Link to={queueOf(code, 'text')}>{t('title')}</Link>
      </div>
      <section className={desk.section}>
        <Counts publication={publication} />
        <Missing publication={publication} />
        <Publish publication={publication} />
      </section>
      <section className={desk.section}>
        <h2>{t('publication.preview')}</h2>
        <p>{t('publication.previewBody')}</p>
        <PublicationPreview code={code} />
      </section>
    </div>
  )
}

/** The publication of the register of a plan: what is missing, what the public will read, and the act itself. */
export function PublicationPage() {
  const { code = '' } = useParams()
  const { t } = useTranslation('redaction')
  const { data, error, refetch } = useQuery(publicationQuery(code))
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <PlanningOnly>
      <Page title={`${t('publication.title')} ${code}`} wide>
        {data && <PublicationView publication={data} />}
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
      </Page>
    </PlanningOnly>
  )
}
