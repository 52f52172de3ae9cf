import { useTranslation } from 'react-i18next'
import type { MyRequestItem } from '#schema/allocation'
import { useFormats } from '../i18n/format.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './allocation.module.css'
import { askAddress } from './ask/address.ts'
import { DiscardButton } from './DiscardButton.tsx'
import { RequestStatusTag } from './RequestStatusTag.tsx'
import { nameTargets } from './targets.ts'

/** A request in a list: what it is for, for whom it asks, and where it stands. */
export function RequestRow({ request }: { request: MyRequestItem }) {
  const { t } = useTranslation(['requests', 'parties'])
  const format = useFormats()
  const { party, targets } = request
  const draft = request.status === 'draft'
  const code = targets[0]?.spaces[0]?.code
  const form = draft && code ? askAddress(code, 'form', request.id) : null
  const when = request.receivedAt
    ? t('requests:list.receivedOn', { date: format.dateTime(request.receivedAt) })
    : t('requests:list.draftOf', { date: format.dateTime(request.updatedAt) })
  const due =
    request.completionDueOn && t('requests:list.due', { date: format.date(request.completionDueOn) })
  return (
    <li className={styles.row}>
      <div>
        <h2>
          <Link to={form ?? `/requests/${request.id}`}>{nameTargets(targets)}</Link>
        </h2>
        {!party.isOwn && <p>{t('parties:ask.for', { name: party.name })}</p>}
        <small>
          {[t(`requests:kind.${request.kind}`), request.number, when].filter(Boolean).join(' · ')}
        </small>
      </div>
      <span>
        <RequestStatusTag status={request.status} /> {due}
      </span>
      <span className={styles.rowActions}>
        {form && <LinkButton to={form}>{t('requests:list.continue')}</LinkButton>}
        {request.mayDiscard && <DiscardButton id={request.id} space={nameTargets(targets)} />}
      </span>
    </li>
  )
}
