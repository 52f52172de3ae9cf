import { useTranslation } from 'react-i18next'
import { type DeskRequest, requestEvents } from '#schema/allocation'
import { RequestStatusTag } from '../allocation/RequestStatusTag.tsx'
import { History as ObjectHistory } from '../audit/History.tsx'
import { useAuditWords } from '../audit/useAuditWords.ts'
import { useFormats } from '../i18n/format.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import styles from './desk.module.css'
import { SpaceFit } from './SpaceFit.tsx'

function Others({ title, others }: { title: string; others: DeskRequest['sameTarget'] }) {
  const { t } = useTranslation('desk')
  return (
    <section>
      <h2>{title}</h2>
      {others.length === 0 && <p>{t('noOthers')}</p>}
      <ul>
        {others.map((other) => (
          <li key={other.id} className={styles.other}>
            <Link to={`/desk/requests/${other.id}`}>{other.number}</Link>
            <span>{other.applicantName}</span>
            <RequestStatusTag status={other.status} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Spaces({ request }: { request: DeskRequest }) {
  const { t } = useTranslation('desk')
  const format = useFormats()
  return (
    <section>
      <h2>{t('spaces')}</h2>
      <ul>
        {request.targets.flatMap((target) =>
          target.spaces.map((space) => (
            <SpaceFit key={space.code} target={space} content={request.content} />
          )),
        )}
      </ul>
      {request.targets
        .flatMap((target) => target.spaces)
        .map(({ code }) => (
          <Disclosure key={code} title={t('spaceHistory', { code })} onlyWhenOpen>
            <ObjectHistory objectKind="space" objectId={code} />
          </Disclosure>
        ))}
      <h3>{t('taken')}</h3>
      {request.takenPeriods.length === 0 && <p>{t('noTaken')}</p>}
      <ul>
        {request.takenPeriods.map(({ spaceCode, from, until }) => (
          <li key={spaceCode + from}>
            {t('takenPeriod', { code: spaceCode, from: format.date(from), until: format.date(until) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function History({ request }: { request: DeskRequest }) {
  const { t } = useTranslation(['desk', 'requests'])
  const format = useFormats()
  const words = useAuditWords()
  const nameOf = (action: string) => {
    const known = requestEvents.find((name) => action.endsWith(name))
    return known ? t(`requests:action.${known}.office`) : words.action(action)
  }
  return (
    <section>
      <h2>{t('desk:history')}</h2>
      <ol className={styles.history}>
        {request.history.map(({ at, action, actorName }) => (
          <li key={at + action}>
            <time dateTime={at}>{format.dateTime(at)}</time>
            <span>
              {t('desk:historyBy', {
                action: nameOf(action),
                name: actorName ?? t('desk:applicantSide'),
              })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What lies around a request: its spaces, other requests, what happened so far. */
export function DeskContext({ request }: { request: DeskRequest }) {
  const { t } = useTranslation('desk')
  return (
    <aside className={styles.context} aria-label={t('context')}>
      <Spaces request={request} />
      <Others title={t('sameTarget')} others={request.sameTarget} />
      {request.sameStamp.length > 0 && (
        <Note tone="warn" icon="warn">
          {t('sameStamp')}
          <Others title={t('sameStampTitle')} others={request.sameStamp} />
        </Note>
      )}
      <Others title={t('sameApplicant')} others={request.sameApplicant} />
      <History request={request} />
    </aside>
  )
}
