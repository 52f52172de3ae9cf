import { useTranslation } from 'react-i18next'
import type { DeskEvaluation, RankingKind, RankingView } from '#schema/evaluation'
import { useFormats } from '../../i18n/format.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Tag } from '../../ui/marks.tsx'
import { Act } from '../Act.tsx'
import styles from '../evaluation.module.css'
import { RankingTable } from '../RankingTable.tsx'
import type { SectionProps } from './deskEvaluation.ts'

const moves = {
  technical: { propose: 'proposeTechnical', sign: null, publish: null, drop: 'dropTechnical' },
  provisional: {
    propose: 'proposeProvisional',
    sign: 'signProvisional',
    publish: 'publishProvisional',
    drop: 'dropRanking',
  },
  final: { propose: 'proposeFinal', sign: 'signFinal', publish: 'publishFinal', drop: 'dropRanking' },
} as const

interface RankingProps extends SectionProps {
  ranking: RankingView
}

/** Who proposed, signed, published it or took it back, and when. */
function Acts({ ranking }: { ranking: RankingView }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const { signedAt, publishedAt, reviewUntil, droppedAt } = ranking
  return (
    <ul className={styles.lines}>
      <li>
        {t('ranking.proposed', { name: ranking.proposedBy, date: format.dateTime(ranking.proposedAt) })}
      </li>
      {signedAt && (
        <li>{t('ranking.signed', { name: ranking.signedBy ?? '', date: format.dateTime(signedAt) })}</li>
      )}
      {publishedAt && (
        <li>
          {t('ranking.published', { name: ranking.publishedBy ?? '', date: format.dateTime(publishedAt) })}{' '}
          {reviewUntil && t('ranking.reviewUntil', { date: format.dateTime(reviewUntil) })}
        </li>
      )}
      {droppedAt && (
        <li>
          {t('ranking.dropped', { date: format.dateTime(droppedAt), reason: ranking.droppedReason ?? '' })}
        </li>
      )}
      <li className={styles.hash}>
        {t('ranking.hash')} <code>{ranking.hash}</code>
      </li>
    </ul>
  )
}

function Signing({ evaluation, send, ranking }: RankingProps) {
  const { t } = useTranslation('evaluationDesk')
  const move = moves[ranking.kind].sign
  if (move === null) return <p className={styles.note}>{t('ranking.presidentSigns')}</p>
  if (!evaluation.maySign) return <p className={styles.note}>{t('ranking.onlyOfficer')}</p>
  return (
    <Act
      look="primary"
      label={t('ranking.sign')}
      about={t('ranking.signAbout', { hash: ranking.hash })}
      refusals={evaluation.moves[move]}
      onDo={() => send({ below: `/rankings/${ranking.id}/sign`, body: { hash: ranking.hash } })}
    />
  )
}

function Publishing({ evaluation, send, ranking }: RankingProps) {
  const { t } = useTranslation('evaluationDesk')
  const move = moves[ranking.kind].publish
  if (move === null) return null
  if (ranking.isMine) return <p className={styles.note}>{t('ranking.ownProposal')}</p>
  return (
    <Act
      look="primary"
      label={t('ranking.publish')}
      about={t('ranking.publishAbout')}
      refusals={evaluation.moves[move]}
      onDo={() => send({ below: `/rankings/${ranking.id}/publish` })}
    />
  )
}

/** A ranking that is proposed, signed or published, with its next step. */
function Current(props: RankingProps) {
  const { t } = useTranslation('evaluationDesk')
  const { evaluation, send, ranking } = props
  const { kind, state } = ranking
  const officeDrops = kind !== 'technical' || state === 'proposed'
  return (
    <>
      <p>
        <Tag tone={state === 'proposed' ? 'warn' : 'ok'}>{t(`ranking.state.${state}`)}</Tag>
      </p>
      <RankingTable content={ranking.content} />
      <Acts ranking={ranking} />
      <div className={styles.buttons}>
        {state === 'proposed' && <Signing {...props} />}
        {state === 'signed' && <Publishing {...props} />}
        {state !== 'published' && officeDrops && (
          <Act
            label={t('ranking.drop')}
            refusals={evaluation.moves[moves[kind].drop]}
            fields={[{ name: 'reason', label: t('act.reason'), kind: 'words', least: 10 }]}
            onDo={({ reason }) => send({ below: `/rankings/${ranking.id}/drop`, body: { reason } })}
          />
        )}
      </div>
    </>
  )
}

function Past({ rankings }: { rankings: readonly RankingView[] }) {
  const { t } = useTranslation('evaluationDesk')
  if (rankings.length === 0) return null
  return (
    <Disclosure title={t('ranking.past')}>
      {rankings.map((ranking) => (
        <div key={ranking.id}>
          <p>
            <b>{t(`ranking.title.${ranking.kind}`, { number: ranking.number })}</b>{' '}
            <Tag>{t(`ranking.state.${ranking.state}`)}</Tag>
          </p>
          <Acts ranking={ranking} />
        </div>
      ))}
    </Disclosure>
  )
}

function Preview({ evaluation, kind }: { evaluation: DeskEvaluation; kind: RankingKind }) {
  const { t } = useTranslation('evaluationDesk')
  if (kind !== 'provisional' || !evaluation.preview) return null
  return (
    <Disclosure title={t('ranking.preview')}>
      <RankingTable content={evaluation.preview} />
    </Disclosure>
  )
}

/** The rankings of one kind: the one in force or under way, how the next would be, those before. */
export function RankingSection({ kind, ...props }: SectionProps & { kind: RankingKind }) {
  const { t } = useTranslation('evaluationDesk')
  const { evaluation, send } = props
  const ofKind = evaluation.rankings.filter((ranking) => ranking.kind === kind)
  const current = ofKind.find(({ state }) => state !== 'none')
  const refusals = evaluation.moves[moves[kind].propose]
  const isUnderWay = current && current.state !== 'published' && kind !== 'technical'
  const mayPropose = !isUnderWay && !(kind === 'technical' && current) && evaluation.stage !== null
  return (
    <>
      <p className={styles.note}>{t(`ranking.about.${kind}`, { days: evaluation.reviewDays })}</p>
      {current && <Current {...props} ranking={current} />}
      {!current && <p>{t('ranking.none')}</p>}
      {mayPropose && (
        <>
          <Preview evaluation={evaluation} kind={kind} />
          <Act
            look="primary"
            label={t(`ranking.propose.${kind}`)}
            about={t(`ranking.about.${kind}`, { days: evaluation.reviewDays })}
            refusals={refusals}
            onDo={() => send({ below: '/rankings', body: { kind } })}
          />
        </>
      )}
      <Past rankings={ofKind.filter((ranking) => ranking !== current)} />
    </>
  )
}
