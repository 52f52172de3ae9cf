import { useTranslation } from 'react-i18next'
import { canBeAppealed } from '#rules/notices'
import type { MyRequest } from '#schema/allocation'
import type { Notice } from '#schema/notices'
import { useFormats } from '../i18n/format.ts'

function useMineText() {
  const { t } = useTranslation('notices')
  const format = useFormats()
  return ({ channel, sentOn, deliveredOn }: Notice): string => {
    const how = t(`channel.${channel}`)
    if (deliveredOn) return t('mine.delivered', { how, date: format.date(deliveredOn) })
    return sentOn ? t('mine.sent', { how, date: format.date(sentOn) }) : t('mine.toSend', { how })
  }
}

/** What is delivered to me with legal effect, and until when I can appeal. */
export function NoticeLines({ request }: { request: MyRequest }) {
  const { t } = useTranslation('notices')
  const format = useFormats()
  const stateText = useMineText()
  const { appealUntil } = request
  const notices = request.notices.filter(({ failedAt }) => failedAt === null)
  if (notices.length === 0) return null
  const decision = notices.findLast(canBeAppealed)
  return (
    <section>
      <h2>{t('title')}</h2>
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>
            <b>{t(`kind.${notice.kind}`)}</b>: {stateText(notice)}
          </li>
        ))}
      </ul>
      {appealUntil && (
        <p>
          {t('appealUntil', {
            court: format.date(appealUntil.regionalCourt),
            presidency: format.date(appealUntil.presidency),
          })}
        </p>
      )}
      {decision && !appealUntil && <p>{t('appealLater')}</p>}
    </section>
  )
}
