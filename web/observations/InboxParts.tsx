import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '#schema/observations'
import { useFormats } from '../i18n/format.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { inboxItemQuery, partPath } from './inboxApi.ts'
import own from './observations.module.css'

type Part = InboxItem['parts'][number]

/** The words of a part, read when somebody wants them. */
function PartWords({ item, part }: { item: InboxItem; part: Part }) {
  const { data, error, refetch } = useQuery(inboxItemQuery(item))
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={3} />
  return <p className={own.words}>{data.parts.find(({ id }) => id === part.id)?.text}</p>
}

function PartLine({ item, part }: { item: InboxItem; part: Part }) {
  const { t } = useTranslation('inbox')
  const format = useFormats()
  const { id, name, purpose, sizeBytes, scanState, hasText } = part
  const isKept = scanState === 'infected' || scanState === 'waiting'
  return (
    <li>
      {isKept ? name : <a href={partPath(item.id, id)}>{name}</a>}{' '}
      {`(${t(`part.${purpose}`)}, ${format.bytes(sizeBytes)})`}
      {isKept && ` ${t(`part.${scanState}`)}`}
      {purpose === 'attachment' && !hasText && ` ${t('part.noText')}`}
      {hasText && (
        <Disclosure level={4} title={t('part.text', { name })} onlyWhenOpen>
          <PartWords item={item} part={part} />
        </Disclosure>
      )}
    </li>
  )
}

/** What is attached to a message that came in, each to be opened or read. */
export function InboxParts({ item }: { item: InboxItem }) {
  const { t } = useTranslation('inbox')
  if (item.parts.length === 0) return null
  return (
    <section>
      <h4>{t('part.title')}</h4>
      <ul className={own.parts}>
        {item.parts.map((part) => (
          <PartLine key={part.id} item={item} part={part} />
        ))}
      </ul>
    </section>
  )
}
