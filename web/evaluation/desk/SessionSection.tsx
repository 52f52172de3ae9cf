import { useTranslation } from 'react-i18next'
import { romeWall } from '#rules/city'
import { type SessionView, sessionKinds } from '#schema/evaluation'
import { useFormats } from '../../i18n/format.ts'
import { Tag } from '../../ui/marks.tsx'
import { Act } from '../Act.tsx'
import type { ActField, Values } from '../ActInput.tsx'
import styles from '../evaluation.module.css'
import { minutesPath, type SectionProps } from './deskEvaluation.ts'

type Present = SessionView['present']

const presentAsText = (present: Present) =>
  present.map(({ name, role }) => (role ? `${name}, ${role}` : name)).join('\n')

/** People as they are written, one a line, what they are after the first comma. */
const presentFrom = (text: string): Present =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...role] = line.split(',')
      return { name: name.trim(), role: role.join(',').trim() }
    })

const common = ({ place = '', present = '', note = '' }: Values) => ({
  place,
  present: presentFrom(present),
  note: note || null,
})

/** Now by the clocks of Italy, to be written over. */
const now = () => romeWall(new Date())

function useFields(before: Pick<SessionView, 'place' | 'present' | 'note'>): ActField[] {
  const { t } = useTranslation('evaluationDesk')
  return [
    { name: 'place', label: t('sessions.place'), initial: before.place, least: 2 },
    {
      name: 'present',
      label: t('sessions.present'),
      hint: t('sessions.presentHint'),
      kind: 'words',
      least: 0,
      initial: presentAsText(before.present),
    },
    {
      name: 'note',
      label: t('sessions.note'),
      hint: t('sessions.noteHint'),
      kind: 'words',
      least: 0,
      initial: before.note ?? '',
    },
  ]
}

function Beginning({ evaluation, send }: SectionProps) {
  const { t } = useTranslation(['evaluationDesk', 'evaluation'])
  const sitting = evaluation.commission.filter(({ replacedAt }) => replacedAt === null)
  const present = sitting.map(({ name, position }) => ({ name, role: t(`evaluation:position.${position}`) }))
  const fields = useFields({ place: '', present, note: null })
  const kinds = sessionKinds.map((value) => ({ value, label: t(`evaluationDesk:sessions.kinds.${value}`) }))
  return (
    <Act
      label={t('evaluationDesk:sessions.begin')}
      fields={[
        { name: 'kind', label: t('evaluationDesk:sessions.kind'), kind: 'select', options: kinds },
        { name: 'beganAt', label: t('evaluationDesk:sessions.began'), kind: 'moment', initial: now() },
        ...fields,
        { name: 'isPublic', label: t('evaluationDesk:sessions.public'), kind: 'flag' },
      ]}
      onDo={(values) =>
        send({
          below: '/sessions',
          body: {
            ...common(values),
            kind: values.kind,
            beganAt: values.beganAt,
            isPublic: values.isPublic === 'yes',
          },
        })
      }
    />
  )
}

function Closing({ session, send }: Pick<SectionProps, 'send'> & { session: SessionView }) {
  const { t } = useTranslation('evaluationDesk')
  const fields = useFields(session)
  return (
    <Act
      label={t('sessions.closeOne', { number: session.number })}
      about={t('sessions.closeAbout')}
      fields={[{ name: 'endedAt', label: t('sessions.ended'), kind: 'moment', initial: now() }, ...fields]}
      onDo={(values) =>
        send({
          below: `/sessions/${session.id}/close`,
          body: { ...common(values), endedAt: values.endedAt },
        })
      }
    />
  )
}

function SessionLine({ session, evaluation, send }: SectionProps & { session: SessionView }) {
  const { t } = useTranslation('evaluationDesk')
  const format = useFormats()
  const { id, number, kind, beganAt, hash } = session
  return (
    <li className={styles.card}>
      <p>
        {t('sessions.line', { number, kind: t(`sessions.kinds.${kind}`), date: format.dateTime(beganAt) })}{' '}
        <Tag tone={hash ? 'ok' : 'warn'}>{t(hash ? 'sessions.closed' : 'sessions.open')}</Tag>
      </p>
      <p className={styles.links}>
        <a href={minutesPath(evaluation.code, id, 'pdf')}>{t('sessions.pdf', { number })}</a>
        {' · '}
        <a href={minutesPath(evaluation.code, id, 'docx')}>{t('sessions.docx', { number })}</a>
      </p>
      {hash ? (
        <p className={styles.hash}>
          {t('ranking.hash')} <code>{hash}</code>
        </p>
      ) : (
        <Closing session={session} send={send} />
      )}
    </li>
  )
}

/** The sessions of the commission with their minutes, as drafts until they are closed. */
export function SessionSection(props: SectionProps) {
  const { t } = useTranslation('evaluationDesk')
  const { sessions } = props.evaluation
  const isOpen = sessions.some(({ hash }) => hash === null)
  return (
    <>
      {sessions.length === 0 && <p>{t('sessions.none')}</p>}
      <ul className={styles.cards}>
        {sessions.map((session) => (
          <SessionLine key={session.id} {...props} session={session} />
        ))}
      </ul>
      {!isOpen && <Beginning {...props} />}
    </>
  )
}
