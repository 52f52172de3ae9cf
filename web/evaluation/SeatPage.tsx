import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Seat } from '#schema/evaluation'
import { ApiProblem } from '../api/client.ts'
import { CriteriaTable } from '../calls/CriteriaTable.tsx'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Act } from './Act.tsx'
import { DeclarationForm } from './DeclarationForm.tsx'
import { EvaluatorOnly } from './EvaluatorOnly.tsx'
import styles from './evaluation.module.css'
import { seatQuery, useSeatSending } from './evaluationApi.ts'
import { writeQueueFilter } from './queueFilter.ts'
import { RankingTable } from './RankingTable.tsx'

function Technical({ seat }: { seat: Seat }) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  const sending = useSeatSending(seat.code)
  const { technical, moves, position } = seat
  if (!technical) return null
  const at = `/rankings/${technical.id}`
  const presides = position === 'president'
  return (
    <section className={styles.section}>
      <h2>{t('technical.title')}</h2>
      {technical.signedAt ? (
        <p>{t('technical.signed', { date: format.dateTime(technical.signedAt) })}</p>
      ) : (
        <p>{t(presides ? 'technical.toSign' : 'technical.presidentSigns')}</p>
      )}
      <RankingTable content={technical.content} />
      <p className={styles.hash}>
        {t('technical.hash')} <code>{technical.hash}</code>
      </p>
      {presides && (
        <div className={styles.buttons}>
          {!technical.signedAt && (
            <Act
              look="primary"
              label={t('technical.sign')}
              about={t('technical.toSign')}
              refusals={moves.signTechnical}
              onDo={() => sending.mutateAsync({ below: `${at}/sign`, body: { hash: technical.hash } })}
            />
          )}
          <Act
            label={t('technical.drop')}
            about={t('technical.dropHint')}
            refusals={moves.dropTechnical}
            fields={[{ name: 'reason', label: t('technical.dropWhy'), kind: 'words', least: 10 }]}
            onDo={({ reason }) => sending.mutateAsync({ below: `${at}/drop`, body: { reason } })}
          />
        </div>
      )}
    </section>
  )
}

function Members({ seat }: { seat: Seat }) {
  const { t } = useTranslation('evaluation')
  const format = useFormats()
  return (
    <section className={styles.section}>
      <h2>{t('seat.who')}</h2>
      <p>{t('seat.act', { number: seat.actNumber, date: format.date(seat.actDate) })}</p>
      <ul className={styles.lines}>
        {seat.commission.map(({ name, position, declared }) => (
          <li key={name}>
            {name}, {t(`position.${position}`)}{' '}
            <Tag tone={declared ? 'ok' : 'warn'}>{t(declared ? 'seat.declared' : 'seat.notDeclared')}</Tag>
          </li>
        ))}
      </ul>
      {seat.declaredAt && <p>{t('declare.done', { date: format.dateTime(seat.declaredAt) })}</p>}
      {seat.lost.length > 0 && (
        <>
          <h3>{t('seat.lost')}</h3>
          <ul className={styles.lines}>
            {seat.lost.map(({ number, source }) => (
              <li key={number}>
                {number}, {t(`seat.lostWhy.${source}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function SeatView({ seat }: { seat: Seat }) {
  const { t } = useTranslation('evaluation')
  const english = useLanguage() === 'en'
  const title = (english && seat.titleEn) || seat.title
  return (
    <div className={styles.page}>
      <Crumbs trail={[{ to: '/evaluation', label: t('title') }]} here={seat.code} />
      <div className={styles.fileHead}>
        <h1>{title}</h1>
        <Tag>{t(`position.${seat.position}`)}</Tag>
      </div>
      {seat.mustDeclare && <DeclarationForm code={seat.code} />}
      {!seat.mustDeclare && (
        <div className={styles.buttons}>
          <span>{seat.unsealed ? t('toDo', { count: seat.toDo }) : t('sealed')}</span>
          {seat.unsealed && (
            <LinkButton
              to={writeQueueFilter({ show: seat.toDo > 0 ? 'mine' : 'all', call: seat.code })}
              look={seat.toDo > 0 ? 'primary' : 'plain'}
            >
              {t(seat.toDo > 0 ? 'seat.files' : 'showAll')}
            </LinkButton>
          )}
        </div>
      )}
      <Technical seat={seat} />
      <Members seat={seat} />
      <CriteriaTable criteria={seat.criteria} hash={seat.criteriaHash} />
    </div>
  )
}

function LoadedSeat({ code }: { code: string }) {
  const { data, error, refetch } = useQuery(seatQuery(code))
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  return (
    <Page title={data?.title ?? code} wide={Boolean(data)}>
      {data && <SeatView seat={data} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={8} />}
    </Page>
  )
}

/** One's seat on the commission of a call: what to declare, to judge and to sign. */
export function SeatPage() {
  const { callCode = '' } = useParams()
  return (
    <EvaluatorOnly>
      <LoadedSeat code={callCode} />
    </EvaluatorOnly>
  )
}
