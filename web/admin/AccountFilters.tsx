import { useTranslation } from 'react-i18next'
import { accountStates, roles } from '#schema/accounts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useTypedText } from '../ui/useTypedText.ts'
import { type AccountsState, readAccountsState } from './accountsState.ts'
import styles from './admin.module.css'
import { useRoleWords } from './roleWords.ts'

const TYPING_PAUSE_MS = 300

interface AccountFiltersProps {
  state: AccountsState
  onChange: (state: AccountsState) => void
}

/** What narrows the list of accounts. */
export function AccountFilters({ state, onChange }: AccountFiltersProps) {
  const { t } = useTranslation('admin')
  const words = useRoleWords()
  /** An empty value takes its filter away. */
  const change = (name: keyof AccountsState, value: string) =>
    onChange(readAccountsState(new URLSearchParams({ ...state, [name]: value })))
  const { text, setText } = useTypedText(state.q ?? '', TYPING_PAUSE_MS, (typed) => change('q', typed.trim()))
  return (
    <search className={styles.filters}>
      <TextField
        id="accounts-q"
        type="search"
        label={t('search')}
        maxLength={200}
        value={text}
        onChange={setText}
      />
      <SelectField
        id="accounts-role"
        label={t('role')}
        value={state.role ?? ''}
        onChange={(role) => change('role', role)}
        placeholder={t('anyRole')}
        options={roles.map((role) => ({ value: role, label: words.name(role) }))}
      />
      <SelectField
        id="accounts-state"
        label={t('stateLabel')}
        value={state.state ?? ''}
        onChange={(chosen) => change('state', chosen)}
        placeholder={t('anyState')}
        options={accountStates.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
    </search>
  )
}
