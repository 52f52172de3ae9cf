import { useTranslation } from 'react-i18next'
import type { GroupingMember } from '#schema/parties'
import { Button } from '../ui/Button.tsx'
import { RadioGroup, TextField } from '../ui/fields.tsx'
import styles from './parties.module.css'

interface GroupingFieldsProps {
  prefix: string
  members: readonly GroupingMember[]
  onChange: (members: GroupingMember[]) => void
  errorOf: (field: string) => string | undefined
}

type TextName = 'name' | 'fiscalCode' | 'vatNumber' | 'representative' | 'representativeFiscalCode'

interface MemberProps {
  id: string
  number: number
  member: GroupingMember
  onChange: (changes: GroupingMember) => void
  onRemove: (() => void) | null
  errorOf: GroupingFieldsProps['errorOf']
}

function MemberFields({ id, number, member, onChange, onRemove, errorOf }: MemberProps) {
  const { t } = useTranslation(['parties', 'ui'])
  const text = (name: TextName) => ({
    id: `${id}-${name}`,
    value: member[name] ?? '',
    onChange: (value: string) => onChange({ [name]: value }),
    error: errorOf(`${id}-${name}`),
  })
  return (
    <fieldset className={styles.member}>
      <legend>{t('parties:field.member', { number })}</legend>
      <TextField {...text('name')} label={t('parties:field.memberName')} maxLength={200} />
      <TextField {...text('fiscalCode')} label={t('parties:field.fiscalCode')} maxLength={30} />
      <TextField {...text('vatNumber')} label={t('parties:field.vatNumber')} optional maxLength={30} />
      <TextField
        {...text('representative')}
        label={t('parties:field.memberRepresentative')}
        maxLength={200}
      />
      <TextField
        {...text('representativeFiscalCode')}
        label={t('parties:field.memberRepresentativeFiscalCode')}
        maxLength={30}
      />
      {onRemove && (
        <Button look="quiet" aria-label={t('parties:field.removeMember', { number })} onPress={onRemove}>
          {t('ui:remove')}
        </Button>
      )}
    </fieldset>
  )
}

const emptyMembers = (members: readonly GroupingMember[]): readonly GroupingMember[] =>
  members.length > 0 ? members : [{ isLead: true }, {}]

/** Who forms a grouping, one of them its lead. */
export function GroupingFields({ prefix, members: given, onChange, errorOf }: GroupingFieldsProps) {
  const { t } = useTranslation('parties')
  const members = emptyMembers(given)
  const lead = members.findIndex(({ isLead }) => isLead)
  const change = (index: number, changes: GroupingMember) =>
    onChange(members.map((member, at) => (at === index ? { ...member, ...changes } : member)))
  return (
    <div className={styles.members} id={`${prefix}-members`}>
      {members.map((member, index) => (
        <MemberFields
          key={index}
          id={`${prefix}-members-${index}`}
          number={index + 1}
          member={member}
          onChange={(changes) => change(index, changes)}
          onRemove={members.length > 2 ? () => onChange(members.filter((_, at) => at !== index)) : null}
          errorOf={errorOf}
        />
      ))}
      <p>
        <Button onPress={() => onChange([...members, {}])}>{t('field.addMember')}</Button>
      </p>
      <RadioGroup
        id={`${prefix}-lead`}
        label={t('field.lead')}
        value={lead < 0 ? '' : String(lead)}
        error={errorOf(`${prefix}-members`)}
        onChange={(value) =>
          onChange(members.map((member, index) => ({ ...member, isLead: String(index) === value })))
        }
        options={members.map(({ name }, index) => ({
          value: String(index),
          label: name?.trim() || t('field.member', { number: index + 1 }),
        }))}
      />
    </div>
  )
}
