import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskRequest } from '#schema/allocation'
import type { DeskNotice } from '#schema/notices'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './desk.module.css'
import { NoticeForm } from './NoticeForm.tsx'

function useStateText() {
  const { t } = useTranslation('notices')
  const format = useFormats()
  return ({ channel, sentOn, deliveredOn, deliveredAt, failedAt }: DeskNotice): string => {
    if (deliveredAt && channel === 'pec') return t('state.deliveredAt', { at: format.dateTime(deliveredAt) })
    if (deliveredOn) return t('state.delivered', { date: format.date(deliveredOn) })
    if (failedAt) return t('state.failed', { date: format.date(failedAt) })
    if (sentOn) return t('state.sent', { date: format.date(sentOn) })
    return t(channel === 'pec' ? 'state.queued' : 'state.toSend')
  }
}

function Receipts({ notice }: { notice: DeskNotice }) {
  const { t } = useTranslation('notices')
  const format = useFormats()
  return (
    <ul>
      {notice.receipts.map(({ id, kind, at, signatureChecked }) => (
        <li key={id}>
          <a href={`/api/desk/receipts/${id}`} download>
            {t(`receipt.${kind}`)}
          </a>
          , {format.dateTime(at)}
          {signatureChecked && ` (${t('signatureChecked')})`}
        </li>
      ))}
    </ul>
  )
}

function NoticeLine({ notice, requestId }: { notice: DeskNotice; requestId: string }) {
  const { t } = useTranslation('notices')
  const stateText = useStateText()
  const [open, setOpen] = useState(false)
  const onPaper = notice.channel !== 'pec'
  const name = t(`kind.${notice.kind}`)
  return (
    <li className={styles.notice}>
      <b>{name}</b>
      <span>
        {[t(`channel.${notice.channel}`), notice.trackingNumber, notice.address].filter(Boolean).join(' · ')}
      </span>
      <span>{stateText(notice)}</span>
      {notice.recordedBy && <span>{t('recordedBy', { name: notice.recordedBy })}</span>}
      {onPaper && notice.hasLetter && (
        <Link to={`/desk/notices/${notice.id}/letter`} aria-label={t('letter.openOf', { number: name })}>
          {t('letter.open')}
        </Link>
      )}
      {notice.receipts.length > 0 && <Receipts notice={notice} />}
      {onPaper && notice.deliveredOn === null && (
        <Button onPress={() => setOpen(true)} aria-label={t('recordOf', { name })}>
          {t('record')}
        </Button>
      )}
      {open && (
        <Dialog title={t('recordOf', { name })} open onClose={() => setOpen(false)}>
          <NoticeForm notice={notice} requestId={requestId} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </li>
  )
}

/** The notices of a request, what proves their delivery, and where the office records those on paper. */
export function DeskNotices({ request }: { request: DeskRequest }) {
  const { t } = useTranslation('notices')
  if (request.notices.length === 0) return null
  return (
    <section className={styles.notices}>
      <h2>{t('title')}</h2>
      <ul>
        {request.notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} requestId={request.id} />
        ))}
      </ul>
    </section>
  )
}
