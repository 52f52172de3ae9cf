import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message, MessageItem } from '#schema/messages'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Tag, type Tone } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './messages.module.css'
import { messageQuery, messagesQuery, PAGE } from './messagesApi.ts'
import { pageOf } from './targets.ts'

const tones: Record<MessageItem['state'], Tone> = {
  queued: 'plain',
  sent: 'plain',
  delivered: 'ok',
  failed: 'danger',
}

function LetterText({ letter }: { letter: Message }) {
  const { t } = useTranslation('messages')
  const format = useFormats()
  const to = pageOf(letter.objectKind, letter.objectId, letter.kind)
  return (
    <>
      <p className={styles.facts}>
        {t(`channel.${letter.channel}`)}, {letter.recipient}, {format.dateTime(letter.writtenAt)}
      </p>
      {letter.text === null ? <p>{t('secret')}</p> : <p className={styles.text}>{letter.text}</p>}
      {to && <Link to={to}>{t('about')}</Link>}
    </>
  )
}

function LetterDialog({ letter, onClose }: { letter: MessageItem; onClose: () => void }) {
  const { data, error, refetch } = useQuery(messageQuery(letter.id))
  return (
    <Dialog title={letter.subject} open onClose={onClose}>
      {data && <LetterText letter={data} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={6} />}
    </Dialog>
  )
}

function LetterLine({ letter, onOpen }: { letter: MessageItem; onOpen: () => void }) {
  const { t } = useTranslation('messages')
  const format = useFormats()
  return (
    <li>
      <span className={styles.what}>
        <button type="button" className={styles.subject} onClick={onOpen}>
          {letter.subject}
        </button>
      </span>
      <time dateTime={letter.writtenAt}>{format.dateTime(letter.writtenAt)}</time>
      <span>
        {letter.channel !== 'mail' && <Tag tone="blue">{t(`channel.${letter.channel}`)}</Tag>}{' '}
        <Tag tone={tones[letter.state]}>{t(`state.${letter.state}`)}</Tag>
      </span>
    </li>
  )
}

/** The letters that were sent to me, the newest first, each to read again. */
export function Letters() {
  const { t } = useTranslation(['messages', 'desk'])
  const [limit, setLimit] = useState(PAGE)
  const [open, setOpen] = useState<MessageItem | null>(null)
  const { data, error, refetch } = useQuery({ ...messagesQuery(limit), placeholderData: keepPreviousData })
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />
  }
  if (data.total === 0) {
    return (
      <EmptyState title={t('messages:noLetters')}>
        <p>{t('messages:noLettersBody')}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={styles.list}>
        {data.items.map((letter) => (
          <LetterLine key={letter.id} letter={letter} onOpen={() => setOpen(letter)} />
        ))}
      </ul>
      {data.items.length < data.total && limit < 200 && (
        <Button onPress={() => setLimit(Math.min(200, limit + PAGE))}>{t('desk:more')}</Button>
      )}
      {open && <LetterDialog letter={open} onClose={() => setOpen(null)} />}
    </>
  )
}
