import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import type { Milestone } from '#schema/agreements'
import { useFormats } from '../i18n/format.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import styles from './agreements.module.css'
import { Light } from './Light.tsx'

type Fact = Milestone['facts'][number]

const today = () => romeDate(new Date())

function FactLine({ fact, unit, children }: { fact: Fact; unit: string | null; children: ReactNode }) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  return (
    <li>
      {t(fact.met ? 'milestone.met' : 'milestone.notMet', {
        date: format.date(fact.observedOn),
        source: fact.source,
      })}
      {fact.value !== null && ` ${format.number(fact.value, 2, 0)}${unit ? ` ${unit}` : ''}.`}
      {fact.note && <p className={styles.note}>{fact.note}</p>}
      {!fact.met && !fact.reply && fact.replyUntil && (
        <p className={styles.note}>
          {t(fact.replyUntil < today() ? 'milestone.noReply' : 'milestone.replyUntil', {
            date: format.date(fact.replyUntil),
          })}
        </p>
      )}
      {fact.reply && (
        <blockquote className={styles.reply}>
          {t('milestone.reply', { date: format.date(fact.reply.receivedAt) })}
          {'\n'}
          {fact.reply.text}
        </blockquote>
      )}
      {children}
    </li>
  )
}

interface MilestoneListProps {
  milestones: readonly Milestone[]
  title: string
  /** What can be done about one, and about a finding. */
  after?: (milestone: Milestone) => ReactNode
  afterFact?: (milestone: Milestone, fact: Fact) => ReactNode
}

/** What was promised, each with its light and with what was found, when and by whom. */
export function MilestoneList({ milestones, title, after, afterFact }: MilestoneListProps) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  const titleOf = useTitleOf()
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
      <table className={`${styles.table} ${styles.stacked}`}>
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('milestone.promise')}</th>
            <th scope="col">{t('due.by')}</th>
            <th scope="col">{t('milestone.light')}</th>
            <th scope="col">{t('milestone.facts')}</th>
            {after && <td />}
          </tr>
        </thead>
        <tbody>
          {milestones.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {titleOf(one)}
                {one.target !== null &&
                  ` (${format.number(one.target, 2, 0)}${one.unit ? ` ${one.unit}` : ''})`}
                <br />
                <span className={styles.note}>{one.source}</span>
              </th>
              <td className={styles.nowrap}>{format.date(one.dueOn)}</td>
              <td>
                <Light light={one.light} reason={one.reason} />
              </td>
              <td>
                {one.facts.length === 0 && <span className={styles.note}>{t('milestone.noFact')}</span>}
                <ul className={styles.facts}>
                  {one.facts.map((fact) => (
                    <FactLine key={fact.id} fact={fact} unit={one.unit}>
                      {afterFact?.(one, fact)}
                    </FactLine>
                  ))}
                </ul>
              </td>
              {after && <td>{after(one)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
