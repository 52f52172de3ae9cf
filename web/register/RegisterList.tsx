import { useTranslation } from 'react-i18next'
import type { RegisterEntry } from '#schema/register'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { OutcomeTag } from '../points/OutcomeTag.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import styles from './register.module.css'
import { pointPath } from './registerState.ts'

/** What it is about and where, in one line. */
function useAbout() {
  const { t } = useTranslation(['register', 'points'])
  const titleOf = useTitleOf()
  return ({ themes, provision, district, neighbourhood, groupSize }: RegisterEntry): string =>
    [
      themes.map(titleOf).join(', '),
      provision,
      district && t('points:districtName', { code: district }),
      neighbourhood?.name,
      groupSize > 1 && t('register:together', { count: groupSize - 1 }),
    ]
      .filter(Boolean)
      .join(' · ')
}

function Entry({ plan, entry }: { plan: string; entry: RegisterEntry }) {
  const { t } = useTranslation('register')
  const about = useAbout()
  const { reference, kind, submitter, synthesis, outcome } = entry
  return (
    <li className={styles.entry}>
      <p className={styles.entryTop}>
        <OutcomeTag outcome={outcome} />
        <b>{reference}</b>
        {kind !== 'observation' && <Tag>{t(`kinds.${kind}`)}</Tag>}
        {submitter && <span>{submitter}</span>}
      </p>
      <h2>
        <Link to={pointPath(plan, reference)}>
          {synthesis === null ? t('revised') : <span lang="it">{synthesis}</span>}
        </Link>
      </h2>
      <p className={styles.about}>{about(entry)}</p>
    </li>
  )
}

interface RegisterListProps {
  plan: string
  items: readonly RegisterEntry[]
}

/** Points of a register, one after the other. */
export function RegisterList({ plan, items }: RegisterListProps) {
  return (
    <ol className={styles.entries}>
      {items.map((entry) => (
        <Entry key={entry.reference} plan={plan} entry={entry} />
      ))}
    </ol>
  )
}
