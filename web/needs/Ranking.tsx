import { useTranslation } from 'react-i18next'
import { type MyNeed, type PublicNeed, type RankedLab, type Reason, verdicts } from '#schema/needs'
import { useFormats } from '../i18n/format.ts'
import styles from '../qualifiedList/qualifiedList.module.css'
import { Icon, type IconName } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag, type Tone } from '../ui/marks.tsx'
import { ContactButton } from './ContactButton.tsx'
import { useNeedWords } from './useNeedWords.ts'

const signs: Record<Reason['verdict'], IconName> = { can: 'ok', unknown: 'question', cannot: 'close' }
const tones: Record<Reason['verdict'], Tone> = { can: 'ok', unknown: 'plain', cannot: 'danger' }

/** Criteria that keep a lab out; what is against another one only puts it further down. */
const deciding = ['machine', 'size', 'material', 'active']

function ReasonLine({ reason }: { reason: Reason }) {
  const { t } = useTranslation('needs')
  const words = useNeedWords()
  const format = useFormats()
  const { verdict, code, machine, metres, criterion } = reason
  const look = verdict === 'cannot' && !deciding.includes(criterion) ? 'unknown' : verdict
  return (
    <li className={styles[look]}>
      <Icon name={signs[verdict]} size={16} />
      {t(`reason.${code}`, {
        machine: machine ? words.machine(machine) : '',
        distance: metres === null ? '' : format.distance(metres),
      })}
    </li>
  )
}

function Lab({ lab, mine }: { lab: RankedLab; mine: MyNeed | null }) {
  const { t } = useTranslation('needs')
  const { name, district, verdict, reasons, said, website, canBeWritten } = lab
  return (
    <li data-lab={lab.lab} data-verdict={verdict}>
      <p className={styles.line}>
        <strong>
          <Link to={`/labs/${lab.lab}`}>{name}</Link>
        </strong>
        {district && <span className={styles.small}>{t('district', { code: district })}</span>}
        <Tag tone={tones[verdict]}>{t(`verdict.${verdict}`)}</Tag>
        {website && (
          <a href={website} aria-label={t('websiteOf', { name })}>
            {t('website')}
          </a>
        )}
      </p>
      <ul className={styles.reasons}>
        {reasons.map((reason) => (
          <ReasonLine key={reason.criterion} reason={reason} />
        ))}
      </ul>
      {said && (
        <p>
          <Tag tone={said.can ? 'ok' : 'danger'}>{t(said.can ? 'says.yes' : 'says.no')}</Tag> {said.note}
        </p>
      )}
      {mine?.isMine && mine.isOpen && verdict !== 'cannot' && (
        <p>
          {canBeWritten ? (
            <ContactButton need={mine} lab={lab} />
          ) : (
            <span className={styles.small}>{t(website ? 'noAddress' : 'noWay')}</span>
          )}
        </p>
      )}
    </li>
  )
}

/** Labs in the order in which they suit, in three groups, each with its reasons. */
export function Ranking({ need, mine }: { need: PublicNeed; mine: MyNeed | null }) {
  const { t } = useTranslation('needs')
  const isHidden = need.actsFor === 'prisonFirm' && need.place === null
  const groups = verdicts
    .map((verdict) => ({ verdict, labs: need.labs.filter((lab) => lab.verdict === verdict) }))
    .filter(({ labs }) => labs.length > 0)
  return (
    <section>
      <h2>{t('ranking')}</h2>
      <p className={styles.small}>{t('rankingNote')}</p>
      {isHidden && !mine?.isMine && <p className={styles.small}>{t('hiddenPlace')}</p>}
      {groups.map(({ verdict, labs }) => (
        <section key={verdict}>
          <h3>{t(`group.${verdict}`, { count: labs.length })}</h3>
          <ul className={styles.labs}>
            {labs.map((lab) => (
              <Lab key={lab.lab} lab={lab} mine={mine} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
