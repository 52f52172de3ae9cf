import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { romeDate } from '#rules/city'
import { type Role, roleNames } from '#schema/accounts'
import type { Opinion } from '#schema/opinions'
import { useMe } from '../accounts/useMe.ts'
import { ApiProblem } from '../api/client.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Tag } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ObjectLink } from './ObjectLink.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './opinions.module.css'
import { innerOpinionQuery, opinionQuery } from './opinionsApi.ts'
import { SittingLines } from './SittingLines.tsx'

/** Where an opinion is read before it is public, by who may. */
type Place = 'public' | 'municipio' | 'desk'

const fileRoots = { public: '/api/opinions', municipio: '/api/municipio/files', desk: '/api/desk/opinions' }
const fileAddress = (place: Place, opinion: string, file: string) =>
  place === 'municipio'
    ? `${fileRoots.municipio}/${opinion}/${file}`
    : `${fileRoots[place]}/${opinion}/files/${file}`

function Asked({ asked }: { asked: NonNullable<Opinion['asked']> }) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  const language = useLanguage()
  return (
    <section className={styles.section}>
      <h2>{t('question')}</h2>
      <p className={styles.words} lang="it">
        {asked.question}
      </p>
      <p className={styles.note}>
        {t('askedBy')}: {roleNames[asked.askedRole as Role]?.[language] ?? asked.askedRole},{' '}
        {t('askedOn', { date: format.date(asked.askedOn) })}, {t('due', { date: format.date(asked.dueOn) })}.{' '}
        {t('silenceMeans', { means: t(`silence.${asked.silence}`) })} {t('basis')}: {asked.legalBasis}.
      </p>
    </section>
  )
}

function Words({ opinion }: { opinion: Opinion }) {
  const { t } = useTranslation('opinions')
  return (
    <>
      {opinion.conditions && (
        <section className={styles.section}>
          <h2>{t('conditions')}</h2>
          <p className={styles.words} lang="it">
            {opinion.conditions}
          </p>
        </section>
      )}
      <section className={styles.section}>
        <h2>{t('text')}</h2>
        <p className={styles.words} lang="it">
          {opinion.text}
        </p>
        {opinion.submissionNumber && <p>{t('submission', { number: opinion.submissionNumber })}</p>}
      </section>
    </>
  )
}

/** What came before an opinion and after it. */
function Chain({ opinion }: { opinion: Opinion }) {
  const { t } = useTranslation('opinions')
  return (
    <>
      {opinion.replacedBy && (
        <Note tone="warn" icon="warn">
          <Link to={`/opinions/${opinion.replacedBy}`}>{t('replacedBy')}</Link>
        </Note>
      )}
      {opinion.replaces && (
        <Note>
          <Link to={`/opinions/${opinion.replaces}`}>{t('replaces')}</Link>. {t('correction')}:{' '}
          {opinion.correction}
        </Note>
      )}
    </>
  )
}

function OpinionView({ opinion, place }: { opinion: Opinion; place: Place }) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  const { district, publicFrom } = opinion
  return (
    <div className={styles.page}>
      <Crumbs
        trail={[
          { to: '/opinions', label: t('title') },
          { to: `/opinions?district=${district}`, label: t('district', { district }) },
        ]}
        here={opinion.title}
      />
      <h1>{opinion.title}</h1>
      <p className={styles.rowHead}>
        <OutcomeTag outcome={opinion.outcome} />
        {opinion.isLate && <Tag tone="warn">{t('late')}</Tag>}
        <span>{t('district', { district })}</span>
      </p>
      <p className={styles.links}>
        <ObjectLink object={opinion.object} />
      </p>
      {publicFrom > romeDate(new Date()) && (
        <Note>{t('notYetPublic', { date: format.date(publicFrom) })}</Note>
      )}
      <Chain opinion={opinion} />
      <section className={styles.section}>
        <h2>{t('sitting.title')}</h2>
        <div className={styles.rows}>
          {opinion.sitting ? (
            <SittingLines sitting={opinion.sitting} />
          ) : (
            <span>{t('sitting.noneOpinion')}</span>
          )}
        </div>
      </section>
      <Words opinion={opinion} />
      {opinion.files.length > 0 && (
        <section className={styles.section}>
          <h2>{t('files')}</h2>
          <ul className={styles.links}>
            {opinion.files.map(({ id, name, sizeBytes }) => (
              <li key={id}>
                <a href={fileAddress(place, opinion.id, id)}>{name}</a> ({format.bytes(sizeBytes)})
              </li>
            ))}
          </ul>
        </section>
      )}
      {opinion.asked && <Asked asked={opinion.asked} />}
    </div>
  )
}

/** One opinion of a Municipio, for everybody from its day on, and before it for the Municipio and who asked. */
export function OpinionPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('opinions')
  const { may } = useMe()
  const inner = may('readDistrictDesk') ? 'municipio' : may('askOpinions') ? 'desk' : null
  const open = useQuery({ ...opinionQuery(id), retry: false })
  const isHidden = open.error instanceof ApiProblem && [400, 404].includes(open.error.status)
  const own = useQuery({
    ...innerOpinionQuery(id, inner ?? 'desk'),
    enabled: isHidden && inner !== null,
    retry: false,
  })
  const opinion = open.data ?? own.data
  const isMissing = isHidden && (inner === null || own.error !== null)
  if (isMissing) return <NotFoundPage />
  return (
    <Page title={opinion?.title ?? t('opinion')}>
      {opinion && <OpinionView opinion={opinion} place={open.data || !inner ? 'public' : inner} />}
      {!opinion && open.error && !isHidden && (
        <ErrorState error={open.error} onRetry={() => void open.refetch()} />
      )}
      {!opinion && (!open.error || isHidden) && <Skeleton lines={10} />}
    </Page>
  )
}
