import { useTranslation } from 'react-i18next'
import type { AccountLine, AccountState } from '#schema/accounts'
import { useFormats } from '../i18n/format.ts'
import { Link } from '../ui/Link.tsx'
import { Stamp, Tag, type Tone } from '../ui/marks.tsx'
import { Table } from '../ui/Table.tsx'
import styles from './admin.module.css'
import { useRoleWords } from './roleWords.ts'

const tones: Record<AccountState, Tone> = {
  active: 'ok',
  invited: 'blue',
  disabled: 'danger',
  erased: 'plain',
}

/** The state of an account as a tag. */
export function AccountStateTag({ state }: { state: AccountState }) {
  const { t } = useTranslation('admin')
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

const columns = ['name', 'email', 'roles', 'state', 'since'] as const

function AccountRow({ account }: { account: AccountLine }) {
  const { t } = useTranslation('admin')
  const words = useRoleWords()
  const format = useFormats()
  return (
    <tr>
      <th scope="row">
        <Link to={`/admin/accounts/${account.id}`}>{account.name}</Link>{' '}
        {account.demo && <Stamp kind="demonstration" />}
      </th>
      <td>{account.email ?? <i>{t('noEmail')}</i>}</td>
      <td>
        {account.roles.length === 0 && <i>{t('noRoles')}</i>}
        <ul>
          {account.roles.map((held) => (
            <li key={held.role + held.district}>{words.held(held)}</li>
          ))}
        </ul>
      </td>
      <td>
        <AccountStateTag state={account.state} />
      </td>
      <td>{format.date(account.createdAt)}</td>
    </tr>
  )
}

/** Accounts, one to a line; on a phone, one to a card. */
export function AccountsTable({ accounts }: { accounts: readonly AccountLine[] }) {
  const { t } = useTranslation('admin')
  return (
    <Table
      className={styles.table}
      caption={t('caption')}
      heads={columns.map((column) => t(`column.${column}`))}
    >
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} />
      ))}
    </Table>
  )
}
