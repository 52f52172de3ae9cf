import { useTranslation } from 'react-i18next'
import { type Requirement, requirementTypes } from '#schema/qualifiedList'
import { Items } from '../callDesk/Items.tsx'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { OptionLines } from './OptionLines.tsx'
import styles from './qualifiedList.module.css'

const empty: Requirement = {
  code: '',
  label: '',
  labelEn: null,
  type: 'bool',
  unit: null,
  minimum: null,
  options: [],
  mandatory: true,
  evidence: null,
  evidenceEn: null,
  source: '',
}

interface RequirementFieldsProps {
  requirements: Requirement[]
  errorOf: (field: string) => string | undefined
  onChange: (requirements: Requirement[]) => void
}

/** The requirements of an edition, written one by one. */
export function RequirementFields({ requirements, errorOf, onChange }: RequirementFieldsProps) {
  const { t } = useTranslation('labList')
  return (
    <Items
      items={requirements}
      name={(number) => t('edition.requirement', { number })}
      add={t('edition.addRequirement')}
      empty={empty}
      onChange={onChange}
    >
      {(one, index, change) => {
        const at = `edition-requirements-${index}`
        const text = (name: 'labelEn' | 'unit' | 'evidence') => ({
          id: `${at}-${name}`,
          label: t(`edition.${name}`),
          optional: true,
          value: one[name] ?? '',
          error: errorOf(`${at}-${name}`),
          onChange: (value: string) => change({ [name]: value || null }),
        })
        return (
          <>
            <div className={styles.row}>
              <TextField
                id={`${at}-label`}
                label={t('edition.label')}
                value={one.label}
                error={errorOf(`${at}-label`)}
                onChange={(label) => change({ label })}
              />
              <TextField {...text('labelEn')} />
            </div>
            <div className={styles.row}>
              <TextField
                id={`${at}-code`}
                label={t('edition.code')}
                value={one.code}
                error={errorOf(`${at}-code`)}
                onChange={(code) => change({ code })}
              />
              <SelectField
                id={`${at}-type`}
                label={t('edition.type')}
                value={one.type}
                options={requirementTypes.map((value) => ({ value, label: t(`edition.types.${value}`) }))}
                onChange={(value) =>
                  change({ type: requirementTypes.find((known) => known === value) ?? 'bool' })
                }
              />
              {one.type === 'number' && (
                <>
                  <NumberField
                    id={`${at}-minimum`}
                    label={t('edition.minimum')}
                    optional
                    maximum={1_000_000}
                    value={one.minimum ?? undefined}
                    onChange={(value) => change({ minimum: value ?? null })}
                  />
                  <TextField {...text('unit')} />
                </>
              )}
            </div>
            {one.type === 'choice' && (
              <OptionLines
                id={`${at}-options`}
                options={one.options}
                error={errorOf(`${at}-options`)}
                onChange={(options) => change({ options })}
              />
            )}
            <div className={styles.row}>
              <TextField {...text('evidence')} />
              <TextField
                id={`${at}-source`}
                label={t('edition.source')}
                value={one.source}
                error={errorOf(`${at}-source`)}
                onChange={(source) => change({ source })}
              />
            </div>
            <Checkbox checked={one.mandatory} onChange={(mandatory) => change({ mandatory })}>
              {t('edition.mandatory')}
            </Checkbox>
          </>
        )
      }}
    </Items>
  )
}
