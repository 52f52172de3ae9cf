import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PointDetail } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './points.module.css'
import { doToPoint, usePointDeed } from './pointsApi.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useRefusalWords } from './words.ts'

/** The group a point is in, and the way out of it. */
export function PointGroup({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  const words = useRefusalWords()
  const [asking, setAsking] = useState(false)
  const leave = usePointDeed(point.id, (reason: string) =>
    doToPoint(point.id, 'leave', { version: point.version, reason }),
  )
  const { group, suggestions } = point
  const alike = suggestions[0]
  if (!group && !alike) return null
  return (
    <section>
      <h2>{t('one.group')}</h2>
      {alike && (
        <Note>
          <Link to={`/desk/points/twins?plan=${point.plan}`}>
            {t('one.suggestion', { count: alike.size - 1 })}
          </Link>
        </Note>
      )}
      {group && (
        <>
          <p>
            <Link to={`/desk/groups/${group.id}`}>{group.title}</Link> (
            {t('twins.size', { count: group.size })})
          </p>
          <ul className={styles.plainList}>
            {group.others.slice(0, 5).map((other) => (
              <li key={other.id}>
                <Link to={`/desk/points/${other.id}`}>{other.reference}</Link> {other.synthesis}
              </li>
            ))}
          </ul>
          {point.refusals.leave.length > 0 ? (
            <p className={styles.hint}>{t('cannot', { reasons: words(point.refusals.leave) })}</p>
          ) : (
            <Button onPress={() => setAsking(true)}>{t('one.leave')}</Button>
          )}
        </>
      )}
      {asking && group && (
        <ReasonDialog
          title={t('one.leave')}
          label={t('one.leaveReason')}
          hint={t('one.leaveHint')}
          button={t('one.leave')}
          pending={leave.isPending}
          error={leave.error}
          onSubmit={(reason) => leave.mutate(reason, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

/** Spaces of the census in the place of a point, and what it changes in the plan. */
export function PointReach({ point }: { point: PointDetail }) {
  const { t } = useTranslation('points')
  return (
    <>
      <section>
        <h2>{t('one.spaces')}</h2>
        {point.spaces.length === 0 && <p className={styles.hint}>{t('one.noSpaces')}</p>}
        <ul className={styles.plainList}>
          {point.spaces.map(({ code, name }) => (
            <li key={code}>
              <Link to={`/spaces/${code}`}>{code}</Link> {name}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('one.effects')}</h2>
        {point.changes.length === 0 && <p className={styles.hint}>{t('one.noEffects')}</p>}
        <ul className={styles.plainList}>
          {point.changes.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ul>
        {(point.outcome === 'accepted' || point.outcome === 'partlyAccepted') && (
          <Link to={`/desk/points/changes?plan=${point.plan}&point=${point.id}`}>{t('changes.new')}</Link>
        )}
      </section>
    </>
  )
}
