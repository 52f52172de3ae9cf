import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { type CopyDetail, type CopyPart, copyParts } from '#schema/redaction'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { OutcomeTag } from '../points/OutcomeTag.tsx'
import { PlannerOnly } from '../points/PlannerOnly.tsx'
import { useSplitWords } from '../points/splitWords.ts'
import { usePointKeys } from '../points/usePointKeys.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useGo } from '../url/navigate.ts'
import { CopyEditor } from './CopyEditor.tsx'
import { CopyReading } from './CopyReading.tsx'
import { useRedactionState } from './RedactionPage.tsx'
import styles from './redaction.module.css'
import { copyQuery, onwardQuery } from './redactionApi.ts'
import { queueParameters, type RedactionState, writeRedactionState } from './redactionState.ts'
import { toneOf } from './words.ts'

const addressOf = (id: number, state: RedactionState) => writeRedactionState(state, `/desk/redaction/${id}`)

/** Where to go from here among those of the queue it was opened from. */
function useOnward(detail: CopyDetail, state: RedactionState) {
  const { data } = useQuery({
    ...onwardQuery(detail.id, String(queueParameters(state, detail.plan.code))),
    placeholderData: keepPreviousData,
  })
  return data
}

function Head({ detail, state }: { detail: CopyDetail; state: RedactionState }) {
  const { t } = useTranslation('redaction')
  const format = useFormats()
  const go = useGo()
  const onward = useOnward(detail, state)
  const { next = null, previous = null } = onward ?? {}
  const keys = useMemo(
    () => ({
      ...(next !== null && { j: () => go(addressOf(next, state)) }),
      ...(previous !== null && { k: () => go(addressOf(previous, state)) }),
    }),
    [go, next, previous, state],
  )
  const { on, choose } = usePointKeys(keys)
  return (
    <header className={styles.copyHead}>
      <LinkButton to={writeRedactionState({ ...state, plan: detail.plan.code })} icon="left">
        {t('back')}
      </LinkButton>
      <h1>{detail.reference}</h1>
      <Link to={`/desk/points/${detail.id}`}>{t('toPoint')}</Link>
      <span className={styles.grow} />
      <nav className={styles.buttons} aria-label={t('title')}>
        {previous !== null && (
          <LinkButton to={addressOf(previous, state)} icon="left">
            {t('previous')}
          </LinkButton>
        )}
        <span role="status">
          {onward && t('others', { count: onward.others, number: format.number(onward.others) })}
        </span>
        {onward?.others === 0 && (
          <Link to={`/desk/plans/${detail.plan.code}/publication`}>{t('publication.title')}</Link>
        )}
        {next !== null && <LinkButton to={addressOf(next, state)}>{t('next')}</LinkButton>}
      </nav>
      <div className={styles.keys}>
        <Checkbox id="keys" checked={on} onChange={choose}>
          {t('keysOn')} <span className="vh">({t('keysHelp')})</span>
        </Checkbox>
      </div>
    </header>
  )
}

function Parts({ detail, state }: { detail: CopyDetail; state: RedactionState }) {
  const { t } = useTranslation('redaction')
  return (
    <nav className={styles.tabs} aria-label={t('parts')}>
      {copyParts.map((part) => {
        const copy = detail[part]
        if (!copy) return null
        return (
          <Link
            key={part}
            to={addressOf(detail.id, { ...state, part, state: undefined })}
            aria-current={state.part === part ? 'page' : undefined}
          >
            {t(`one.${part}`)} <Tag tone={toneOf(copy.state)}>{t(`state.${copy.state}`)}</Tag>
          </Link>
        )
      })}
    </nav>
  )
}

function About({ detail, part }: { detail: CopyDetail; part: CopyPart }) {
  const { t } = useTranslation('redaction')
  const { submitter } = useSplitWords()
  const { reply, group } = detail
  const who = [detail.submitterName, submitter(detail.submitterKind), detail.provision].filter(Boolean)
  return (
    <div className={styles.about}>
      <p className={styles.hint}>{who.join(' · ')}</p>
      {detail.natural && <p className={styles.hint}>{t('natural')}</p>}
      {detail.named && <Note>{t('named', { name: detail.submitterName ?? '' })}</Note>}
      {part === 'reply' && reply && <OutcomeTag outcome={reply.outcome} stage="council" />}
      {part === 'reply' && group && (
        <Note>{t('replyOfGroup', { title: group.title, count: group.size })}</Note>
      )}
      {part === 'text' && detail.text.state === 'withdrawn' && <Note tone="danger">{t('wasWithdrawn')}</Note>}
      {part === 'text' && detail.text.state === 'outdated' && <Note tone="danger">{t('isOutdated')}</Note>}
    </div>
  )
}

function CopyView({ detail, state }: { detail: CopyDetail; state: RedactionState }) {
  const go = useGo()
  const onward = useOnward(detail, state)
  const part = state.part === 'reply' && detail.reply ? 'reply' : 'text'
  const copy = (part === 'reply' && detail.reply) || detail.text
  const [editing, setEditing] = useState(false)
  const isRead = !editing && (copy.state === 'made' || copy.state === 'signed')
  const key = `${part}-${copy.revision}`
  return (
    <div className={styles.copyPage}>
      <Head detail={detail} state={state} />
      <Parts detail={detail} state={{ ...state, part }} />
      <About detail={detail} part={part} />
      <div className={styles.work}>
        {isRead ? (
          <CopyReading
            key={key}
            detail={detail}
            part={part}
            onEdit={() => setEditing(true)}
            onNext={() => onward?.next != null && go(addressOf(onward.next, state))}
          />
        ) : (
          <CopyEditor key={key} detail={detail} part={part} onDone={() => setEditing(false)} />
        )}
      </div>
    </div>
  )
}

function Loader() {
  const { id = '' } = useParams()
  const { t } = useTranslation('redaction')
  const state = useRedactionState()
  const { data, error, refetch } = useQuery(copyQuery(Number(id)))
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  if (isMissing && !data) return <NotFoundPage />
  return (
    <Page title={data ? `${t('title')} ${data.reference}` : t('title')} wide>
      {data && <CopyView key={`${data.id}-${state.part}`} detail={data} state={state} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={10} />}
    </Page>
  )
}

/** The public copies of one point, the original beside them. */
export const CopyPage = () => (
  <PlannerOnly>
    <Loader />
  </PlannerOnly>
)
