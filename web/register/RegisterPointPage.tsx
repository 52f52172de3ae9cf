import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { RegisterPoint } from '#schema/register'
import { useFormats } from '../i18n/format.ts'
import { useTitleOf } from '../i18n/useTitleOf.ts'
import { ArticleText } from '../plans/PlanDocuments.tsx'
import { OutcomeTag } from '../points/OutcomeTag.tsx'
import { DefinitionList, told } from '../ui/DefinitionList.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { PlanLine, RegisterFrame, Unread } from './RegisterFrame.tsx'
import styles from './register.module.css'
import { pointQuery } from './registerApi.ts'
import { pointPath, registerPath, wholeRegister, writeRegisterState } from './registerState.ts'

const PlaceMap = lazy(async () => ({ default: (await import('./PlaceMap.tsx')).PlaceMap }))

interface PartProps {
  code: string
  point: RegisterPoint
}

function Asked({ point }: { point: RegisterPoint }) {
  const { t } = useTranslation('register')
  return (
    <section>
      <h2>{t('point.asked')}</h2>
      {point.text === null ? (
        <p className={styles.revised}>{t('point.revisedText')}</p>
      ) : (
        <>
          <blockquote className={styles.words} lang="it">
            {point.text}
          </blockquote>
          <p className={styles.about}>{t('point.omissis')}</p>
        </>
      )}
    </section>
  )
}

function Reply({ point }: { point: RegisterPoint }) {
  const { t } = useTranslation('register')
  const format = useFormats()
  const { outcome, decidedOn, act, reply, replyRevised, groupSize } = point
  const when = [decidedOn && format.longDate(decidedOn), act && t('point.act', { act })].filter(Boolean)
  return (
    <section className={styles.reply}>
      <h2>{t('point.reply')}</h2>
      <p>
        <OutcomeTag outcome={outcome} />
      </p>
      <p className={styles.about}>{when.join(' · ')}</p>
      {groupSize > 1 && <p className={styles.about}>{t('point.sameReply', { count: groupSize })}</p>}
      {reply !== null && (
        <p className={styles.words} lang="it">
          {reply}
        </p>
      )}
      {replyRevised && <p className={styles.revised}>{t('point.revisedReply')}</p>}
      {reply === null && !replyRevised && <p>{t('point.noReply')}</p>}
    </section>
  )
}

function Mentions({ code, title, points }: { code: string; title: string; points: RegisterPoint['group'] }) {
  const { t } = useTranslation('register')
  if (points.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles.mentions}>
        {points.map(({ reference, synthesis, outcome }) => (
          <li key={reference}>
            <Link to={pointPath(code, reference)}>{reference}</Link> <OutcomeTag outcome={outcome} />
            <span lang={synthesis === null ? undefined : 'it'}>{synthesis ?? t('revised')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Group({ code, point }: PartProps) {
  const { t } = useTranslation('register')
  const { group, groupId, groupSize } = point
  if (groupId === null || group.length === 0) return null
  const more = groupSize - 1 - group.length
  return (
    <>
      <Mentions code={code} title={t('point.group')} points={group} />
      {more > 0 && (
        <p>
          <Link
            to={writeRegisterState(registerPath(code), {
              ...wholeRegister,
              filters: { group: String(groupId) },
            })}
          >
            {t('point.allOfGroup', { count: groupSize })}
          </Link>
        </p>
      )}
    </>
  )
}

/** Its themes, each leading to the others of the same. */
function Themes({ code, point }: PartProps) {
  const titleOf = useTitleOf()
  return (
    <ul>
      {point.themes.map((theme) => (
        <li key={theme.code}>
          <Link
            to={writeRegisterState(registerPath(code), { ...wholeRegister, filters: { theme: theme.code } })}
          >
            {titleOf(theme)}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Facts({ code, point }: PartProps) {
  const { t } = useTranslation(['register', 'points'])
  const format = useFormats()
  const { kind, submitter, receivedOn, themes, provision, target, district, neighbourhood } = point
  const where = [district && t('points:districtName', { code: district }), neighbourhood?.name]
  return (
    <div className={styles.box}>
      <h2>{t('register:point.facts')}</h2>
      <DefinitionList
        entries={told([
          { term: t('register:point.kind'), value: t(`register:kinds.${kind}`) },
          { term: t('register:point.submitter'), value: submitter },
          { term: t('register:point.received'), value: format.date(receivedOn) },
          {
            term: t('register:filter.theme'),
            value: themes.length > 0 ? <Themes code={code} point={point} /> : null,
          },
          { term: t('register:point.about'), value: provision ?? t(`points:target.${target}`) },
          { term: t('register:point.where'), value: where.filter(Boolean).join(', ') || null },
          { term: t('register:point.published'), value: format.date(point.plan.publishedOn) },
        ])}
      />
      {point.place === 'neighbourhood' && <p className={styles.about}>{t('register:point.nearOnly')}</p>}
    </div>
  )
}

function Aside({ code, point }: PartProps) {
  const { t } = useTranslation('register')
  const { article, geometry, reference } = point
  return (
    <aside>
      <Facts code={code} point={point} />
      {geometry && (
        <Suspense fallback={<Skeleton lines={5} />}>
          <PlaceMap point={point} geometry={geometry} />
        </Suspense>
      )}
      {article && (
        <Disclosure level={2} onlyWhenOpen title={t('point.article', { number: article.number })}>
          <ArticleText plan={code} articleId={article.id} />
        </Disclosure>
      )}
      <p className={styles.about}>
        {t('point.address')}{' '}
        <span className={styles.address}>{window.location.origin + pointPath(code, reference)}</span>
      </p>
    </aside>
  )
}

/** One point of a register at its permanent address: what was asked, how it was decided and why. */
export function RegisterPointPage() {
  const { t } = useTranslation('register')
  const { code = '', reference = '' } = useParams()
  const { data: point, error, refetch } = useQuery(pointQuery(code, reference))
  if (!point) return <Unread code={code} error={error} onRetry={() => void refetch()} missing="noPoint" />
  const { synthesis } = point
  return (
    <RegisterFrame
      code={code}
      plan={point.plan}
      below={point.reference}
      title={point.reference}
      lead={
        <>
          <PlanLine plan={point.plan} />
          <p className={styles.synthesis} lang={synthesis === null ? undefined : 'it'}>
            {synthesis ?? <span className={styles.revised}>{t('revised')}</span>}
          </p>
        </>
      }
    >
      <div className={styles.pointColumns}>
        <div>
          <Asked point={point} />
          <Reply point={point} />
          <Group code={code} point={point} />
          <Mentions code={code} title={t('point.siblings')} points={point.siblings} />
        </div>
        <Aside code={code} point={point} />
      </div>
    </RegisterFrame>
  )
}
