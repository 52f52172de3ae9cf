import { useTranslation } from 'react-i18next'
import type { QueueItem } from '#schema/allocation'
import { RequestStatusTag } from '../allocation/RequestStatusTag.tsx'
import { nameTargets } from '../allocation/targets.ts'
import { Link } from '../ui/Link.tsx'
import { Tag } from '../ui/marks.tsx'
import { Table } from '../ui/Table.tsx'
import { useGo } from '../url/navigate.ts'
import styles from './desk.module.css'

/** From how many days on a wait stands out: the term of a public procedure (L. 241/1990 art. 2). */
const LATE_DAYS = 30

const columns = ['number', 'applicant', 'makes', 'target', 'kind', 'status', 'assigned', 'waiting'] as const

function QueueRow({ item }: { item: QueueItem }) {
  const { t } = useTranslation(['desk', 'identification', 'bids'])
  const go = useGo()
  const address = `/desk/requests/${item.id}`
  const waiting = item.waitingDays === 0 ? t('desk:today') : t('desk:days', { count: item.waitingDays })
  return (
    <tr onClick={() => go(address)}>
      <th scope="row">
        <Link to={address} onClick={(event) => event.stopPropagation()}>
          {item.number}
        </Link>
      </th>
      <td className={styles.strong}>{item.applicantName}</td>
      <td>{item.makes}</td>
      <td>{nameTargets(item.targets)}</td>
      <td>{t(`desk:kindShort.${item.kind}`)}</td>
      <td className={item.mustIdentify || item.isLate ? styles.twoTags : undefined}>
        <RequestStatusTag status={item.status} />
        {item.isLate && <Tag tone="danger">{t('bids:arrivals.late')}</Tag>}
        {item.mustIdentify && <Tag tone="warn">{t('identification:signature.short')}</Tag>}
      </td>
      <td>{item.assignedTo?.name ?? <i>{t('desk:nobody')}</i>}</td>
      <td className={item.waitingDays >= LATE_DAYS ? styles.late : undefined}>{waiting}</td>
    </tr>
  )
}

/** The requests of a queue, one to a line; on a phone, one to a card. */
export function QueueTable({ items }: { items: readonly QueueItem[] }) {
  const { t } = useTranslation('desk')
  return (
    <div className={styles.tableWrap}>
      <Table
        className={styles.queue}
        caption={t('caption')}
        heads={columns.map((column) => t(`column.${column}`))}
      >
        {items.map((item) => (
          <QueueRow key={item.id} item={item} />
        ))}
      </Table>
    </div>
  )
}
