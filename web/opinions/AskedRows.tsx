import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Role, roleNames } from '#schema/accounts'
import type { AskedOpinion } from '#schema/opinions'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag, type Tone } from '../ui/marks.tsx'
import { ObjectLink } from './ObjectLink.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './opinions.module.css'
import { SittingLines } from './SittingLines.tsx'

const tones: Record<AskedOpinion['state'], Tone> = {
  waiting: 'warn',
  given: 'ok',
  silent: 'danger',
  withdrawn: 'plain',
}

/** The due day of what waits, with the days that are left. */
function Due({ asked }: { asked: AskedOpinion }) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  const { dueOn, daysLeft, state } = asked
  return (
    <span className={state === 'waiting' && daysLeft <= 3 ? styles.late : undefined}>
      {t('dueLine', { date: format.date(dueOn) })}
      {state === 'waiting' && daysLeft >= 0 && (
        <>, {daysLeft === 0 ? t('dueToday') : t('daysLeft', { count: daysLeft })}</>
      )}
    </span>
  )
}

/** What is still to be known of one that was not answered. */
function Silence({ asked }: { asked: AskedOpinion }) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  const means = t(`silence.${asked.silence}`)
  if (asked.state === 'silent' && asked.silentOn)
    return (
      <span>
        {t('silentSince', { date: format.date(asked.silentOn) })}. {t('silentMeant', { means })}
      </span>
    )
  return asked.state === 'waiting' ? (
    <span className={styles.note}>{t('silenceMeans', { means })}</span>
  ) : null
}

function Hearing({ asked }: { asked: AskedOpinion }) {
  const { t } = useTranslation('opinions')
  const format = useFormats()
  const { hearingOn, hearingPlace, state } = asked
  if (!hearingOn || state === 'given') return null
  const date = format.date(hearingOn)
  return <span>{hearingPlace ? t('hearingAt', { date, place: hearingPlace }) : t('hearing', { date })}</span>
}

/** What was asked of one Municipio. */
function AskedRow({ asked, named, opinionPath, children }: AskedRowProps) {
  const { t } = useTranslation('opinions')
  const language = useLanguage()
  const format = useFormats()
  const { opinion, files } = asked
  return (
    <li className={styles.row}>
      <span className={styles.rowHead}>
        {opinion ? <Link to={opinionPath(opinion.id)}>{asked.title}</Link> : <b>{asked.title}</b>}
        <Tag tone={tones[asked.state]}>{t(`state.${asked.state}`)}</Tag>
        {opinion && <OutcomeTag outcome={opinion.outcome} />}
        {opinion?.isLate && <Tag tone="warn">{t('late')}</Tag>}
      </span>
      {named && <span>{t('district', { district: asked.district })}</span>}
      <Due asked={asked} />
      <Silence asked={asked} />
      <Hearing asked={asked} />
      {opinion?.sitting && <SittingLines sitting={opinion.sitting} />}
      {asked.withdrawal && <span>{asked.withdrawal}</span>}
      <ObjectLink object={asked.object} />
      <span className={styles.note}>
        {t('askedBy')}: {roleNames[asked.askedRole as Role]?.[language] ?? asked.askedRole},{' '}
        {t('askedOn', { date: format.date(asked.askedOn) })}. {asked.legalBasis}.
      </span>
      <Disclosure title={t('question')}>
        <p className={styles.words} lang="it">
          {asked.question}
        </p>
        {files.length > 0 && children.files && <ul>{files.map(children.files)}</ul>}
      </Disclosure>
      {children.actions}
    </li>
  )
}

interface RowParts {
  actions?: ReactNode
  files?: (file: AskedOpinion['files'][number]) => ReactNode
}

interface AskedRowProps {
  asked: AskedOpinion
  named: boolean
  opinionPath: (id: string) => string
  children: RowParts
}

interface AskedRowsProps {
  items: readonly AskedOpinion[]
  /** Whether each says which Municipio was asked. */
  named?: boolean
  empty: string
  opinionPath?: (id: string) => string
  /** Where a file of what was asked is opened; nothing where it cannot be. */
  filePath?: (requestId: string, fileId: string) => string
  actions?: (asked: AskedOpinion) => ReactNode
}

/** What was asked of Municipi, each with its due day, what silence means, and what was said. */
export function AskedRows(props: AskedRowsProps) {
  const { items, named = false, empty, opinionPath = (id) => `/opinions/${id}`, filePath, actions } = props
  if (items.length === 0) return <p className={styles.note}>{empty}</p>
  return (
    <ul className={styles.rows}>
      {items.map((asked) => (
        <AskedRow key={asked.id} asked={asked} named={named} opinionPath={opinionPath}>
          {{
            actions: actions?.(asked),
            ...(filePath && {
              files: ({ id, name }) => (
                <li key={id}>
                  <a href={filePath(asked.requestId, id)}>{name}</a>
                </li>
              ),
            }),
          }}
        </AskedRow>
      ))}
    </ul>
  )
}
