import { useTranslation } from 'react-i18next'
import type { DeskEvaluation, DrawView } from '#schema/evaluation'
import { useFormats } from '../../i18n/format.ts'
import { Link } from '../../ui/Link.tsx'
import { Tag } from '../../ui/marks.tsx'
import { Act } from '../Act.tsx'
import styles from '../evaluation.module.css'
import type { SectionProps } from './deskEvaluation.ts'

type Tie = DeskEvaluation['ties'][number]

function TieLine({ tie, evaluation, send }: SectionProps & { tie: Tie }) {
  const { t } = useTranslation('evaluationDesk')
  const { lotId, step } = tie
  return (
    <li>
      <p>
        {t('ties.tie', { lot: tie.lotNumber, numbers: tie.numbers.join(', ') })} {t(`ties.step.${step}`)}{' '}
        {tie.underWay && <Tag tone="blue">{t('ties.underWay')}</Tag>}
      </p>
      {!tie.underWay && step === 'improvedOffers' && (
        <Act
          look="primary"
          label={t('ties.ask')}
          about={t('ties.askAbout')}
          refusals={evaluation.moves.askImproved}
          fields={[{ name: 'dueAt', label: t('ties.due'), kind: 'moment' }]}
          onDo={({ dueAt }) => send({ below: '/rounds', body: { lotId, dueAt } })}
        />
      )}
      {!tie.underWay && step === 'draw' && (
        <Act
          look="primary"
          label={t('ties.freeze')}
          about={t('ties.freezeAbout')}
          refusals={evaluation.moves.freezeDraw}
          fields={[
            { name: 'seedRule', label: t('ties.rule'), hint: t('ties.ruleHint'), kind: 'words', least: 20 },
            { name: 'seedDueAt', label: t('ties.known'), kind: 'moment' },
          ]}
          onDo={(body) => send({ below: '/draws', body: { ...body, lotId } })}
        />
      )}
    </li>
  )
}

function Rounds({ evaluation: { code, rounds } }: { evaluation: DeskEvaluation }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  if (rounds.length === 0) return null
  return (
    <>
      <h3>{t('ties.rounds')}</h3>
      <ul className={`${styles.lines} ${styles.links}`}>
        {rounds.map(({ id, lotNumber, numbers, dueAt, offers, state }) => (
          <li key={id}>
            {t('ties.round', { lot: lotNumber, numbers: numbers.join(', '), date: format.dateTime(dueAt) })}{' '}
            <Tag>{t(`ties.roundState.${state}`)}</Tag>{' '}
            {state !== 'running' && t('ties.offers', { count: offers })}{' '}
            {state === 'toOpen' && (
              <Link to={`/desk/calls/${encodeURIComponent(code)}/bids?round=${id}`}>{t('opening.go')}</Link>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function DrawLine({ draw, evaluation, send }: SectionProps & { draw: DrawView }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const { id, lotNumber, numbers, seed, tickets, seedDueAt } = draw
  return (
    <li>
      <p className={styles.links}>
        {t('ties.draw', { lot: lotNumber, numbers: numbers.join(', ') })}{' '}
        {tickets
          ? t('ties.drawn', { numbers: tickets.map(({ number }) => number).join(', ') })
          : t('ties.drawDue', { date: format.dateTime(seedDueAt) })}{' '}
        <Link to={`/calls/${encodeURIComponent(evaluation.code)}/draws/${id}`}>{t('ties.open')}</Link>
      </p>
      {seed === null && (
        <Act
          label={t('ties.seed')}
          about={t('ties.seedAbout')}
          refusals={evaluation.moves.enterSeed}
          fields={[
            { name: 'seed', label: t('ties.seedValue') },
            { name: 'source', label: t('ties.seedSource'), least: 4 },
          ]}
          onDo={(body) => send({ below: `/draws/${id}/seed`, body })}
        />
      )}
    </li>
  )
}

/** Equal points, and what parts them: better offers, then a draw whose list and rule come before its number. */
export function TieSection(props: SectionProps) {
  const { t } = useTranslation('evaluationDesk')
  const { ties, draws } = props.evaluation
  return (
    <>
      {ties.length === 0 && <p>{t('ties.none')}</p>}
      {ties.length > 0 && (
        <ul className={styles.lines}>
          {ties.map((tie) => (
            <TieLine key={`${tie.lotId} ${tie.numbers.join()}`} {...props} tie={tie} />
          ))}
        </ul>
      )}
      <Rounds evaluation={props.evaluation} />
      {draws.length > 0 && (
        <>
          <h3>{t('ties.draws')}</h3>
          <ul className={styles.lines}>
            {draws.map((draw) => (
              <DrawLine key={draw.id} {...props} draw={draw} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}
