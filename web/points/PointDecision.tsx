import { useTranslation } from 'react-i18next'
import type { NewDecision, PointDetail, Setup } from '#schema/points'
import { useFormats } from '../i18n/format.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './points.module.css'
import { doToPoint, usePointDeed } from './pointsApi.ts'

/** Every decision there was, those that were replaced too: the office, the Giunta and the Council may differ. */
function Decisions({ decisions }: { decisions: PointDetail['decisions'] }) {
  const { t } = useTranslation('points')
  const format = useFormats()
  if (decisions.length === 0) return <p className={styles.hint}>{t('one.noDecisions')}</p>
  return (
    <ol className={styles.decisions}>
      {decisions.map((decision) => (
        <li key={decision.id} data-replaced={decision.replaced || undefined}>
          <p className={styles.strong}>
            {t('one.decidedOn', {
              stage: t(`stage.${decision.stage}`),
              date: format.date(decision.decidedOn),
            })}
          </p>
          <p>
            <OutcomeTag outcome={decision.outcome} /> {decision.replaced && <Tag>{t('one.replaced')}</Tag>}{' '}
            {decision.ofGroup && <Tag>{t('one.ofGroup')}</Tag>}
          </p>
          {decision.reason && <p className={styles.preserved}>{decision.reason}</p>}
          <p className={styles.hint}>
            {[
              decision.actNumber && t('one.act_', { number: decision.actNumber }),
              t('one.by', { name: decision.decidedBy }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** What was decided the other way on the same place and provision. */
function Opposites({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  if (point.opposites.length === 0) return null
  return (
    <Note tone="warn" icon="warn">
      <p>{t('twins.alarm.oppositeOutcomes')}</p>
      <ul className={styles.plainList}>
        {point.opposites.map((other) => (
          <li key={other.id}>
            <Link to={`/desk/points/${other.id}`}>{other.reference}</Link>{' '}
            <OutcomeTag outcome={other.outcome} />
          </li>
        ))}
      </ul>
    </Note>
  )
}

/** The decisions on a point, and the next one. */
export function PointDecision({ setup, point }: { setup: Setup; point: PointDetail }) {
  const { t } = useTranslation('points')
  const decide = usePointDeed(point.id, (decision: NewDecision) => doToPoint(point.id, 'decisions', decision))
  return (
    <section className={styles.decision} aria-label={t('one.decide')}>
      <h2>{t('one.decide')}</h2>
      <Opposites point={point} />
      {point.group ? (
        <>
          <p>{t('one.decideGroup')}</p>
          <LinkButton to={`/desk/groups/${point.group.id}`} look="primary">
            {t('one.toGroup')}
          </LinkButton>
        </>
      ) : (
        point.examined &&
        !point.removed && (
          <DecisionForm
            setup={setup}
            stage={point.stage}
            known={{ number: point.reference, article: point.provision, district: point.district }}
            pending={decide.isPending}
            error={decide.error}
            done={decide.isSuccess ? point.stage : null}
            onDecide={decide.mutate}
          />
        )
      )}
      <h3>{t('one.decisions')}</h3>
      <Decisions decisions={point.decisions} />
    </section>
  )
}
