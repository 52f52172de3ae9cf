import { useTranslation } from 'react-i18next'
import type { CouncilPlan, EditionPoint } from '#schema/council'
import { useFormats } from '../i18n/format.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { OutcomeTag } from '../points/OutcomeTag.tsx'
import { useSplitWords } from '../points/splitWords.ts'
import { DefinitionList, told } from '../ui/DefinitionList.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import styles from './council.module.css'

type Decision = NonNullable<EditionPoint['proposal']>

/** Titles of themes, in the language in use. */
function useThemes({ themes }: CouncilPlan): (ids: readonly number[]) => string {
  const titleOf = useTitleOf()
  const titles = new Map(themes.map((theme) => [theme.id, titleOf(theme)]))
  return (ids) => ids.map((id) => titles.get(id) ?? String(id)).join(', ')
}

function Facts({ plan, point }: { plan: CouncilPlan; point: EditionPoint }) {
  const { t } = useTranslation('council')
  const { t: words } = useTranslation('points')
  const format = useFormats()
  const themes = useThemes(plan)
  const { submitter } = useSplitWords()
  const where = [point.district && words('districtName', { code: point.district }), point.neighbourhood]
  const { group } = point
  const entries = told([
    {
      term: t('edition.who'),
      value: [point.submitter, submitter(point.submitterKind)].filter(Boolean).join(', '),
    },
    { term: t('edition.onBehalfOf'), value: point.onBehalfOf },
    { term: t('edition.protocol'), value: point.protocol ?? t('edition.noProtocol') },
    { term: t('edition.received'), value: format.dateTime(point.receivedAt) },
    { term: t('edition.provision'), value: point.provision },
    { term: t('edition.where'), value: where.filter(Boolean).join(', ') || null },
    { term: t('edition.themes'), value: themes(point.themes) || null },
    {
      term: t('edition.group'),
      value: group && <Link to={`/council/${plan.code}?group=${group.id}`}>{group.title}</Link>,
    },
  ])
  return <DefinitionList entries={entries} />
}

function DecisionWords({ decision }: { decision: Decision }) {
  const { t } = useTranslation('council')
  const format = useFormats()
  return (
    <>
      <p>
        <OutcomeTag outcome={decision.outcome} />{' '}
        <span className={styles.hint}>
          {t('edition.act', { act: decision.actNumber, date: format.date(decision.decidedOn) })}
        </span>
      </p>
      {decision.reason && <p className={styles.preserved}>{decision.reason}</p>}
    </>
  )
}

function CouncilDecision({ council }: { council: EditionPoint['council'] }) {
  const { t } = useTranslation('council')
  if (!council) return <p className={styles.hint}>{t('edition.noCouncil')}</p>
  const { figures } = council
  return (
    <>
      <DecisionWords decision={council} />
      {figures && <p className={styles.hint}>{t('edition.figures', figures)}</p>}
      {figures && figures.left.length > 0 && (
        <p className={styles.hint}>{t('edition.left', { names: figures.left.join(', ') })}</p>
      )}
    </>
  )
}

/** One point of the edition: who wrote what, what the Giunta proposes, what the Council decided. */
export function EditionEntry({ plan, point }: { plan: CouncilPlan; point: EditionPoint }) {
  const { t } = useTranslation('council')
  const { proposal } = point
  return (
    <article className={styles.entry} aria-labelledby={`point-${point.id}`}>
      <h2 id={`point-${point.id}`}>
        {point.reference} {point.isLate && <Tag tone="warn">{t('edition.late')}</Tag>}
      </h2>
      {point.synthesis && <p className={styles.synthesis}>{point.synthesis}</p>}
      <div className={styles.columns}>
        <section>
          <Facts plan={plan} point={point} />
        </section>
        <section>
          <h3>{t('edition.text')}</h3>
          <p className={styles.preserved}>{point.text}</p>
        </section>
        <section>
          <h3>{t('edition.proposal')}</h3>
          {proposal ? (
            <DecisionWords decision={proposal} />
          ) : (
            <p className={styles.hint}>{t('edition.noProposal')}</p>
          )}
          <h3>{t('edition.council')}</h3>
          <CouncilDecision council={point.council} />
        </section>
      </div>
    </article>
  )
}
