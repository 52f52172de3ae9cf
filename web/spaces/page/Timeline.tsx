import { useTranslation } from 'react-i18next'
import type { Space } from '#schema/spaces'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Link } from '../../ui/Link.tsx'
import styles from './space.module.css'
import { useSpaceWords } from './useSpaceWords.ts'

function CallOf({ call }: { call: NonNullable<Space['call']> }) {
  const { t } = useTranslation('space')
  const english = useLanguage() === 'en'
  return (
    <>
      {' · '}
      {t('timeline.lot', { lot: call.lot })}
      <Link to={`/calls/${call.code}`}>{(english && call.titleEn) || call.title}</Link>
    </>
  )
}

function Ahead({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  if (space.status === 'inCall' && space.call?.closesAt) {
    return (
      <li>
        <time dateTime={space.call.closesAt}>{format.dateTime(space.call.closesAt)}</time>
        <b>{t('timeline.callCloses')}</b>
      </li>
    )
  }
  if (!space.useEndsOn) return null
  return (
    <li>
      <time dateTime={space.useEndsOn}>{format.date(space.useEndsOn)}</time>
      <b>{t('timeline.useEnds')}</b>
    </li>
  )
}

const after = { inCall: 'evaluation', available: 'interest', surveyed: 'survey', released: 'survey' } as const

/** What happened to the space, where it stands now, what comes. */
export function Timeline({ space }: { space: Space }) {
  const { t } = useTranslation('space')
  const format = useFormats()
  const words = useSpaceWords()
  const english = useLanguage() === 'en'
  const next = space.status in after ? after[space.status as keyof typeof after] : null
  const events = [...space.history].sort((a, b) => a.date.localeCompare(b.date))
  if (events.length === 0 && space.statusSince) {
    events.push({ date: space.statusSince, status: space.status, note: null, noteEn: null })
  }
  return (
    <section>
      <h2>{t('timeline.title')}</h2>
      <ol className={styles.timeline}>
        {events.map((event, index) => {
          const now = index === events.length - 1
          const note = english ? (event.noteEn ?? event.note) : event.note
          return (
            <li key={event.date + event.status} className={now ? styles.now : styles.done}>
              <time dateTime={event.date}>{format.date(event.date)}</time>
              <span>
                <b>{words.status(event.status)}</b>
                {now && <span className="vh"> ({t('timeline.now')})</span>}
                {note && ` · ${note}`}
                {now && space.call && event.status === 'inCall' && <CallOf call={space.call} />}
              </span>
            </li>
          )
        })}
        <Ahead space={space} />
        {next && (
          <li>
            <span />
            <span className={styles.future}>{t(`timeline.${next}`)}</span>
          </li>
        )}
      </ol>
    </section>
  )
}
